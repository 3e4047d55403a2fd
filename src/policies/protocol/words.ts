// The closed lists of words a protocol is written in. Roles are not here: a protocol names its own.
import type { AgencyKind, Category, Level, Purpose, Relationship } from '../../types/index.js'
import { LEVELS } from '../../types/index.js'
import { at } from './table.js'

/** A category about a child: one that a protocol must give a row. */
export type ChildCategory = Exclude<Category, 'OPERATIONAL' | 'DERIVED'>
/** Why one row or value is restrained beyond its category; the same codes the agency port uses. */
export type HandlingCode =
  'INTELLIGENCE_C' | 'ADDRESS_DO_NOT_DISCLOSE' | 'FHIR_RESTRICTED' | 'ABOUT_CARER' | 'ABOUT_SCHOOL' | 'ACCOUNT_AUDIENCE'
/** What a question about permission can come to, where what decides may be down. */
export type Verdict = 'YES' | 'NO' | 'UNDECIDED'

/** A list of words of the schema: the type checker refuses one that lacks a word, or has one that the schema has not. */
const listed =
  <T extends string>() =>
  <const Words extends readonly T[]>(...words: Words & ([T] extends [Words[number]] ? unknown : never)): readonly T[] =>
    words

/** Every category about a child, in the order of the matrix. A category's place here is its index in compiled tables. */
export const CHILD_CATEGORIES = listed<ChildCategory>()(
  'IDENTITY',
  'CONTACT',
  'FAMILY',
  'PROFESSIONALS',
  'LEGAL_STATUS',
  'PLACEMENT',
  'SOCIAL_ASSESSMENT',
  'ENROLMENT',
  'ATTENDANCE',
  'BEHAVIOUR',
  'LEARNING_NEEDS',
  'HEALTH_ALERTS',
  'HEALTH_RECORD',
  'HEALTH_SENSITIVE',
  'POLICE_MARKERS',
  'POLICE_RECORD',
  'POLICE_INTELLIGENCE',
  'SAFE_AND_WELL',
  'MISSING_EPISODES',
  'MISSING_DETAIL',
  'EXPLOITATION_RISK',
  'MIRAF_SUMMARY',
  'MIRAF',
  'MEETINGS',
  'DEBRIEF_OUTCOME',
  'DEBRIEF_ACCOUNT',
  'REFERRALS',
  'LEGAL_MEASURES',
  'ACCESS_HISTORY',
  'PROTECTED',
)
/** Categories that are about no child, or worked out only from what the caller may see: always given. */
export const OPEN_CATEGORIES = ['OPERATIONAL', 'DERIVED'] as const
export const RELATIONSHIPS = listed<Relationship>()(
  'ALLOCATED',
  'TEAM',
  'REVIEWING',
  'DUTY',
  'ENROLLED',
  'UNDER_CARE',
  'RESIDENT',
  'IN_AREA',
  'HUB_CASE',
  'ASSIGNED_DEBRIEF',
)
export const PURPOSES = listed<Purpose>()(
  'LOCATE_CHILD',
  'ASSESS_RISK',
  'CARE_PLANNING',
  'SCHOOL_SUPPORT',
  'QUALITY_ASSURANCE',
  'STATISTICS',
)
export const AGENCIES = listed<AgencyKind>()('POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR', 'HUB')
export const HANDLING_CODES = listed<HandlingCode>()(
  'INTELLIGENCE_C',
  'ADDRESS_DO_NOT_DISCLOSE',
  'FHIR_RESTRICTED',
  'ABOUT_CARER',
  'ABOUT_SCHOOL',
  'ACCOUNT_AUDIENCE',
)
/** Everything that can be done to the hub's records. */
export const ACTS = [
  'reportMissing',
  'triage',
  'writeMiraf',
  'approveSummary',
  'draftSummary',
  'requestMirafReview',
  'markMiraf',
  'readDipSample',
  'recordSafeAndWell',
  'recordDebrief',
  'sendReferral',
  'answerReferral',
  'chaseReferral',
  'endReferral',
  'recordMediationSession',
  'recordSeraf',
  'readReferrals',
  'readDueWork',
  'callMeeting',
  'recordMeeting',
  'recordAction',
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
  'offerDebrief',
  'answerDebrief',
  'gradeRisk',
  'closeEpisode',
  'mergeReports',
  'reportIncident',
  'assignDebrief',
  'placeLegalHold',
  'releaseLegalHold',
  'assignEpisode',
  'readIncidents',
  'nameMissing',
  'readFigures',
  'readWholeFigures',
  'recordTraining',
  'recordCostCase',
  'readAlertReport',
  'declareConflict',
  'withdrawConflict',
] as const
export type Act = (typeof ACTS)[number]
/** What the gateway does of itself, without a person. */
export const SYSTEM_ACTORS = ['ALERT_ROUTING', 'RETENTION'] as const
export type SystemActor = (typeof SYSTEM_ACTORS)[number]

/** What is kept, and ended, together. */
export const RECORD_KINDS = ['EPISODES', 'MIRAF', 'CASEWORK'] as const
/** From what day a rule of retention counts. */
export const COUNTED_FROM = ['LAST_RECORD', 'BIRTH'] as const

export type Strength = 0 | 1 | 2 | 3
const indexes = new Map<Category, number>(CHILD_CATEGORIES.map((category, index) => [category, index]))

/** The index of a child category in compiled tables; -1 for OPERATIONAL and DERIVED. */
export const indexOf = (category: Category): number => indexes.get(category) ?? -1
/** A level as a number, NONE 0 … FULL 3. */
export const strengthOf = (level: Level): Strength => LEVELS.indexOf(level) as Strength
/** The level of a number that a table holds. */
export const levelOf = (strength: number): Level => at(LEVELS, strength)
