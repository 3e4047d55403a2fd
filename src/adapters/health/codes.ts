// Code lists of the health systems with their names in both languages (agencies.md §1.1, §1.2, §1.4).
import type { Bilingual, Coded } from '../../types/index.js'
import type { Concept } from './datatypes.js'

type Names = Readonly<Record<string, readonly [en: string, cy: string]>>

const UNKNOWN: Bilingual = { en: 'Unrecognised code', cy: 'Cod anhysbys' }

/** How an emergency attendance ended, Wales. */
export const ATTENDANCE_OUTCOMES: Names = {
  '01': ['Admitted to the same hospital', "Derbyniwyd i'r un ysbyty"],
  '02': ['Admitted to another hospital of the health board', "Derbyniwyd i ysbyty arall y bwrdd iechyd"],
  '03': ['Transferred to another health board', 'Trosglwyddwyd i fwrdd iechyd arall'],
  '04': ['Referred to outpatients', 'Cyfeiriwyd at gleifion allanol'],
  '05': ['Referred to GP', 'Cyfeiriwyd at feddyg teulu'],
  '06': ['Referred to another professional', 'Cyfeiriwyd at weithiwr proffesiynol arall'],
  '07': ['No planned follow-up', 'Dim apwyntiad dilynol wedi\'i gynllunio'],
  '08': ['Planned emergency department follow-up', 'Apwyntiad dilynol yn yr adran achosion brys'],
  '09': ['Left without treatment or against advice', 'Gadawodd heb driniaeth neu yn groes i gyngor'],
  '10': ['Died in the department', 'Bu farw yn yr adran'],
  '11': ['Dead on arrival', 'Wedi marw cyn cyrraedd'],
} // prettier-ignore

/** NHS ethnic categories. */
export const ETHNIC_CATEGORIES: Names = {
  A: ['White British', 'Gwyn Prydeinig'],
  B: ['White Irish', 'Gwyn Gwyddelig'],
  C: ['Any other White background', 'Unrhyw gefndir Gwyn arall'],
  D: ['White and Black Caribbean', 'Gwyn a Du Caribïaidd'],
  E: ['White and Black African', 'Gwyn a Du Affricanaidd'],
  F: ['White and Asian', 'Gwyn ac Asiaidd'],
  G: ['Any other mixed background', 'Unrhyw gefndir cymysg arall'],
  H: ['Indian', 'Indiaidd'],
  J: ['Pakistani', 'Pacistanaidd'],
  K: ['Bangladeshi', 'Bangladeshaidd'],
  L: ['Any other Asian background', 'Unrhyw gefndir Asiaidd arall'],
  M: ['Caribbean', 'Caribïaidd'],
  N: ['African', 'Affricanaidd'],
  P: ['Any other Black background', 'Unrhyw gefndir Du arall'],
  R: ['Chinese', 'Tsieineaidd'],
  S: ['Any other ethnic group', 'Unrhyw grŵp ethnig arall'],
  Z: ['Not stated', 'Heb ei nodi'],
}

/** How people are related: v3-RoleCode and the next-of-kin code of v2-0131. */
export const RELATIONSHIPS: Names = {
  MTH: ['Mother', 'Mam'],
  FTH: ['Father', 'Tad'],
  PRN: ['Parent', 'Rhiant'],
  PRNFOST: ['Foster carer', 'Gofalwr maeth'],
  STPPRN: ['Step-parent', 'Llys-riant'],
  SIB: ['Brother or sister', 'Brawd neu chwaer'],
  SIS: ['Sister', 'Chwaer'],
  BRO: ['Brother', 'Brawd'],
  GRPRN: ['Grandparent', 'Taid, nain neu fam-gu, tad-cu'],
  GUARD: ['Guardian', 'Gwarcheidwad'],
  Guardian: ['Guardian', 'Gwarcheidwad'],
  Carer: ['Carer', 'Gofalwr'],
  N: ['Next of kin', 'Perthynas agosaf'],
}

export const LANGUAGES: Names = {
  en: ['English', 'Saesneg'],
  cy: ['Welsh', 'Cymraeg'],
  q4: ['British Sign Language', 'Iaith Arwyddion Prydain'],
}

/** SNOMED CT concepts that matter while a child is missing, whether or not the board marks them so. */
export const ALERTING: Names = {
  '195967001': ['Asthma', 'Asthma'],
  '84757009': ['Epilepsy', 'Epilepsi'],
  '46635009': ['Type 1 diabetes', 'Diabetes math 1'],
  '91935009': ['Allergy to peanut', 'Alergedd i bysgnau'],
  '91936005': ['Allergy to penicillin', 'Alergedd i benisilin'],
}

const ROLES: Names = {
  gp: ['General practice', 'Practis meddyg teulu'],
  'safeguarding nurse': ['Safeguarding nurse', 'Nyrs ddiogelu'],
  'looked-after children nurse': ['Looked-after children nurse', 'Nyrs plant sy\'n derbyn gofal'],
  'school nurse': ['School nurse', 'Nyrs ysgol'],
  'health visitor': ['Health visitor', 'Ymwelydd iechyd'],
  'emergency clinician': ['Emergency clinician', 'Clinigydd achosion brys'],
  'camhs practitioner': ['CAMHS practitioner', 'Ymarferydd CAMHS'],
} // prettier-ignore

/** A role in both languages; one the gateway has no Welsh for stays English. */
export function roleName(text: string): Bilingual {
  const names = ROLES[text.toLowerCase()]
  return names === undefined ? { en: text, cy: text } : { en: names[0], cy: names[1] }
}

/** A coded value. The code list's names win; else the source's own words; else it is said to be unrecognised. */
export function coded(concept: Concept | undefined, list: Names): Coded | null {
  if (concept === undefined) return null
  const codings = concept.coding ?? []
  const known = codings.find(coding => coding.code !== undefined && Object.hasOwn(list, coding.code))
  const coding = known ?? codings.find(({ code }) => code !== undefined)
  const names = known?.code === undefined ? undefined : list[known.code]
  const words = coding?.display ?? concept.text
  if (coding?.code === undefined && words === undefined) return null
  return {
    code: coding?.code ?? null,
    system: coding?.system ?? null,
    label:
      names !== undefined ? { en: names[0], cy: names[1] } : words === undefined ? UNKNOWN : { en: words, cy: words },
    recognised: coding?.code === undefined ? null : names !== undefined,
  }
}

const AUTHORITIES: Readonly<Record<string, string>> = {
  caerphilly: 'W06000018',
  'blaenau gwent': 'W06000019',
  torfaen: 'W06000020',
  monmouthshire: 'W06000021',
  newport: 'W06000022',
}

/** The GSS code of a Gwent authority by name, as hospitals write it in an address. */
export function authorityOf(district: string | undefined): string | null {
  return district === undefined ? null : (AUTHORITIES[district.trim().toLowerCase()] ?? null)
}
