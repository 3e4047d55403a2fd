// How well linking did, against the truth. Pairs that blocking never looked at are missed like any other.
import { assigned, groupsOf, oneToOne } from './groups.js'
import type { Matched, Matcher, Pair } from './match.js'

/** Which pairs a run links. */
export interface Linking {
  readonly joins: (pair: Pair) => boolean
  /** Nobody looks at the links: an unclear one is none, and a name that could be a twin's keeps records apart. */
  readonly careful: boolean
  /** Between two files: each record with one of the other at most, or with any number. */
  readonly many?: boolean
}

/** What is taken without anybody looking. */
export const BY_MATCH: Linking = { joins: ({ outcome }) => outcome === 'MATCH', careful: true }
export const byProbability = (least: number, many = false): Linking => ({
  joins: ({ probability }) => probability >= least,
  careful: false,
  many,
})

/** The pairs that are linked, rows as `a * size + b`, a < b: whole groups in one file, one with one between two. */
export function linked(
  { pairs }: Pick<Matched, 'pairs'>,
  size: number,
  split: number | null,
  matcher: Matcher,
  { joins, careful, many = false }: Linking,
): Set<number> {
  if (split === null) return pairsOfGroups(groupsOf(size, pairs, matcher, joins, careful))
  return new Set(between(pairs, joins, careful, many).map(({ a, b }) => a * size + b))
}

function between(pairs: readonly Pair[], joins: Linking['joins'], careful: boolean, many: boolean): readonly Pair[] {
  if (many) return pairs.filter(joins)
  if (!careful) return assigned(pairs, joins)
  const judged = oneToOne(pairs.map(pair => ({ ...pair, outcome: joins(pair) ? 'MATCH' : 'POSSIBLE' })))
  return judged.filter(({ outcome }) => outcome === 'MATCH')
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
