// Dates of birth as numbers: a day is YYYYMMDD, and every date also a first and a last day it can be.
import type { Birth } from './record.js'

export interface BirthCode {
  /** YYYYMMDD where a day is given, else 0. */
  readonly day: number
  /** Days since 1970 and 100,000: the first and last it can be; 0 where nothing is known, or the day is in no calendar. */
  readonly from: number
  readonly to: number
}

const NO_BIRTH: BirthCode = { day: 0, from: 0, to: 0 }

const OFFSET = 100_000
/** An estimate may be this far off: an age assessment is right to within a few years. */
const ESTIMATE_DAYS = 730
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days since 1970 + 100,000, or null for a date that no calendar has. */
function dayNumber(text: string): number | null {
  const [, year = '', month = '', day = ''] = DAY.exec(text) ?? []
  if (year === '' || Number(year) < 1800) return null
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const same = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
  return same ? Math.floor(at.getTime() / 86_400_000) + OFFSET : null
}

/** The year of a number of days as in BirthCode. */
export const yearOf = (days: number): number => new Date((days - OFFSET) * 86_400_000).getUTCFullYear()

/** Whether a text is a day of the calendar, `YYYY-MM-DD`, from 1800 on. */
export const isDay = (text: string): boolean => dayNumber(text) !== null

const YEARS = { first: 1850, last: 2100 } as const

/** A day that no calendar has, but for one part of it: somebody mistyped it. What has more wrong stands for "not known". */
function isMistyped(text: string): boolean {
  const [, year = '', month = '', day = ''] = DAY.exec(text) ?? []
  if (year === '') return false
  const wrong = [
    Number(year) < YEARS.first || Number(year) > YEARS.last,
    Number(month) < 1 || Number(month) > 12,
    Number(day) < 1 || Number(day) > 31,
  ]
  return wrong.filter(Boolean).length <= 1
}

/** A date that is none is compared digit by digit; one that cannot be meant, or runs backwards, is missing. */
export function birthCode(birth: Birth | undefined): BirthCode {
  if (birth === undefined) return NO_BIRTH
  const [from, to] = [dayNumber(birth.from), dayNumber(birth.to)]
  if (from === null && birth.from === birth.to && isMistyped(birth.from))
    return { day: Number(birth.from.replaceAll('-', '')), from: 0, to: 0 }
  if (from === null || to === null || from > to) return NO_BIRTH
  if (birth.estimated === true) return { day: 0, from: from - ESTIMATE_DAYS, to: to + ESTIMATE_DAYS }
  return { day: from === to ? Number(birth.from.replaceAll('-', '')) : 0, from, to }
}

export const BIRTH = {
  EXACT: 1,
  SWAPPED: 2,
  SLIP: 3,
  TWO_PARTS: 4,
  SAME_YEAR: 5,
  DIFFERENT: 6,
} as const
export const SPAN = { WITHIN_MONTHS: 1, WITHIN_YEAR: 2, WITHIN_YEARS: 3, NEAR: 4, DIFFERENT: 5 } as const

const MONTHS_WIDE = 100
const YEAR_WIDE = 366

/** The level of two precise days. */
function dayLevel(one: number, other: number): number {
  if (one === other) return BIRTH.EXACT
  const [year, month, day] = [Math.floor(one / 10_000), Math.floor(one / 100) % 100, one % 100]
  const [year2, month2, day2] = [Math.floor(other / 10_000), Math.floor(other / 100) % 100, other % 100]
  if (year === year2 && month === day2 && day === month2) return BIRTH.SWAPPED
  if (isDigitSlip(one, other)) return BIRTH.SLIP
  const parts = Number(year === year2) + Number(month === month2) + Number(day === day2)
  if (parts === 2) return BIRTH.TWO_PARTS
  return year === year2 ? BIRTH.SAME_YEAR : BIRTH.DIFFERENT
}

/** One digit wrong, or two neighbours the wrong way round. */
export function isDigitSlip(one: number, other: number): boolean {
  let [left, right, differing, before, leftBefore, rightBefore] = [one, other, 0, false, 0, 0]
  let swapped = false
  while (left > 0 || right > 0) {
    const [a, b] = [left % 10, right % 10]
    if (a !== b) {
      differing += 1
      if (differing > 2) return false
      swapped = differing === 2 && before && a === rightBefore && b === leftBefore
    }
    before = a !== b
    leftBefore = a
    rightBefore = b
    left = Math.floor(left / 10)
    right = Math.floor(right / 10)
  }
  return differing === 1 || swapped
}

/** The level of two days; 0 where one is missing or a span. The same mistake twice says nothing: it stands for something. */
export function birthLevel(a: BirthCode, b: BirthCode): number {
  if (a.day === 0 || b.day === 0) return 0
  return a.day === b.day && a.from === 0 ? 0 : dayLevel(a.day, b.day)
}

/** The level of two dates of which one is a span; 0 where one is missing. */
export function spanLevel(a: BirthCode, b: BirthCode): number {
  if (a.from === 0 || b.from === 0 || (a.day !== 0 && b.day !== 0)) return 0
  const apart = Math.max(a.from, b.from) - Math.min(a.to, b.to)
  if (apart > 0) return apart <= YEAR_WIDE ? SPAN.NEAR : SPAN.DIFFERENT
  const wide = Math.max(a.to - a.from, b.to - b.from)
  return wide <= MONTHS_WIDE ? SPAN.WITHIN_MONTHS : wide <= YEAR_WIDE ? SPAN.WITHIN_YEAR : SPAN.WITHIN_YEARS
}
