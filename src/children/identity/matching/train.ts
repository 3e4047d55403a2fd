// Parameters learnt from the data at hand without being told who is who: u from pairs taken at random, m by expectation and
// maximisation over the pairs that blocking finds (Fellegi and Sunter 1969; Winkler 1988). Pairs it does not find count as strangers.
import { COMPARISONS, LEVELS, STRIDE, at } from './comparisons.js'
import type { ComparisonName } from './comparisons.js'
import { eachPair } from './blocking.js'
import { createLevels } from './levels.js'
import type { LevelShares, Model } from './model.js'
import { COLUMN, WIDTH } from './table.js'
import type { Column, Table } from './table.js'
import { weightsOf } from './weights.js'

const AT_RANDOM = 100_000
const MOST_PATTERNS = 2_000_000
const ROUNDS = 25
/** Pairs that the parameters begun with count for, so that a small file cannot teach nonsense. */
const BELIEVED = 15
const LEAST_PER_RECORD = 0.000_01
const NEGLIGIBLE = 1e-9
const RADIX = COMPARISONS.map(name => LEVELS[name].length + 1)

/** `split` as in eachPair. Deterministic: the same data give the same parameters. */
export function train(table: Table, split: number | null, begun: Model): Model {
  const levelsOf = createLevels(table)
  const levels = new Uint8Array(COMPARISONS.length)
  const withChance = chance(table, split, begun, (a, b) => (levelsOf(a, b, levels), levels))
  const patterns = new Map<number, number>()
  eachPair(table, split, (a, b) => {
    levelsOf(a, b, levels)
    const key = patternOf(levels)
    const seen = patterns.get(key)
    if (seen !== undefined || patterns.size < MOST_PATTERNS) patterns.set(key, (seen ?? 0) + 1)
  })
  const seen = packed(patterns)
  const candidates = split === null ? Math.max(1, table.size - 1) / 2 : Math.max(1, table.size - split)
  const rows = split ?? table.size
  let model = withChance
  for (let round = 0; round < ROUNDS; round += 1) model = step(model, begun, table, seen, candidates, rows)
  return {
    ...model,
    name: `${begun.name}-trained`.slice(0, 100),
    from: `learnt from ${table.size} records without labels`,
  }
}

/** Pattern after pattern, in two blocks of memory: there may be millions. */
interface Patterns {
  readonly levels: Uint8Array
  readonly counts: Float64Array
}

function packed(patterns: ReadonlyMap<number, number>): Patterns {
  const levels = new Uint8Array(patterns.size * RADIX.length)
  const counts = new Float64Array(patterns.size)
  let place = 0
  for (const [key, count] of patterns) {
    levels.set(levelsIn(key), place * RADIX.length)
    counts[place++] = count
  }
  return { levels, counts }
}

function step(model: Model, begun: Model, table: Table, seen: Patterns, candidates: number, rows: number): Model {
  const { bits, household, prior, householdPrior } = weightsOf(model, table, candidates)
  const counts = new Float64Array(COMPARISONS.length * STRIDE)
  let [matches, homes] = [0, 0]
  for (let place = 0; place < seen.counts.length; place += 1) {
    const levels = seen.levels.subarray(place * RADIX.length, (place + 1) * RADIX.length)
    const count = seen.counts[place] ?? 0
    let [one, home] = [prior, householdPrior]
    for (let nth = 0; nth < levels.length; nth += 1) {
      one += bits[nth * STRIDE + (levels[nth] ?? 0)] ?? 0
      home += household[nth * STRIDE + (levels[nth] ?? 0)] ?? 0
    }
    const [match, other] = [2 ** Math.min(one, 200), 2 ** Math.min(home, 200)]
    const share = (count * match) / (1 + match + other)
    matches += share
    homes += (count * other) / (1 + match + other)
    // Most pairs are strangers beyond doubt, and teach nothing.
    if (share < NEGLIGIBLE) continue
    for (let nth = 0; nth < levels.length; nth += 1) {
      const where = nth * STRIDE + (levels[nth] ?? 0)
      counts[where] = (counts[where] ?? 0) + share
    }
  }
  const comparisons = mapLevels(model, (name, level, shares, index) => {
    const nth = at(name)
    const total = LEVELS[name].reduce((sum, _, one) => sum + (counts[nth * STRIDE + one + 1] ?? 0), 0)
    const first = begun.comparisons[name]?.[level]?.m ?? 0
    return { ...shares, m: ((counts[nth * STRIDE + index + 1] ?? 0) + BELIEVED * first) / (total + BELIEVED) }
  })
  const perRecord = (count: number): number => Math.min(100, Math.max(LEAST_PER_RECORD, count / Math.max(1, rows)))
  // In a file of its own duplicates a pair is found once for two records; `candidates` is halved for the same reason.
  return { ...model, comparisons, matchesPerRecord: perRecord(matches), householdPerRecord: perRecord(homes) }
}

/** u from random pairs; of exact agreement from the counts of the values, since random pairs hardly ever agree. */
function chance(
  table: Table,
  split: number | null,
  begun: Model,
  levelsOf: (a: number, b: number) => Uint8Array,
): Model {
  const counts = new Float64Array(COMPARISONS.length * STRIDE)
  let state = 1
  const next = (most: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
  for (let pair = 0; pair < AT_RANDOM && table.size > 1; pair += 1) {
    const a = next(split ?? table.size)
    const b = split === null ? next(table.size) : split + next(table.size - split)
    if (a === b || b >= table.size) continue
    for (const [nth, level] of levelsOf(a, b).entries())
      counts[nth * STRIDE + level] = (counts[nth * STRIDE + level] ?? 0) + 1
  }
  const comparisons = mapLevels(begun, (name, _, shares, index) => {
    const nth = at(name)
    const total = LEVELS[name].reduce((sum, _level, one) => sum + (counts[nth * STRIDE + one + 1] ?? 0), 0)
    const sampled = ((counts[nth * STRIDE + index + 1] ?? 0) + BELIEVED * shares.u) / (total + BELIEVED)
    const column = COUNTED[name]
    // Records of one person would make a value look common: at least the sampled and the counted share agree in large files.
    return { ...shares, u: index === 0 && column !== undefined ? meeting(table, column, shares.u) : sampled }
  })
  return { ...begun, comparisons }
}

const COUNTED: Partial<Record<ComparisonName, Column>> = {
  given: 'given',
  family: 'family',
  birth: 'birthDay',
  street: 'street',
  place: 'place',
}

/** How often two records taken at random have the same value in a column. */
function meeting({ cells, size }: Table, column: Column, begun: number): number {
  const counts = new Map<number, number>()
  for (let row = 0; row < size; row += 1) {
    const id = cells[row * WIDTH + COLUMN[column]] ?? 0
    if (id !== 0) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0)
  const pairs = [...counts.values()].reduce((sum, one) => sum + one * Math.max(0, one - 1), 0)
  return (pairs + BELIEVED * BELIEVED * begun) / (total * Math.max(1, total - 1) + BELIEVED * BELIEVED)
}

function mapLevels(
  model: Model,
  change: (name: ComparisonName, level: string, shares: LevelShares, index: number) => LevelShares,
): Model['comparisons'] {
  return Object.fromEntries(
    COMPARISONS.map(name => [
      name,
      Object.fromEntries(
        LEVELS[name].map((level, index) => [
          level,
          change(name, level, model.comparisons[name]?.[level] ?? { m: 1, u: 1, h: 1 }, index),
        ]),
      ),
    ]),
  )
}

/** Every level in one number, smaller than 2^53. */
function patternOf(levels: Uint8Array): number {
  let key = 0
  for (let nth = 0; nth < levels.length; nth += 1) key = key * (RADIX[nth] ?? 1) + (levels[nth] ?? 0)
  return key
}

function levelsIn(key: number): Uint8Array {
  const levels = new Uint8Array(RADIX.length)
  let rest = key
  for (let nth = RADIX.length - 1; nth >= 0; nth -= 1) {
    levels[nth] = rest % (RADIX[nth] ?? 1)
    rest = Math.floor(rest / (RADIX[nth] ?? 1))
  }
  return levels
}
