import { afterEach, describe, expect, it } from '@jest/globals'
import { TryLater } from '../../../src/errors.js'
import { createLoad } from '../../../src/server/load.js'
import type { Load } from '../../../src/server/load.js'

let load: Load | undefined
afterEach(() => load?.stop())

function open(lags: number[], mostUnderWay = 100): { readonly load: Load; readonly told: boolean[] } {
  const told: boolean[] = []
  load = createLoad({
    mostLagMs: 100,
    mostUnderWay,
    onShedding: shedding => told.push(shedding),
    lag: () => lags.shift() ?? 0,
  })
  return { load, told }
}

const enters = (one: Load): boolean => {
  try {
    one.enter()()
    return true
  } catch (error) {
    if (error instanceof TryLater && error.code === 'OVERLOADED') return false
    throw error
  }
}

describe('a gateway with too much to do', () => {
  it('turns requests away after two seconds of lag, not after one', () => {
    const { load: one, told } = open([150, 150])
    one.look()
    expect(enters(one)).toBe(true)
    one.look()
    expect(enters(one)).toBe(false)
    expect(told).toEqual([true])
  })

  it('is not one that had a single long turn', () => {
    const { load: one, told } = open([900, 20, 900, 20])
    for (let second = 0; second < 4; second += 1) one.look()
    expect([enters(one), told]).toEqual([true, []])
  })

  it('takes requests again as soon as the lag is over, and says so once', () => {
    const { load: one, told } = open([200, 200, 200, 5])
    for (let second = 0; second < 4; second += 1) one.look()
    expect([enters(one), told]).toEqual([true, [true, false]])
  })

  it('turns requests away while as many are under way as it takes', () => {
    const { load: one } = open([], 2)
    const leave = one.enter()
    one.enter()
    expect([enters(one), one.underWay()]).toEqual([false, 2])
    leave()
    expect(enters(one)).toBe(true)
  })

  it('says when to come back, and is not recorded one by one', () => {
    const { load: one } = open([], 0)
    expect(() => one.enter()).toThrow(
      expect.objectContaining({ code: 'OVERLOADED', retryAfterSeconds: 2, recorded: false }),
    )
  })

  it('reads the lag of its own loop where it is given none', () => {
    load = createLoad({ mostLagMs: 100, mostUnderWay: 1, onShedding: () => undefined })
    load.look()
    expect(load.lagMs()).toBeGreaterThanOrEqual(0)
  })
})
