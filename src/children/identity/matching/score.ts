// A pair's evidence: bits for one person against strangers, taken down where a household explains it as well.
import { COMPARISONS, LEVELS, STRIDE } from './comparisons.js'
import type { ComparisonName } from './comparisons.js'
import type { Weights } from './weights.js'

export interface Step {
  readonly comparison: ComparisonName | 'prior' | 'household' | 'rule'
  readonly level: string
  readonly bits: number
}

const EXACT = 1
/** Below this the household is not asked: the pair is nobody's match anyway. */
const HOPELESS = -12

const log2Plus1 = (bits: number): number => (bits > 40 ? bits : Math.log2(1 + 2 ** bits))

/** The log2 odds that the rows `a` and `b` are one person. */
export type Score = (levels: Uint8Array, a: number, b: number) => number

export function createScore(weights: Weights): Score {
  const { bits, household, prior, householdPrior } = weights
  const count = COMPARISONS.length
  return (levels, a, b) => {
    let sum = prior
    for (let nth = 0; nth < count; nth += 1) {
      const level = levels[nth] ?? 0
      sum += bits[nth * STRIDE + level] ?? 0
      if (level === EXACT) sum += rarest(weights, nth, a, b)
    }
    if (sum < HOPELESS) return sum
    let home = householdPrior
    for (let nth = 0; nth < count; nth += 1) {
      const level = levels[nth] ?? 0
      home += household[nth * STRIDE + level] ?? 0
      if (level === EXACT) home += rarest(weights, nth, a, b)
    }
    return sum - log2Plus1(home)
  }
}

/** Where a second name agreed, the two rows' own differ: the less telling of them counts. */
const rarest = ({ rarity }: Weights, nth: number, a: number, b: number): number =>
  Math.min(rarity(nth, a), rarity(nth, b))

export const probability = (bits: number): number => 1 / (1 + 2 ** -bits)

/** The score, taken apart: what each comparison added or took. The bits add up to the score. */
export function waterfall(weights: Weights, levels: Uint8Array, a: number, b: number): Step[] {
  const steps: Step[] = [{ comparison: 'prior', level: 'BEFORE_LOOKING', bits: weights.prior }]
  for (const [nth, comparison] of COMPARISONS.entries()) {
    const level = levels[nth] ?? 0
    if (level === 0) continue
    const rare = level === EXACT ? rarest(weights, nth, a, b) : 0
    steps.push({
      comparison,
      level: LEVELS[comparison][level - 1] ?? '',
      bits: (weights.bits[nth * STRIDE + level] ?? 0) + rare,
    })
  }
  const sum = steps.reduce((total, { bits }) => total + bits, 0)
  const household = createScore(weights)(levels, a, b) - sum
  return household < -0.01
    ? [...steps, { comparison: 'household', level: 'COULD_BE_ANOTHER_CHILD', bits: household }]
    : steps
}
