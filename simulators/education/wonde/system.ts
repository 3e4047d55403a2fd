// The simulated schools' service of one authority, in the shape of Wonde v1.0 (agencies.md §2.3): the same resources
// under one school, as the real service has them, and under the authority, which is assumed (see the README).
import { staticTokenProblem } from '../../kit/auth.js'
import type { SimRequest, SimResponse, SimulatedSystem, SystemOptions } from '../../kit/system.js'
import type { PupilRow, School } from '../../region/model.js'
import { everOnRoll, fileSchool, onRoll, underAnotherId } from '../pupils.js'
import { failure, invalid, paged, single } from './envelope.js'
import { EVENT_RESOURCES } from './events.js'
import { STUDENT_INCLUDES, student } from './students.js'
import { lastSynced, peculiarities, type Peculiarities } from './peculiarities.js'

export type WondeOptions = SystemOptions & Partial<Peculiarities>

/** Which schools a request is about. */
interface Scope {
  readonly schools: ReadonlySet<string>
  readonly wide: boolean
}

const PATH = /^\/v1\.0\/(schools|authority)\/([^/]+)\/(.+?)\/?$/
const NOT_FOUND = failure(404, 'resource_not_found', 'The requested resource was not found.')

/** Wonde for the schools of `options.gss`. Signs in with Bearer or Basic `TOKEN:`; throws where no authority is given. */
export function createWondeSystem(options: WondeOptions): SimulatedSystem {
  const { gss, region } = options
  if (gss === null) throw new Error('a Wonde system belongs to one authority')
  const schools = region.schools.filter(school => school.gss === gss)
  const pupils = region.education[gss]
  const byId = new Map(pupils.map(pupil => [pupil.pupilId, pupil]))
  const odd = peculiarities(options, gss, schools)
  const revoked = new Set(odd.revokedSchools)

  function handle(request: SimRequest): SimResponse {
    if (staticTokenProblem(request, options.credentials.token) !== null)
      return failure(401, 'invalid_token', 'The access token is missing or not valid.')
    if (request.method !== 'GET') return failure(405, 'method_not_allowed', 'This resource is read only.')
    const synced = lastSynced(request.now, 0)
    if (/^\/v1\.0\/schools\/?$/.test(request.path))
      return paged(
        request,
        schools.filter(school => !revoked.has(school.id)),
        schoolRow,
        synced,
      )
    const [, kind, owner = '', resource = ''] = PATH.exec(request.path) ?? []
    if (kind === 'schools' && revoked.has(owner)) return forbidden()
    const scope = scopeOf(kind, owner)
    return scope === null ? NOT_FOUND : answer(request, resource, scope)
  }

  function scopeOf(kind: string | undefined, owner: string): Scope | null {
    if (kind === 'authority' && owner === gss) return { schools: new Set(schools.map(school => school.id)), wide: true }
    const known = kind === 'schools' && schools.some(school => school.id === owner)
    return known ? { schools: new Set([owner]), wide: false } : null
  }

  function answer(request: SimRequest, resource: string, scope: Scope): SimResponse {
    const one = /^students\/([^/]+)$/.exec(resource)?.[1]
    if (one !== undefined) return oneStudent(request, decodeURIComponent(one), scope)
    if (resource === 'students' || resource === 'students-leaver') return roll(request, resource === 'students', scope)
    return events(request, resource, scope)
  }

  function oneStudent(request: SimRequest, id: string, scope: Scope): SimResponse {
    const pupil = visible(id, scope)
    if (pupil === null) return NOT_FOUND
    const school = fileSchool(pupil, request.now) ?? ''
    if (revoked.has(school)) return forbidden()
    const includes = includesOf(request)
    const refused = refusedInclude(includes, STUDENT_INCLUDES, odd.unknownIncludes[school] ?? [])
    if (refused !== null) return refused
    const shown = request.fault === 'wrong-child' ? underAnotherId(pupil, pupils) : pupil
    return single(student(shown, includes, region, request.now), syncOf(pupil, request.now))
  }

  function roll(request: SimRequest, current: boolean, scope: Scope): SimResponse {
    const includes = includesOf(request)
    const refused = refusedInclude(includes, STUDENT_INCLUDES, scope.wide ? [] : lackedBy(scope))
    if (refused !== null) return refused
    if (request.query.has('updated_after')) return invalid('updated_after', 'It is not kept for students.')
    const upn = request.query.get('upn')
    if (upn !== null && !scope.wide) return invalid('upn', 'There is no such filter.')
    const rows = pupils.filter(pupil => {
      if (upn !== null && pupil.upn !== upn) return false
      const here = onRoll(pupil, scope.schools, request.now)
      const listed = current ? here : !here && everOnRoll(pupil, scope.schools)
      return listed && (revoked.size === 0 || !revoked.has(fileSchool(pupil, request.now) ?? ''))
    })
    const gap = Math.max(0, ...[...scope.schools].map(school => odd.syncGapHours[school] ?? 0))
    const synced = lastSynced(request.now, gap)
    return paged(request, rows, pupil => student(pupil, includes, region, request.now), synced)
  }

  function events(request: SimRequest, name: string, scope: Scope): SimResponse {
    const resource = EVENT_RESOURCES[name]
    if (resource === undefined) return NOT_FOUND
    const includes = includesOf(request)
    const id = request.query.get('student')
    const asked = id === null ? null : visible(id, scope)
    if (id !== null && asked === null) return NOT_FOUND
    if (asked !== null && revoked.has(fileSchool(asked, request.now) ?? '')) return forbidden()
    const lacked = asked === null ? [] : (odd.unknownIncludes[fileSchool(asked, request.now) ?? ''] ?? [])
    const refused = refusedInclude(includes, resource.includes, lacked)
    if (refused !== null) return refused
    const after = request.query.get('updated_after')
    if (after !== null && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(after))
      return invalid('updated_after', 'The updated after does not match the format Y-m-d H:i:s.')
    const whose = asked === null ? pupils.filter(pupil => onRoll(pupil, scope.schools, request.now)) : [asked]
    const shown = request.fault === 'wrong-child' ? whose.map(pupil => underAnotherId(pupil, pupils)) : whose
    const rows = shown.flatMap(resource.rows).filter(row => after === null || row.on >= after.slice(0, 10))
    const synced = asked === null ? lastSynced(request.now, 0) : syncOf(asked, request.now)
    return paged(request, rows, row => row.render(includes), synced)
  }

  function visible(id: string, scope: Scope): PupilRow | null {
    const pupil = byId.get(id)
    return pupil !== undefined && (scope.wide || everOnRoll(pupil, scope.schools)) ? pupil : null
  }

  const syncOf = (pupil: PupilRow, now: Date): string =>
    lastSynced(now, odd.syncGapHours[fileSchool(pupil, now) ?? ''] ?? 0)
  const lackedBy = (scope: Scope): readonly string[] =>
    [...scope.schools].flatMap(school => odd.unknownIncludes[school] ?? [])

  return { id: options.id, latency: { p50: 300, p99: 6000 }, handle }
}

function includesOf(request: SimRequest): ReadonlySet<string> {
  const names = (request.query.get('include') ?? '').split(',').filter(name => name !== '')
  return new Set(names.flatMap(name => (name.includes('.') ? [name.split('.')[0] ?? name, name] : [name])))
}

function refusedInclude(
  asked: ReadonlySet<string>,
  known: readonly string[],
  lacking: readonly string[],
): SimResponse | null {
  const bad = [...asked].find(name => !known.includes(name) || lacking.includes(name))
  if (bad === undefined) return null
  return failure(400, 'invalid_include', `The include ${bad} is not available for this school.`, { include: bad })
}

function forbidden(): SimResponse {
  return failure(403, 'school_access_revoked', 'The school has revoked access.')
}

function schoolRow(school: School): object {
  return {
    id: school.id,
    name: school.name,
    phase_of_education: school.phase.toUpperCase(),
    phone_number: school.phone,
    address: { address_town: school.town, address_country: { code: 'GBR', name: 'Wales' } },
  }
}
