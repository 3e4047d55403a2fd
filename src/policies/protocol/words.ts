// The closed lists of words a protocol is written in. Roles are not here: a protocol names its own.
import type { AgencyKind, Category, Level, Purpose, Relationship } from '../../types/index.js'
import { LEVELS } from '../../types/index.js'

/** A category about a child: one that a protocol must give a row. */
export type ChildCategory = Exclude<Category, 'OPERATIONAL' | 'DERIVED'>
/** Why one row or value is restrained beyond its category; the same codes the agency port uses. */
export type HandlingCode =
  'INTELLIGENCE_C' | 'ADDRESS_DO_NOT_DISCLOSE' | 'FHIR_RESTRICTED' | 'ABOUT_CARER' | 'ABOUT_SCHOOL' | 'ACCOUNT_AUDIENCE'
/** What a question about permission can come to, where what decides may be down. */
export type Verdict = 'YES' | 'NO' | 'UNDECIDED'

// A record, not a list, so that the type checker refuses a word that the schema has and this file forgot.
const listed = <T extends string>(words: Readonly<Record<T, true>>): readonly T[] => Object.keys(words) as T[]

/** Every category about a child, in the order of the matrix. A category's place here is its index in compiled tables. */
export const CHILD_CATEGORIES = listed<ChildCategory>({
  IDENTITY: true,
  CONTACT: true,
  FAMILY: true,
  PROFESSIONALS: true,
  LEGAL_STATUS: true,
  PLACEMENT: true,
  SOCIAL_ASSESSMENT: true,
  ENROLMENT: true,
  ATTENDANCE: true,
  BEHAVIOUR: true,
  LEARNING_NEEDS: true,
  HEALTH_ALERTS: true,
  HEALTH_RECORD: true,
  HEALTH_SENSITIVE: true,
  POLICE_MARKERS: true,
  POLICE_RECORD: true,
  POLICE_INTELLIGENCE: true,
  SAFE_AND_WELL: true,
  MISSING_EPISODES: true,
  MISSING_DETAIL: true,
  EXPLOITATION_RISK: true,
  MIRAF_SUMMARY: true,
  MIRAF: true,
  MEETINGS: true,
  DEBRIEF_OUTCOME: true,
  DEBRIEF_ACCOUNT: true,
  REFERRALS: true,
  LEGAL_MEASURES: true,
  ACCESS_HISTORY: true,
  PROTECTED: true,
})
/** Categories that are about no child, or worked out only from what the caller may see: always given. */
export const OPEN_CATEGORIES = ['OPERATIONAL', 'DERIVED'] as const
export const RELATIONSHIPS = listed<Relationship>({
  ALLOCATED: true,
  TEAM: true,
  REVIEWING: true,
  DUTY: true,
  ENROLLED: true,
  UNDER_CARE: true,
  RESIDENT: true,
  IN_AREA: true,
  HUB_CASE: true,
  ASSIGNED_DEBRIEF: true,
})
export const PURPOSES = listed<Purpose>({
  LOCATE_CHILD: true,
  ASSESS_RISK: true,
  CARE_PLANNING: true,
  SCHOOL_SUPPORT: true,
  QUALITY_ASSURANCE: true,
  STATISTICS: true,
})
export const AGENCIES = listed<AgencyKind>({
  POLICE: true,
  SOCIAL_CARE: true,
  EDUCATION: true,
  HEALTH: true,
  THIRD_SECTOR: true,
  HUB: true,
})
export const HANDLING_CODES = listed<HandlingCode>({
  INTELLIGENCE_C: true,
  ADDRESS_DO_NOT_DISCLOSE: true,
  FHIR_RESTRICTED: true,
  ABOUT_CARER: true,
  ABOUT_SCHOOL: true,
  ACCOUNT_AUDIENCE: true,
})
/** Everything that can be done to the hub's records. */
export const ACTS = [
  'reportMissing',
  'triage',
  'writeMiraf',
  'approveSummary',
  'recordSafeAndWell',
  'recordDebrief',
  'recordReferral',
  'callMeeting',
  'recordLegalMeasure',
  'confirmLink',
  'unlink',
  'acknowledgeAlert',
  'breakGlass',
  'reconcileBreakGlass',
  'readDecisions',
  'readInbox',
  'recordReturn',
  'readBoard',
  'declareConflict',
  'withdrawConflict',
] as const
export type Act = (typeof ACTS)[number]
/** What the gateway does of itself, without a person. */
export const SYSTEM_ACTORS = ['ALERT_ROUTING'] as const
export type SystemActor = (typeof SYSTEM_ACTORS)[number]

export type Strength = 0 | 1 | 2 | 3
const indexes = new Map<Category, number>(CHILD_CATEGORIES.map((category, index) => [category, index]))

/** The index of a child category in compiled tables; -1 for OPERATIONAL and DERIVED. */
export const indexOf = (category: Category): number => indexes.get(category) ?? -1
/** A level as a number, NONE 0 … FULL 3. */
export const strengthOf = (level: Level): Strength => LEVELS.indexOf(level) as Strength
/** The level of a number that a table holds. */
export const levelOf = (strength: number): Level => LEVELS[strength] ?? 'NONE'
