// How well linking did, against the truth. Pairs that blocking never looked at are missed like any other.
import { groupsOf, oneToOne } from './groups.js'
import type { Matched, Matcher, Pair } from './match.js'

/** The pairs a run links: joined groups in one file, one with one between two. Rows as `a * size + b`, a < b. */
export function linked(
  { pairs }: Pick<Matched, 'pairs'>,
  size: number,
  split: number | null,
  matcher: Matcher,
  joins: (pair: Pair) => boolean,
  careful = true,
): Set<number> {
  if (split === null) return pairsOfGroups(groupsOf(size, pairs, matcher, joins, careful))
  const judged = oneToOne(pairs.map(pair => ({ ...pair, outcome: joins(pair) ? 'MATCH' : 'POSSIBLE' })))
  return new Set(judged.filter(({ outcome }) => outcome === 'MATCH').map(({ a, b }) => a * size + b))
}

export function pairsOfGroups(groups: Int32Array): Set<number> {
  const members = new Map<number, number[]>()
  for (const [row, group] of groups.entries()) members.set(group, [...(members.get(group) ?? []), row])
  const found = new Set<number>()
  for (const rows of members.values())
    for (const [nth, a] of rows.entries()) for (const b of rows.slice(nth + 1)) found.add(a * groups.length + b)
  return found
}

export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Nothing found is precise by convention: there is no pair that is wrong. */
export function quality(found: ReadonlySet<number>, truth: ReadonlySet<number>): Quality {
  let right = 0
  for (const pair of found) if (truth.has(pair)) right += 1
  const precision = found.size === 0 ? 1 : right / found.size
  const recall = truth.size === 0 ? 1 : right / truth.size
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

export interface CalibrationRow {
  readonly from: number
  readonly to: number
  readonly pairs: number
  readonly predicted: number
  readonly observed: number
}

const EDGES = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1.0000001]

/** Of the pairs given so much of a chance, how many were one person. */
export function calibration(pairs: readonly Pair[], size: number, truth: ReadonlySet<number>): CalibrationRow[] {
  return EDGES.slice(1).map((to, nth) => {
    const from = EDGES[nth] ?? 0
    const within = pairs.filter(({ probability }) => probability >= from && probability < to)
    const share = (sum: number): number => (within.length === 0 ? Number.NaN : sum / within.length)
    return {
      from,
      to: Math.min(1, to),
      pairs: within.length,
      predicted: share(within.reduce((sum, { probability }) => sum + probability, 0)),
      observed: share(within.filter(({ a, b }) => truth.has(a * size + b)).length),
    }
  })
}
