// What was typed of a conflict of interest, as the act takes it.
import type { Mistake } from '../../server/forms/mistakes.js'
import { momentIn } from '../../server/forms/moments.js'
import type { Translate } from '../../words/translate.js'
import { readIdentifier } from '../shared/identifier.js'
import type { DeclareConflictMutationVariables } from './generated/acts.js'

export type Declared = Omit<DeclareConflictMutationVariables['input'], 'key'>
type About = Pick<Declared, 'child' | 'uprn'>

export const ABOUT = ['nhsNumber', 'upn', 'id', 'uprn'] as const
/** As the gateway takes the name of a member of staff, or of an organisation. */
const NAME = /^[^\p{C}]{1,100}$/u

/** `others`: this person may declare it of other staff. */
export function readConflict(
  form: URLSearchParams,
  t: Translate,
  { others, now }: { readonly others: boolean; readonly now: Date },
): { readonly input: Declared } | { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  const wrong = (field: string, key: string): null => {
    mistakes.push({ field, text: t(key) })
    return null
  }
  const moment = (name: string): string | null => {
    const read = momentIn(form, name)
    return read === 'WRONG' ? wrong(name, 'form.momentWrong') : read.at
  }
  const name = (field: string): string | null => {
    const text = (form.get(field) ?? '').trim()
    return text === '' ? null : NAME.test(text) ? text : wrong(field, 'name.wrong')
  }
  const ofAnother = others && form.get('who') === 'another'
  if (others && !ofAnother && form.get('who') !== 'self') wrong('who', 'who.empty')
  const staffRef = ofAnother ? name('staffRef') : null
  if (ofAnother && (form.get('staffRef') ?? '').trim() === '') wrong('staffRef', 'staffRef.empty')
  const organisation = ofAnother ? name('organisation') : null
  const about = aboutIn(form, wrong)
  const [from, until] = [moment('from'), moment('until')]
  if (until !== null && until <= (from ?? now.toISOString())) wrong('until', 'until.wrong')
  if (about === null || mistakes.length > 0) return { mistakes }
  return { input: { ...about, staffRef, organisation, from, until } }
}

function aboutIn(form: URLSearchParams, wrong: (field: string, key: string) => null): About | null {
  // The gateway leaves out spaces of NHS numbers alone.
  const [kind, number] = [form.get('about') ?? '', (form.get('number') ?? '').replace(/\s/g, '')]
  const known = ABOUT.some(each => each === kind)
  if (!known) wrong('about', 'about.empty')
  if (number === '') wrong('number', 'number.empty')
  if (!known || number === '') return null
  if (kind !== 'uprn') return { child: readIdentifier({ kind, number }) }
  return /^\d{1,12}$/.test(number) ? { uprn: number } : wrong('number', 'number.property')
}
