// The simulated LCS-like system: REST over SSD field names, behind an API key and client credentials.
import { apiKeyProblem, createTokenEndpoint } from '../../kit/auth.js'
import type { SimRequest, SimResponse, SimulatedSystem, SystemOptions } from '../../kit/system.js'
import type { SocialCareRow } from '../../region/model.js'
import { compact, createRows, involved, lockedFor, type Rows } from '../rows.js'
import { childItem, COLLECTIONS } from './items.js'
import { problem } from './problem.js'

export interface SsdExtras {
  /** The weekly window in which it answers 503, in UTC: day 0 is Sunday. Off where absent. */
  readonly downtime?: { readonly weekday: number; readonly fromHour: number; readonly untilHour: number }
  /** Ids folded into others: an old id answers under the new one. */
  readonly merged?: ReadonlyMap<string, string>
}

const BASE = '/api/v1/'
const KEY_HEADER = 'x-api-key'
/** Most ids in `laChildId`, and most items on a page. */
const MOST_IDS = 50
const MOST_A_PAGE = 500

/** Serves one authority's children. `POST /oauth2/token`, `GET /api/v1/…`. */
export function createSsdSystem(options: SystemOptions, extras: SsdExtras = {}): SimulatedSystem {
  const merged = extras.merged ?? new Map<string, string>()
  const rows = createRows(options.region, options.gss, merged)
  const { clientId, clientSecret, apiKey } = options.credentials
  const signIn = createTokenEndpoint({ clientId, clientSecret, ttlSeconds: 3600 })

  return {
    id: options.id,
    latency: { p50: 700, p99: 10_000 },
    handle(request) {
      if (isDown(extras.downtime, request.now)) {
        return problem('maintenance', request.path, { headers: { 'retry-after': '1800' } })
      }
      const token = signIn.answer(request)
      if (token) return token
      if (apiKeyProblem(request, KEY_HEADER, apiKey) || signIn.problem(request)) {
        return problem('unauthorised', request.path, { headers: { 'www-authenticate': 'Bearer' } })
      }
      if (request.method !== 'GET') return problem('method-not-allowed', request.path, { headers: { allow: 'GET' } })
      if (!request.path.startsWith(BASE)) return problem('no-such-resource', request.path)
      return answer(request, rows, merged)
    },
  }
}

function isDown(window: SsdExtras['downtime'], now: Date): boolean {
  if (!window || now.getUTCDay() !== window.weekday) return false
  return now.getUTCHours() >= window.fromHour && now.getUTCHours() < window.untilHour
}

function answer(request: SimRequest, rows: Rows, merged: ReadonlyMap<string, string>): SimResponse {
  const [first = '', id, collection, ...rest] = request.path.slice(BASE.length).split('/').map(decodeURIComponent)
  if (rest.length > 0) return problem('no-such-resource', request.path)
  if (first === 'children' && id !== undefined) return oneChild(request, rows, merged, id, collection)
  if (id !== undefined) return problem('no-such-resource', request.path)
  if (first === 'children') return children(request, rows, merged)
  return COLLECTIONS[first] ? batch(request, rows, first) : problem('no-such-resource', request.path)
}

function oneChild(
  request: SimRequest,
  rows: Rows,
  merged: ReadonlyMap<string, string>,
  id: string,
  collection: string | undefined,
): SimResponse {
  const found = rows.byId(id)
  if (!found) return problem('no-such-child', request.path)
  if (lockedFor(found, request)) return problem('record-locked', request.path)
  const row = request.fault === 'wrong-child' ? rows.otherThan(found) : found
  const current = merged.get(id) ?? id
  if (collection === undefined) {
    return { status: 200, body: childItem(row, current, current === id ? null : id) }
  }
  if (!COLLECTIONS[collection]) return problem('no-such-resource', request.path)
  return paged(request, itemsOf(collection, row, current, rows, request))
}

/** A collection's items, each with the id of the child it belongs to. */
function itemsOf(collection: string, row: SocialCareRow, id: string, rows: Rows, request: SimRequest) {
  const [prefix = '', list] = COLLECTIONS[collection] ?? []
  const items = (list?.(row, rows) ?? []).map(item => ({ [`${prefix}_person_id`]: id, ...item }))
  const since = collection === 'contacts' ? request.query.get('since') : null
  return since === null ? items : items.filter(item => String(item['cont_contact_date']) >= since)
}

function children(request: SimRequest, rows: Rows, merged: ReadonlyMap<string, string>): SimResponse {
  const asked = idsOf(request)
  if (asked !== null && asked.length > MOST_IDS) return tooMany(request)
  const hits =
    asked === null
      ? rows.all.filter(row => matches(row, request)).map(row => [row, null] as const)
      : asked.flatMap(id => {
          const row = rows.byId(id)
          return row ? [[row, merged.has(id) ? id : null] as const] : []
        })
  return paged(
    request,
    hits.map(([row, legacyId]) =>
      lockedFor(row, request)
        ? { pers_person_id: row.laChildId, restricted: true }
        : childItem(row, row.laChildId, legacyId),
    ),
  )
}

/** Every criterion given must hold; with none, the register. */
function matches(row: SocialCareRow, request: SimRequest): boolean {
  const { query } = request
  const test = (name: string, holds: (value: string) => boolean) => {
    const value = query.get(name)
    return value === null || holds(value)
  }
  return (
    test('nhsNumber', value => row.nhsNumber === compact(value)) &&
    test('upn', value => row.upn === compact(value)) &&
    test('familyName', value => row.familyName.toLowerCase() === value.toLowerCase()) &&
    test('dob', value => row.dateOfBirth === value) &&
    test('worker', value => involved(row, value, [], request)) &&
    test('team', value => involved(row, null, [value], request))
  )
}

/** `laChildId=a,b,c`: the items of many children in one answer. Locked children's are left out. */
function batch(request: SimRequest, rows: Rows, collection: string): SimResponse {
  const asked = idsOf(request)
  if (asked === null) return problem('bad-request', request.path, { detail: 'laChildId is needed' })
  if (asked.length > MOST_IDS) return tooMany(request)
  const found = [...new Set(asked.flatMap(id => rows.byId(id) ?? []))]
  const open = found.filter(row => !lockedFor(row, request))
  return paged(
    request,
    open.flatMap(row => itemsOf(collection, row, row.laChildId, rows, request)),
  )
}

const idsOf = (request: SimRequest): readonly string[] | null =>
  request.query.get('laChildId')?.split(',').filter(Boolean) ?? null

const tooMany = (request: SimRequest) =>
  problem('bad-request', request.path, { detail: `at most ${String(MOST_IDS)} ids` })

function paged(request: SimRequest, all: readonly unknown[]): SimResponse {
  const offset = Number(request.query.get('offset') ?? 0)
  const limit = Number(request.query.get('limit') ?? 50)
  if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(limit) || limit < 1 || limit > MOST_A_PAGE) {
    return problem('bad-request', request.path, { detail: 'offset or limit is out of range' })
  }
  return {
    status: 200,
    headers: { 'x-total-count': String(all.length) },
    body: { items: all.slice(offset, offset + limit), total: all.length, offset, limit },
  }
}
