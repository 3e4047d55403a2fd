// The summary for schools and carers: a text of its own, in both languages, looked through and approved by a second person.
import { z } from 'zod'
import { day, label, narrativeOrNull } from '../input/fields.js'
import { read } from '../input/read.js'
import { refuse, type Refused } from '../refusal.js'
import { tells, type Finding } from './tells.js'

const bilingual = z.strictObject({ en: narrativeOrNull, cy: narrativeOrNull })
const draft = z.strictObject({ text: bilingual, whatToDo: bilingual, reviewDue: day })
const form = draft.extend({ writtenBy: label })

type Bilingual = { readonly en: string; readonly cy: string }

export interface Drafted {
  readonly ok: true
  readonly draft: { readonly text: Bilingual; readonly whatToDo: Bilingual; readonly reviewDue: string }
}

/** A draft is in both languages from the first, so that neither is a version of its own. What it tells is looked for at its approval. */
export function draftSummary(input: unknown): Drafted | Refused {
  const said = read(draft, input)
  if (!said.ok) return said
  const { text, whatToDo, reviewDue } = said.value
  const [one, other] = [whole(text), whole(whatToDo)]
  return one && other ? { ok: true, draft: { text: one, whatToDo: other, reviewDue } } : refuse('SUMMARY_ONE_LANGUAGE')
}

const whole = ({ en, cy }: z.output<typeof bilingual>): Bilingual | null =>
  en === null || cy === null ? null : { en, cy }

type Place = 'text.en' | 'text.cy' | 'whatToDo.en' | 'whatToDo.cy'

export interface Approved {
  readonly ok: true
  readonly summary: {
    readonly text: { readonly en: string; readonly cy: string }
    readonly whatToDo: { readonly en: string; readonly cy: string }
    readonly reviewDue: string
    readonly writtenBy: string
    readonly approvedBy: string
    readonly approvedAt: string
  }
}

/** A refusal that says where. */
export interface TellsTooMuch extends Refused {
  readonly findings: readonly (Finding & { readonly field: Place })[]
}

export function approve(
  input: unknown,
  { names, at, by }: { readonly names: readonly string[]; readonly at: string; readonly by: string },
): Approved | TellsTooMuch | Refused {
  const said = read(form, input)
  if (!said.ok) return said
  const { text, whatToDo, reviewDue, writtenBy } = said.value
  if (writtenBy === by) return refuse('SUMMARY_OWN_APPROVAL', 'writtenBy')
  const [en, cy, doEn, doCy] = [text.en, text.cy, whatToDo.en, whatToDo.cy]
  if (en === null || cy === null || doEn === null || doCy === null) return refuse('SUMMARY_ONE_LANGUAGE')
  const places: readonly (readonly [Place, string])[] = [
    ['text.en', en],
    ['text.cy', cy],
    ['whatToDo.en', doEn],
    ['whatToDo.cy', doCy],
  ]
  const findings = places.flatMap(([field, written]) => tells(written, names).map(found => ({ ...found, field })))
  if (findings.length > 0) return { ...refuse('SUMMARY_TELLS_TOO_MUCH', findings[0]?.field), findings }
  const summary = { text: { en, cy }, whatToDo: { en: doEn, cy: doCy }, reviewDue, writtenBy }
  return { ok: true, summary: { ...summary, approvedBy: by, approvedAt: at } }
}
