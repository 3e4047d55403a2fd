import { describe, expect, it } from '@jest/globals'
import { BIRTH, birthCode, birthLevel, SPAN, spanLevel } from '../../../../src/children/identity/matching/birth.js'
import { born, compare, ffion } from './kit.js'

const day = (text: string) => birthCode({ from: text, to: text })
const span = (from: string, to: string, estimated = false) => birthCode({ from, to, estimated })

describe('a day that no calendar has', () => {
  it('is one slip from the day that was meant, and never equal to anything', () => {
    expect(birthLevel(day('2010-04-37'), day('2010-04-07'))).toBe(BIRTH.SLIP)
    expect(birthLevel(day('2010-13-07'), day('2010-12-07'))).toBe(BIRTH.SLIP)
    expect(birthLevel(day('2010-02-30'), day('2010-02-30'))).toBe(0)
  })

  it.each([['0000-00-00'], ['9999-99-99'], ['1900-00-00'], ['8010-04-45']])('%s stands for nothing known', text => {
    expect(day(text)).toEqual({ day: 0, from: 0, to: 0 })
  })

  it('still finds the child', () => {
    expect(compare(ffion, { ...ffion, ...born('2010-04-37') }).outcome).toBe('MATCH')
  })
})

describe('a span', () => {
  const year = span('2010-01-01', '2010-12-31')
  it.each([
    ['a day within its month', day('2010-04-07'), span('2010-04-01', '2010-04-30'), SPAN.WITHIN_MONTHS],
    ['its own year', year, year, SPAN.WITHIN_YEAR],
    ['an estimate', day('2010-04-07'), span('2009-01-01', '2009-12-31', true), SPAN.WITHIN_YEARS],
    ['the year after', year, span('2011-01-01', '2011-12-31'), SPAN.NEAR],
    ['another year', year, day('2013-04-07'), SPAN.DIFFERENT],
    ['nothing', year, birthCode(undefined), 0],
    ['a day that no calendar has', year, day('2010-04-37'), 0],
  ])('against %s', (_, one, other, level) => {
    expect(spanLevel(one, other)).toBe(level)
    expect(spanLevel(other, one)).toBe(level)
    expect(birthLevel(one, other)).toBe(0)
  })

  it('of the same year speaks for one child, of another against', () => {
    const of = (text: string) => ({ birth: { from: `${text}-01-01`, to: `${text}-12-31` } })
    const bits = (text: string) => compare({ ...ffion, ...of('2010') }, { ...ffion, ...of(text) }).bits
    const { birth: _, ...unknown } = ffion
    expect(bits('2010')).toBeGreaterThan(compare(unknown, unknown).bits)
    expect(bits('2015')).toBeLessThan(compare(unknown, unknown).bits)
  })
})
