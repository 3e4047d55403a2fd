// Days as the hub counts them: calendar days of its own time zone, whatever the clocks do. 90 days are 90 dates.
import { DateTime } from 'luxon'

const DAY = 86_400_000
const MINUTE = 60_000

/** The ends of days, by zone: a list asks for the same few hundred days again and again, and each takes the calendar of the zone. */
const ENDS = new Map<string, Map<number, number>>()
/** About twenty years, and few enough to hold for every zone there is. */
const MOST_DAYS = 8_192

function endMs(day: number, zone: string): number {
  const known = ENDS.get(zone)
  const end = known?.get(day)
  if (end !== undefined) return end
  const next = new Date((day + 1) * DAY).toISOString().slice(0, 10)
  const found = DateTime.fromISO(next, { zone }).toMillis()
  if (known === undefined) ENDS.set(zone, new Map([[day, found]]))
  else {
    if (known.size >= MOST_DAYS) known.clear()
    known.set(day, found)
  }
  return found
}

/** The date at a moment, as a number: differences of numbers are differences of dates. */
export function dayOf(moment: string, zone: string): number {
  const ms = Date.parse(moment)
  let day = Math.floor(ms / DAY)
  // No zone is a whole day from UTC.
  while (ms >= endMs(day, zone)) day += 1
  while (ms < endMs(day - 1, zone)) day -= 1
  return day
}

/** `2026-02-11` as such a number. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY)

/** The moment a day is over. */
export const endOf = (day: number, zone: string): string => new Date(endMs(day, zone)).toISOString()

/** The same day some months later, or the last of a month that is too short for it. */
export const monthsAfter = (date: string, months: number): number =>
  Math.floor(DateTime.fromISO(date, { zone: 'utc' }).plus({ months }).toMillis() / DAY)

export const hoursAfter = (moment: string, hours: number): string =>
  new Date(Date.parse(moment) + hours * 3_600_000).toISOString()

/** Whether one of the times is to come, beyond what clocks of two systems differ by. */
export function isToCome(times: readonly string[], at: string, skewMinutes: number): boolean {
  const latest = Date.parse(at) + skewMinutes * MINUTE
  return times.some(time => Date.parse(time) > latest)
}
