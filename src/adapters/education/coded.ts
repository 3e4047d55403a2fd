// Codes of agencies as the domain has them: the code as sent, its list, and its meaning in both languages.
import type { Coded, Records } from '../../types/index.js'

/** A code list: its name, and English and Welsh for each code. */
export interface CodeList {
  readonly system: string
  readonly labels: Readonly<Record<string, readonly [en: string, cy: string]>>
}

/** A code looked up in its list. One the list does not have is kept and said to be unrecognised; null stays null. */
export function coded(list: CodeList | null, code: string): Coded
export function coded(list: CodeList | null, code: string | null): Coded | null
export function coded(list: CodeList | null, code: string | null): Coded | null {
  if (code === null) return null
  const label = list !== null && Object.hasOwn(list.labels, code) ? list.labels[code] : undefined
  const [en, cy] = label ?? ['Unrecognised code', 'Cod heb ei adnabod']
  return { code, system: list?.system ?? null, label: { en, cy }, recognised: label !== undefined }
}

/** Yes, no, or that nothing was recorded. */
export function yesNo(value: boolean | null): Records.YesNo {
  if (value === null) return 'NOT_RECORDED'
  return value ? 'YES' : 'NO'
}
