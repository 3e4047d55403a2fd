// The fixed parts of what is counted, in both languages. There is no other way to part a count: a free filter would be a question
// about somebody.
import { CHECK_NOT_DONE, INTERVIEW_DECLINED, NO_FURTHER_ACTION_REASONS, PLACEMENTS } from '../hub/episode/codes.js'
import { SERVICES } from '../hub/referrals/services.js'
import { RISK_LEVELS } from '../hub/risk.js'
import { codesOf, say, type CodeList, type Words } from '../hub/words.js'
import { ALL, nodeOf, type Part, type Partition } from './family.js'

const NOT_KNOWN = say('Not known', 'Anhysbys')

/** The authorities of the region, whose figures stand apart; any other is ELSEWHERE. */
export const AUTHORITIES = {
  W06000018: say('Caerphilly', 'Caerffili'),
  W06000019: say('Blaenau Gwent', 'Blaenau Gwent'),
  W06000020: say('Torfaen', 'Torfaen'),
  W06000021: say('Monmouthshire', 'Sir Fynwy'),
  W06000022: say('Newport', 'Casnewydd'),
} as const

export const AGENCIES_TRAINED = {
  POLICE: say('Police', 'Yr heddlu'),
  SOCIAL_SERVICES: say('Social services', 'Gwasanaethau cymdeithasol'),
  RESIDENTIAL: say('Residential staff', 'Staff preswyl'),
  EDUCATION: say('Education', 'Addysg'),
  HEALTH: say('Health', 'Iechyd'),
  THIRD_SECTOR: say('Third sector', 'Y trydydd sector'),
  OTHER: say('Other', 'Arall'),
} as const

export const RATINGS = {
  POOR: say('Poor', 'Gwael'),
  FAIR: say('Fair', 'Gweddol'),
  AVERAGE: say('Average', 'Cyffredin'),
  GOOD: say('Good', 'Da'),
  EXCELLENT: say('Excellent', 'Rhagorol'),
} as const

const partsOf = (list: CodeList): readonly Part[] => codesOf(list).map(id => ({ id, words: list[id] ?? NOT_KNOWN }))
const parted = (id: string, words: Words, of: string, list: CodeList): Partition => ({
  id,
  words,
  of,
  parts: partsOf(list),
})

const ABSENCE = nodeOf('OUTCOME', 'ABSENCE')
const BACK = nodeOf('WHETHER_BACK', 'BACK')

export const REPORT_PARTITIONS: readonly Partition[] = [
  parted('OUTCOME', say('Outcome of triage', 'Canlyniad brysbennu'), ALL, {
    ABSENCE: say('An absence, or not triaged yet', 'Absenoldeb, neu heb ei frysbennu eto'),
    NO_FURTHER_ACTION: say('No further action', 'Dim camau pellach'),
  }),
  parted(
    'REASON',
    say('Reason for no further action', 'Rheswm dros ddim camau pellach'),
    nodeOf('OUTCOME', 'NO_FURTHER_ACTION'),
    {
      ...NO_FURTHER_ACTION_REASONS,
      NOT_KNOWN,
    },
  ),
  parted('CATEGORY', say('Category', 'Categori'), ABSENCE, {
    MISSING: say('Missing', 'Ar goll'),
    ABSENT: say('Absent', 'Absennol'),
    AWAY_UNAUTHORISED: say('Away without authorisation', 'I ffwrdd heb ganiatâd'),
    UNRECOGNISED: say('Not triaged yet', 'Heb ei frysbennu eto'),
  }),
  parted(
    'RISK',
    say('Risk as graded last', 'Risg fel y’i graddiwyd ddiwethaf'),
    nodeOf('CATEGORY', 'MISSING'),
    RISK_LEVELS,
  ),
  parted('AUTHORITY', say('Authority the child went missing in', 'Awdurdod lle’r aeth y plentyn ar goll'), ABSENCE, {
    ...AUTHORITIES,
    ELSEWHERE: say('Elsewhere', 'Rhywle arall'),
    NOT_KNOWN,
  }),
  parted('AGE', say('Age at the report', 'Oed adeg yr adroddiad'), ABSENCE, {
    UNDER_10: say('Under 10', 'O dan 10'),
    FROM_10_TO_12: say('10 to 12', '10 i 12'),
    FROM_13_TO_15: say('13 to 15', '13 i 15'),
    FROM_16_TO_17: say('16 and 17', '16 ac 17'),
    NOT_KNOWN,
  }),
  parted('SEX', say('Sex', 'Rhyw'), ABSENCE, {
    FEMALE: say('Female', 'Benyw'),
    MALE: say('Male', 'Gwryw'),
    NOT_KNOWN: say('Other, or not known', 'Arall, neu anhysbys'),
  }),
  parted('PLACEMENT', say('Placement', 'Lleoliad'), ABSENCE, { ...PLACEMENTS, NOT_KNOWN }),
  parted('WHETHER_BACK', say('Whether the child is back', 'A yw’r plentyn yn ôl'), ABSENCE, {
    BACK: say('Back', 'Yn ôl'),
    AWAY: say('Still away', 'I ffwrdd o hyd'),
  }),
  parted('DURATION', say('Time away, from the report', 'Amser i ffwrdd, o’r adroddiad'), BACK, {
    UP_TO_24_HOURS: say('Found within 24 hours', 'Cafwyd hyd o fewn 24 awr'),
    UP_TO_72_HOURS: say('24 to 72 hours', '24 i 72 awr'),
    UP_TO_7_DAYS: say('3 to 7 days', '3 i 7 diwrnod'),
    OVER_7_DAYS: say('Over 7 days', 'Dros 7 diwrnod'),
  }),
  parted('CHECK', say('Safe and well check', 'Gwiriad diogel ac iach'), BACK, {
    DONE: say('Done', 'Wedi’i wneud'),
    NOT_DONE: say('Not done, with a reason', 'Heb ei wneud, gyda rheswm'),
    OWED: say('Owed', 'Yn ddyledus'),
    NOT_KNOWN,
  }),
  parted(
    'CHECK_REASON',
    say('Why no check was done', 'Pam na wnaed gwiriad'),
    nodeOf('CHECK', 'NOT_DONE'),
    CHECK_NOT_DONE,
  ),
  parted('INTERVIEW', say('Return interview', 'Cyfweliad dychwelyd'), BACK, {
    NOT_OFFERED: say('Not offered', 'Heb ei gynnig'),
    NO_ANSWER: say('Offered, no answer', 'Wedi’i gynnig, dim ateb'),
    DECLINED: say('Declined', 'Gwrthodwyd'),
    ACCEPTED: say('Accepted, not held yet', 'Derbyniwyd, heb ei gynnal eto'),
    HELD_IN_TIME: say('Held within 72 hours', 'Cynhaliwyd o fewn 72 awr'),
    HELD_LATE: say('Held later', 'Cynhaliwyd yn ddiweddarach'),
    NOT_KNOWN: say('Held or declined, not known which', 'Cynhaliwyd neu gwrthodwyd, anhysbys pa un'),
  }),
  parted('DECLINED_BECAUSE', say('Why it was declined', 'Pam y’i gwrthodwyd'), nodeOf('INTERVIEW', 'DECLINED'), {
    ...INTERVIEW_DECLINED,
    NOT_KNOWN,
  }),
]

export const HELD_PARTITIONS: readonly Partition[] = [
  parted('WHICH', say('First or repeat', 'Cyntaf neu ailadrodd'), ALL, {
    FIRST: say('The child’s first', 'Cyntaf y plentyn'),
    REPEAT: say('Repeat', 'Ailadrodd'),
  }),
]

export const CHILD_PARTITIONS: readonly Partition[] = [
  parted('EPISODES_EACH', say('Episodes of a child in the period', 'Cyfnodau plentyn yn y cyfnod'), ALL, {
    ONE: say('1', '1'),
    TWO: say('2', '2'),
    THREE_OR_FOUR: say('3 or 4', '3 neu 4'),
    FIVE_TO_NINE: say('5 to 9', '5 i 9'),
    TEN_OR_MORE: say('10 or more', '10 neu ragor'),
  }),
]

export const TRAINING_PARTITIONS = [parted('AGENCY', say('Agency', 'Asiantaeth'), ALL, AGENCIES_TRAINED)]
export const RATING_PARTITIONS = [parted('RATING', say('Overall rating', 'Sgôr gyffredinol'), ALL, RATINGS)]

export const REFERRAL_PARTITIONS: readonly Partition[] = [
  parted('SERVICE', say('Service', 'Gwasanaeth'), ALL, SERVICES),
  parted('TAKE_UP', say('Take-up', 'Defnydd'), ALL, {
    SENT: say('No answer yet', 'Dim ateb eto'),
    ACCEPTED: say('Accepted', 'Derbyniwyd'),
    REFUSED: say('Refused', 'Gwrthodwyd'),
    ENDED: say('Accepted and ended', 'Derbyniwyd a daeth i ben'),
  }),
]
export const MIRAF_PARTITIONS = [
  parted('VERSION', say('Version', 'Fersiwn'), ALL, {
    FIRST: say('Completed for the first time', 'Cwblhawyd am y tro cyntaf'),
    REVISED: say('Revised', 'Diwygiwyd'),
  }),
]
export const MEETING_PARTITIONS = [
  parted('STATE', say('State', 'Cyflwr'), ALL, {
    HELD_IN_TIME: say('Held in time', 'Cynhaliwyd mewn pryd'),
    HELD_LATE: say('Held late', 'Cynhaliwyd yn hwyr'),
    DUE: say('Due', 'Yn ddyledus'),
  }),
]
export const ALERT_PARTITIONS = [
  parted('ACKNOWLEDGED', say('Time to acknowledgement', 'Amser hyd gydnabod'), ALL, {
    UP_TO_1_HOUR: say('Within 1 hour', 'O fewn 1 awr'),
    UP_TO_24_HOURS: say('Within 24 hours', 'O fewn 24 awr'),
    LATER: say('Later', 'Yn ddiweddarach'),
    NOT_YET: say('Not yet', 'Ddim eto'),
  }),
]
export const RECONCILED_PARTITIONS = [
  parted('COUNTED_BY', say('Counted by', 'Cyfrifwyd gan'), ALL, {
    BOTH: say('Police and authority', 'Yr heddlu a’r awdurdod'),
    POLICE_ONLY: say('Police alone', 'Yr heddlu yn unig'),
    AUTHORITY_ONLY: say('The authority alone', 'Yr awdurdod yn unig'),
    NEITHER: say('Neither: the hub or another', 'Y naill na’r llall: yr hwb neu arall'),
  }),
]
