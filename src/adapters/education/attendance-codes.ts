// What an attendance code means depends on the school's nation and the day (agencies.md §2.5): Wales still uses the set
// of 2010, England another since 19 August 2024. N is "no reason yet" in both, never truancy.
import type { Coded, Records } from '../../types/index.js'
import { coded, type CodeList } from './coded.js'

export type Nation = 'WALES' | 'ENGLAND'
type Row = readonly [group: Records.AttendanceGroup, en: string, cy: string]

const SHARED = {
  '/': ['PRESENT', 'Present, morning', 'Presennol, bore'],
  '\\': ['PRESENT', 'Present, afternoon', 'Presennol, prynhawn'],
  L: ['PRESENT', 'Late, before the register closed', "Hwyr, cyn i'r gofrestr gau"],
  B: ['APPROVED_ACTIVITY', 'Educated off site', 'Addysg oddi ar y safle'],
  D: ['APPROVED_ACTIVITY', 'At the other school of a dual registration', 'Yn ysgol arall cofrestriad deuol'],
  P: ['APPROVED_ACTIVITY', 'Approved sporting activity', 'Gweithgaredd chwaraeon cymeradwy'],
  V: ['APPROVED_ACTIVITY', 'Educational visit or trip', 'Ymweliad neu daith addysgol'],
  W: ['APPROVED_ACTIVITY', 'Work experience', 'Profiad gwaith'],
  I: ['AUTHORISED', 'Illness', 'Salwch'],
  M: ['AUTHORISED', 'Medical or dental appointment', 'Apwyntiad meddygol neu ddeintyddol'],
  R: ['AUTHORISED', 'Religious observance', 'Defod grefyddol'],
  S: ['AUTHORISED', 'Study leave', 'Absenoldeb astudio'],
  T: ['AUTHORISED', 'Travelling for occupational purposes', 'Teithio at ddibenion galwedigaethol'],
  G: ['UNAUTHORISED', 'Holiday that was not agreed', 'Gwyliau na chytunwyd arnynt'],
  N: ['NO_REASON_YET', 'No reason given yet', "Dim rheswm wedi'i roi eto"],
  O: ['UNAUTHORISED', 'Absent in other circumstances without leave', 'Absennol mewn amgylchiadau eraill heb ganiatâd'],
  U: ['UNAUTHORISED', 'Arrived after the register closed', "Cyrraedd ar ôl i'r gofrestr gau"],
  Z: ['NOT_REQUIRED', 'Not yet on the roll', 'Heb fod ar y gofrestr eto'],
  '#': ['NOT_REQUIRED', 'School closed to pupils as planned', 'Ysgol ar gau i ddisgyblion fel y cynlluniwyd'],
  '-': ['NO_MARK', 'No mark', 'Dim marc'],
} as const satisfies Record<string, Row>

const WALES_2010: Readonly<Record<string, Row>> = {
  ...SHARED,
  J: ['APPROVED_ACTIVITY', 'At an interview', 'Mewn cyfweliad'],
  C: ['AUTHORISED', 'Other authorised circumstances', 'Amgylchiadau awdurdodedig eraill'],
  E: ['AUTHORISED', 'Excluded, no other provision made', "Wedi'i wahardd, heb ddarpariaeth arall"],
  F: ['AUTHORISED', 'Agreed extended family holiday', 'Gwyliau teulu estynedig y cytunwyd arnynt'],
  H: ['AUTHORISED', 'Agreed family holiday', 'Gwyliau teulu y cytunwyd arnynt'],
  Y: ['UNABLE', 'Enforced closure', 'Cau gorfodol'],
  X: ['NOT_REQUIRED', 'Not of compulsory school age, no session', 'Ddim o oedran ysgol gorfodol, dim sesiwn'],
}

const ENGLAND_2024: Readonly<Record<string, Row>> = {
  ...SHARED,
  K: [
    'APPROVED_ACTIVITY',
    'At provision the local authority arranged',
    'Mewn darpariaeth a drefnwyd gan yr awdurdod lleol',
  ],
  C: ['AUTHORISED', 'Leave in exceptional circumstances', 'Caniatâd mewn amgylchiadau eithriadol'],
  C1: ['AUTHORISED', 'Leave for a performance or employment', 'Caniatâd ar gyfer perfformiad neu waith'],
  C2: ['AUTHORISED', 'Leave under a part-time timetable', 'Caniatâd o dan amserlen ran-amser'],
  J1: ['AUTHORISED', 'Leave for an interview', 'Caniatâd ar gyfer cyfweliad'],
  E: [
    'AUTHORISED',
    'Suspended or excluded, no other provision made',
    "Wedi'i atal neu ei wahardd, heb ddarpariaeth arall",
  ],
  X: ['NOT_REQUIRED', 'Not of compulsory school age, not required', 'Ddim o oedran ysgol gorfodol, dim angen mynychu'],
  Q: ['UNABLE', 'No access arrangements', 'Dim trefniadau mynediad'],
  Y1: ['UNABLE', 'Usual transport not available', 'Cludiant arferol ddim ar gael'],
  Y2: ['UNABLE', 'Widespread disruption to travel', 'Amhariad eang ar deithio'],
  Y3: ['UNABLE', 'Part of the premises closed', "Rhan o'r safle ar gau"],
  Y4: ['UNABLE', 'Whole site unexpectedly closed', "Y safle cyfan ar gau'n annisgwyl"],
  Y5: ['UNABLE', 'In criminal-justice detention', 'Dan gadwad cyfiawnder troseddol'],
  Y6: ['UNABLE', 'Public-health guidance or law', 'Canllawiau neu gyfraith iechyd y cyhoedd'],
  Y7: ['UNABLE', 'Other unavoidable cause', 'Achos anochel arall'],
}

interface AttendanceList extends CodeList {
  readonly nation: Nation
  /** First day it was in force. */
  readonly from: string
  readonly rows: Readonly<Record<string, Row>>
}

const LISTS: readonly AttendanceList[] = [
  list('WALES', 'wales-attendance-2010', '2010-01-01', WALES_2010),
  list('ENGLAND', 'england-attendance-2024', '2024-08-19', ENGLAND_2024),
]

function list(nation: Nation, system: string, from: string, rows: Readonly<Record<string, Row>>): AttendanceList {
  const labels = Object.fromEntries(Object.entries(rows).map(([code, [, en, cy]]) => [code, [en, cy] as const]))
  return { nation, system, from, rows, labels }
}

/** A mark's code as the nation's list of that day has it. Outside every list it is unrecognised: kept, never guessed. */
export function attendanceCode(
  code: string,
  nation: Nation | null,
  day: string,
): { readonly code: Coded; readonly group: Records.AttendanceGroup } {
  const inForce = LISTS.find(one => one.nation === nation && one.from <= day) ?? null
  const row = inForce !== null && Object.hasOwn(inForce.rows, code) ? inForce.rows[code] : undefined
  return { code: coded(inForce, code), group: row?.[0] ?? 'UNRECOGNISED' }
}
