// Sign-in as agency systems do it: OAuth2 client credentials with a secret or a signed assertion, static tokens, keys.
// A system says itself what a refusal looks like; these helpers only say whether the caller signed in.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { TOKEN_PATH } from './serve.js'
import type { SimRequest, SimResponse } from './system.js'

/** Why a request is not let in. */
export type SignInProblem = 'missing' | 'unknown' | 'expired'

export interface TokenEndpointOptions {
  readonly clientId: string
  /** Accepted in the form or as HTTP Basic. */
  readonly clientSecret?: string
  /** Accepts `private_key_jwt`: exact algorithm and key id, audience the token URL, at most five minutes, used once. */
  readonly assertion?: {
    readonly publicKeyPem: string
    readonly keyId: string
    readonly algorithm: 'RS384' | 'RS512' | 'ES384'
  }
  readonly ttlSeconds?: number
  /** Scopes that may be asked for, parted by spaces in the request. Absent: any. */
  readonly scopes?: readonly string[]
  /** NHS endpoints send `expires_in` as a string. */
  readonly expiresInAsText?: boolean
}

export interface TokenEndpoint {
  /** The answer if this is a request for a token, else null: ask it first in `handle`. */
  answer(request: SimRequest): SimResponse | null
  /** Null if the request carries a token given out here that has not run out. */
  problem(request: SimRequest): SignInProblem | null
  /** Makes every token given out so far worthless. */
  revokeAll(): void
}

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A token endpoint at `/oauth2/token` with opaque tokens, and the check of them. Time is the request's own. */
export function createTokenEndpoint(options: TokenEndpointOptions): TokenEndpoint {
  const tokens = new Map<string, number>()
  const used = new Map<string, number>()
  const ttl = options.ttlSeconds ?? 599

  function answer(request: SimRequest): SimResponse | null {
    if (request.path !== TOKEN_PATH) return null
    if (request.method !== 'POST') return oauthError(405, 'invalid_request')
    const form = new URLSearchParams(request.body)
    if (form.get('grant_type') !== 'client_credentials') return oauthError(400, 'unsupported_grant_type')
    if (!clientIsKnown(request, form)) return oauthError(401, 'invalid_client')
    const asked = (form.get('scope') ?? '').split(' ').filter(scope => scope !== '')
    if (options.scopes !== undefined && asked.some(scope => !options.scopes?.includes(scope)))
      return oauthError(400, 'invalid_scope')
    const token = randomBytes(24).toString('base64url')
    forgetOld(request.now)
    tokens.set(token, request.now.getTime() + ttl * 1000)
    const expires = options.expiresInAsText === true ? String(ttl) : ttl
    const scope = asked.length === 0 ? {} : { scope: asked.join(' ') }
    return {
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { access_token: token, token_type: 'Bearer', expires_in: expires, ...scope },
    }
  }

  function clientIsKnown(request: SimRequest, form: URLSearchParams): boolean {
    if (options.assertion !== undefined && form.get('client_assertion_type') === ASSERTION)
      return assertionHolds(request, form.get('client_assertion') ?? '', options.assertion)
    if (options.clientSecret === undefined) return false
    const basic = basicOf(request)
    const id = basic?.user ?? form.get('client_id') ?? ''
    const secret = basic?.password ?? form.get('client_secret') ?? ''
    return same(id, options.clientId) && same(secret, options.clientSecret)
  }

  function assertionHolds(
    request: SimRequest,
    assertion: string,
    key: NonNullable<TokenEndpointOptions['assertion']>,
  ): boolean {
    const seconds = Math.floor(request.now.getTime() / 1000)
    try {
      const { header, payload } = jwt.verify(assertion, key.publicKeyPem, {
        algorithms: [key.algorithm],
        issuer: options.clientId,
        subject: options.clientId,
        audience: `${request.origin}${TOKEN_PATH}`,
        clockTimestamp: seconds,
        complete: true,
      })
      if (header.kid !== key.keyId || typeof payload === 'string') return false
      const { exp, jti } = payload
      if (exp === undefined || exp > seconds + 300 || jti === undefined || used.has(jti)) return false
      used.set(jti, exp * 1000)
      return true
    } catch {
      return false
    }
  }

  function forgetOld(now: Date): void {
    for (const old of [tokens, used])
      for (const [key, until] of old) if (until + 300_000 < now.getTime()) old.delete(key)
  }

  return {
    answer,
    problem(request) {
      const token = bearerOf(request)
      if (token === null) return 'missing'
      const until = tokens.get(token)
      if (until === undefined) return 'unknown'
      return until <= request.now.getTime() ? 'expired' : null
    },
    revokeAll: () => tokens.clear(),
  }
}

function oauthError(status: number, error: string): SimResponse {
  return { status, headers: { 'cache-control': 'no-store' }, body: { error } }
}

/** The bearer token of a request; null where there is none. */
export function bearerOf(request: SimRequest): string | null {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers['authorization'] ?? '')?.[1] ?? null
}

/** User and password of HTTP Basic; null where there is none. */
export function basicOf(request: SimRequest): { user: string; password: string } | null {
  const encoded = /^Basic ([\w+/=]+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  if (encoded === undefined) return null
  const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  try {
    return { user: decodeURIComponent(user), password: decodeURIComponent(rest.join(':')) }
  } catch {
    return null
  }
}

/** Checks a token that never changes, as `Bearer TOKEN` or HTTP Basic `TOKEN:` (Wonde takes either). */
export function staticTokenProblem(request: SimRequest, token: string): SignInProblem | null {
  const given = bearerOf(request) ?? basicOf(request)?.user ?? null
  if (given === null) return 'missing'
  return same(given, token) ? null : 'unknown'
}

/** Checks an API key sent in a header of its own. */
export function apiKeyProblem(request: SimRequest, header: string, key: string): SignInProblem | null {
  const given = request.headers[header.toLowerCase()]
  if (given === undefined) return 'missing'
  return same(given, key) ? null : 'unknown'
}

function same(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map(text => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}
