// Searching the national register (agencies.md §1.2). An application gets one certain match or nothing.
import type { SimRequest, SimResponse } from '../../kit/system.js'
import type { DemographicsRow } from '../../region/model.js'
import { fold } from '../fhir/parameters.js'
import { FHIR_JSON, gender } from '../resource.js'
import { refuse, spineOutcome } from './outcome.js'
import { patientOf } from './patient.js'

const PARAMETERS = new Set([
  'family', 'given', 'birthdate', 'gender', 'address-postalcode', 'phone', 'email', 'general-practitioner',
  '_fuzzy-match', '_exact-match', '_history', '_max-results',
]) // prettier-ignore

/** Answers `GET /Patient?…`. */
export function search(request: SimRequest, rows: readonly DemographicsRow[]): SimResponse {
  const { query } = request
  const unknown = [...query.keys()].find(name => !PARAMETERS.has(name))
  if (unknown !== undefined) return refuse(400, 'ADDITIONAL_PROPERTIES', `Additional properties: ${unknown}`)
  const problem = problemOf(query)
  if (problem !== null) return problem
  const found = rows.filter(row => matches(row, query))
  if (found.length > 1)
    return { status: 200, headers: { 'content-type': FHIR_JSON }, body: spineOutcome('TOO_MANY_MATCHES') }
  const entry = found.map(row => ({
    fullUrl: `${request.origin}${request.path}/${row.nhsNumber}`,
    search: { score: isExact(row, query) ? 1 : 0.9 },
    resource: patientOf(row),
  }))
  const body = {
    resourceType: 'Bundle',
    type: 'searchset',
    timestamp: request.now.toISOString(),
    total: entry.length,
    ...(entry.length > 0 ? { entry } : {}),
  }
  return { status: 200, headers: { 'content-type': FHIR_JSON }, body }
}

function problemOf(query: URLSearchParams): SimResponse | null {
  const fuzzy = query.get('_fuzzy-match') === 'true'
  if (Number(query.get('_max-results') ?? '1') > 1)
    return refuse(403, 'INVALID_VALUE', 'Your app has insufficient permissions to use this operation')
  for (const date of query.getAll('birthdate'))
    if (!/^(eq|ge|le)?\d{4}-\d{2}-\d{2}$/.test(date))
      return refuse(400, 'INVALID_VALUE', `Invalid value - '${date}' in field 'birthdate'`)
  for (const name of ['family', 'given'] as const) {
    const value = query.get(name)
    if (value === null) continue
    const star = value.indexOf('*')
    if (star >= 0 && (star < 2 || fuzzy)) return refuse(400, 'INVALID_SEARCH_DATA', `Invalid wildcard in ${name}`)
  }
  const has = (...names: string[]): boolean => names.every(name => query.get(name) !== null)
  const enough = fuzzy
    ? has('given', 'family', 'birthdate') ||
      has('family', 'birthdate', 'gender', 'address-postalcode') ||
      has('given', 'birthdate', 'gender', 'address-postalcode')
    : has('family', 'birthdate')
  return enough ? null : refuse(400, 'INVALID_SEARCH_DATA', 'Not enough search parameters')
}

function matches(row: DemographicsRow, query: URLSearchParams): boolean {
  const fuzzy = query.get('_fuzzy-match') === 'true'
  const history = query.get('_history') === 'true'
  // Whoever searches by where a person lives or is registered never learns of a restricted one.
  if (row.restricted && (query.get('address-postalcode') !== null || query.get('general-practitioner') !== null))
    return false
  const former = history ? row.formerNames : []
  return (
    named(query.get('family'), [row.familyName, ...former.map(name => name.familyName)], fuzzy) &&
    named(query.get('given'), [row.givenName, ...former.map(name => name.givenName)], fuzzy) &&
    query.getAll('birthdate').every(date => bornOn(row, date)) &&
    [null, gender(row.sex)].includes(query.get('gender')) &&
    [null, row.gpOds].includes(query.get('general-practitioner')) &&
    livesAt(row, query.get('address-postalcode')) &&
    (query.get('phone') === null ||
      row.phones.some(({ number }) => squeeze(number) === squeeze(query.get('phone') ?? ''))) &&
    query.get('email') === null
  )
}

function isExact(row: DemographicsRow, query: URLSearchParams): boolean {
  const same = (value: string | null, own: string): boolean => value === null || fold(value) === fold(own)
  return same(query.get('family'), row.familyName) && same(query.get('given'), row.givenName)
}

function named(asked: string | null, names: readonly string[], fuzzy: boolean): boolean {
  if (asked === null) return true
  const wanted = fold(asked)
  return names.map(fold).some(name => {
    if (wanted.endsWith('*')) return name.startsWith(wanted.slice(0, -1))
    return name === wanted || (fuzzy && distance(name, wanted) <= 2)
  })
}

function bornOn(row: DemographicsRow, asked: string): boolean {
  const day = asked.replace(/^(eq|ge|le)/, '')
  if (asked.startsWith('ge')) return row.dateOfBirth >= day
  return asked.startsWith('le') ? row.dateOfBirth <= day : row.dateOfBirth === day
}

function livesAt(row: DemographicsRow, postcode: string | null): boolean {
  if (postcode === null) return true
  const wanted = squeeze(postcode)
  return row.addresses.some(address =>
    wanted.endsWith('*')
      ? squeeze(address.postcode).startsWith(wanted.slice(0, -1))
      : squeeze(address.postcode) === wanted,
  )
}

function squeeze(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase()
}

/** Letters to add, drop or change to get from one name to the other. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
