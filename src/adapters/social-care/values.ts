// Dates, yes and no, and identifiers as social-care systems write them. Text that cannot be what it should be is
// MALFORMED: a wrong date shown as none would look like nothing recorded.
import { DateTime } from 'luxon'
import type { Records, Sex } from '../../types/index.js'
import { SourceFault } from '../transport.js'
import { UTC_SECONDS, standsAsWritten } from '../wire.js'

const ZONE = 'Europe/London'
const TO_THE_SECOND = 19
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** An ISO day. A moment becomes the day it was in this country: midnight in summer is 23:00 UTC of the day before. */
export function day(value: string | null): string | null {
  if (value === null || value === '') return null
  // Nearly every date is a bare day; a reading holds dozens, and a caseload thousands.
  if (DAY.test(value)) return isDay(value) ? value : malformed()
  return DateTime.fromISO(value, { zone: 'utc' }).setZone(ZONE).toISODate() ?? malformed()
}

function isDay(value: string): boolean {
  const [year = 0, month = 0, date = 0] = value.split('-').map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return date >= 1 && date <= length
}

/** A moment as ISO UTC. A bare day becomes its first moment in this country, the most that the source has said. */
export function moment(value: string | null): string | null {
  if (value === null || value === '') return null
  if (UTC_SECONDS.test(value) && standsAsWritten(value, TO_THE_SECOND)) return new Date(value).toISOString()
  const parsed = DateTime.fromISO(value, { zone: DAY.test(value) ? ZONE : 'utc' })
  return parsed.isValid ? parsed.toUTC().toISO() : malformed()
}

/** Whether something with this last day still holds. */
export const current = (until: string | null, on: string): boolean => until === null || until >= on

function malformed(): never {
  throw new SourceFault('MALFORMED')
}

/** `Y`, `N`, booleans; everything else, `NA` included, is not recorded. */
export function yesNo(value: string | boolean | null): Records.YesNo {
  if (value === true || value === 'Y') return 'YES'
  if (value === false || value === 'N') return 'NO'
  return 'NOT_RECORDED'
}

const SEXES: Readonly<Record<string, Sex>> = {
  FEMALE: 'FEMALE',
  MALE: 'MALE',
  INDETERMINATE: 'OTHER',
  UNKNOWN: 'UNKNOWN',
  F: 'FEMALE',
  M: 'MALE',
  U: 'UNKNOWN',
  // The 903 codes until 2023-24.
  '1': 'MALE',
  '2': 'FEMALE',
}

/** Sex as any of the systems codes it; null for none and for codes the gateway does not know. */
export const sexOf = (code: string | null): Sex | null => (code === null ? null : (SEXES[code.toUpperCase()] ?? null))

/** Without blanks; null for an empty one. */
export function plainNumber(value: string | null): string | null {
  const text = (value ?? '').replace(/\s/g, '').toUpperCase()
  return text === '' ? null : text
}

/** A unique pupil number; the codes UN1 to UN5 say why there is none. */
export function upnOf(value: string | null): string | null {
  const text = plainNumber(value)
  return text === null || /^UN\d$/.test(text) ? null : text
}

/** `NP20 9ZZ` as `NP20 9`; null for what is no postcode. */
export function postcodeSector(postcode: string | null): string | null {
  const match = /^([A-Z]{1,2}\d[A-Z\d]?)(\d)[A-Z]{2}$/.exec(plainNumber(postcode) ?? '')
  return match ? `${match[1] ?? ''} ${match[2] ?? ''}` : null
}
