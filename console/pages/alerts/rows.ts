// The alerts as they are shown: what nobody of the team has taken note of first, and otherwise as the gateway has them.
import { randomUUID } from 'node:crypto'
import type { AlertsQuery } from './generated/query.js'

type Entry = AlertsQuery['alerts']['edges'][number]['node']

export interface Row extends Entry {
  /** Changes with whatever is worth saying aloud. */
  readonly rowKey: string
  /** Of the act of taking note: made when the page is, so that sending it twice is one act. */
  readonly act: string
}

/** `kept`: what was sent when the sign-in ended, whose act is still the same. */
export function rowsOf(entries: readonly Entry[], kept: URLSearchParams | null): readonly Row[] {
  return entries
    .map((entry): Row => {
      const begun = kept?.get('alert') === entry.id ? kept.get('key') : null
      return { ...entry, rowKey: `${entry.id}:${entry.acknowledgedAt ?? ''}`, act: begun ?? randomUUID() }
    })
    .toSorted((a, b) => Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null))
}
