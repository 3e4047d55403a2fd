// How the gateway signs in to an agency system. Tokens are the gateway's own, kept until shortly before they expire,
// fetched once however many calls wait for one.
import { randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import type { SourceConfig } from './config.js'
import { SourceFault } from './transport.js'
import type { UpstreamAnswer } from './transport.js'

export interface Credentials {
  headers(): Promise<Readonly<Record<string, string>>>
  /** Called after a 401 with the headers that were refused: the next call signs in anew, unless another call has already. */
  forget(refused: Readonly<Record<string, string>>): void
}

export interface CredentialDeps {
  /** The value of a named secret. */
  readonly secret: (name: string) => string
  readonly postForm: (url: string, form: URLSearchParams) => Promise<UpstreamAnswer>
  /** Monotonic milliseconds. */
  readonly monotonic: () => number
  /** Wall clock, for the times inside a signed assertion. */
  readonly now: () => Date
}

type Auth = SourceConfig['auth']
type TokenAuth = Extract<Auth, { kind: 'oauth2' | 'oauth2-assertion' }>

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })
const SIGN_IN_AGAIN_MS = 30_000

/** Credentials for one source. Throws SourceFault('REFUSED') where sign-in is refused. */
export function createCredentials(auth: Auth, deps: CredentialDeps): Credentials {
  switch (auth.kind) {
    case 'none':
      return fixed({})
    case 'bearer':
      return fixed({ authorization: bearer(deps.secret(auth.token)) })
    case 'api-key':
      return fixed({ [auth.header]: deps.secret(auth.key) })
    case 'oauth2':
    case 'oauth2-assertion':
      return tokenCredentials(auth, deps)
  }
}

function fixed(headers: Record<string, string>): Credentials {
  return { headers: () => Promise.resolve(headers), forget: () => undefined }
}

interface Kept {
  token: Promise<string>
  until: number
  /** Set once signed in. */
  value: string | null
}

const bearer = (token: string): string => `Bearer ${token}`

function tokenCredentials(auth: TokenAuth, deps: CredentialDeps): Credentials {
  let current: Kept | null = null
  const extra = auth.kind === 'oauth2' && auth.apiKey ? { [auth.apiKey.header]: deps.secret(auth.apiKey.key) } : {}

  async function signIn(into: Kept): Promise<string> {
    const answer = await deps.postForm(auth.tokenUrl, tokenForm(auth, deps))
    if (answer.status !== 200) throw new SourceFault('REFUSED', answer.status)
    const parsed = tokenAnswer.safeParse(answer.body)
    if (!parsed.success) throw new SourceFault('MALFORMED', answer.status)
    const lifetime = parsed.data.expires_in * 1000
    into.until = deps.monotonic() + Math.max(lifetime - SIGN_IN_AGAIN_MS, lifetime / 2)
    into.value = parsed.data.access_token
    return into.value
  }

  return {
    async headers() {
      if (!current || deps.monotonic() >= current.until) {
        const fresh: Kept = { token: Promise.resolve(''), until: Number.POSITIVE_INFINITY, value: null }
        current = fresh
        fresh.token = signIn(fresh)
        fresh.token.catch(() => {
          if (current === fresh) current = null
        })
      }
      return { ...extra, authorization: bearer(await current.token) }
    },
    forget(refused) {
      if (current?.value != null && refused['authorization'] === bearer(current.value)) current = null
    },
  }
}

function tokenForm(auth: TokenAuth, deps: CredentialDeps): URLSearchParams {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (auth.scope !== undefined) form.set('scope', auth.scope)
  if (auth.kind === 'oauth2') {
    form.set('client_id', auth.clientId)
    form.set('client_secret', deps.secret(auth.clientSecret))
    return form
  }
  const issuedAt = Math.floor(deps.now().getTime() / 1000)
  const assertion = jwt.sign(
    {
      iss: auth.clientId,
      sub: auth.clientId,
      aud: auth.tokenUrl,
      jti: randomUUID(),
      iat: issuedAt,
      exp: issuedAt + 240,
    },
    deps.secret(auth.privateKey),
    { algorithm: auth.algorithm, keyid: auth.keyId },
  )
  form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
  form.set('client_assertion', assertion)
  return form
}
