// What the form of a meeting says of who came and of the plan, as the act takes it; and back to the inputs from where a rule is.
import { codeIn, MEETING_KINDS, MEETING_PARTIES } from '../shared/codes.js'
import type { RecordMeetingMutationVariables } from '../casework/generated/acts.js'
import { textOf } from '../../server/forms/casework.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { dayIn, momentIn } from '../../server/forms/moments.js'
import type { Translate } from '../../words/translate.js'

type Input = RecordMeetingMutationVariables['input']
type Held = Pick<Input, 'kind' | 'heldAt' | 'decision' | 'tookPart' | 'actions'>

/** How many actions the form has room for; more are added to the plan once the meeting is recorded. */
const ROOM = 4
export const NTH = Array.from({ length: ROOM }, (_, index) => index + 1)
const PARTS = ['what', 'measure', 'owner', 'due'] as const

export interface Said {
  readonly held: Held
  /** The input that a rule is shown at, by its place in what was sent. */
  readonly inputOf: (field: string) => string
}

const linesOf = (form: URLSearchParams, name: string): readonly string[] =>
  (form.get(name) ?? '').split(/\r?\n/).map(line => line.trim()).filter(line => line !== '') // prettier-ignore

type Attendee = Held['tookPart'][number]
/** Whoever is named was there; a party that is ticked and of which nobody is named, too. */
function attendeesOf(form: URLSearchParams): readonly Attendee[] {
  const ticked = form.getAll('party')
  return MEETING_PARTIES.flatMap((party): readonly Attendee[] => {
    const named = linesOf(form, `who-${party}`).map(who => ({ party, who }))
    return named.length > 0 || !ticked.includes(party) ? named : [{ party, who: null }]
  })
}

function plannedOf(form: URLSearchParams, t: Translate) {
  const mistakes: Mistake[] = []
  const rows = NTH.filter(nth => PARTS.some(part => textOf(form, `${part}-${nth}`) !== ''))
  const actions = rows.map(nth => {
    const at = (part: (typeof PARTS)[number]): string => textOf(form, `${part}-${nth}`)
    for (const part of PARTS)
      if (at(part) === '') mistakes.push({ field: `${part}-${nth}`, text: t(`lacks.${part}`, { nth }) })
    if (dayIn(form, `due-${nth}`) === 'WRONG') mistakes.push({ field: `due-${nth}`, text: t('form.dayWrong') })
    return { what: at('what'), measure: at('measure'), owner: at('owner'), due: at('due') }
  })
  return { actions, rows, mistakes }
}

export function heldOf(form: URLSearchParams, t: Translate): Said | { readonly mistakes: readonly Mistake[] } {
  const kind = codeIn(MEETING_KINDS, form.get('kind'))
  const held = momentIn(form, 'held')
  const tookPart = attendeesOf(form)
  const decision = textOf(form, 'decision')
  const { actions, rows, mistakes } = plannedOf(form, t)
  const heldAt = held === 'WRONG' ? null : held.at
  const lacking = (field: string, lacks: boolean, key: string): readonly Mistake[] =>
    lacks ? [{ field, text: t(key) }] : []
  const all = [
    ...lacking('kind', kind === null, 'kind.empty'),
    ...lacking('held', heldAt === null, held === 'WRONG' ? 'form.momentWrong' : 'held.empty'),
    ...lacking('party', tookPart.length === 0, 'party.empty'),
    ...lacking('decision', decision === '', 'decision.empty'),
    ...mistakes,
  ]
  if (all.length > 0 || kind === null || heldAt === null) return { mistakes: all }
  const inputOf = (field: string): string => {
    const [first = '', nth = '', part = ''] = field.split('.')
    if (first === 'actions') return `${part || 'what'}-${rows[Number(nth)] ?? 1}`
    if (first === 'tookPart') return part === 'who' ? `who-${tookPart[Number(nth)]?.party ?? ''}` : 'party'
    return first === 'heldAt' ? 'held' : first === 'decision' ? 'decision' : 'kind'
  }
  return { held: { kind, heldAt, decision, tookPart, actions }, inputOf }
}
