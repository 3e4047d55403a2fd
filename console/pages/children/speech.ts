// How facts of agencies are put into lines: in the reader's language, and nothing where there is nothing.
import type { Visit } from '../../server/page.js'
import type { ChildPoliceQuery } from './generated/agencies.js'

export type Speech = Pick<Visit, 't' | 'label' | 'dates' | 'language'>
export type Child<Q extends { readonly child: { readonly __typename: string } }> = Extract<
  Q['child'],
  { readonly __typename: 'Child' }
>
/** What every source says of its answer. */
export type Head = Omit<Child<ChildPoliceQuery>['police'][number], 'record'>
type Coded = NonNullable<NonNullable<Child<ChildPoliceQuery>['police'][number]['record']>['markers']>[number]['marker']
type Text = string | null | undefined

export interface Row {
  readonly text: string
  readonly notes: readonly string[]
  readonly phone: string | null
}

/** `name`: its key among the words of `parts`. `rows` null: not given, which is said elsewhere. */
export interface Group {
  readonly name: string
  readonly rows: readonly Row[] | null
}

const some = (text: Text): text is string => text != null && text.trim() !== ''

/** The first text there is, and what else there is to say of it. */
export function row(texts: readonly Text[], notes: readonly Text[] = [], phone: Text = null): Row | null {
  const [text, ...rest] = texts.filter(some)
  const more = [...rest, ...notes.filter(some)]
  if (text === undefined) return more.length === 0 ? null : { text: more.join(', '), notes: [], phone: phone ?? null }
  return { text, notes: more, phone: phone ?? null }
}

/** The rows of a list of facts; null where the list was not given. */
export const group = <T>(name: string, items: readonly T[] | null | undefined, of: (item: T) => Row | null): Group => ({
  name,
  rows: items == null ? null : items.map(of).filter(each => each !== null),
})

/** A code in words; as the agency wrote it where nobody has words for it. */
export const coded = ({ language }: Speech, value: Coded | undefined): string | null =>
  value?.label?.[language] ?? value?.code ?? null

/** From when until when. */
export function span({ t, dates }: Speech, from: Text, until: Text): string | null {
  if (some(from) && some(until)) return t('fromUntil', { from: dates.when(from), until: dates.when(until) })
  if (some(from)) return t('since', { from: dates.when(from) })
  return some(until) ? t('until', { until: dates.when(until) }) : null
}

/** A moment, with what it is the moment of. */
export const at = ({ dates }: Speech, moment: Text): string | null => (some(moment) ? dates.when(moment) : null)

/** Whether something that has an end has come to it. */
export const over = (until: Text, now: Date): boolean => some(until) && Date.parse(until) < now.getTime()
