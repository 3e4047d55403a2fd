// FHIR dates may be known to the year, the month, the day or the moment. Nothing is made up: what is not known to the
// precision a field promises is null there.
import { DateTime } from 'luxon'
import { UTC_SECONDS, standsAsWritten } from '../wire.js'

const TO_THE_DAY = 10
const TO_THE_SECOND = 19

/** The day of a FHIR date or dateTime, where known to the day. A moment's day is the one in the United Kingdom. */
export function day(value: string | undefined): string | null {
  if (value === undefined) return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return standsAsWritten(value, TO_THE_DAY) ? value : null
  const moment = instant(value)
  return moment === null ? null : DateTime.fromISO(moment, { zone: 'Europe/London' }).toISODate()
}

/** The moment of a FHIR dateTime in UTC, where known to the second; FHIR requires an offset with a time. */
export function instant(value: string | undefined): string | null {
  if (value === undefined || !/T.*(Z|[+-]\d{2}:\d{2})$/.test(value)) return null
  if (UTC_SECONDS.test(value) && !value.includes('.') && standsAsWritten(value, TO_THE_SECOND)) return value
  const moment = DateTime.fromISO(value, { zone: 'utc' })
  return moment.isValid ? moment.toISO({ suppressMilliseconds: true }) : null
}

/** First and last day a date of birth may be, where only month or year is known. */
export function range(value: string | undefined): { earliest: string | null; latest: string | null } | null {
  if (value === undefined || !/^\d{4}(-\d{2})?$/.test(value)) return null
  const start = DateTime.fromISO(value, { zone: 'utc' })
  const end = start.endOf(value.length === 4 ? 'year' : 'month')
  return start.isValid ? { earliest: start.toISODate(), latest: end.toISODate() } : null
}
