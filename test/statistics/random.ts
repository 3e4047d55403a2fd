// Random families and populations: small, skewed, with parts of parts, and with many counts about the edges.
import fc from 'fast-check'
import type { Counts, Family } from '../../src/statistics/family.js'
import type { Step } from '../../src/statistics/control/release.js'

export interface Cohort {
  readonly family: Family
  readonly months: readonly Counts[]
  readonly steps: readonly Step[]
}

const words = { en: '', cy: '' }
const partition = (id: string, of: string, size: number) => ({
  ...{ id, of, words },
  parts: Array.from({ length: size }, (_, at) => ({ id: String.fromCharCode(97 + at), words })),
})

/** Evenly spread, and the same each time: what is drawn to find faults leans to the ends, where nothing is given at all. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** Each month's people: the parts they are in, one of each way. */
export const cohorts: fc.Arbitrary<Cohort> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 2 }),
    nested: fc.constantFrom(0, 2, 3),
    quarters: fc.constantFrom(1, 1, 2),
    most: fc.constantFrom(12, 25, 60, 120),
    skew: fc.constantFrom(1, 2, 4),
    seed: fc.nat(),
  })
  .map(({ sizes, nested, quarters, most, skew, seed }) => {
    const partitions = sizes.map((size, at) => partition(`P${at}`, 'ALL', size))
    if (nested > 0) partitions.push(partition('N', 'P0.a', nested))
    const draw = numbers(seed)
    const pick = (size: number): string => String.fromCharCode(97 + Math.floor(draw() ** skew * size))
    const months = Array.from({ length: quarters * 3 }, () => {
      const counts: Record<string, number> = {}
      const add = (node: string): void => {
        counts[node] = (counts[node] ?? 0) + 1
      }
      for (let left = Math.floor((0.25 + 0.75 * draw()) * (most + 1)); left > 0; left -= 1) {
        add('ALL')
        sizes.forEach((size, at) => {
          const part = pick(size)
          add(`P${at}.${part}`)
          if (at === 0 && part === 'a' && nested > 0) add(`N.${pick(nested)}`)
        })
      }
      return counts
    })
    const steps = months.flatMap((_, month): Step[] => {
      const own = [{ id: `M${month}`, months: [month] }]
      if (month % 3 < 2) return own
      const quarter = { id: `Q${Math.floor(month / 3)}`, months: [month - 2, month - 1, month] }
      const all = { id: 'ALL', months: months.map((__, at) => at) }
      return [...own, quarter, ...(quarters > 1 && month === months.length - 1 ? [all] : [])]
    })
    return { family: { id: 'RANDOM', overTime: 'SUM', partitions }, months, steps }
  })
