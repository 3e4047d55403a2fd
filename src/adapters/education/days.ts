// Days and moments of school systems, as the domain has them.
import { DateTime } from 'luxon'

/** When a session's register is usually taken, local time: marks carry no time of their own. */
const SESSION_STARTS: Readonly<Record<string, string>> = { AM: '09:00', PM: '13:00' }

/** Every pupil of a school has the same sessions, and finding the offset of a day is slow. */
const starts = new Map<string, string | null>()
const MOST_STARTS = 1_000

/** The moment a session starts, UTC; null for a session that is neither AM nor PM. */
export function sessionStart(day: string, session: string): string | null {
  const time = SESSION_STARTS[session]
  if (time === undefined) return null
  const known = starts.get(`${day}T${time}`)
  if (known !== undefined) return known
  if (starts.size >= MOST_STARTS) starts.clear()
  const start = startOf(day, time)
  starts.set(`${day}T${time}`, start)
  return start
}

function startOf(day: string, time: string): string | null {
  return DateTime.fromISO(`${day}T${time}`, { zone: 'Europe/London' }).toUTC().toISO({ suppressMilliseconds: true })
}

/** Newest first; rows without a day last. */
export function newestFirst<T>(rows: readonly T[], dayOf: (row: T) => string | null): readonly T[] {
  return rows.toSorted((a, b) => (dayOf(b) ?? '').localeCompare(dayOf(a) ?? ''))
}

/** Current ones first, then the newest. */
export function currentFirst<T extends { readonly from: string | null; readonly until: string | null }>(
  rows: readonly T[],
  day: string,
): readonly T[] {
  const ended = (row: T): number => (row.until !== null && row.until < day ? 1 : 0)
  return rows.toSorted((a, b) => ended(a) - ended(b) || (b.from ?? '').localeCompare(a.from ?? ''))
}

/** Outward code and first inward digit, `NP20 9`; null where it is no postcode. */
export function postcodeSector(postcode: string | null): string | null {
  const [, outward, digit] = /^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d)[A-Z]{2}$/.exec((postcode ?? '').trim().toUpperCase()) ?? []
  return outward === undefined || digit === undefined ? null : `${outward} ${digit}`
}
