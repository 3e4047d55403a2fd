// Everybody who asks: every role, with each thing a token can say that makes a difference, and two ceilings of applications.
import type { Application, Caller, Person } from '../../src/types/caller.js'
import type { AgencyKind } from '../../src/types/index.js'

export const ORGANISATION = {
  police: 'force-canary',
  careA: 'authority-a',
  careB: 'authority-b',
  school: 'school-canary',
  health: 'board-canary',
  charity: 'charity-canary',
  hub: 'hub',
  home: 'home-canary',
}
export const AREA = 'area-a'
export const OTHER_AREA = 'area-b'
export const TEAM = 'Team canary'

/** Posts are held from long ago. */
const FROM = '2020-01-01T00:00:00Z'
const area = { kind: 'AREA' as const, value: AREA, from: FROM, to: null }
const team = { kind: 'TEAM' as const, value: TEAM, from: FROM, to: null }

const whole: Application = { id: 'canary-console', actsForPersons: true, ceiling: 'ALL' }
/** Less than its users may see themselves. */
const lesser: Application = {
  id: 'canary-lesser',
  actsForPersons: true,
  ceiling: { IDENTITY: 'SUMMARY', ENROLMENT: 'FULL', POLICE_MARKERS: 'EXISTS', MISSING_EPISODES: 'SUMMARY', CONTACT: 'FULL', PROFESSIONALS: 'SUMMARY' },
} // prettier-ignore
const nobodys: Application = { id: 'canary-figures', actsForPersons: false, ceiling: {} }

interface Says extends Partial<Omit<Person, 'role' | 'agency' | 'organisation' | 'staffRef'>> {
  readonly application?: Application
}

function person(name: string, role: string, agency: AgencyKind, organisation: string, says: Says = {}): Canary {
  const { application = whole, ...more } = says
  const held: Person = { role, agency, organisation, staffRef: `staff-${name}`, posts: [], secondedFrom: null, vetting: null, clearance: [], ...more } // prettier-ignore
  return { name, caller: { issuer: `issuer-${agency}`, subject: `subject-${name}`, application, person: held } }
}

export interface Canary {
  readonly name: string
  readonly caller: Caller
}

const { police, careA, careB, school, health, charity, hub, home } = ORGANISATION
const CLEARED = { clearance: ['protected'] }

export const CALLERS: readonly Canary[] = [
  person('hp', 'HUB_PRACTITIONER', 'HUB', hub),
  person('hp-police', 'HUB_PRACTITIONER', 'HUB', hub, { secondedFrom: 'POLICE', vetting: 'police' }),
  person('hp-education', 'HUB_PRACTITIONER', 'HUB', hub, { secondedFrom: 'EDUCATION' }),
  person('hp-charity', 'HUB_PRACTITIONER', 'HUB', hub, { secondedFrom: 'THIRD_SECTOR' }),
  person('hp-lesser', 'HUB_PRACTITIONER', 'HUB', hub, { application: lesser, vetting: 'police' }),
  person('hm', 'HUB_MANAGER', 'HUB', hub),
  person('hm-cleared', 'HUB_MANAGER', 'HUB', hub, { vetting: 'police', ...CLEARED }),
  person('dw', 'DEBRIEF_WORKER', 'THIRD_SECTOR', charity),
  person('sw', 'SOCIAL_WORKER', 'SOCIAL_CARE', careA),
  person('sw-team', 'SOCIAL_WORKER', 'SOCIAL_CARE', careA, { posts: [team] }),
  person('sw-other', 'SOCIAL_WORKER', 'SOCIAL_CARE', careB, { posts: [team] }),
  person('tm', 'TEAM_MANAGER', 'SOCIAL_CARE', careA, { posts: [team] }),
  person('ed', 'DUTY_TEAM', 'SOCIAL_CARE', careA, { posts: [area] }),
  person('ir', 'REVIEWING_OFFICER', 'SOCIAL_CARE', careA),
  person('cc', 'CP_CHAIR', 'SOCIAL_CARE', careA),
  person('pm', 'POLICE_COORDINATOR', 'POLICE', police, { posts: [area] }),
  person('pm-cleared', 'POLICE_COORDINATOR', 'POLICE', police, { posts: [area], ...CLEARED }),
  person('po', 'POLICE_OFFICER', 'POLICE', police, { posts: [area] }),
  person('sl', 'SCHOOL_LEAD', 'EDUCATION', school),
  person('sl-lesser', 'SCHOOL_LEAD', 'EDUCATION', school, { application: lesser }),
  person('ew', 'EDUCATION_WELFARE', 'EDUCATION', careA, { posts: [area] }),
  person('sn', 'SAFEGUARDING_NURSE', 'HEALTH', health),
  person('ec', 'EMERGENCY_CLINICIAN', 'HEALTH', health),
  person('rm', 'RESIDENTIAL_MANAGER', 'SOCIAL_CARE', home),
  person('sw-glass', 'SOCIAL_WORKER', 'SOCIAL_CARE', careA),
  person('pm-glass', 'POLICE_COORDINATOR', 'POLICE', police),
  person('ec-glass', 'EMERGENCY_CLINICIAN', 'HEALTH', health),
  person('an', 'ANALYST', 'HUB', hub),
  person('au', 'AUDITOR', 'HUB', hub),
  person('au-police', 'AUDITOR', 'POLICE', police),
  { name: 'figures', caller: { issuer: 'issuer-HUB', subject: 'subject-figures', application: nobodys, person: null } },
]

/** Whom the canary systems name as the child's workers. */
export const ALLOCATED = new Set(['staff-sw', 'staff-ir', 'staff-cc'])

/** Who has broken the glass before the run, and of which children: those who are not theirs. */
export const GLASS = ['sw-glass', 'pm-glass', 'ec-glass']
export const BROKEN_FOR = [6, 7]
export const hasBrokenGlass = ({ subject }: Caller, child: number): boolean =>
  GLASS.some(name => subject === `subject-${name}`) && BROKEN_FOR.includes(child)

/** The token a caller signs in with: the canary has no identity provider, tokens have proofs of their own. */
export const tokenOf = ({ name }: Canary): string => `canary-${name}`
