// Random histories of a child's episodes, on the days the clocks change and on 29 February more often than chance has them.
import fc from 'fast-check'
import type { Standing } from '../../../src/hub/episode/episode.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** 2023-12-01 to 2028-04-30: two leap years, ten changes of the clocks. */
const FIRST = Date.parse('2023-12-01T00:00:00Z')
const MINUTES = (Date.parse('2028-04-30T00:00:00Z') - FIRST) / MINUTE
const ODD_DAYS = [
  '2024-02-29',
  '2024-03-31',
  '2024-10-27',
  '2025-03-30',
  '2025-10-26',
  '2026-03-29',
  '2026-10-25',
  '2028-02-29',
]

const iso = (ms: number): string => new Date(ms).toISOString()

/** Days at which a window of 90 ends that began on an odd day, and the odd days themselves, to the minute. */
const odd = fc
  .tuple(fc.constantFrom(...ODD_DAYS), fc.constantFrom(0, 89, 90, 91), fc.integer({ min: -90, max: 1_530 }))
  .map(([day, later, minute]) => iso(Date.parse(day) + later * DAY + minute * MINUTE))
const any = fc.integer({ min: 0, max: MINUTES }).map(minute => iso(FIRST + minute * MINUTE))
/** A few weeks, so that numbers are reached. */
const busy = fc
  .tuple(fc.constantFrom(...ODD_DAYS), fc.integer({ min: 0, max: 150 * 1_440 }))
  .map(([day, minute]) => iso(Date.parse(day) + (minute - 20_000) * MINUTE))

/** Noons of a few weeks, so that one moment is often another's as well. */
const noon = fc.integer({ min: 0, max: 60 }).map(day => iso(Date.parse('2026-03-01T12:00:00Z') + day * DAY))

export const moment = fc.oneof(odd, any, { weight: 3, arbitrary: noon }, { weight: 3, arbitrary: busy })

const TRIAGES = [
  { category: 'MISSING', risk: { level: 'LOW', label: null } },
  { category: 'ABSENT', reviewAt: null },
  { category: 'NO_FURTHER_ACTION', code: 'NOT_MISSING' },
  null,
] as const

export const standing: fc.Arbitrary<Omit<Standing, 'reference'>> = fc
  .record({
    reportedAt: moment,
    triage: fc.oneof({ weight: 6, arbitrary: fc.constant(TRIAGES[0]) }, fc.constantFrom(...TRIAGES)),
    end: fc.constantFrom(null, null, null, 'MERGED' as const),
    away: fc.option(fc.integer({ min: 1, max: 9_000 }), { nil: null }),
  })
  .map(({ reportedAt, triage, end, away }) => ({
    ...{ reportedAt, triage, end, mergedInto: end && 'E-0', risk: triage?.category === 'MISSING' ? triage.risk : null },
    foundAt: away === null ? null : iso(Date.parse(reportedAt) + away * MINUTE),
    ...{
      childId: 'c-1',
      incident: null,
      lastSeenAt: null,
      lastSeenPlace: null,
      missingFrom: null,
      placement: null,
      area: null,
      homeAuthority: null,
    },
    ...{ reports: 1, check: null, interview: null, assigned: null },
  }))

export const history: fc.Arbitrary<readonly Standing[]> = fc
  .array(standing, { maxLength: 25 })
  .map(episodes => episodes.map((one, index) => ({ ...one, reference: `E-${index}` })))
