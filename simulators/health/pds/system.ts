// The Welsh Demographics Service in the shape of PDS FHIR R4 (agencies.md §1.2, §0 row 5): one person by NHS number.
import { createTokenEndpoint } from '../../kit/auth.js'
import type { SimRequest, SimResponse, SimulatedSystem, SystemOptions } from '../../kit/system.js'
import type { DemographicsRow } from '../../region/model.js'
import { createQuota } from '../quota.js'
import { FHIR_JSON } from '../resource.js'
import { refuse } from './outcome.js'
import { patientOf, relatedOf } from './patient.js'
import { search } from './search.js'

export interface PdsOptions extends SystemOptions {
  /** Above this the service answers 429; the real one allows an application 300. Unlimited unless said. */
  readonly requestsPerMinute?: number
  /** Numbers that were once given out and are void. */
  readonly invalidated?: readonly string[]
}

const BASE = '/personal-demographics/FHIR/R4'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The simulated service. Base URL: origin + `/personal-demographics/FHIR/R4`. Token: `/oauth2/token`, RS512, 599 s. */
export function createPdsSystem(options: PdsOptions): SimulatedSystem {
  const rows = options.region.demographics
  const byNumber = new Map(
    rows.flatMap(row => [row.nhsNumber, ...row.supersedes].map(number => [number, row] as const)),
  )
  const quota = createQuota(options.requestsPerMinute ?? Number.POSITIVE_INFINITY)
  const tokens = createTokenEndpoint({
    clientId: options.credentials.clientId,
    assertion: {
      publicKeyPem: options.credentials.publicKeyPem,
      keyId: options.credentials.keyId,
      algorithm: 'RS512',
    },
    ttlSeconds: 599,
    expiresInAsText: true,
  })

  function handle(request: SimRequest): SimResponse {
    const token = tokens.answer(request)
    if (token !== null) return token
    if (!request.path.startsWith(`${BASE}/`)) return refuse(404, 'UNSUPPORTED_SERVICE')
    const path = request.path.slice(BASE.length + 1)
    if (path === '_ping' || path === '_status') return { status: 200, body: { status: 'pass' } }
    return mirror(request, guarded(path, request))
  }

  function guarded(path: string, request: SimRequest): SimResponse {
    const problem = tokens.problem(request)
    if (problem !== null)
      return refuse(401, 'ACCESS_DENIED', problem === 'expired' ? 'Access Token expired' : 'Invalid Access Token')
    const id = request.headers['x-request-id']
    if (id === undefined) return refuse(400, 'MISSING_VALUE', "Missing value - 'X-Request-ID'")
    if (!UUID.test(id)) return refuse(400, 'INVALID_VALUE', `Invalid value - '${id}' in header 'X-Request-ID'`)
    const wait = quota.refuse(request.now)
    if (wait !== null) {
      const said = `Your application, ${options.credentials.clientId}, has exceeded its quota of ${String(options.requestsPerMinute)} requests every 1 minute(s) and is being rate limited`
      return refuse(429, 'TOO_MANY_REQUESTS', said, { 'retry-after': String(wait) })
    }
    if (request.method !== 'GET') return refuse(400, 'UNSUPPORTED_SERVICE')
    return answer(path, request)
  }

  function answer(path: string, request: SimRequest): SimResponse {
    if (path === 'Patient') return search(request, rows)
    const [, number = '', related] = /^Patient\/([^/]+)(\/RelatedPerson)?$/.exec(path) ?? []
    if (number === '') return refuse(400, 'UNSUPPORTED_SERVICE')
    if (!isNhsNumber(number)) return refuse(400, 'INVALID_RESOURCE_ID', `Invalid value - '${number}' in field 'id'`)
    if (options.invalidated?.includes(number) === true) return refuse(404, 'INVALIDATED_RESOURCE')
    const row = byNumber.get(number)
    if (row === undefined) return refuse(404, 'RESOURCE_NOT_FOUND')
    const shown = request.fault === 'wrong-child' ? { ...standIn(row), nhsNumber: row.nhsNumber } : row
    if (related === undefined)
      return { status: 200, headers: { 'content-type': FHIR_JSON, etag: 'W/"2"' }, body: patientOf(shown) }
    return { status: 200, headers: { 'content-type': FHIR_JSON }, body: relatives(request, shown) }
  }

  /** The next entry of the register: another child answered under the number asked. */
  function standIn(row: DemographicsRow): DemographicsRow {
    return rows[(rows.indexOf(row) + 1) % rows.length] ?? row
  }

  return { id: options.id, latency: { p50: 120, p99: 1500 }, handle }
}

function relatives(request: SimRequest, row: DemographicsRow): object {
  const entry = relatedOf(row).map(resource => ({
    fullUrl: `${request.origin}${request.path}/${resource.id ?? ''}`,
    resource,
  }))
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    timestamp: request.now.toISOString(),
    total: entry.length,
    ...(entry.length > 0 ? { entry } : {}),
  }
}

/** Sends back the caller's own identifiers of the request, on refusals too. */
function mirror(request: SimRequest, response: SimResponse): SimResponse {
  const names = ['x-request-id', 'x-correlation-id']
  const mirrored = names.flatMap(name => {
    const value = request.headers[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...response, headers: { ...response.headers, ...Object.fromEntries(mirrored) } }
}

/** Ten digits with a valid check digit (agencies.md §1.1). */
function isNhsNumber(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false
  const sum = [...text.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(text[9])
}
