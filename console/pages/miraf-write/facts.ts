// The facts that may be carried into a version: those of the last one, and those of the live picture, each with its source.
import { createHash } from 'node:crypto'
import type { Label } from '../../api/labels.js'
import type { Translate } from '../../words/translate.js'
import type { Dates } from '../../words/dates.js'
import type { Draft, Latest } from './begin.js'

export interface Choice {
  readonly value: string
  readonly text: string
  readonly hint: string
}
export interface Place {
  readonly place: string
  readonly choices: readonly Choice[]
}
interface Fact {
  readonly id: string | null
  readonly place: string | null
  readonly text: string | null
  readonly category: string | null
  readonly handling: string | null
  readonly asOf: string | null
  readonly from: string
  readonly carried: boolean
}

/** The draft's ids are new at each reading: what was ticked is found again by what the fact says. */
const markOf = ({ place, text, category }: Fact): string =>
  createHash('sha256').update([place, text, category].join('\n')).digest('base64url').slice(0, 16)

const ticked = (form: URLSearchParams): readonly string[] => form.getAll('fact')
export const idsIn = (form: URLSearchParams): readonly string[] => ticked(form).map(value => value.split('.')[1] ?? '')

export interface Words {
  readonly t: Translate
  readonly label: Label
  readonly dates: Dates
}

export interface Offered {
  readonly places: readonly Place[]
  /** Ticked before, and no agency gives them now. */
  readonly lost: number
}

/** `begun`: the form was sent before, so that what is ticked is what was ticked. Ticks what is to be ticked in `form`. */
export function offer(
  { draft, latest, form, begun }: { draft: Draft | null; latest: Latest | null; form: URLSearchParams; begun: boolean },
  { t, label, dates }: Words,
): Offered {
  const carried = (latest?.facts ?? []).map((fact): Fact => ({
    ...fact,
    from: fact.agency === null ? '' : label('AgencyKind', fact.agency),
    carried: true,
  }))
  const known = new Set(carried.map(markOf))
  const fresh = (draft?.facts ?? []).map((fact): Fact => ({ ...fact, from: fact.source?.name ?? '', carried: false }))
  const all = [...carried, ...fresh.filter(fact => !known.has(markOf(fact)))]
  const before = new Set(ticked(form).map(value => value.split('.')[0] ?? ''))
  const isTicked = (fact: Fact): boolean => (begun ? before.has(markOf(fact)) : fact.carried || latest === null)
  form.delete('fact')
  const valueOf = (fact: Fact): string => `${markOf(fact)}.${fact.id ?? ''}`
  for (const fact of all) if (isTicked(fact)) form.append('fact', valueOf(fact))
  const hintOf = ({ from, category, asOf, handling, carried }: Fact): string =>
    [
      t('miraf.factOf', { source: from, category: category === null ? '' : label('Category', category) }),
      ...(asOf === null ? [] : [t('miraf.asOf', { when: dates.when(asOf) })]),
      ...(handling === null ? [] : [t('miraf.handling', { code: handling })]),
      ...(carried || latest === null ? [] : [t('facts.fresh')]),
    ].join('; ')
  const places = [...new Set(all.map(({ place }) => place ?? 'BACKGROUND'))].map(place => ({
    place,
    choices: all
      .filter(fact => (fact.place ?? 'BACKGROUND') === place)
      .map(fact => ({ value: valueOf(fact), text: fact.text ?? '', hint: hintOf(fact) })),
  }))
  const now = new Set(all.map(markOf))
  return { places, lost: [...before].filter(mark => !now.has(mark)).length }
}
