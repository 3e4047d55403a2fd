// The columns of the role matrix: every role with a purpose that suits it, and the relationship that opens its column.
import type { Conditions } from '../../../src/policies/protocol/index.js'
import type { Purpose, Relationship } from '../../../src/types/index.js'

/** Whether an episode is open for access, was lately, or was long ago. */
export type Circumstance = 'OPEN' | 'CLOSED' | 'LONG_AGO'
export const CIRCUMSTANCES: readonly Circumstance[] = ['OPEN', 'CLOSED', 'LONG_AGO']

export interface Column {
  /** As it heads the table. */
  readonly code: string
  readonly role: string
  readonly persona: string
  readonly purpose: Readonly<Record<Circumstance, Purpose>>
  readonly relationships: readonly Relationship[]
  readonly conditions: Conditions
  /** What stands below the table about it. */
  readonly says: string
}

const always = (purpose: Purpose): Column['purpose'] => ({ OPEN: purpose, CLOSED: purpose, LONG_AGO: purpose })
const plain: Conditions = { secondedFrom: null, vetting: null, clearance: [] }
const RISK = always('ASSESS_RISK')
const CARE = always('CARE_PLANNING')
const SCHOOL = always('SCHOOL_SUPPORT')

const column = (
  code: string,
  role: string,
  persona: string,
  purpose: Column['purpose'],
  relationships: readonly Relationship[],
  more: Partial<Pick<Column, 'conditions' | 'says'>> = {},
): Column => ({
  code,
  role,
  persona,
  purpose,
  relationships,
  conditions: more.conditions ?? plain,
  says: more.says ?? role.toLowerCase().replaceAll('_', ' '),
})

/** Every role, hub practitioners by secondment, the hub manager also as a reader of the hub's own records. */
export const COLUMNS: readonly Column[] = [
  column('HP-P', 'HUB_PRACTITIONER', 'hub-police', RISK, ['HUB_CASE'], {
    conditions: { secondedFrom: 'POLICE', vetting: 'police', clearance: [] },
    says: 'hub practitioner seconded from the police, with police vetting',
  }),
  column('HP-E', 'HUB_PRACTITIONER', 'hub-education', RISK, ['HUB_CASE'], {
    conditions: { secondedFrom: 'EDUCATION', vetting: null, clearance: [] },
    says: 'hub practitioner seconded from education',
  }),
  column('HM', 'HUB_MANAGER', 'hub-manager', RISK, ['HUB_CASE'], {
    conditions: { secondedFrom: 'SOCIAL_CARE', vetting: 'police', clearance: ['protected'] },
    says: 'hub manager with police vetting',
  }),
  column('HM-Q', 'HUB_MANAGER', 'hub-manager', always('QUALITY_ASSURANCE'), ['HUB_CASE'], {
    conditions: { secondedFrom: 'SOCIAL_CARE', vetting: 'police', clearance: ['protected'] },
    says: "hub manager checking quality: the hub's own records only",
  }),
  column('DW', 'DEBRIEF_WORKER', 'debrief-worker', RISK, ['ASSIGNED_DEBRIEF']),
  column('SW', 'SOCIAL_WORKER', 'social-worker', RISK, ['ALLOCATED', 'TEAM']),
  column('TM', 'TEAM_MANAGER', 'team-manager', RISK, ['TEAM']),
  column('ED', 'DUTY_TEAM', 'duty-team', RISK, ['DUTY'], { says: 'out-of-hours duty team' }),
  column('IR', 'REVIEWING_OFFICER', 'reviewing-officer', CARE, ['REVIEWING']),
  column('CC', 'CP_CHAIR', 'cp-chair', CARE, ['REVIEWING'], { says: 'child-protection chair' }),
  column('PM', 'POLICE_COORDINATOR', 'police-coordinator', RISK, ['IN_AREA'], {
    conditions: { secondedFrom: null, vetting: null, clearance: ['protected'] },
    says: 'police missing-person coordinator',
  }),
  column(
    'PO',
    'POLICE_OFFICER',
    'police-officer',
    { OPEN: 'LOCATE_CHILD', CLOSED: 'ASSESS_RISK', LONG_AGO: 'ASSESS_RISK' },
    ['IN_AREA'],
  ),
  column('SL', 'SCHOOL_LEAD', 'school-lead', SCHOOL, ['ENROLLED'], { says: 'school safeguarding lead' }),
  column('EW', 'EDUCATION_WELFARE', 'education-welfare', SCHOOL, ['IN_AREA'], { says: 'education welfare officer' }),
  column('SN', 'SAFEGUARDING_NURSE', 'safeguarding-nurse', RISK, ['UNDER_CARE']),
  column('EC', 'EMERGENCY_CLINICIAN', 'emergency-clinician', RISK, ['UNDER_CARE']),
  column('RM', 'RESIDENTIAL_MANAGER', 'residential-manager', CARE, ['RESIDENT']),
  column('AN', 'ANALYST', 'analyst', always('STATISTICS'), []),
  column('AU', 'AUDITOR', 'auditor', always('QUALITY_ASSURANCE'), []),
]

export function columnOf(code: string): Column {
  const found = COLUMNS.find(column => column.code === code)
  if (!found) throw new Error(`no column ${code}`)
  return found
}
