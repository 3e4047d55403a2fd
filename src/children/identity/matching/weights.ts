// From parameters to bits of evidence: what each level adds or takes, names by how common they are.
import { COMPARISONS, LEVELS, STRIDE, at } from './comparisons.js'
import type { ComparisonName } from './comparisons.js'
import type { Model } from './model.js'
import { COLUMN, WIDTH } from './table.js'
import type { Column, Table } from './table.js'

export interface Weights {
  /** log2(m / u), comparison × STRIDE + level. */
  readonly bits: Float64Array
  /** log2(h / u): the same for two children of one household. */
  readonly household: Float64Array
  /** log2 of the odds that a pair taken at random is one person; and that it is of one household. */
  readonly prior: number
  readonly householdPrior: number
  /** What an exact agreement on this very value adds beyond that on a common one; rows may be of either side. */
  readonly rarity: (comparison: number, row: number) => number
}

const RARE: readonly (readonly [ComparisonName, Column])[] = [
  ['given', 'given'],
  ['family', 'family'],
  ['street', 'street'],
  ['place', 'place'],
]
/** Values that the model's own share counts for: a small table says little about how common a name is. */
const BELIEVED = 1000
const MOST_RARITY = 7

/** `candidates`: the records each is compared with. */
export function weightsOf(model: Model, table: Table, candidates: number): Weights {
  const rarities = new Map(RARE.map(([name, column]) => [at(name), rarityOf(model, name, column, table)]))
  const tables = COMPARISONS.map((_, nth) => rarities.get(nth))
  return { ...levelWeights(model, candidates), rarity: (comparison, row) => tables[comparison]?.(row) ?? 0 }
}

/** What lies in the model alone, whatever is compared. */
export function levelWeights(model: Model, candidates: number): Omit<Weights, 'rarity'> {
  const size = COMPARISONS.length * STRIDE
  const [bits, household] = [new Float64Array(size), new Float64Array(size)]
  for (const [nth, name] of COMPARISONS.entries())
    for (const [index, level] of LEVELS[name].entries()) {
      const { m, u, h } = model.comparisons[name]?.[level] ?? { m: 1, u: 1, h: 1 }
      bits[nth * STRIDE + index + 1] = ratio(m, u)
      household[nth * STRIDE + index + 1] = ratio(h, u)
    }
  return {
    bits,
    household,
    prior: Math.log2(model.matchesPerRecord / Math.max(1, candidates)),
    householdPrior: Math.log2(model.householdPerRecord / Math.max(1, candidates)),
  }
}

const LEAST = 1e-7
const ratio = (one: number, other: number): number => Math.log2(Math.max(one, LEAST) / Math.max(other, LEAST))

function rarityOf(
  model: Model,
  name: ComparisonName,
  column: Column,
  { cells, size, lexicon }: Table,
): (row: number) => number {
  const counts = new Uint32Array(lexicon.size())
  let total = 0
  for (let row = 0; row < size; row += 1) {
    const id = cells[row * WIDTH + COLUMN[column]] ?? 0
    if (id === 0) continue
    counts[id] = (counts[id] ?? 0) + 1
    total += 1
  }
  const usual = model.comparisons[name]?.['EXACT']?.u ?? 1
  const bits = new Float32Array(lexicon.size())
  for (let id = 1; id < counts.length; id += 1) {
    const share = ((counts[id] ?? 0) + BELIEVED * usual) / (total + BELIEVED)
    bits[id] = Math.max(-MOST_RARITY, Math.min(MOST_RARITY, Math.log2(usual / share)))
  }
  return row => bits[cells[row * WIDTH + COLUMN[column]] ?? 0] ?? 0
}
