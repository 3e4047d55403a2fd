import { describe, expect, it } from '@jest/globals'
import { generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import jwt from 'jsonwebtoken'
import type { JwtPayload } from 'jsonwebtoken'
import { createCredentials } from '../../src/adapters/credentials.js'
import type { CredentialDeps, Credentials } from '../../src/adapters/credentials.js'
import type { SourceConfig } from '../../src/adapters/config.js'
import { SourceFault } from '../../src/adapters/transport.js'
import type { UpstreamAnswer } from '../../src/adapters/transport.js'

const SECRET = 'correct horse battery staple'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const NOW = new Date('2026-11-02T10:00:00Z')

const oauth: SourceConfig['auth'] = { kind: 'oauth2', tokenUrl: 'https://agency.example/oauth2/token', clientId: 'us', clientSecret: 'S', scope: 'read' } // prettier-ignore
const assertion: SourceConfig['auth'] = { kind: 'oauth2-assertion', tokenUrl: 'https://agency.example/oauth2/token', clientId: 'us', keyId: 'k-1', privateKey: 'KEY', algorithm: 'RS512' } // prettier-ignore

interface Endpoint {
  readonly credentials: Credentials
  readonly forms: URLSearchParams[]
  at(ms: number): void
  answer(next: () => Promise<Partial<UpstreamAnswer>>): void
}

function endpoint(auth: SourceConfig['auth'] = oauth): Endpoint {
  const forms: URLSearchParams[] = []
  let clock = 0
  let answer = (): Promise<Partial<UpstreamAnswer>> =>
    Promise.resolve({ body: { access_token: `token-${String(forms.length)}`, expires_in: 600 } })
  const deps: CredentialDeps = {
    secret: name => (name === 'KEY' ? pem : SECRET),
    monotonic: () => clock,
    now: () => NOW,
    postForm: async (_url, form) => {
      forms.push(form)
      return { status: 200, headers: {}, body: null, ...(await answer()) }
    },
  }
  return {
    credentials: createCredentials(auth, deps),
    forms,
    at: ms => (clock = ms),
    answer: next => (answer = next),
  }
}

describe('credentials that do not change', () => {
  it('are none, a bearer token, or a key in its own header', async () => {
    expect(await endpoint({ kind: 'none' }).credentials.headers()).toEqual({})
    expect(await endpoint({ kind: 'bearer', token: 'T' }).credentials.headers()).toEqual({
      authorization: `Bearer ${SECRET}`,
    })
    expect(await endpoint({ kind: 'api-key', header: 'x-key', key: 'K' }).credentials.headers()).toEqual({
      'x-key': SECRET,
    })
  })
})

describe('a token', () => {
  it('is fetched once, however many wait for it', async () => {
    const { credentials, forms } = endpoint()
    const all = await Promise.all(Array.from({ length: 20 }, () => credentials.headers()))
    expect(new Set(all.map(headers => headers['authorization']))).toEqual(new Set(['Bearer token-1']))
    expect(forms).toHaveLength(1)
  })

  it('is asked for with the client, its secret and the scope', async () => {
    const { credentials, forms } = endpoint()
    await credentials.headers()
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({ grant_type: 'client_credentials', client_id: 'us', client_secret: SECRET, scope: 'read' }) // prettier-ignore
  })

  it('goes with the supplier key where there is one', async () => {
    const withKey = endpoint({ ...oauth, apiKey: { header: 'x-supplier', key: 'K' } })
    expect(await withKey.credentials.headers()).toEqual({ authorization: 'Bearer token-1', 'x-supplier': SECRET })
  })

  it('is renewed half a minute before it ends', async () => {
    const { credentials, forms, at } = endpoint()
    await credentials.headers()
    at(569_999)
    await credentials.headers()
    expect(forms).toHaveLength(1)
    at(570_000)
    expect(await credentials.headers()).toEqual({ authorization: 'Bearer token-2' })
  })

  it('of a short life is used for half of it', async () => {
    const { credentials, forms, at, answer } = endpoint()
    answer(() => Promise.resolve({ body: { access_token: 't', expires_in: 10 } }))
    await credentials.headers()
    at(4_999)
    await credentials.headers()
    expect(forms).toHaveLength(1)
    at(5_000)
    await credentials.headers()
    expect(forms).toHaveLength(2)
  })

  it('takes a life written as text, as NHS endpoints do', async () => {
    const { credentials, answer } = endpoint()
    answer(() => Promise.resolve({ body: { access_token: 't', expires_in: '599' } }))
    expect(await credentials.headers()).toEqual({ authorization: 'Bearer t' })
  })

  it('that was refused is renewed once, however many calls it was refused to', async () => {
    const { credentials, forms } = endpoint()
    const refused = await credentials.headers()
    const calls = Array.from({ length: 8 }, async () => {
      credentials.forget(refused)
      return credentials.headers()
    })
    await Promise.all(calls)
    credentials.forget(refused)
    expect(await credentials.headers()).toEqual({ authorization: 'Bearer token-2' })
    expect(forms).toHaveLength(2)
  })

  const bad: readonly [string, Partial<UpstreamAnswer>, string][] = [
    ['401', { status: 401 }, 'REFUSED'],
    ['500', { status: 500 }, 'REFUSED'],
    ['no token', { body: { expires_in: 60 } }, 'MALFORMED'],
    ['an empty token', { body: { access_token: '', expires_in: 60 } }, 'MALFORMED'],
    ['no life', { body: { access_token: 't' } }, 'MALFORMED'],
    ['a life that is over', { body: { access_token: 't', expires_in: -1 } }, 'MALFORMED'],
    ['a life that is no number', { body: { access_token: 't', expires_in: 'soon' } }, 'MALFORMED'],
    ['nothing', { body: null }, 'MALFORMED'],
  ]
  it.each(bad)(
    'endpoint that gives %s is told by its reason, and asked again next time',
    async (_what, given, reason) => {
      const { credentials, forms, answer } = endpoint()
      answer(() => Promise.resolve(given))
      await expect(credentials.headers()).rejects.toMatchObject({ reason })
      await expect(credentials.headers()).rejects.toMatchObject({ reason })
      expect(forms).toHaveLength(2)
    },
  )

  it('endpoint that cannot be reached is not remembered as one that never can be', async () => {
    const { credentials, answer } = endpoint()
    answer(() => Promise.reject(new SourceFault('UNREACHABLE')))
    await expect(credentials.headers()).rejects.toMatchObject({ reason: 'UNREACHABLE' })
    answer(() => Promise.resolve({ body: { access_token: 't', expires_in: 60 } }))
    expect(await credentials.headers()).toEqual({ authorization: 'Bearer t' })
  })

  it('endpoint never sees its secret come back in an error', async () => {
    const { credentials, answer } = endpoint()
    answer(() => Promise.resolve({ status: 401, body: { error: SECRET, error_description: SECRET } }))
    const error: unknown = await credentials.headers().catch((thrown: unknown) => thrown)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET)
  })
})

describe('a signed assertion', () => {
  async function assertions(count: number): Promise<readonly { header: jwt.JwtHeader; payload: JwtPayload }[]> {
    const made = []
    for (let index = 0; index < count; index += 1) {
      const { credentials, forms } = endpoint(assertion)
      await credentials.headers()
      const text = forms[0]?.get('client_assertion') ?? ''
      const { header, payload } = jwt.verify(text, publicKey, { algorithms: ['RS512'], clockTimestamp: NOW.getTime() / 1000, complete: true }) // prettier-ignore
      made.push({ header, payload: payload as JwtPayload })
    }
    return made
  }

  it('names us, the endpoint and the key, and lives no longer than five minutes', async () => {
    const [one] = await assertions(1)
    expect(one?.header.kid).toBe('k-1')
    expect(one?.payload).toMatchObject({ iss: 'us', sub: 'us', aud: 'https://agency.example/oauth2/token' })
    expect((one?.payload.exp ?? 0) - NOW.getTime() / 1000).toBeLessThanOrEqual(300)
  })

  it('is used once: no two are alike', async () => {
    const ids = (await assertions(3)).map(({ payload }) => payload.jti)
    expect(new Set(ids).size).toBe(3)
  })

  it('goes without any secret', async () => {
    const { credentials, forms } = endpoint(assertion)
    await credentials.headers()
    expect(forms[0]?.has('client_secret')).toBe(false)
  })
})
