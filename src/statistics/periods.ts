// The periods figures are of: whole months, quarters and years, and no others, since any other would be the difference of two.
import { DateTime } from 'luxon'
import type { Months } from './records.js'

export interface Period extends Months {
  /** `2026-02`, `2026-Q1` or `2026`; of some other run of months `2013-03..2014-04`. */
  readonly id: string
  readonly year: number
  /** A whole month, quarter or year. */
  readonly isWhole: boolean
}

const FIRST_YEAR = 2000
/** A month is counted this long after its end, so that what is recorded late is in it. */
const SETTLES_DAYS = 14
/** A run of months is no longer than this. */
const MOST_MONTHS = 60

const monthOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`
const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1

/** Null for what is no period. */
export function parsePeriod(text: string): Period | null {
  const [, single, , quarter] = /^((\d{4})(?:-(0[1-9]|1[0-2]|Q[1-4]))?)$/.exec(text) ?? []
  if (single !== undefined) {
    const year = Number(text.slice(0, 4))
    if (year < FIRST_YEAR) return null
    if (quarter === undefined) return whole(text, year, 1, 12)
    if (!quarter.startsWith('Q')) return whole(text, year, Number(quarter), Number(quarter))
    const last = Number(quarter.slice(1)) * 3
    return whole(text, year, last - 2, last)
  }
  const [, from, to] = /^(\d{4}-(?:0[1-9]|1[0-2]))\.\.(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(text) ?? []
  if (from === undefined || to === undefined) return null
  const months = numberOf(to) - numberOf(from) + 1
  const year = Number(from.slice(0, 4))
  return months < 1 || months > MOST_MONTHS || year < FIRST_YEAR ? null : { id: text, year, from, to, isWhole: false }
}

const whole = (id: string, year: number, first: number, last: number): Period => ({
  ...{ id, year, from: monthOf(year, first), to: monthOf(year, last), isWhole: true },
})

/** The first moment after the month, in the hub's time zone. */
const endOf = (month: string, zone: string): DateTime => DateTime.fromISO(`${month}-01`, { zone }).plus({ months: 1 })

export const isOver = ({ to }: Months, now: Date, zone: string): boolean => endOf(to, zone).toMillis() <= now.getTime()
export const hasSettled = ({ to }: Months, now: Date, zone: string): boolean =>
  endOf(to, zone).plus({ days: SETTLES_DAYS }).toMillis() <= now.getTime()

/** The periods of the year that end no later than this one, in the order in which they end: months, their quarter, the year. */
export function upTo({ year, to }: Period): readonly (Period & { readonly months: readonly number[] })[] {
  const last = Number(to.slice(5))
  return Array.from({ length: last }, (_, at) => at + 1).flatMap(month => {
    const ends = [whole(monthOf(year, month), year, month, month)]
    if (month % 3 === 0) ends.push(whole(`${year}-Q${month / 3}`, year, month - 2, month))
    if (month === 12) ends.push(whole(String(year), year, 1, 12))
    return ends.map(period => ({ ...period, months: placesOf(period) }))
  })
}

/** The months of it as places in its year. */
function placesOf({ from, to }: Months): readonly number[] {
  const [first, last] = [Number(from.slice(5)) - 1, Number(to.slice(5)) - 1]
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}
