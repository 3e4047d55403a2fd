// Which pages a role finds in its menu, in which order; the first is its start page. The menu opens nothing: what a role may
// see is the gateway's to decide, page by page.
import { CHILD_ROLES } from './children/purpose.js'
import { READS_DECISIONS } from './shared/reads-decisions.js'
import { words, type KeyOf } from '../words/shape.js'

export const navigationWords = words({
  en: {
    board: 'Who is missing now',
    find: 'Find a child',
    due: 'What is due',
    school: 'My school',
    caseload: 'My caseload',
    alerts: 'My alerts',
    alertReport: 'Which teams read alerts',
    breakGlass: 'Emergency access',
    reviews: 'Reviews',
    links: 'Links',
    audit: 'Who looked',
    protocol: 'Protocol',
    conflicts: 'Conflicts of interest',
  },
  cy: {
    board: 'Pwy sydd ar goll nawr',
    find: 'Dod o hyd i blentyn',
    due: 'Yr hyn sy’n ddyledus',
    school: 'Fy ysgol',
    caseload: 'Fy maich achosion',
    alerts: 'Fy hysbysiadau',
    alertReport: 'Pa dimau sy’n darllen hysbysiadau',
    breakGlass: 'Mynediad brys',
    reviews: 'Adolygiadau',
    links: 'Cysylltiadau',
    audit: 'Pwy edrychodd',
    protocol: 'Protocol',
    conflicts: 'Gwrthdaro buddiannau',
  },
})

interface Item {
  readonly name: KeyOf<typeof navigationWords.en>
  readonly href: string
  readonly roles: readonly string[]
  /** Nobody's day begins here. */
  readonly neverFirst?: true
}

/** Whose own system lists children for them, schools apart. */
const CASEWORKERS = [
  ...['SOCIAL_WORKER', 'TEAM_MANAGER', 'REVIEWING_OFFICER', 'CP_CHAIR'],
  ...['DEBRIEF_WORKER', 'SAFEGUARDING_NURSE', 'RESIDENTIAL_MANAGER'],
]
/** Whom a team of theirs may be told of something, as the protocol has it. */
const ALERTED = [
  ...['HUB_PRACTITIONER', 'HUB_MANAGER', 'DEBRIEF_WORKER', 'SOCIAL_WORKER', 'TEAM_MANAGER', 'DUTY_TEAM'],
  ...['REVIEWING_OFFICER', 'CP_CHAIR', 'POLICE_COORDINATOR', 'POLICE_OFFICER', 'SCHOOL_LEAD', 'EDUCATION_WELFARE'],
  ...['SAFEGUARDING_NURSE', 'EMERGENCY_CLINICIAN', 'RESIDENTIAL_MANAGER'],
]

export const navigation: readonly Item[] = [
  { name: 'board', href: '/board', roles: ['HUB_PRACTITIONER', 'HUB_MANAGER', 'POLICE_COORDINATOR'] },
  { name: 'school', href: '/school', roles: ['SCHOOL_LEAD'] },
  { name: 'caseload', href: '/caseload', roles: CASEWORKERS },
  { name: 'find', href: '/find', roles: CHILD_ROLES },
  { name: 'due', href: '/due', roles: ['HUB_PRACTITIONER', 'HUB_MANAGER'] },
  { name: 'alerts', href: '/alerts', roles: ALERTED },
  { name: 'alertReport', href: '/alerts/teams', roles: ['HUB_MANAGER'] },
  {
    name: 'breakGlass',
    href: '/children/break-glass',
    neverFirst: true,
    roles: [
      'SOCIAL_WORKER',
      'TEAM_MANAGER',
      'DUTY_TEAM',
      'POLICE_COORDINATOR',
      'SAFEGUARDING_NURSE',
      'EMERGENCY_CLINICIAN',
    ],
  },
  { name: 'reviews', href: '/reviews', roles: ['HUB_MANAGER', 'AUDITOR', 'TEAM_MANAGER', 'POLICE_COORDINATOR'] },
  { name: 'links', href: '/links', roles: ['HUB_PRACTITIONER', 'HUB_MANAGER'] },
  {
    name: 'audit',
    href: '/audit',
    neverFirst: true,
    roles: [
      'AUDITOR',
      'HUB_MANAGER',
      'HUB_PRACTITIONER',
      'SOCIAL_WORKER',
      'TEAM_MANAGER',
      'REVIEWING_OFFICER',
      'CP_CHAIR',
    ],
  },
  { name: 'protocol', href: '/protocol', roles: READS_DECISIONS },
  // Everybody who is shown children may be too near to one; auditors take it back.
  { name: 'conflicts', href: '/conflicts', roles: [...CHILD_ROLES, 'AUDITOR'], neverFirst: true },
]

/** Where somebody begins: the first of their pages, or one that says that there is none. */
export const startOf = (role: string): string =>
  navigation.find(({ roles, neverFirst }) => roles.includes(role) && !neverFirst)?.href ?? '/start'
