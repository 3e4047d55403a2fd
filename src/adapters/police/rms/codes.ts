// The code lists of the police, in both languages. Markers after the national warning signals and the force's own flags;
// grades after the national intelligence schemes. Agencies' own words, to be confirmed with the force before use.
import type { Bilingual, Coded, Purpose, Records, Sex } from '../../../types/index.js'

type Labels = Readonly<Record<string, readonly [en: string, cy: string]>>

const MARKERS: Labels = {
  AG: ['Makes allegations', 'Yn gwneud honiadau'],
  AT: ['Ailment', 'Anhwylder'],
  CO: ['Contagious', 'Heintus'],
  DR: ['Drugs', 'Cyffuriau'],
  ES: ['Escaper', 'Tueddol o ddianc'],
  FI: ['Firearms', 'Drylliau'],
  IM: ['Impersonates others', 'Yn cymryd arno fod yn rhywun arall'],
  MN: ['Mental health', 'Iechyd meddwl'],
  SH: ['Self-harm', 'Hunan-niweidio'],
  SU: ['Suicidal', 'Mewn perygl o hunanladdiad'],
  VI: ['Violent', 'Treisgar'],
  WE: ['Weapons', 'Arfau'],
  XP: ['Explosives', 'Ffrwydron'],
  CSE: ['Child sexual exploitation', "Camfanteisio'n rhywiol ar blant"],
  CCE: ['Child criminal exploitation', "Camfanteisio'n droseddol ar blant"],
  HTC: ['Habitually missing', 'Yn mynd ar goll yn aml'],
  MAPPA: ['Multi-agency public protection arrangements', "Trefniadau amlasiantaeth diogelu'r cyhoedd"],
  DA: ['Domestic abuse', 'Cam-drin domestig'],
  NRM: ['National Referral Mechanism', 'Y Mecanwaith Atgyfeirio Cenedlaethol'],
  CAWN: ['Child abduction warning notice', 'Hysbysiad rhybudd cipio plentyn'],
}

const LINKED_RISK: Readonly<Record<string, Records.ExploitationKind>> = {
  CSE: 'SEXUAL',
  CCE: 'CRIMINAL',
  NRM: 'SLAVERY_TRAFFICKING',
}

const SCHEMES: Readonly<Record<string, { source: Labels; information: Labels; handling: Labels }>> = {
  '3x5x2': {
    source: {
      1: ['Reliable', 'Dibynadwy'],
      2: ['Untested', 'Heb ei phrofi'],
      3: ['Not reliable', 'Annibynadwy'],
    },
    information: {
      A: ['Known directly to the source', "Yn hysbys yn uniongyrchol i'r ffynhonnell"],
      B: ['Known indirectly, corroborated', "Yn hysbys yn anuniongyrchol, wedi'i chadarnhau"],
      C: ['Known indirectly', 'Yn hysbys yn anuniongyrchol'],
      D: ['Not known', 'Ddim yn hysbys'],
      E: ['Suspected to be false', 'Amheuir ei bod yn anwir'],
    },
    handling: {
      P: ['Lawful sharing permitted', 'Caniateir rhannu cyfreithlon'],
      C: ['Lawful sharing permitted with conditions', 'Caniateir rhannu cyfreithlon gydag amodau'],
    },
  },
  '5x5x5': {
    source: {
      A: ['Always reliable', 'Dibynadwy bob amser'],
      B: ['Mostly reliable', 'Dibynadwy gan amlaf'],
      C: ['Sometimes reliable', 'Dibynadwy weithiau'],
      D: ['Unreliable', 'Annibynadwy'],
      E: ['Untested', 'Heb ei phrofi'],
    },
    information: {
      1: ['Known to be true without reservation', 'Yn wir heb amheuaeth'],
      2: ['Known to the source, not to the officer', "Yn hysbys i'r ffynhonnell, nid i'r swyddog"],
      3: ['Not known to the source, corroborated', "Ddim yn hysbys i'r ffynhonnell, wedi'i chadarnhau"],
      4: ['Cannot be judged', 'Ni ellir ei barnu'],
      5: ['Suspected to be false', 'Amheuir ei bod yn anwir'],
    },
    handling: {
      1: [
        'Within the police service and named law enforcement',
        "O fewn yr heddlu a chyrff gorfodi'r gyfraith a enwir",
      ],
      2: ['To partners that do not prosecute', 'I bartneriaid nad ydynt yn erlyn'],
      3: ['To law enforcement abroad', "I gyrff gorfodi'r gyfraith dramor"],
      4: ['Within the force that recorded it', "O fewn yr heddlu a'i cofnododd"],
      5: ['Under the conditions stated', 'O dan yr amodau a nodir'],
    },
  },
}

/** Handling codes that let a report go to partners without more. Every other code, known or not, restrains it. */
const SHARED_FREELY: Readonly<Record<string, string>> = { '3x5x2': 'P', '5x5x5': '2' }

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

function coded(table: Labels | undefined, code: string, system: string): Coded {
  const found = table === undefined ? undefined : own(table, code)
  const [en, cy] = found ?? ['Unrecognised code', 'Cod heb ei adnabod']
  return { code, system, label: { en, cy }, recognised: found !== undefined }
}

/** A warning marker in words. */
export const markerOf = (code: string): Coded => coded(MARKERS, code, 'Police warning markers')

/** The exploitation a marker stands for; NONE for other known markers, null for codes nobody knows. */
export const linkedRiskOf = (code: string): Records.ExploitationKind | null =>
  own(MARKERS, code) === undefined ? null : (own(LINKED_RISK, code) ?? 'NONE')

/** A grade of an intelligence report, in its own scheme and never another's. */
export function gradeOf(scheme: string, kind: 'source' | 'information' | 'handling', code: string): Coded {
  return coded(own(SCHEMES, scheme)?.[kind], code, `${scheme} ${kind}`)
}

/** Whether a report may go to partners without more. */
export const sharedFreely = (scheme: string, handling: string): boolean => own(SHARED_FREELY, scheme) === handling

const RISKS: Readonly<Record<string, Records.RiskLevel>> = {
  VERY_LOW: 'VERY_LOW',
  NO_APPARENT_RISK: 'VERY_LOW',
  ABSENT: 'VERY_LOW',
  LOW: 'LOW',
  MEDIUM: 'MEDIUM',
  HIGH: 'HIGH',
}
/** A risk level, older words included. Null is a force that has not graded. */
export const riskOf = (code: string | null): Records.RiskLevel =>
  code === null ? 'NOT_GRADED' : (own(RISKS, code) ?? 'UNRECOGNISED')

const STATUSES: Readonly<Record<string, Records.EpisodeStatus>> = { OPEN: 'OPEN', FOUND: 'FOUND', CLOSED: 'CLOSED' }
/** Where an episode stands. */
export const statusOf = (code: string): Records.EpisodeStatus => own(STATUSES, code) ?? 'UNRECOGNISED'

const CATEGORIES: Readonly<Record<string, Records.EpisodeCategory>> = {
  MISSING: 'MISSING',
  ABSENT: 'ABSENT',
  NO_APPARENT_RISK: 'ABSENT',
  NO_FURTHER_ACTION: 'NO_FURTHER_ACTION',
}
/** What kind of episode it is, the category of 2013 included. */
export const categoryOf = (code: string | null): Records.EpisodeCategory =>
  own(CATEGORIES, code ?? '') ?? 'UNRECOGNISED'

const PLACES: Readonly<Record<string, Records.MissingFrom>> = {
  HOME: 'HOME',
  CARE_HOME: 'CARE_HOME',
  FOSTER: 'FOSTER',
  SCHOOL: 'SCHOOL',
  HOSPITAL: 'HOSPITAL',
  OTHER: 'OTHER',
}
/** Null where the force did not say; a kind of place nobody knows is some other place. */
export const missingFromOf = (code: string | null): Records.MissingFrom | null =>
  code === null ? null : (own(PLACES, code) ?? 'OTHER')

const SEXES: Readonly<Record<string, Sex>> = {
  GNDR_0001: 'FEMALE',
  GNDR_0002: 'MALE',
  GNDR_0003: 'OTHER',
  GNDR_0004: 'UNKNOWN',
}
/** Sex as constrained value. Null where the code is not known here: that is not "the police do not know". */
export const sexOf = (code: string | null): Sex | null => (code === null ? null : (own(SEXES, code) ?? null))

/** What the force's audit is told of the purpose. */
export const PURPOSE_CODES: Readonly<Record<Purpose | 'LINKING' | 'RELATIONSHIP', string>> = {
  LOCATE_CHILD: 'MP-LOCATE',
  ASSESS_RISK: 'SG-RISK',
  CARE_PLANNING: 'SG-PLAN',
  SCHOOL_SUPPORT: 'SG-SCHOOL',
  QUALITY_ASSURANCE: 'QA-AUDIT',
  STATISTICS: 'ST-COUNT',
  LINKING: 'ID-LINK',
  RELATIONSHIP: 'AC-CHECK',
}

export const OFFICER_IN_CASE: Bilingual = { en: 'Officer in case', cy: 'Swyddog yr achos' }
export const COORDINATOR: Bilingual = { en: 'Missing-person coordinator', cy: 'Cydlynydd pobl ar goll' }
