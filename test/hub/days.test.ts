// The days of a zone, as its calendar has them, however often they are asked for.
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { dayNumber, dayOf, endOf } from '../../src/hub/days.js'

const ZONES = ['Europe/London', 'America/St_Johns', 'Pacific/Kiritimati', 'Asia/Beirut', 'utc']
const moment = fc.integer({ min: Date.parse('2019-01-01'), max: Date.parse('2032-01-01') })

describe('a day of the hub', () => {
  it('is the date of its own zone, and is over where the next begins', () => {
    const property = fc.property(fc.constantFrom(...ZONES), moment, (zone, ms) => {
      const at = DateTime.fromMillis(ms, { zone })
      const day = dayOf(new Date(ms).toISOString(), zone)
      expect(day).toBe(dayNumber(at.toISODate() ?? ''))
      expect(endOf(day, zone)).toBe(at.startOf('day').plus({ days: 1 }).startOf('day').toUTC().toISO())
      expect(dayOf(endOf(day, zone), zone)).toBe(day + 1)
    })
    fc.assert(property, { numRuns: 300 })
  })

  it('is as long as the clocks make it', () => {
    const hours = (date: string): number =>
      (Date.parse(endOf(dayNumber(date), 'Europe/London')) - Date.parse(endOf(dayNumber(date) - 1, 'Europe/London'))) /
      3_600_000
    expect(['2026-03-29', '2026-03-30', '2026-10-25'].map(hours)).toEqual([23, 24, 25])
  })
})
