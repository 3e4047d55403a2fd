import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Standing } from '../../../src/hub/episode/episode.js'
import { hubPolicy } from '../../../src/hub/policy.js'
import { CRITERIA, groupCriteria } from '../../../src/hub/thresholds/group.js'
import { meetingDue, reached } from '../../../src/hub/thresholds/reached.js'
import { children, differences } from './compare.js'
import { standing } from './histories.js'

const policy = hubPolicy.parse({})
const [base] = fc.sample(standing, 1)
if (!base) throw new Error('no sample')
const MISSING = { category: 'MISSING', risk: { level: 'LOW', label: null } } as const
const missing = (reportedAt: string, more: Partial<Standing> = {}): Standing => ({
  ...base,
  reference: reportedAt,
  reportedAt,
  triage: MISSING,
  end: null,
  foundAt: reportedAt,
  ...more,
})
const on = (...moments: readonly string[]): readonly Standing[] => moments.map(moment => missing(moment))
const numbers = (episodes: readonly Standing[]) => reached(episodes, policy).map(one => [one.at, one.episodes])

describe('thresholds', () => {
  it('are what brute force finds, on random histories', () => {
    fc.assert(
      fc.property(children, child => expect(differences(child)).toEqual([])),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['89 days', { thresholds: { meetings: [3, 5, 9].map(episodes => ({ episodes, withinDays: 89 })) } }],
    ['4 episodes', { thresholds: { meetings: [4, 5, 9].map(episodes => ({ episodes, withinDays: 90 })) } }],
    ['days of another zone', { timeZone: 'UTC' }],
    ['a meeting a day late', { thresholds: { meetingWithinDays: 8 } }],
  ])('differ where the rule had %s', (_fault, changed) => {
    const sample = fc.sample(children, { numRuns: 1_000, seed: 3 })
    expect(sample.flatMap(child => differences(child, hubPolicy.parse(changed))).length).toBeGreaterThan(0)
  })

  it('count dates, the first and the last among them: 90 and not 91', () => {
    expect(numbers(on('2026-01-01T12:00:00Z', '2026-01-02T12:00:00Z', '2026-03-31T12:00:00Z'))).toEqual([['2026-03-31T12:00:00Z', 3]]) // prettier-ignore
    expect(numbers(on('2026-01-01T12:00:00Z', '2026-01-02T12:00:00Z', '2026-04-01T12:00:00Z'))).toEqual([])
    // 2028 has a 29 February: the same dates are a day further apart.
    expect(numbers(on('2028-01-01T12:00:00Z', '2028-01-02T12:00:00Z', '2028-03-31T12:00:00Z'))).toEqual([])
  })

  it('count dates of the hub: after the clocks change, 23:30 in UTC is the next day', () => {
    expect(numbers(on('2026-01-01T12:00:00Z', '2026-03-01T12:00:00Z', '2026-03-31T22:30:00Z'))).toHaveLength(1)
    expect(numbers(on('2026-01-01T12:00:00Z', '2026-03-01T12:00:00Z', '2026-03-31T23:30:00Z'))).toEqual([])
  })

  it('count MISSING only, and a merged report once', () => {
    const two = on('2026-01-01T12:00:00Z', '2026-01-02T12:00:00Z')
    const others: readonly Partial<Standing>[] = [
      { triage: { category: 'ABSENT', reviewAt: null } },
      { triage: { category: 'NO_FURTHER_ACTION', code: 'OTHER' } },
      { triage: null },
      { end: 'MERGED' },
    ]
    for (const other of others) expect(numbers([...two, missing('2026-01-03T12:00:00Z', other)])).toEqual([])
    expect(numbers([...two, missing('2026-01-03T12:00:00Z')])).toHaveLength(1)
  })

  it('owe one meeting, for the highest number, until one is held; a person may call one sooner', () => {
    const days = ['01', '02', '03', '04', '05'].map(day => `2026-03-${day}T12:00:00Z`)
    const due = (calls: readonly string[], meetings: readonly string[]) =>
      meetingDue({ episodes: on(...days), calls: calls.map(at => ({ at })), meetings: meetings.map(heldAt => ({ heldAt })) }, policy) // prettier-ignore
    expect(due([], [])).toEqual({ dueAt: '2026-03-11T00:00:00.000Z', since: '2026-03-03T12:00:00Z', episodes: 5, called: false }) // prettier-ignore
    expect(due([], ['2026-03-04T09:00:00Z'])).toMatchObject({ dueAt: '2026-03-13T00:00:00.000Z', episodes: 5 })
    expect(due([], ['2026-03-05T12:00:00Z'])).toBeNull()
    expect(due(['2026-03-28T20:00:00Z'], ['2026-03-06T12:00:00Z'])).toEqual({
      dueAt: '2026-03-29T23:00:00.000Z',
      since: '2026-03-28T20:00:00Z',
      episodes: null,
      called: true,
    })
  })

  it('take time in proportion to the history', () => {
    const read = (count: number) => {
      let reads = 0
      const watched = Array.from({ length: count }, (_, index) => {
        const episode = missing(new Date(Date.parse('2026-01-01') + index * 3_600_000).toISOString())
        return new Proxy(episode, {
          get: (target, key, self): unknown => ((reads += 1), Reflect.get(target, key, self)),
        })
      })
      reached(watched, policy)
      return reads
    }
    expect(read(4_000)).toBeLessThan(read(1_000) * 4.5)
  })
})

describe('the multi-agency group', () => {
  const criteria = (episodes: readonly Standing[], concerns: readonly string[] = [], at = '2026-03-31T12:00:00Z') =>
    groupCriteria({ episodes, concerns: concerns.map(one => ({ at: one })) }, at, policy).map(one => [
      one.code,
      one.since,
    ])

  it('looks at a child who is often missing, since the third time', () => {
    const often = on('2026-01-01T12:00:00Z', '2026-02-01T12:00:00Z', '2026-03-01T12:00:00Z')
    expect(criteria(often)).toEqual([['OFTEN_MISSING', '2026-03-01T12:00:00Z']])
    expect(criteria(often, [], '2026-04-01T12:00:00Z')).toEqual([])
  })

  it('looks at a child who is missing for 72 hours, or was of late', () => {
    const away = { foundAt: null }
    expect(criteria([missing('2026-03-28T12:00:00Z', away)])).toEqual([['LONG_MISSING', '2026-03-31T12:00:00.000Z']])
    expect(criteria([missing('2026-03-28T12:00:01Z', away)])).toEqual([])
    expect(criteria([missing('2025-01-01T12:00:00Z', away)])).toHaveLength(1)
    expect(criteria([missing('2025-01-01T12:00:00Z', { foundAt: '2025-02-01T12:00:00Z' })])).toEqual([])
  })

  it('looks at a child of whom a professional says so', () => {
    expect(criteria([], ['2026-03-30T12:00:00Z', '2026-02-01T12:00:00Z'])).toEqual([['PROFESSIONAL_CONCERN', '2026-02-01T12:00:00Z']]) // prettier-ignore
    expect(criteria([], ['2026-03-31T12:00:01Z', '2025-03-30T12:00:00Z'])).toEqual([])
    expect(Object.values(CRITERIA).every(({ en, cy }) => en !== '' && cy !== '' && en !== cy)).toBe(true)
  })
})
