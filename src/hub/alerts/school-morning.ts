// School mornings: every weekday, at a time in the hub's zone. Holidays are not known here; a digest of nobody is not sent.
import { DateTime } from 'luxon'

/** The last school morning that has come; `date` names it. */
export function lastSchoolMorning(
  at: Date,
  digestAt: string,
  zone: string,
): { readonly date: string; readonly moment: Date } {
  const [hour, minute] = digestAt.split(':').map(Number)
  const now = DateTime.fromJSDate(at, { zone })
  let morning = now.set({ hour: hour ?? 8, minute: minute ?? 0, second: 0, millisecond: 0 })
  while (morning > now || morning.weekday > FRIDAY) {
    morning = morning.minus({ days: 1 }).set({ hour: hour ?? 8, minute: minute ?? 0, second: 0, millisecond: 0 })
  }
  return { date: morning.toFormat('yyyy-MM-dd'), moment: morning.toJSDate() }
}

const FRIDAY = 5
