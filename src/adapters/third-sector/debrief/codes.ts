// The charity's code lists, in both languages.
import type { AgencyKind, Bilingual, Coded, Records, Sex } from '../../../types/index.js'

type Labels = Readonly<Record<string, readonly [en: string, cy: string]>>

const SERVICES: Labels = {
  MEDIATION: ['Mediation', 'Cyfryngu'],
  MARF: ['Safeguarding (multi-agency referral form)', 'Diogelu (ffurflen atgyfeirio amlasiantaeth)'],
  SERAF: ['Sexual exploitation risk assessment', 'Asesiad risg camfanteisio rhywiol'],
  NRM: ['National Referral Mechanism', 'Y Mecanwaith Atgyfeirio Cenedlaethol'],
  BEREAVEMENT: ['Bereavement support', 'Cymorth profedigaeth'],
  COUNSELLING: ['Counselling', 'Cwnsela'],
  FAMILIES_FIRST: ['Families First', 'Teuluoedd yn Gyntaf'],
  ANGER_MANAGEMENT: ['Anger management', 'Rheoli dicter'],
  CAMHS: ['Child and adolescent mental health services', "Gwasanaethau iechyd meddwl plant a'r glasoed"],
  BARNARDOS: ["Barnardo's", "Barnardo's Cymru"],
  DISABILITIES: ['Disabilities team', 'Tîm anableddau'],
  SUBSTANCE_MISUSE: ['Substance misuse service', 'Gwasanaeth camddefnyddio sylweddau'],
  YOUTH_SERVICES: ['Youth services', 'Gwasanaethau ieuenctid'],
}

const LANGUAGES: Labels = {
  en: ['English', 'Saesneg'],
  cy: ['Welsh', 'Cymraeg'],
  other: ['Another language', 'Iaith arall'],
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

function coded(table: Labels, code: string, system: string): Coded {
  const found = own(table, code)
  const [en, cy] = found ?? ['Unrecognised code', 'Cod heb ei adnabod']
  return { code, system, label: { en, cy }, recognised: found !== undefined }
}

/** The service a child was referred to, in words. */
export const serviceOf = (code: string): Coded => coded(SERVICES, code, 'Debrief service referrals')
/** A language in words; null where none is recorded. */
export const languageOf = (code: string | null): Coded | null =>
  code === null ? null : coded(LANGUAGES, code, 'Debrief service languages')

const OUTCOMES: Readonly<Record<string, Records.DebriefOutcome>> = {
  offered: 'OFFERED',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  held: 'HELD',
}
/** Where a return interview stands. */
export const outcomeOf = (code: string): Records.DebriefOutcome => own(OUTCOMES, code) ?? 'UNRECOGNISED'

const AUDIENCES: Readonly<Record<string, AgencyKind>> = {
  hub: 'HUB',
  'social-care': 'SOCIAL_CARE',
  police: 'POLICE',
  health: 'HEALTH',
  education: 'EDUCATION',
}
/** The kind of agency a child agreed to; null where it is not known which was meant. */
export const audienceOf = (code: string): AgencyKind | null => own(AUDIENCES, code) ?? null

const SEXES: Readonly<Record<string, Sex>> = { female: 'FEMALE', male: 'MALE', other: 'OTHER', unknown: 'UNKNOWN' }
/** Sex as recorded. Null where the word is not known here: that is not "the charity does not know". */
export const sexOf = (code: string | null): Sex | null => (code === null ? null : (own(SEXES, code) ?? null))

export const DEBRIEF_WORKER: Bilingual = { en: 'Debrief worker', cy: 'Gweithiwr ôl-drafod' }
