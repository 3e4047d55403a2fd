// Days as the hub counts them: calendar days of its own time zone, whatever the clocks do. 90 days are 90 dates.
import { DateTime } from 'luxon'

const DAY = 86_400_000
const MINUTE = 60_000

/** The date at a moment, as a number: differences of numbers are differences of dates. */
export function dayOf(moment: string, zone: string): number {
  const ms = Date.parse(moment)
  return Math.floor((ms + DateTime.fromMillis(ms, { zone }).offset * MINUTE) / DAY)
}

/** `2026-02-11` as such a number. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY)

/** The moment a day is over. */
export function endOf(day: number, zone: string): string {
  const next = new Date((day + 1) * DAY).toISOString().slice(0, 10)
  return new Date(DateTime.fromISO(next, { zone }).toMillis()).toISOString()
}

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
