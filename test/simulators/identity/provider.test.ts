import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createPublicKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { createIdentityProvider, EXCHANGE_GRANT, PERSONA_GRANT } from '../../../simulators/identity/provider.js'
import { serve, type RunningSystem } from '../../../simulators/kit/serve.js'
import type { Persona } from '../../../simulators/region/personas.js'

const persona: Persona = {
  id: 'dsl-1',
  name: 'Nerys Vaughan',
  role: 'SCHOOL_LEAD',
  agency: 'EDUCATION',
  organisation: 'A1039521228',
  staffRef: 'E-100',
  posts: [],
  secondedFrom: null,
  vetting: null,
  clearance: [],
}
const applications = [
  { id: 'school-partner', secret: 'P', actsForPersons: true },
  { id: 'figures-partner', secret: 'F', actsForPersons: false },
]
let now = new Date('2026-03-02T08:00:00Z')

describe.each(['RS256', 'ES256'] as const)('a provider that signs with %s', algorithm => {
  const provider = createIdentityProvider({ id: 'identity-test', algorithm, personas: [persona], applications })
  let running: RunningSystem
  beforeAll(async () => {
    running = await serve(provider, { latencyScale: 0, now: () => now, random: Math.random })
  })
  afterAll(() => running.close())

  const ask = async (fields: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(`${running.url}/token`, { method: 'POST', body: new URLSearchParams(fields) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const personToken = async (life = '900'): Promise<string> =>
    String((await ask({ grant_type: PERSONA_GRANT, persona: 'dsl-1', life })).body['access_token'])
  const exchange = (subject: string, over: Record<string, string> = {}): ReturnType<typeof ask> =>
    ask({
      grant_type: EXCHANGE_GRANT,
      client_id: 'school-partner',
      client_secret: 'P',
      subject_token: subject,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      ...over,
    })
  const readAt = async (token: string): Promise<jwt.Jwt> => {
    const { keys } = (await (await fetch(`${running.url}/.well-known/jwks.json`)).json()) as {
      keys: (Record<string, string> & { kid: string })[]
    }
    const kid = jwt.decode(token, { complete: true })?.header.kid
    const key = keys.find(each => each.kid === kid)
    if (key === undefined) throw new Error('the key is not published')
    expect(key).not.toHaveProperty('d')
    return jwt.verify(token, createPublicKey({ key, format: 'jwk' }), {
      algorithms: [algorithm],
      issuer: running.url,
      audience: 'hafan-gateway',
      complete: true,
      clockTimestamp: now.getTime() / 1000,
    })
  }

  it('says where its keys and tokens are', async () => {
    const found = await (await fetch(`${running.url}/.well-known/openid-configuration`)).json()
    expect(found).toMatchObject({
      issuer: running.url,
      jwks_uri: `${running.url}/.well-known/jwks.json`,
      token_endpoint: `${running.url}/token`,
    })
  })

  it('signs a persona in to the explorer', async () => {
    const { header, payload } = await readAt(await personToken())
    expect(header).toMatchObject({ typ: 'at+jwt', alg: algorithm })
    expect(payload).toMatchObject({
      sub: 'dsl-1',
      azp: 'hafan-explorer',
      role: 'SCHOOL_LEAD',
      agency: 'EDUCATION',
      organisation: 'A1039521228',
      staffRef: 'E-100',
      posts: [],
      clearance: [],
    })
    expect(payload).not.toHaveProperty('secondedFrom')
    const { exp = 0, iat = 0, jti } = payload as jwt.JwtPayload
    expect(exp - iat).toBe(900)
    expect(jti).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('gives no token longer than fifteen minutes', async () => {
    const { payload } = await readAt(await personToken('86400'))
    const { exp = 0, iat = 0 } = payload as jwt.JwtPayload
    expect(exp - iat).toBe(900)
  })

  it("exchanges a person's token for one of an application, which lives no longer", async () => {
    const { status, body } = await exchange(await personToken('60'))
    expect(status).toBe(200)
    const { payload } = await readAt(String(body['access_token']))
    expect(payload).toMatchObject({ sub: 'dsl-1', azp: 'school-partner', role: 'SCHOOL_LEAD' })
    expect(body['expires_in']).toBeLessThanOrEqual(60)
  })

  it('gives an application of its own a token without a person', async () => {
    const { body } = await ask({ grant_type: 'client_credentials', client_id: 'figures-partner', client_secret: 'F' })
    const { payload } = await readAt(String(body['access_token']))
    expect(payload).toMatchObject({ sub: 'figures-partner', azp: 'figures-partner' })
    expect(payload).not.toHaveProperty('role')
  })

  it.each([
    ['a wrong secret', { client_secret: 'no' }, 401, 'invalid_client'],
    [
      'an application that acts for nobody',
      { client_id: 'figures-partner', client_secret: 'F' },
      400,
      'unauthorized_client',
    ],
    ['another audience', { audience: 'somewhere' }, 400, 'invalid_target'],
    ['an unknown type of token', { subject_token_type: 'x' }, 400, 'invalid_request'],
    ['no token', { subject_token: '' }, 400, 'invalid_grant'],
    ['an invented token', { subject_token: 'a.b.c' }, 400, 'invalid_grant'],
  ])('refuses to exchange with %s', async (_what, over, status, error) => {
    expect(await exchange(await personToken(), over)).toEqual({ status, body: { error } })
  })

  it('refuses to exchange a token that has run out, is for another audience, or is of another provider', async () => {
    const seconds = now.getTime() / 1000
    const claims = { iss: running.url, sub: 'dsl-1', aud: 'hafan-gateway', iat: seconds - 60, exp: seconds + 60 }
    const other = createIdentityProvider({ id: 'other', algorithm, personas: [persona], applications })
    const tokens = [
      provider.sign({ ...claims, exp: seconds - 1 }),
      provider.sign({ ...claims, aud: 'elsewhere' }),
      provider.sign({ ...claims, iss: 'http://127.0.0.1:1' }),
      other.sign(claims),
    ]
    for (const token of tokens) expect((await exchange(token)).body).toEqual({ error: 'invalid_grant' })
    expect((await exchange(provider.sign(claims))).status).toBe(200)
  })

  it.each([
    [{ grant_type: PERSONA_GRANT, persona: 'nobody' }, 'invalid_grant'],
    [{ grant_type: PERSONA_GRANT, persona: 'dsl-1', life: '-1' }, 'invalid_request'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ grant_type: 'client_credentials', client_id: 'school-partner', client_secret: 'P' }, 'unauthorized_client'],
  ])('refuses %j', async (fields, error) => {
    expect((await ask(fields as Record<string, string>)).body).toEqual({ error })
  })

  it('publishes the old key beside the new one, and forgets it at the next change', async () => {
    const old = await personToken()
    provider.rotateKey()
    await expect(readAt(old)).resolves.toBeDefined()
    await expect(readAt(await personToken())).resolves.toBeDefined()
    provider.rotateKey()
    await expect(readAt(old)).rejects.toThrow('not published')
  })

  it("is bound to the provider's clock", async () => {
    const token = await personToken()
    now = new Date(now.getTime() + 901_000)
    expect((await exchange(token)).body).toEqual({ error: 'invalid_grant' })
  })
})
