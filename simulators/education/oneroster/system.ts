// The simulated rostering service of one authority, in the shape of OneRoster 1.2 (agencies.md §2.4).
import { bearerOf, createTokenEndpoint } from '../../kit/auth.js'
import type { SimRequest, SimResponse, SimulatedSystem, SystemOptions } from '../../kit/system.js'
import type { PupilRow } from '../../region/model.js'
import { hash, onRoll, underAnotherId } from '../pupils.js'
import { DEMOGRAPHICS, ENROLLMENTS, one, ORGS, page, USERS, type Resource } from './collection.js'
import { failure } from './errors.js'
import { createIndex, type Index, type Row } from './filter.js'
import { BASE, createRows } from './rows.js'

const SCOPE = 'https://purl.imsglobal.org/spec/or/v1p2/scope'
const CORE = [`${SCOPE}/roster.readonly`, `${SCOPE}/roster-core.readonly`]
const DEMOGRAPHIC = [`${SCOPE}/roster-demographics.readonly`]

/** Every scope of this service, parted by spaces, as a client asks for them. */
export const ONEROSTER_SCOPES = [...CORE, ...DEMOGRAPHIC].join(' ')

export interface OneRosterOptions extends SystemOptions {
  /** One guardian in this many does not name the pupil back; 0 for none. */
  readonly oneWithoutAgentIn?: number
}

interface Collection {
  readonly resource: Resource
  readonly scopes: readonly string[]
  readonly index: Index
}

/** OneRoster for the schools of `options.gss`, with its own token endpoint. Throws where no authority is given. */
export function createOneRosterSystem(options: OneRosterOptions): SimulatedSystem {
  const { gss, region, credentials } = options
  if (gss === null) throw new Error('a OneRoster system belongs to one authority')
  const schools = region.schools.filter(school => school.gss === gss)
  const pupils = region.education[gss]
  const tokens = createTokenEndpoint({
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret,
    scopes: ONEROSTER_SCOPES.split(' '),
    ttlSeconds: 3600,
  })
  const granted = new Map<string, readonly string[]>()
  const oneIn = options.oneWithoutAgentIn ?? 8
  let kept: { readonly key: string; readonly collections: ReadonlyMap<string, Collection> } | null = null

  function handle(request: SimRequest): SimResponse {
    const token = tokens.answer(request)
    if (token !== null) return remember(token)
    if (tokens.problem(request) !== null)
      return failure('unauthorisedrequest', 'The access token is missing or not valid.')
    if (request.method !== 'GET') return { status: 405, headers: { allow: 'GET' } }
    const [name = '', id, under, ...more] = segments(request.path)
    if (more.length > 0 || !request.path.startsWith(`${BASE}/`))
      return failure('unknownobject', 'There is no such resource.')
    const collections = collectionsFor(request)
    const collection = collections.get(under === undefined ? name : `${name}/${under}`)
    if (collection === undefined) return failure('unknownobject', 'There is no such resource.')
    const scopes = granted.get(bearerOf(request) ?? '') ?? []
    if (!collection.scopes.some(scope => scopes.includes(scope)))
      return failure('forbidden', 'The token does not hold the scope of this resource.')
    if (under !== undefined) return ofSchool(request, collection, id ?? '')
    if (id === undefined) return page(request, collection.resource, collection.index)
    return one(request, collection.resource, collection.index.having('sourcedId', id)[0])
  }

  /** No scope asked for is every scope, as the endpoint's default. */
  function remember(answer: SimResponse): SimResponse {
    const { access_token: token, scope = ONEROSTER_SCOPES } = answer.body as { access_token?: string; scope?: string }
    if (token !== undefined) granted.set(token, scope.split(' '))
    return answer
  }

  function ofSchool(request: SimRequest, { resource, index }: Collection, school: string): SimResponse {
    if (!schools.some(known => known.id === school)) return failure('unknownobject', 'There is no such school.')
    const here = new Set([school])
    const ids = new Set(pupils.filter(pupil => onRoll(pupil, here, request.now)).map(pupil => pupil.pupilId))
    const roll = index.rows.filter(row => ids.has(String(row['sourcedId'])))
    return page(request, resource, createIndex(roll))
  }

  /** Rows are made once a day and origin: they are many, and change with neither the caller nor the question. */
  function collectionsFor(request: SimRequest): ReadonlyMap<string, Collection> {
    const key = `${request.origin} ${request.now.toISOString().slice(0, 10)} ${request.fault ?? ''}`
    if (kept?.key !== key) kept = { key, collections: makeCollections(request) }
    return kept.collections
  }

  function makeCollections(request: SimRequest): ReadonlyMap<string, Collection> {
    const rows = createRows(request.origin, request.now, id => oneIn > 0 && hash(id) % oneIn === 0)
    const shown: readonly PupilRow[] =
      request.fault === 'wrong-child' ? pupils.map(pupil => underAnotherId(pupil, pupils)) : pupils
    const students = shown.map(rows.student)
    const of = (resource: Resource, scopes: readonly string[], made: readonly Row[]): Collection => ({
      resource,
      scopes,
      index: createIndex(made),
    })
    const ofStudents = of(USERS, CORE, students)
    const orgs = of(ORGS, CORE, schools.map(rows.org))
    return new Map([
      ['users', of(USERS, CORE, [...students, ...shown.flatMap(rows.guardians)])],
      ['students', ofStudents],
      ['schools/students', ofStudents],
      ['demographics', of(DEMOGRAPHICS, DEMOGRAPHIC, shown.map(rows.demographics))],
      ['enrollments', of(ENROLLMENTS, CORE, shown.flatMap(rows.enrollments))],
      ['orgs', orgs],
      ['schools', orgs],
    ])
  }

  return { id: options.id, latency: { p50: 200, p99: 2000 }, handle }
}

function segments(path: string): readonly string[] {
  const rest = path
    .slice(BASE.length)
    .split('/')
    .filter(part => part !== '')
  return rest.map(part => {
    try {
      return decodeURIComponent(part)
    } catch {
      return part
    }
  })
}
