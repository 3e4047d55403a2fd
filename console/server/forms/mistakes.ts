// What is wrong with a form, at its fields.
import type { Failure } from '../../api/ask.js'
import type { Language } from '../../words/shape.js'

export interface Mistake {
  /** The id of the input. */
  readonly field: string
  readonly text: string
}

/** What a rule of the hub's says no to, at its input; null for any other failure, which the whole page is about. */
export function ruleMistake(
  failure: Failure,
  language: Language,
  inputOf: (field: string, rule: string) => string,
): (Mistake & { readonly rule: string | null }) | null {
  if (failure.kind !== 'REFUSED' || failure.code !== 'HUB_RULE' || failure.words === null) return null
  return { field: inputOf(failure.field ?? '', failure.rule ?? ''), text: failure.words[language], rule: failure.rule }
}
