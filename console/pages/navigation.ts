// Which pages a role finds in its menu, in which order; the first is its start page. The menu opens nothing: what a role may
// see is the gateway's to decide, page by page.
import { words, type KeyOf } from '../words/shape.js'

export const navigationWords = words({
  en: {
    board: 'Who is missing now',
    due: 'What is due',
    school: 'My school',
    caseload: 'My caseload',
    alerts: 'My alerts',
    alertReport: 'Which teams read alerts',
  },
  cy: {
    board: 'Pwy sydd ar goll nawr',
    due: 'Yr hyn sy’n ddyledus',
    school: 'Fy ysgol',
    caseload: 'Fy maich achosion',
    alerts: 'Fy hysbysiadau',
    alertReport: 'Pa dimau sy’n darllen hysbysiadau',
  },
})

interface Item {
  readonly name: KeyOf<typeof navigationWords.en>
  readonly href: string
  readonly roles: readonly string[]
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
  { name: 'due', href: '/due', roles: ['HUB_PRACTITIONER', 'HUB_MANAGER'] },
  { name: 'school', href: '/school', roles: ['SCHOOL_LEAD'] },
  { name: 'caseload', href: '/caseload', roles: CASEWORKERS },
  { name: 'alerts', href: '/alerts', roles: ALERTED },
  { name: 'alertReport', href: '/alerts/teams', roles: ['HUB_MANAGER'] },
]

/** Where somebody begins: the first of their pages, or one that says that there is none. */
export const startOf = (role: string): string => navigation.find(({ roles }) => roles.includes(role))?.href ?? '/start'
