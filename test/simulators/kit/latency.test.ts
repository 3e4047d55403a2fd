import { describe, expect, it } from '@jest/globals'
import { sampleLatency } from '../../../simulators/kit/latency.js'

/** A small seeded generator. */
const seeded = (seed: number) => (): number => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed / 2_147_483_647
}

describe('latency', () => {
  it('has the median and the 99th percentile of the system', () => {
    const random = seeded(7)
    const all = Array.from({ length: 20_000 }, () => sampleLatency({ p50: 250, p99: 3_000 }, random)).sort(
      (a, b) => a - b,
    )
    expect(all[10_000]).toBeGreaterThan(235)
    expect(all[10_000]).toBeLessThan(265)
    expect(all[19_800]).toBeGreaterThan(2_500)
    expect(all[19_800]).toBeLessThan(3_500)
  })
})
