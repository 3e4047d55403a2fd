import { describe, expect, it } from '@jest/globals'
import { createRates } from '../../../src/server/rates.js'
import type { Rates } from '../../../src/server/rates.js'

function rates(burst: number, perSecond: number): { readonly rates: Rates; wait(seconds: number): void } {
  let now = 5_000
  return { rates: createRates({ burst, perSecond }, () => now), wait: seconds => void (now += seconds * 1000) }
}

const LET_IN = null

describe('a rate', () => {
  it('lets a burst in, and then as much as time fills again', () => {
    const { rates: own, wait } = rates(3, 2)
    expect([1, 2, 3].map(() => own.take('a'))).toEqual([LET_IN, LET_IN, LET_IN])
    expect(own.take('a')).toMatchObject({ waitSeconds: 1 })
    wait(0.5)
    expect(own.take('a')).toBe(LET_IN)
    expect(own.take('a')).not.toBe(LET_IN)
  })

  it('is each caller’s own', () => {
    const { rates: own } = rates(1, 1)
    expect([own.take('a'), own.take('b')]).toEqual([LET_IN, LET_IN])
    expect(own.take('a')).not.toBe(LET_IN)
  })

  it('never holds more than a burst, however long nobody asked', () => {
    const { rates: own, wait } = rates(2, 10)
    own.take('a')
    wait(3_600)
    expect([1, 2, 3].map(() => own.take('a') === LET_IN)).toEqual([true, true, false])
  })

  it('lets what is dear in once, and says how long it takes to make up for it', () => {
    const { rates: own, wait } = rates(5, 2)
    expect(own.take('a')).toBe(LET_IN)
    expect(own.owe('a', 64)).toBe(LET_IN)
    expect(own.owe('a', 64)).toMatchObject({ waitSeconds: 31 })
    expect(own.take('a')).toMatchObject({ waitSeconds: 31 })
    wait(30)
    expect(own.take('a')).not.toBe(LET_IN)
    wait(2)
    expect(own.take('a')).toBe(LET_IN)
  })

  it('tells the first refusal of each minute from the rest', () => {
    const { rates: own, wait } = rates(1, 0.001)
    own.take('a')
    expect([1, 2, 3].map(() => own.take('a')?.first)).toEqual([true, false, false])
    wait(60)
    expect([1, 2].map(() => own.take('a')?.first)).toEqual([true, false])
  })

  it('forgets whoever has not asked for longest, so that inventing names costs no memory', () => {
    const { rates: own } = rates(1, 0.001)
    own.take('early')
    own.take('kept')
    for (let name = 0; name < 9_998; name += 1) own.take(`n${name}`)
    expect(own.take('kept')).not.toBe(LET_IN)
    own.take('one more')
    expect(own.take('kept')).not.toBe(LET_IN)
    expect(own.take('early')).toBe(LET_IN)
  })
})
