import { describe, expect, it } from '@jest/globals'
import { hasSettled, isOver, parsePeriod, upTo } from '../../src/statistics/periods.js'

const period = (text: string) => {
  const found = parsePeriod(text)
  if (!found) throw new Error(text)
  return found
}
const ZONE = 'Europe/London'

describe('a period', () => {
  it('is a whole month, quarter or year, or a run of months that is said to be one', () => {
    expect(period('2026-Q2')).toMatchObject({ from: '2026-04', to: '2026-06', isWhole: true })
    expect(period('2013-03..2014-04')).toMatchObject({ from: '2013-03', to: '2014-04', isWhole: false })
    for (const text of [
      '2026-00',
      '2026-Q0',
      '1999',
      '26',
      '2026-1',
      '2014-04..2013-03',
      '2000-01..2026-01',
      '2026-01..',
      ' 2026',
    ])
      expect([text, parsePeriod(text)]).toEqual([text, null])
  })

  it('is over by the clock of the hub, and settled 14 days later', () => {
    const june = period('2026-06')
    // Midnight in London is 23:00 in UTC.
    expect(isOver(june, new Date('2026-06-30T22:59:59Z'), ZONE)).toBe(false)
    expect(isOver(june, new Date('2026-06-30T23:00:00Z'), ZONE)).toBe(true)
    expect(hasSettled(june, new Date('2026-07-14T22:59:59Z'), ZONE)).toBe(false)
    expect(hasSettled(june, new Date('2026-07-14T23:00:00Z'), ZONE)).toBe(true)
  })

  it('comes after all that end before it', () => {
    expect(upTo(period('2026-Q1')).map(({ id }) => id)).toEqual(['2026-01', '2026-02', '2026-03', '2026-Q1'])
    expect(
      upTo(period('2026-04'))
        .map(({ id }) => id)
        .at(-1),
    ).toBe('2026-04')
    expect(upTo(period('2026')).length).toBe(17)
  })
})
