// The codes that forms offer. Each list names every code of its enum, or the program does not compile; labels are the gateway's.
import type * as Records from '../../../src/types/generated/records.js'

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
export type Graded = Exclude<Records.RiskLevel, 'NOT_GRADED' | 'UNRECOGNISED'>

export const GRADED = listed<Graded>({ HIGH: true, MEDIUM: true, LOW: true, VERY_LOW: true })
export const NO_FURTHER_ACTION = listed<Records.NoFurtherActionReason>({
  ...{ NOT_MISSING: true, UNDER_ONE_HOUR_LATE: true, NO_EVIDENCE_OF_RISK: true, OTHER: true },
})
export const REPORTERS = listed<Records.ReporterKind>({
  ...{ POLICE: true, FAMILY: true, CARER: true, SCHOOL: true, OUT_OF_HOURS: true, SOCIAL_CARE: true, OTHER: true },
})
export const MISSING_FROM = listed<Records.MissingFrom>({
  ...{ HOME: true, CARE_HOME: true, FOSTER: true, SCHOOL: true, HOSPITAL: true, OTHER: true },
})
export const PLACEMENTS = listed<Records.PlacementKind>({
  ...{ HOME: true, IN_CARE_HERE: true, PLACED_HERE: true, PLACED_ELSEWHERE: true, INDEPENDENT_HOME: true },
})
export const FINDERS = listed<Records.Finder>({
  ...{ CAME_BACK: true, POLICE: true, FAMILY: true, CARER: true, SCHOOL: true, SOCIAL_CARE: true, PUBLIC: true },
  OTHER: true,
})
export const HARMS = listed<Records.HarmKind>({
  ...{ NONE_KNOWN: true, PHYSICAL: true, SEXUAL: true, SUBSTANCES: true, SELF_HARM: true, OFFENCE_AGAINST: true },
  OTHER: true,
})
export const NOT_CHECKED = listed<Records.CheckNotDoneReason>({
  ...{ CHILD_REFUSED: true, SEEN_BY_ANOTHER_AGENCY: true, NOT_TREATED_AS_MISSING: true, MOVED_OUT_OF_AREA: true },
  ...{ NO_OFFICER: true, OTHER: true },
})
export const ANSWERS = listed<Records.DebriefAnswer>({ ACCEPTED: true, DECLINED: true })
export const DECLINED = listed<Records.DebriefDeclinedReason>({
  ...{ CHILD_DECLINED: true, PARENT_DECLINED: true, SPOKE_TO_ANOTHER: true, NO_CONTACT: true, AWAY_AGAIN: true },
  OTHER: true,
})
export const PUSH = listed<Records.PushFactor>({
  ...{ CONFLICT_AT_HOME: true, ABUSE_OR_NEGLECT: true, PLACEMENT: true, SCHOOL: true, BULLYING: true },
  ...{ MENTAL_HEALTH: true, BOUNDARIES: true, OTHER: true },
})
export const PULL = listed<Records.PullFactor>({
  ...{ FAMILY: true, FRIENDS: true, RELATIONSHIP: true, EXPLOITATION: true, SUBSTANCES: true, ADVENTURE: true },
  OTHER: true,
})
export const AUDIENCES = listed<Records.DebriefAudience>({
  ...{ HUB: true, SOCIAL_CARE: true, POLICE: true, HEALTH: true, EDUCATION: true },
})
export const PROTECTIVE = listed<Records.MirafProtective>({
  ...{ FAMILY: true, CARER: true, WORKER: true, SCHOOL: true, FRIENDS: true, ACTIVITY: true, ANSWERS_PHONE: true },
  OTHER: true,
})
export const HAZARDS = listed<Records.MirafHazard>({
  ...{ SEXUAL_EXPLOITATION: true, CRIMINAL_EXPLOITATION: true, TRAFFICKING: true, VIOLENCE: true },
  ...{ DOMESTIC_ABUSE: true, SELF_HARM: true, SUBSTANCES: true, HEALTH: true, VULNERABILITY: true },
  ...{ OFFENDING: true, RADICALISATION: true, ROUGH_SLEEPING: true, OTHER: true },
})
export const LIKELIHOODS = listed<Records.MirafLikelihood>({
  ...{ RARE: true, UNLIKELY: true, POSSIBLE: true, LIKELY: true, ALMOST_CERTAIN: true },
})
export const IMPACTS = listed<Records.MirafImpact>({
  ...{ INSIGNIFICANT: true, MINOR: true, MODERATE: true, MAJOR: true, CATASTROPHIC: true },
})
export const CONTRIBUTORS = listed<Records.AgencyKind>({
  ...{ POLICE: true, SOCIAL_CARE: true, EDUCATION: true, HEALTH: true, THIRD_SECTOR: true, HUB: true },
})
export const CONTRIBUTION_STATES = listed<Records.MirafContributionState>({
  ...{ NOT_ASKED: true, ASKED: true, GIVEN: true, NOTHING_HELD: true, REFUSED: true },
})
/** The kind of information that an agency's contribution is of. */
export const CATEGORIES = listed<Records.Category>({
  ...{ OPERATIONAL: true, DERIVED: true, IDENTITY: true, CONTACT: true },
  ...{ FAMILY: true, PROFESSIONALS: true, LEGAL_STATUS: true, PLACEMENT: true },
  ...{ SOCIAL_ASSESSMENT: true, ENROLMENT: true, ATTENDANCE: true, BEHAVIOUR: true },
  ...{ LEARNING_NEEDS: true, HEALTH_ALERTS: true, HEALTH_RECORD: true, HEALTH_SENSITIVE: true },
  ...{ POLICE_MARKERS: true, POLICE_RECORD: true, POLICE_INTELLIGENCE: true, SAFE_AND_WELL: true },
  ...{ MISSING_EPISODES: true, MISSING_DETAIL: true, EXPLOITATION_RISK: true, MIRAF_SUMMARY: true },
  ...{ MIRAF: true, MEETINGS: true, DEBRIEF_OUTCOME: true, DEBRIEF_ACCOUNT: true },
  ...{ REFERRALS: true, LEGAL_MEASURES: true, ACCESS_HISTORY: true, PROTECTED: true },
})
