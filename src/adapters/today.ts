// Which day it is where the agencies work: a record that ends "today" ends by their calendar, not by UTC's.
import { DateTime } from 'luxon'

/** The date in the United Kingdom at a moment, in milliseconds since the epoch: `2026-02-11`. */
export function today(now: number): string {
  return DateTime.fromMillis(now, { zone: 'Europe/London' }).toFormat('yyyy-MM-dd')
}
