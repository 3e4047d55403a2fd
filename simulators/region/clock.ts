// Days and moments as the records write them. Inside the generator a moment is milliseconds, a day is text.

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const YEAR = 365.25 * DAY

/** `2026-02-11T22:05:00Z`. */
export const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** `2026-02-11`. */
export const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Midnight UTC of an ISO day, or the moment of an ISO time. */
export const at = (iso: string): number => Date.parse(iso)

/** Years lived, as a fraction. */
export const ageAt = (dateOfBirth: string, ms: number): number => (ms - at(dateOfBirth)) / YEAR

/** The school year (named by its September) a moment lies in. */
export function schoolYearOf(ms: number): number {
  const date = new Date(ms)
  return date.getUTCMonth() >= 8 ? date.getUTCFullYear() : date.getUTCFullYear() - 1
}

/** The September in which a child born that day enters reception: the one after the fourth birthday, cut at 31 August. */
export function receptionYear(dateOfBirth: string): number {
  const year = Number(dateOfBirth.slice(0, 4))
  return Number(dateOfBirth.slice(5, 7)) >= 9 ? year + 5 : year + 4
}

/** 0 is reception, 13 the last year; below 0 not yet at school. */
export const yearGroup = (dateOfBirth: string, ms: number): number => schoolYearOf(ms) - receptionYear(dateOfBirth)

/** Day and month the wrong way round; null where that gives no other day. */
export function swapDayAndMonth(isoDay: string): string | null {
  const month = isoDay.slice(5, 7)
  const date = isoDay.slice(8)
  return date !== month && date <= '12' ? `${isoDay.slice(0, 4)}-${date}-${month}` : null
}

/** The last weekdays in term up to a moment, newest first. August and the turn of the year have no school. */
export function schoolDays(nowMs: number, count: number): string[] {
  const days: string[] = []
  for (let ms = nowMs; days.length < count; ms -= DAY) {
    const date = new Date(ms)
    const month = date.getUTCMonth()
    const inMonth = date.getUTCDate()
    const holiday = month === 7 || (month === 11 && inMonth > 21) || (month === 0 && inMonth < 4)
    if (!holiday && date.getUTCDay() % 6 !== 0) days.push(day(ms))
  }
  return days
}
