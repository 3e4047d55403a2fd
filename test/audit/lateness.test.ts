// How long ago the last checkpoint was written, counted; and when that is too long.
import { describe, expect, it } from '@jest/globals'
import { createLateness } from '../../src/audit/witness.js'

const FOUR_HOURS = 4 * 3_600_000

describe('checkpoints', () => {
  it('are counted, those written and those not, from none', () => {
    let now = 1_000
    const lateness = createLateness(() => now)
    expect(lateness.state()).toEqual({ written: 0, failed: 0, sinceMs: 0, overdue: false })
    now += 5
    lateness.failed()
    lateness.failed()
    expect(lateness.state()).toEqual({ written: 0, failed: 2, sinceMs: 5, overdue: false })
    lateness.written()
    expect(lateness.state()).toEqual({ written: 1, failed: 2, sinceMs: 0, overdue: false })
  })

  it('are overdue after four hours, to the millisecond, until one is written', () => {
    let now = 7
    const lateness = createLateness(() => now)
    now += FOUR_HOURS
    expect(lateness.state().overdue).toBe(false)
    now += 1
    expect(lateness.state()).toMatchObject({ overdue: true, sinceMs: FOUR_HOURS + 1 })
    lateness.failed()
    expect(lateness.state().overdue).toBe(true)
    lateness.written()
    expect(lateness.state()).toMatchObject({ overdue: false, sinceMs: 0 })
  })
})
