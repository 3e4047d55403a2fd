// The codes that forms offer. Each list names every code of its enum, or the program does not compile; labels are the gateway's.
import type {
  AnswerReferralMutationVariables,
  EndReferralMutationVariables,
  RecordMeetingMutationVariables,
  RecordSerafMutationVariables,
  SendReferralMutationVariables,
} from '../casework/generated/acts.js'
import type { AnswerDebriefMutationVariables, RecordDebriefMutationVariables } from '../interview/generated/acts.js'
import type { WriteMirafMutationVariables } from '../miraf-write/generated/acts.js'
import type { ReportMissingMutationVariables } from '../report/generated/acts.js'
import type { RecordReturnMutationVariables } from '../return/generated/acts.js'
import type { RecordSafeAndWellMutationVariables } from '../safe-and-well/generated/acts.js'
import type { TriageEpisodeMutationVariables } from '../triage/generated/acts.js'

type Triage = TriageEpisodeMutationVariables['input']['is']
type Report = ReportMissingMutationVariables['input']
type Check = RecordSafeAndWellMutationVariables['input']['check']
type Answer = AnswerDebriefMutationVariables['input']
type Interview = RecordDebriefMutationVariables['input']
type Miraf = WriteMirafMutationVariables['input']
type Meeting = RecordMeetingMutationVariables['input']
type Seraf = RecordSerafMutationVariables['input']
type Hazard = One<Miraf['hazards']>
type Contribution = One<Miraf['contributions']>
type One<List extends readonly unknown[] | null | undefined> = NonNullable<List>[number]

function listed<Code extends string>(codes: Readonly<Record<Code, true>>): readonly Code[] {
  const isCode = (text: string): text is Code => Object.hasOwn(codes, text)
  return Object.keys(codes).filter(isCode)
}

/** The code where it is one of the list; null for anything else that was sent. */
export const codeIn = <Code extends string>(list: readonly Code[], text: string | null): Code | null =>
  list.find(code => code === text) ?? null

/** Those of the list that were ticked, each once. */
export const codesIn = <Code extends string>(list: readonly Code[], texts: readonly string[]): readonly Code[] =>
  list.filter(code => texts.includes(code))

/** What a person may grade: the rest are ways of not having graded. */
export type Graded = Exclude<NonNullable<Triage['missing']>['level'], 'NOT_GRADED' | 'UNRECOGNISED'>

export const GRADED = listed<Graded>({ HIGH: true, MEDIUM: true, LOW: true, VERY_LOW: true })
export const NO_FURTHER_ACTION = listed<NonNullable<Triage['noFurtherAction']>>({
  ...{ NOT_MISSING: true, UNDER_ONE_HOUR_LATE: true, NO_EVIDENCE_OF_RISK: true, OTHER: true },
})
export const REPORTERS = listed<Report['reporter']>({
  ...{ POLICE: true, FAMILY: true, CARER: true, SCHOOL: true, OUT_OF_HOURS: true, SOCIAL_CARE: true, OTHER: true },
})
export const MISSING_FROM = listed<NonNullable<Report['missingFrom']>>({
  ...{ HOME: true, CARE_HOME: true, FOSTER: true, SCHOOL: true, HOSPITAL: true, OTHER: true },
})
export const PLACEMENTS = listed<NonNullable<Report['placement']>>({
  ...{ HOME: true, IN_CARE_HERE: true, PLACED_HERE: true, PLACED_ELSEWHERE: true, INDEPENDENT_HOME: true },
})
export const FINDERS = listed<RecordReturnMutationVariables['input']['foundBy']>({
  ...{ CAME_BACK: true, POLICE: true, FAMILY: true, CARER: true, SCHOOL: true, SOCIAL_CARE: true, PUBLIC: true },
  OTHER: true,
})
export const HARMS = listed<One<NonNullable<Check['done']>['harm']>>({
  ...{ NONE_KNOWN: true, PHYSICAL: true, SEXUAL: true, SUBSTANCES: true, SELF_HARM: true, OFFENCE_AGAINST: true },
  OTHER: true,
})
export const NOT_CHECKED = listed<NonNullable<Check['notDone']>['reason']>({
  ...{ CHILD_REFUSED: true, SEEN_BY_ANOTHER_AGENCY: true, NOT_TREATED_AS_MISSING: true, MOVED_OUT_OF_AREA: true },
  ...{ NO_OFFICER: true, OTHER: true },
})
export const ANSWERS = listed<Answer['answer']>({ ACCEPTED: true, DECLINED: true })
export const DECLINED = listed<NonNullable<Answer['reason']>>({
  ...{ CHILD_DECLINED: true, PARENT_DECLINED: true, SPOKE_TO_ANOTHER: true, NO_CONTACT: true, AWAY_AGAIN: true },
  OTHER: true,
})
export const PUSH = listed<One<Miraf['push']>>({
  ...{ CONFLICT_AT_HOME: true, ABUSE_OR_NEGLECT: true, PLACEMENT: true, SCHOOL: true, BULLYING: true },
  ...{ MENTAL_HEALTH: true, BOUNDARIES: true, OTHER: true },
})
export const PULL = listed<One<Miraf['pull']>>({
  ...{ FAMILY: true, FRIENDS: true, RELATIONSHIP: true, EXPLOITATION: true, SUBSTANCES: true, ADVENTURE: true },
  OTHER: true,
})
export const AUDIENCES = listed<One<Interview['agreedAudience']>>({
  ...{ HUB: true, SOCIAL_CARE: true, POLICE: true, HEALTH: true, EDUCATION: true },
})
export const PROTECTIVE = listed<One<Miraf['protective']>>({
  ...{ FAMILY: true, CARER: true, WORKER: true, SCHOOL: true, FRIENDS: true, ACTIVITY: true, ANSWERS_PHONE: true },
  OTHER: true,
})
export const HAZARDS = listed<Hazard['code']>({
  ...{ SEXUAL_EXPLOITATION: true, CRIMINAL_EXPLOITATION: true, TRAFFICKING: true, VIOLENCE: true },
  ...{ DOMESTIC_ABUSE: true, SELF_HARM: true, SUBSTANCES: true, HEALTH: true, VULNERABILITY: true },
  ...{ OFFENDING: true, RADICALISATION: true, ROUGH_SLEEPING: true, OTHER: true },
})
export const LIKELIHOODS = listed<Hazard['likelihood']>({
  ...{ RARE: true, UNLIKELY: true, POSSIBLE: true, LIKELY: true, ALMOST_CERTAIN: true },
})
export const IMPACTS = listed<Hazard['impact']>({
  ...{ INSIGNIFICANT: true, MINOR: true, MODERATE: true, MAJOR: true, CATASTROPHIC: true },
})
export const CONTRIBUTORS = listed<Contribution['agency']>({
  ...{ POLICE: true, SOCIAL_CARE: true, EDUCATION: true, HEALTH: true, THIRD_SECTOR: true, HUB: true },
})
export const CONTRIBUTION_STATES = listed<Contribution['state']>({
  ...{ NOT_ASKED: true, ASKED: true, GIVEN: true, NOTHING_HELD: true, REFUSED: true },
})
/** The kind of information that an agency's contribution is of. */
export const CATEGORIES = listed<NonNullable<Contribution['category']>>({
  ...{ OPERATIONAL: true, DERIVED: true, IDENTITY: true, CONTACT: true },
  ...{ FAMILY: true, PROFESSIONALS: true, LEGAL_STATUS: true, PLACEMENT: true },
  ...{ SOCIAL_ASSESSMENT: true, ENROLMENT: true, ATTENDANCE: true, BEHAVIOUR: true },
  ...{ LEARNING_NEEDS: true, HEALTH_ALERTS: true, HEALTH_RECORD: true, HEALTH_SENSITIVE: true },
  ...{ POLICE_MARKERS: true, POLICE_RECORD: true, POLICE_INTELLIGENCE: true, SAFE_AND_WELL: true },
  ...{ MISSING_EPISODES: true, MISSING_DETAIL: true, EXPLOITATION_RISK: true, MIRAF_SUMMARY: true },
  ...{ MIRAF: true, MEETINGS: true, DEBRIEF_OUTCOME: true, DEBRIEF_ACCOUNT: true },
  ...{ REFERRALS: true, LEGAL_MEASURES: true, ACCESS_HISTORY: true, PROTECTED: true },
})
export const MEETING_KINDS = listed<Meeting['kind']>({ INTERVENTION: true, STRATEGY: true, MULTI_AGENCY: true })
export const MEETING_PARTIES = listed<One<Meeting['tookPart']>['party']>({
  ...{ POLICE: true, SOCIAL_CARE: true, EDUCATION: true, HEALTH: true, THIRD_SECTOR: true, HUB: true },
  ...{ YOUTH_JUSTICE: true, CARER: true, FAMILY: true, OTHER: true },
})
export const SERVICES = listed<SendReferralMutationVariables['input']['service']>({
  ...{ MEDIATION: true, MARF: true, SERAF: true, NRM: true, BEREAVEMENT: true, COUNSELLING: true },
  ...{ FAMILIES_FIRST: true, ANGER_MANAGEMENT: true, CAMHS: true, BARNARDOS: true, DISABILITIES: true },
  ...{ SUBSTANCE_MISUSE: true, YOUTH_SERVICES: true },
})
export const SERVICE_REFUSED = listed<NonNullable<AnswerReferralMutationVariables['input']['is']['refused']>['reason']>(
  {
    ...{ BELOW_THRESHOLD: true, NO_CAPACITY: true, OUT_OF_AREA: true, KNOWN_ELSEWHERE: true },
    ...{ FAMILY_DECLINED: true, OTHER: true },
  },
)
export const REFERRAL_OUTCOMES = listed<EndReferralMutationVariables['input']['outcome']>({
  ...{ COMPLETED: true, DID_NOT_ENGAGE: true, WITHDRAWN: true, REFERRED_ON: true, OTHER: true },
})
export const SERAF_VULNERABILITIES = listed<One<Seraf['vulnerabilities']>>({
  ...{ EMOTIONAL_NEGLECT: true, PHYSICAL_ABUSE: true, SEXUAL_ABUSE: true, FAMILY_BREAKDOWN: true },
  ...{ FAMILY_DOMESTIC_ABUSE: true, FAMILY_SUBSTANCES: true, FAMILY_MENTAL_HEALTH: true, LOW_SELF_ESTEEM: true },
  ...{ UNSUITABLE_HOME: true, ISOLATED: true, NO_PROTECTIVE_ADULT: true },
})
export const SERAF_MODERATE = listed<One<Seraf['moderate']>>({
  ...{ STAYING_OUT_LATE: true, CALLERS: true, PHONE: true, INTERNET: true, DESPAIR: true, OUT_OF_SCHOOL: true },
  ...{ WITHDRAWN_DISCLOSURE: true, INFECTIONS: true, PEERS_EXPLOITED: true, DRUGS: true, ALCOHOL: true },
  ...{ OUT_OF_TOUCH: true, UNEXPLAINED_MONEY: true },
})
export const SERAF_SIGNIFICANT = listed<One<Seraf['significant']>['indicator']>({
  ...{ MISSING_OVERNIGHT: true, CONTROLLING_ADULT: true, ABUSED_BY_ADULT: true, UNKNOWN_VEHICLES: true },
  ...{ KNOWN_PLACES: true, UNDER_THIRTEEN: true },
})
