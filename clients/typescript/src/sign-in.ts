// Access tokens from the agency's identity provider: as the application itself (RFC 6749, client credentials), or on behalf of a
// person (RFC 8693, token exchange). A token is kept until a little before it ends.
import { exchange, parsed } from './exchange.js'
import type { ExchangeDeps } from './exchange.js'
import { isObject } from './fits.js'
import { unreachable } from './outcome.js'
import type { Unreachable } from './outcome.js'

export interface Token {
  readonly is: 'TOKEN'
  readonly token: string
}

export interface SignIn {
  /** A token that is good for now. Those who ask at the same time share one request. */
  token(signal: AbortSignal): Promise<Token | Unreachable>
  /** The gateway did not take this token: the next will be another. */
  forget(token: string): void
}

export interface Application {
  /** Of the agency's identity provider. */
  readonly tokenEndpoint: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface OnBehalfOf extends Application {
  /** The person's own access token, as your software got it when they signed in. Asked for anew each time it is exchanged. */
  readonly subjectToken: () => string | Promise<string>
}

export interface SignInOptions {
  readonly fetch?: typeof globalThis.fetch
  readonly now?: () => Date
  /** How long before its end a token is no longer used. */
  readonly earlySeconds?: number
  readonly deadlineMs?: number
}

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token'

/** For software that acts for nobody: it is shown no child. */
export const clientCredentials = (application: Application, options?: SignInOptions): SignIn =>
  kept(application, () => ({ grant_type: 'client_credentials' }), options)

/** For software that a person uses: the gateway shows what both may see. */
export const onBehalfOf = (application: OnBehalfOf, options?: SignInOptions): SignIn =>
  kept(
    application,
    async () => ({
      grant_type: EXCHANGE,
      subject_token_type: ACCESS_TOKEN,
      subject_token: await application.subjectToken(),
    }),
    options,
  )

/** For a token that comes from elsewhere. */
export const fixedToken = (token: string): SignIn => ({
  token: async () => ({ is: 'TOKEN', token }),
  forget: () => undefined,
})

type Grant = () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>

function kept(application: Application, grant: Grant, options: SignInOptions = {}): SignIn {
  const { fetch = globalThis.fetch, now = () => new Date(), earlySeconds = 30, deadlineMs = 10_000 } = options
  const deps = { fetch, mostBytes: 100_000 }
  let held: { readonly token: string; readonly until: number } | null = null
  let asking: Promise<Token | Unreachable> | null = null

  async function ask(): Promise<Token | Unreachable> {
    const answered = await tokenFrom(application, grant, deps, deadlineMs)
    if (answered.is === 'UNREACHABLE') return answered
    const { token, seconds } = answered
    held = { token, until: now().getTime() + (seconds - earlySeconds) * 1000 }
    return { is: 'TOKEN', token }
  }

  return {
    async token(signal) {
      if (held !== null && now().getTime() < held.until) return { is: 'TOKEN', token: held.token }
      // Of its own time: whoever gives up must not take the token from the others.
      asking ??= ask().finally(() => (asking = null))
      return untilAborted(asking, signal)
    },
    forget(token) {
      if (held?.token === token) held = null
    },
  }
}

interface Granted {
  readonly is: 'GRANTED'
  readonly token: string
  readonly seconds: number
}

async function tokenFrom(
  { tokenEndpoint, clientId, clientSecret }: Application,
  grant: Grant,
  deps: ExchangeDeps,
  deadlineMs: number,
): Promise<Granted | Unreachable> {
  let form
  try {
    form = new URLSearchParams(await grant())
  } catch {
    return unreachable('SIGN_IN_REFUSED', 'There is no token of the person to exchange.')
  }
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
    authorization: `Basic ${btoa(`${encoded(clientId)}:${encoded(clientSecret)}`)}`,
  }
  const signal = AbortSignal.timeout(deadlineMs)
  const received = await exchange({ url: tokenEndpoint, headers, body: form.toString(), signal }, deps)
  if (received.is === 'UNREACHABLE') return unreachable('SIGN_IN_UNREACHABLE', `${received.why}: ${received.detail}`)
  const body = parsed(received.text)
  if (received.status !== 200) return refusal(received.status, body)
  const { access_token: token, expires_in: seconds, token_type: type } = isObject(body) ? body : {}
  if (typeof token !== 'string' || !/^[\w.~+/=-]+$/.test(token) || !isBearer(type))
    return unreachable('SIGN_IN_UNREACHABLE', 'The identity provider’s answer has no bearer token.')
  return { is: 'GRANTED', token, seconds: typeof seconds === 'number' && seconds > 0 ? seconds : 0 }
}

function refusal(status: number, body: unknown): Unreachable {
  const error = isObject(body) && typeof body['error'] === 'string' ? body['error'] : ''
  // Codes of the standard and no more: whatever else stands there could be anything.
  const code = /^[a-z_]{1,40}$/.test(error) ? error : 'no code'
  return status >= 400 && status < 500 && status !== 429
    ? unreachable('SIGN_IN_REFUSED', `The identity provider refuses: ${code} (${status}).`)
    : unreachable('SIGN_IN_UNREACHABLE', `The identity provider cannot answer now (${status}).`)
}

const isBearer = (type: unknown): boolean => typeof type === 'string' && type.toLowerCase() === 'bearer'

/** As RFC 6749 has it for the Basic scheme; base64 then has no letter beyond ASCII to trip over. */
const encoded = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+')

function untilAborted(asked: Promise<Token | Unreachable>, signal: AbortSignal): Promise<Token | Unreachable> {
  const over = unreachable('SIGN_IN_UNREACHABLE', 'No token came in time.')
  if (signal.aborted) return Promise.resolve(over)
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(over)
    signal.addEventListener('abort', stop, { once: true })
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
