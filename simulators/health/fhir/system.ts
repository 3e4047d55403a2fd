// The health board's FHIR R4 server (agencies.md §1.4): UK Core shapes, SMART backend services, paging, its warnings.
import { createTokenEndpoint } from '../../kit/auth.js'
import type { SimRequest, SimResponse, SimulatedSystem, SystemOptions } from '../../kit/system.js'
import { refusal } from '../outcome.js'
import { createQuota } from '../quota.js'
import { FHIR_JSON, spread } from '../resource.js'
import { capabilityStatement, smartConfiguration } from './capability.js'
import { PARAMETERS } from './parameters.js'
import { nextPage, search, type SearchRules } from './search.js'
import { createStore, disguise, type Store } from './store.js'

export interface FhirOptions extends SystemOptions {
  /** Above this the server answers 429. Unlimited unless said, so that load is the caller's own choice. */
  readonly requestsPerMinute?: number
  /** Whose encounters come from last night's copy. By default one patient in fifty, always the same ones. */
  readonly cachedFor?: (patientId: string) => boolean
  /** Resource types the server does not have, as real boards differ. */
  readonly without?: readonly string[]
}

const BASE = '/fhir'

/** The simulated FHIR server of a region's health board. Base URL: origin + `/fhir`. Token: `/oauth2/token`, RS384. */
export function createFhirSystem(options: FhirOptions): SimulatedSystem {
  const store = createStore(options.region)
  const quota = createQuota(options.requestsPerMinute ?? Number.POSITIVE_INFINITY)
  const rules: SearchRules = { store, cachedFor: options.cachedFor ?? (id => spread(id) % 50 === 7) }
  const types = Object.keys(PARAMETERS).filter(type => options.without?.includes(type) !== true)
  const tokens = createTokenEndpoint({
    clientId: options.credentials.clientId,
    assertion: {
      publicKeyPem: options.credentials.publicKeyPem,
      keyId: options.credentials.keyId,
      algorithm: 'RS384',
    },
    scopes: ['system/*.rs', ...types.map(type => `system/${type}.rs`)],
    ttlSeconds: 300,
  })

  function handle(request: SimRequest): SimResponse {
    const token = tokens.answer(request)
    if (token !== null) return token
    const path =
      request.path === BASE ? '' : request.path.startsWith(`${BASE}/`) ? request.path.slice(BASE.length) : null
    if (request.path === '/.well-known/smart-configuration' || path === '/.well-known/smart-configuration')
      return { status: 200, body: smartConfiguration(request.origin) }
    if (path === '/metadata') return resource(capabilityStatement(request.origin, request.now, types))
    if (path === null) return refusal(404, 'not-found', 'No such address')
    const problem = tokens.problem(request)
    if (problem !== null)
      return refusal(401, problem === 'expired' ? 'expired' : 'login', 'Sign in', { 'www-authenticate': 'Bearer' })
    const wait = quota.refuse(request.now)
    if (wait !== null) return refusal(429, 'throttled', 'Too many requests', { 'retry-after': String(wait) })
    if (request.method !== 'GET') return refusal(405, 'not-supported', 'Only GET', { allow: 'GET' })
    return answer(path, request)
  }

  function answer(path: string, request: SimRequest): SimResponse {
    const pageToken = request.query.get('_page')
    if (path === '' && pageToken !== null) return nextPage(pageToken, request, rules)
    const [type = '', id, ...more] = path.slice(1).split('/')
    if (!types.includes(type) || more.length > 0) return refusal(404, 'not-supported', 'No such resource type')
    return id === undefined ? search(type, request, rules) : read(type, id, request, store)
  }

  return { id: options.id, latency: { p50: 250, p99: 3000 }, handle }
}

function read(type: string, id: string, request: SimRequest, store: Store): SimResponse {
  const found = store.read(type, id)
  if (found === undefined) return refusal(404, 'not-found', 'No such resource')
  if (request.fault !== 'wrong-child' || type !== 'Patient') return resource(found)
  const other = store.standIn(id)
  return resource(disguise(store.read('Patient', other) ?? found, other, id))
}

function resource(body: object): SimResponse {
  return { status: 200, headers: { 'content-type': FHIR_JSON }, body }
}
