// Searching, a page at a time. `next` links are opaque and good for ten minutes; then the page answers 410.
import type { SimRequest, SimResponse } from '../../kit/system.js'
import { outcome, refusal } from '../outcome.js'
import { FHIR_JSON, type Resource } from '../resource.js'
import { dig, INCLUDES, PARAMETERS } from './parameters.js'
import { disguise, INDEXED, type Store } from './store.js'

const MOST_A_PAGE = 50
const USUAL_PAGE = 20
const PAGE_LIVES_MS = 10 * 60_000
const CONTROLS = new Set(['_count', '_include', '_format'])
const CACHED = 'PAS unavailable - search used cached data which may be up to 24h old'

export interface SearchRules {
  readonly store: Store
  /** Patients whose encounters the board only has in a copy of last night. */
  cachedFor(patientId: string): boolean
}

/** Answers `GET [base]/[type]?…`. */
export function search(type: string, request: SimRequest, rules: SearchRules): SimResponse {
  return page(type, request.query, 0, request, rules)
}

/** Answers an opaque `next` link. */
export function nextPage(token: string, request: SimRequest, rules: SearchRules): SimResponse {
  const [, type = '', offset = '', issued = '', query = ''] =
    /^(\w+) (\d+) (\d+) (.*)$/s.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? []
  if (!(type in PARAMETERS)) return refusal(400, 'invalid', 'Unknown page')
  if (request.now.getTime() - Number(issued) > PAGE_LIVES_MS) return refusal(410, 'deleted', 'The page has expired')
  return page(type, new URLSearchParams(query), Number(offset), request, rules)
}

function page(
  type: string,
  query: URLSearchParams,
  offset: number,
  request: SimRequest,
  { store, cachedFor }: SearchRules,
): SimResponse {
  const parameters = PARAMETERS[type] ?? {}
  const unknown = [...query.keys()].find(name => !(name in parameters) && !CONTROLS.has(name))
  if (unknown !== undefined) return refusal(400, 'not-supported', `Search parameter not supported: ${unknown}`)
  const count = Number(query.get('_count') ?? USUAL_PAGE)
  if (!Number.isInteger(count) || count < 1) return refusal(400, 'value', '_count must be a positive number')
  const size = Math.min(count, MOST_A_PAGE)
  const includes = query.getAll('_include')
  if (includes.some(include => !(include in INCLUDES))) return refusal(400, 'not-supported', '_include not supported')

  const filters = [...query].flatMap(([name, value]) => {
    const parameter = parameters[name]
    return parameter === undefined || isPatientList(type, name) ? [] : [{ parameter, values: value.split(',') }]
  })
  const matches = candidates(type, query, request, store).filter(resource =>
    filters.every(({ parameter, values }) => values.some(value => parameter.matches(resource, value))),
  )
  const shown = matches.slice(offset, offset + size)
  const base = `${request.origin}/fhir`
  const link = [{ relation: 'self', url: `${base}/${type}?${query.toString()}` }]
  if (matches.length > offset + size) {
    const token = `${type} ${String(offset + size)} ${String(request.now.getTime())} ${query.toString()}`
    link.push({ relation: 'next', url: `${base}?_page=${Buffer.from(token).toString('base64url')}` })
  }
  const cached = type === 'Encounter' && patientsAsked(type, query).some(cachedFor)
  const entry = [
    ...shown.map(resource => asEntry(base, resource, 'match')),
    ...included(shown, includes, store).map(resource => asEntry(base, resource, 'include')),
    ...(cached ? [{ search: { mode: 'outcome' }, resource: outcome('warning', 'timeout', CACHED) }] : []),
  ]
  return {
    status: 200,
    headers: { 'content-type': FHIR_JSON },
    body: {
      resourceType: 'Bundle',
      type: 'searchset',
      total: matches.length,
      link,
      ...(entry.length > 0 ? { entry } : {}),
    },
  }
}

function asEntry(base: string, resource: Resource, mode: string): object {
  return { fullUrl: `${base}/${resource.resourceType}/${resource.id ?? ''}`, resource, search: { mode } }
}

/** `patient=` takes ids with or without the type; Patient itself is listed by `_id`. */
function isPatientList(type: string, name: string): boolean {
  return name === (type === 'Patient' ? '_id' : 'patient')
}

function patientsAsked(type: string, query: URLSearchParams): string[] {
  const list = query.get(type === 'Patient' ? '_id' : 'patient')
  return list === null ? [] : [...new Set(list.split(',').map(id => id.replace(/^Patient\//, '')))]
}

function candidates(type: string, query: URLSearchParams, request: SimRequest, store: Store): readonly Resource[] {
  const crossed = request.fault === 'wrong-child'
  const swap = (id: string): readonly Resource[] => {
    const other = store.standIn(id)
    return store.ofPatient(type, other).map(resource => disguise(resource, other, id))
  }
  const listed = [...query.keys()].some(name => isPatientList(type, name))
  if (listed) return patientsAsked(type, query).flatMap(id => (crossed ? swap(id) : store.ofPatient(type, id)))
  const name = INDEXED.find(indexed => query.has(indexed))
  if (name === undefined) return store.all(type)
  const found = (query.get(name) ?? '').split(',').flatMap(value => store.having(type, name, value))
  return [...new Set(found)]
}

function included(shown: readonly Resource[], includes: readonly string[], store: Store): Resource[] {
  const references = shown.flatMap(resource => includes.flatMap(include => dig(resource, INCLUDES[include] ?? [])))
  return [...new Set(references)].flatMap(reference => {
    const [type = '', id = ''] = String(reference).split('/')
    return store.read(type, id) ?? []
  })
}
