// One invented person for every sign-in role, each in the relationship to Ffion Prys that her or his role rests on.
import type { Region, Staff } from './model.js'
import { CHARITY, HEALTH_BOARD, HUB, OUT_OF_HOURS, POLICE_FORCE } from './staff.js'

export interface Persona {
  readonly id: string
  readonly name: string
  /** A role of the protocol. */
  readonly role: string
  readonly agency: 'POLICE' | 'SOCIAL_CARE' | 'EDUCATION' | 'HEALTH' | 'THIRD_SECTOR' | 'HUB'
  /** Force code, GSS, home URN, school id, ODS code, or the name of the charity or hub. */
  readonly organisation: string
  /** The worker's id in the agency's own system. */
  readonly staffRef: string
  readonly posts: readonly {
    readonly kind: 'TEAM' | 'AREA'
    readonly value: string
    readonly from: string
    readonly to: string | null
  }[]
  /** The agency a hub worker comes from. */
  readonly secondedFrom: Persona['agency'] | null
  readonly vetting: string | null
  readonly clearance: readonly string[]
}

const TORFAEN = 'W06000020'
const NEWPORT = 'W06000022'
const FFION = 'showcase-ffion-prys'

/** Everybody who can sign in. Throws if the region lacks what they are drawn from, as only an invented one could. */
export function personasOf(region: Region): readonly Persona[] {
  const from = `${Number(region.now.slice(0, 4)) - 2}-04-01T00:00:00Z`
  const team = (value: string): Persona['posts'][number] => ({ kind: 'TEAM', value, from, to: null })
  const area = (value: string): Persona['posts'][number] => ({ kind: 'AREA', value, from, to: null })
  const plain = { posts: [], secondedFrom: null, vetting: null, clearance: [] } as const
  const staff = (organisation: string, role: string, nth = 0): Staff =>
    found(region.staff.filter(one => one.organisation === organisation && one.role === role)[nth], role)
  const person = (
    id: string,
    role: string,
    agency: Persona['agency'],
    { name, organisation, ref }: Staff,
    rest: Partial<Persona> = {},
  ): Persona => ({
    id,
    name,
    role,
    agency,
    organisation,
    staffRef: ref,
    ...plain,
    ...rest,
  })

  const ffion = found(
    region.socialCare[TORFAEN].find(row => row.personId === FFION),
    FFION,
  )
  const involved = (role: 'WORKER' | 'IRO' | 'CP_CHAIR'): Staff => {
    const involvement = ffion.involvements.find(one => one.role === role && one.until === null)
    return found(
      region.staff.find(one => one.ref === involvement?.staffRef),
      role,
    )
  }
  const worker = involved('WORKER')
  const manager = found(
    region.staff.find(one => one.role === 'Team manager' && one.team === worker.team),
    'Team manager',
  )
  const pupil = found(
    region.education[NEWPORT].find(row => row.personId === FFION),
    FFION,
  )
  const school = found(pupil.enrolments.find(one => one.until === null)?.school, 'school')
  const home = found(ffion.placements.find(one => one.until === null)?.urn ?? undefined, 'home')
  const assignee = region.hub.find(row => row.personId === FFION)?.debriefAssignee
  return [
    person('hub-police', 'HUB_PRACTITIONER', 'HUB', staff(HUB, 'Hub practitioner (police)'), {
      secondedFrom: 'POLICE',
      vetting: 'police',
    }),
    person('hub-education', 'HUB_PRACTITIONER', 'HUB', staff(HUB, 'Hub practitioner (education)'), {
      secondedFrom: 'EDUCATION',
    }),
    person('hub-manager', 'HUB_MANAGER', 'HUB', staff(HUB, 'Hub manager'), {
      secondedFrom: 'SOCIAL_CARE',
      vetting: 'police',
      clearance: ['protected'],
    }),
    person(
      'debrief-worker',
      'DEBRIEF_WORKER',
      'THIRD_SECTOR',
      found(
        region.staff.find(one => one.organisation === CHARITY && one.ref === assignee),
        'debrief worker',
      ),
    ),
    person('social-worker', 'SOCIAL_WORKER', 'SOCIAL_CARE', worker, { posts: [team(worker.team ?? '')] }),
    person('team-manager', 'TEAM_MANAGER', 'SOCIAL_CARE', manager, { posts: [team(worker.team ?? '')] }),
    person('duty-team', 'DUTY_TEAM', 'SOCIAL_CARE', staff(NEWPORT, 'Out-of-hours social worker'), {
      posts: [team(OUT_OF_HOURS), ...region.authorities.map(({ gss }) => area(gss))],
    }),
    person('reviewing-officer', 'REVIEWING_OFFICER', 'SOCIAL_CARE', involved('IRO')),
    person('cp-chair', 'CP_CHAIR', 'SOCIAL_CARE', involved('CP_CHAIR')),
    person('police-coordinator', 'POLICE_COORDINATOR', 'POLICE', staff(POLICE_FORCE, 'Missing persons coordinator'), {
      posts: [area(NEWPORT), area(TORFAEN)],
      clearance: ['protected'],
    }),
    person('police-officer', 'POLICE_OFFICER', 'POLICE', staff(POLICE_FORCE, 'Response officer'), {
      posts: [area(NEWPORT)],
    }),
    person('school-lead', 'SCHOOL_LEAD', 'EDUCATION', staff(school, 'Designated safeguarding lead')),
    person('education-welfare', 'EDUCATION_WELFARE', 'EDUCATION', staff(NEWPORT, 'Education welfare officer'), {
      posts: [area(NEWPORT)],
    }),
    person('safeguarding-nurse', 'SAFEGUARDING_NURSE', 'HEALTH', staff(HEALTH_BOARD, 'Safeguarding nurse')),
    person(
      'emergency-clinician',
      'EMERGENCY_CLINICIAN',
      'HEALTH',
      staff(HEALTH_BOARD, 'Emergency department clinician'),
    ),
    person('residential-manager', 'RESIDENTIAL_MANAGER', 'SOCIAL_CARE', staff(home, 'Residential manager')),
    person('analyst', 'ANALYST', 'HUB', staff(HUB, 'Analyst')),
    person('auditor', 'AUDITOR', 'HUB', staff(HUB, 'Auditor')),
  ]
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The region has no ${what}`)
  return value
}
