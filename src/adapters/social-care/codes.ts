// How a social-care code becomes words in both languages. A code that no list knows is shown as unrecognised, never lost.
import type { Bilingual, Coded } from '../../types/index.js'

/** A code list: which one it is, and each code with its English and Welsh label. */
export interface CodeList {
  readonly system: string
  readonly labels: ReadonlyMap<string, Bilingual>
}

/** Writes a list down: code, English, Welsh. */
export function codeList(system: string, entries: readonly (readonly [string, string, string])[]): CodeList {
  return { system, labels: new Map(entries.map(([code, en, cy]) => [code, { en, cy }])) }
}

export const UNRECOGNISED: Bilingual = { en: 'Unrecognised code', cy: 'Cod heb ei adnabod' }

/** A code with its meaning; null where the source has none. Case and surrounding blanks do not matter. */
export function coded(list: CodeList, code: string | null): Coded | null {
  if (code === null || code.trim() === '') return null
  const label = list.labels.get(code.trim().toUpperCase())
  return { code, system: list.system, label: label ?? UNRECOGNISED, recognised: label !== undefined }
}

/** A value that comes as words and no code. Words no list knows are shown as they came, in both languages. */
export function worded(list: CodeList, text: string | null): Coded | null {
  if (text === null || text.trim() === '') return null
  const label = list.labels.get(text.trim().toUpperCase())
  return { code: null, system: list.system, label: label ?? { en: text, cy: text }, recognised: label !== undefined }
}

/** Several codes in one, as Welsh registers combine categories of abuse: `NEG/EMO`, `PHY+SAB`. */
export function combined(list: CodeList, code: string | null): Coded | null {
  const whole = coded(list, code)
  if (whole === null || whole.recognised === true || code === null) return whole
  const parts = code.split(/\s*[/+&,]\s*/).map(part => list.labels.get(part.trim().toUpperCase()))
  if (parts.length < 2 || parts.some(part => part === undefined)) return whole
  const join = (language: 'en' | 'cy') => parts.map(part => part?.[language] ?? '').join(' + ')
  return { ...whole, label: { en: join('en'), cy: join('cy') }, recognised: true }
}
