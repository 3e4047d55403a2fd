import { describe, expect, it } from '@jest/globals'
import { keptUntil, type KeepRule } from '../../src/hub/retention/due.js'

const rule = (clause: string, counted: KeepRule['counted'], years: number, kind = 'MIRAF'): KeepRule => ({
  ...{ clause, kind, counted, years },
})
const kept = { kind: 'MIRAF', lastAt: '2026-02-11T23:30:00Z', bornBy: '2012-02-29T12:00:00Z' }
const until = (rules: readonly KeepRule[], more: Partial<typeof kept> = {}) =>
  keptUntil({ ...kept, ...more }, rules, 'Europe/London')

describe('how long a kind of record is kept', () => {
  it('is to the end of the same day, by the last of its rules to run out', () => {
    const both = [rule('a', 'LAST_RECORD', 6), rule('b', 'BIRTH', 25), rule('c', 'LAST_RECORD', 90, 'EPISODES')]
    expect(until(both)).toEqual({ at: '2037-03-01T00:00:00.000Z', clauses: ['a', 'b'] })
    expect(until(both, { bornBy: '2000-01-01T12:00:00Z' })?.at).toBe('2032-02-12T00:00:00.000Z')
  })

  it('counts days of the hub’s zone: a summer evening in UTC is the next day', () => {
    expect(until([rule('a', 'LAST_RECORD', 1)], { lastAt: '2026-07-01T23:30:00Z' })?.at).toBe(
      '2027-07-02T23:00:00.000Z',
    )
    expect(until([rule('a', 'LAST_RECORD', 1)], { lastAt: '2026-07-01T22:30:00Z' })?.at).toBe(
      '2027-07-01T23:00:00.000Z',
    )
  })

  it('is for good where no rule is of its kind', () => {
    expect(until([rule('c', 'LAST_RECORD', 1, 'EPISODES')])).toBeNull()
  })
})
