import { describe, expect, it } from '@jest/globals'
import { createNhsNumbers, nhsNumber, pncId, temporaryUpn, upn } from '../../../simulators/region/numbers.js'
import { isNhsNumber, isUpn } from './regions.js'

describe('identifiers', () => {
  it('completes the NHS numbers that the interface notes give', () => {
    expect([1, 2, 3, 4].map(n => nhsNumber(999_000_000 + n))).toEqual([
      '9990000018',
      '9990000026',
      '9990000034',
      '9990000042',
    ])
  })

  it('finds no digit for 999123456', () => {
    expect(nhsNumber(999_123_456)).toBeNull()
  })

  it('computes the pupil numbers that the interface notes give', () => {
    expect(upn('680', '4001', 2014, 1)).toBe('M680400114001')
    expect(upn('676', '4019', 2014, 42)).toBe('D676401914042')
    expect(upn('678', '4021', 2015, 3)).toBe('Y678402115003')
  })

  it('ends a temporary pupil number in a letter that the check letter covers', () => {
    const number = temporaryUpn('679', '2001', 2019, 57)
    expect(number).toMatch(/[A-Z]$/)
    expect(isUpn(number)).toBe(true)
  })

  it('gives the PNC check letters that are published', () => {
    expect(pncId(1979, 163_001)).toBe('1979/0163001B')
    expect(pncId(2025, 17)).toBe('2025/0000017Y')
  })

  it('never gives an NHS number twice', () => {
    const numbers = createNhsNumbers()
    const given = Array.from({ length: 30_000 }, () => numbers.next())
    expect(new Set(given).size).toBe(given.length)
    expect(given.every(isNhsNumber)).toBe(true)
    expect(given).not.toContain(numbers.byHand(1))
  })

  it('is checked by tests that do refuse a wrong digit and a wrong letter', () => {
    expect([
      isNhsNumber('9990000019'),
      isNhsNumber('9000000009'),
      isUpn('A680400114001'),
      isUpn('M681400114001'),
    ]).toEqual([false, false, false, false])
  })

  it('refuses a place that is not kept for a child made by hand', () => {
    expect(() => createNhsNumbers().byHand(99)).toThrow(RangeError)
  })
})
