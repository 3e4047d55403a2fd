// When what is held of one kind has been kept for as long as the protocol says. Whole days of the hub's time zone: what was
// recorded on a day is kept through the same day so many years later.
import { dayOf, endOf, monthsAfter } from '../days.js'

export interface KeepRule {
  readonly clause: string
  readonly kind: string
  readonly counted: 'LAST_RECORD' | 'BIRTH'
  readonly years: number
}

export interface Kept {
  readonly kind: string
  /** When anything of it was last recorded. ISO time. */
  readonly lastAt: string
  /** The latest moment at which the child can have been born. ISO time. */
  readonly bornBy: string
}

/** When it may end, by every rule of its kind; null where it has none and is kept. */
export function keptUntil(
  kept: Kept,
  rules: readonly KeepRule[],
  zone: string,
): { at: string; clauses: string[] } | null {
  const own = rules.filter(({ kind }) => kind === kept.kind)
  const ends = own.map(({ counted, years }) => {
    const day = new Date(dayOf(counted === 'BIRTH' ? kept.bornBy : kept.lastAt, zone) * DAY).toISOString().slice(0, 10)
    return endOf(monthsAfter(day, 12 * years), zone)
  })
  const at = ends.sort().at(-1)
  return at === undefined ? null : { at, clauses: own.map(({ clause }) => clause) }
}

const DAY = 86_400_000
