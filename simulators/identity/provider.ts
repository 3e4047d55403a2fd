// One agency's identity provider: OpenID Connect with discovery, keys, a page to sign in on, and a token endpoint. Its issuer
// is the origin it is served at. The persona grant is for development: it stands for a person's whole sign-in.
import { createPublicKey, timingSafeEqual } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { basicOf } from '../kit/auth.js'
import type { SimRequest, SimResponse, SimulatedSystem } from '../kit/system.js'
import type { Persona } from '../region/personas.js'
import { createAuthorization } from './authorize.js'
import { applicationClaims, AUDIENCE, LONGEST_LIFE, personClaims, type TokenClaims } from './claims.js'
import { discovery } from './discovery.js'
import { createSigningKey, firstSigningKey, type SigningAlgorithm, type SigningKey } from './keys.js'
import { createRefreshing } from './refresh.js'

export const PERSONA_GRANT = 'urn:hafan:simulated:persona'
export const EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange'
const GRANTS = [PERSONA_GRANT, EXCHANGE_GRANT, 'client_credentials', 'authorization_code', 'refresh_token']
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token'
const JWT_TOKEN = 'urn:ietf:params:oauth:token-type:jwt'
/** Persons who sign in straight to the explorer carry it as `azp`. */
export const EXPLORER = 'hafan-explorer'

/** An application registered at a provider. */
export interface RegisteredApplication {
  readonly id: string
  readonly secret: string
  readonly actsForPersons: boolean
  /** Persons sign in to it with a browser, and it keeps them signed in. */
  readonly signsPersonsIn?: boolean
}

export interface ProviderOptions {
  readonly id: string
  readonly algorithm: SigningAlgorithm
  readonly personas: readonly Persona[]
  readonly applications: readonly RegisteredApplication[]
}

export interface IdentityProvider extends SimulatedSystem {
  readonly algorithm: SigningAlgorithm
  /** Signs any claims with the current key; header fields may be overridden. For tests of what a gateway must refuse. */
  sign(claims: object, header?: Readonly<Record<string, unknown>>): string
  /** A new key for new tokens; the old one stays published until the next change. */
  rotateKey(): void
  /** Refresh tokens given out so far count no more. */
  endRefreshing(): void
}

export function createIdentityProvider(options: ProviderOptions): IdentityProvider {
  let keys: readonly SigningKey[] = [firstSigningKey(options.id, options.algorithm)]
  const personas = new Map(options.personas.map(persona => [persona.id, persona]))
  const authorization = createAuthorization({
    personas,
    // In development the console listens on this machine, on a port that only its start decides.
    mayReturnTo: (id, address) =>
      signsIn(id) && /^http:\/\/(127\.0\.0\.1|localhost):\d+\/sign-in\/callback$/.test(address),
  })
  const refreshing = createRefreshing()
  const signsIn = (id: string): boolean =>
    options.applications.some(one => one.id === id && one.signsPersonsIn === true)

  function sign(claims: object, header: Readonly<Record<string, unknown>> = {}): string {
    const [key] = keys
    if (key === undefined) throw new Error('a provider has a key')
    return jwt.sign(claims, key.privateKey, {
      algorithm: key.algorithm,
      header: { alg: key.algorithm, typ: 'at+jwt', kid: key.kid, ...header },
    })
  }

  function tokenAnswer(claims: TokenClaims, extra: object = {}): SimResponse {
    const body = { access_token: sign(claims), token_type: 'Bearer', expires_in: claims.exp - claims.iat, ...extra }
    return { status: 200, headers: { 'cache-control': 'no-store', ...anyOrigin }, body }
  }

  function token(request: SimRequest): SimResponse {
    const form = new URLSearchParams(request.body)
    switch (form.get('grant_type')) {
      case PERSONA_GRANT:
        return forPersona(request, form)
      case EXCHANGE_GRANT:
        return exchanged(request, form)
      case 'authorization_code':
      case 'refresh_token':
        return signedIn(request, form)
      case 'client_credentials': {
        const application = clientOf(request, form, options.applications)
        if (application === null) return refused(401, 'invalid_client')
        if (application.actsForPersons) return refused(400, 'unauthorized_client')
        return tokenAnswer(applicationClaims({ issuer: request.origin, application: application.id, now: request.now }))
      }
      default:
        return refused(400, 'unsupported_grant_type')
    }
  }

  function forPersona(request: SimRequest, form: URLSearchParams): SimResponse {
    const persona = personas.get(form.get('persona') ?? '')
    if (persona === undefined) return refused(400, 'invalid_grant')
    const life = Number(form.get('life') ?? LONGEST_LIFE)
    if (!Number.isInteger(life) || life < 1) return refused(400, 'invalid_request')
    return tokenAnswer(personClaims(persona, { issuer: request.origin, application: EXPLORER, now: request.now, life }))
  }

  /** A person who signed in with a browser: the tokens of a code, or the next ones. */
  function signedIn(request: SimRequest, form: URLSearchParams): SimResponse {
    const application = clientOf(request, form, options.applications)
    if (application === null) return refused(401, 'invalid_client')
    if (application.signsPersonsIn !== true) return refused(400, 'unauthorized_client')
    const frame = { issuer: request.origin, application: application.id, now: request.now }
    if (form.get('grant_type') === 'refresh_token') {
      const used = refreshing.use(form.get('refresh_token') ?? '', application.id, request.now)
      if (used === null) return refused(400, 'invalid_grant')
      return tokenAnswer(personClaims(used.persona, frame), { refresh_token: used.next })
    }
    const granted = authorization.redeem(form, application.id, request.now)
    if (granted === null) return refused(400, 'invalid_grant')
    const claims = personClaims(granted.persona, frame)
    const { iss, sub, iat, exp } = claims
    const nonce = granted.nonce === null ? {} : { nonce: granted.nonce }
    const idToken = sign(
      { iss, sub, iat, exp, aud: application.id, name: granted.persona.name, ...nonce },
      { typ: 'JWT' },
    )
    const refreshToken = refreshing.begin(granted.persona, application.id, request.now)
    return tokenAnswer(claims, { id_token: idToken, refresh_token: refreshToken })
  }

  /** RFC 8693: the person's own token becomes one that says which application acts for them. It lives no longer. */
  function exchanged(request: SimRequest, form: URLSearchParams): SimResponse {
    const application = clientOf(request, form, options.applications)
    if (application === null) return refused(401, 'invalid_client')
    if (!application.actsForPersons) return refused(400, 'unauthorized_client')
    if (![ACCESS_TOKEN, JWT_TOKEN].includes(form.get('subject_token_type') ?? ''))
      return refused(400, 'invalid_request')
    if ((form.get('audience') ?? AUDIENCE) !== AUDIENCE) return refused(400, 'invalid_target')
    const subject = verified(form.get('subject_token') ?? '', request)
    const persona = subject === null ? undefined : personas.get(subject.sub)
    if (subject === null || persona === undefined) return refused(400, 'invalid_grant')
    const life = subject.exp - Math.floor(request.now.getTime() / 1000)
    const claims = personClaims(persona, {
      issuer: request.origin,
      application: application.id,
      now: request.now,
      life,
    })
    return tokenAnswer(claims, { issued_token_type: ACCESS_TOKEN })
  }

  function verified(subjectToken: string, request: SimRequest): { sub: string; exp: number } | null {
    const kid = jwt.decode(subjectToken, { complete: true })?.header.kid
    const key = keys.find(each => each.kid === kid)
    if (key === undefined) return null
    try {
      const payload = jwt.verify(subjectToken, createPublicKey(key.privateKey), {
        algorithms: [key.algorithm],
        issuer: request.origin,
        audience: AUDIENCE,
        clockTimestamp: Math.floor(request.now.getTime() / 1000),
      })
      if (typeof payload === 'string' || payload.sub === undefined || payload.exp === undefined) return null
      return { sub: payload.sub, exp: payload.exp }
    } catch {
      return null
    }
  }

  function handle(request: SimRequest): SimResponse {
    const { origin } = request
    const page = authorization.answer(request)
    if (page !== null) return page
    switch (`${request.method} ${request.path}`) {
      case 'POST /token':
        return token(request)
      case 'GET /.well-known/jwks.json':
        return { status: 200, headers: anyOrigin, body: { keys: keys.map(key => key.jwk) } }
      case 'GET /.well-known/openid-configuration':
        return { status: 200, headers: anyOrigin, body: discovery(origin, options.algorithm, GRANTS) }
      case 'GET /personas':
        return { status: 200, headers: anyOrigin, body: { personas: options.personas } }
      default:
        return { status: 404, body: { error: 'not_found' } }
    }
  }

  return {
    id: options.id,
    algorithm: options.algorithm,
    latency: { p50: 20, p99: 120 },
    handle,
    sign,
    rotateKey() {
      keys = [createSigningKey(options.algorithm), ...keys.slice(0, 1)]
    },
    endRefreshing: refreshing.endAll,
  }
}

/** The explorer is a web page of another origin, and asks for tokens from the browser. */
const anyOrigin = { 'access-control-allow-origin': '*' }

function refused(status: number, error: string): SimResponse {
  return { status, headers: { 'cache-control': 'no-store', ...anyOrigin }, body: { error } }
}

function clientOf(
  request: SimRequest,
  form: URLSearchParams,
  applications: readonly RegisteredApplication[],
): RegisteredApplication | null {
  const basic = basicOf(request)
  const id = basic?.user ?? form.get('client_id')
  const secret = Buffer.from(basic?.password ?? form.get('client_secret') ?? '')
  const application = applications.find(each => each.id === id)
  if (application === undefined) return null
  const expected = Buffer.from(application.secret)
  return secret.length === expected.length && timingSafeEqual(secret, expected) ? application : null
}
