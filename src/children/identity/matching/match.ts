// Two sets of records against each other, or one against itself: the pairs that are, or may be, one person.
import { eachPair } from './blocking.js'
import type { PassCount } from './blocking.js'
import { COMPARISONS } from './comparisons.js'
import { createLevels } from './levels.js'
import type { Model } from './model.js'
import { createScore, waterfall } from './score.js'
import type { Step } from './score.js'
import type { Table } from './table.js'
import { createJudge } from './verdict.js'
import type { Outcome, Rule, Thresholds, Verdict } from './verdict.js'
import { weightsOf } from './weights.js'

export interface Pair {
  readonly a: number
  readonly b: number
  readonly bits: number
  readonly probability: number
  readonly outcome: Outcome
  readonly rule: Rule | null
  readonly certain: boolean
}

export interface Judged extends Verdict {
  readonly bits: number
  readonly levels: Uint8Array
}

export interface Matcher {
  /** `levels` is used again by the next call. */
  readonly judge: (a: number, b: number) => Judged
  /** What each comparison added or took; the bits add up to those of the pair. */
  readonly explain: (a: number, b: number) => readonly Step[]
}

/** `candidates`: the records each is compared with, all of them, not only those of its blocks. */
export function createMatcher(table: Table, model: Model, candidates: number, thresholds?: Thresholds): Matcher {
  const weights = weightsOf(model, table, candidates)
  const levelsOf = createLevels(table)
  const score = createScore(weights)
  const judge = createJudge(table, thresholds)
  const levels = new Uint8Array(COMPARISONS.length)
  return {
    judge(a, b) {
      levelsOf(a, b, levels)
      const bits = score(levels, a, b)
      // Written out: this runs for every pair, and a spread costs as much as the comparing.
      const { outcome, rule, certain, probability } = judge(levels, bits, a, b)
      return { outcome, rule, certain, probability, bits, levels }
    },
    explain(a, b) {
      levelsOf(a, b, levels)
      return waterfall(weights, levels, a, b)
    },
  }
}

export interface Matched {
  /** MATCH, MANY and POSSIBLE, the likeliest first. */
  readonly pairs: readonly Pair[]
  readonly compared: number
  readonly passes: readonly PassCount[]
  /** Pairs beyond what is kept: a file of one name, or of one number, has more than anybody could read. */
  readonly notKept: number
}

const KEPT_PER_RECORD = 80
/** POSSIBLE pairs leave this share of the place to those that are linked. */
const FOR_POSSIBLE = 0.5

/** `split` as in eachPair. */
export function matchAll(table: Table, split: number | null, matcher: Matcher): Matched {
  const pairs: Pair[] = []
  const most = KEPT_PER_RECORD * table.size + 1000
  let [compared, notKept] = [0, 0]
  const passes = eachPair(table, split, (a, b) => {
    compared += 1
    const { outcome, rule, certain, probability, bits } = matcher.judge(a, b)
    if (outcome === 'NONE') return
    const kept = outcome === 'POSSIBLE' ? FOR_POSSIBLE * most : most
    if (pairs.length >= kept) notKept += 1
    else pairs.push({ a, b, bits, probability, outcome, rule, certain })
  })
  pairs.sort(
    (one, other) =>
      Number(other.certain) - Number(one.certain) || other.bits - one.bits || one.a - other.a || one.b - other.b,
  )
  return { pairs, compared, passes, notKept }
}

export const candidatesOf = (size: number, split: number | null): number =>
  Math.max(1, split === null ? (size - 1) / 2 : Math.max(split, size - split))
