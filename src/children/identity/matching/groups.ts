// From pairs to people: who is linked with whom, without one person's records leading on to another's.
import { contradicts, excludes } from './verdict.js'
import type { Matcher, Pair } from './match.js'

/** A group larger than this is no person: it grows no further. */
const MOST_IN_A_GROUP = 60

/**
 * Group of each row. Pairs are taken from the likeliest down; two groups become one only where no record of the one contradicts one of
 * the other, and where all their pairs together speak for it. `joins` says which pairs may join at all; `careful`, whether a name that
 * could be a twin's contradicts whatever the sum says, as where links are made without anybody looking.
 */
export function groupsOf(
  size: number,
  pairs: readonly Pair[],
  matcher: Matcher,
  joins: (pair: Pair) => boolean,
  careful = true,
): Int32Array {
  const group = Int32Array.from({ length: size }, (_, row) => row)
  const members = new Map<number, number[]>()
  const rowsOf = (row: number): number[] => members.get(group[row] ?? row) ?? [row]
  for (const pair of pairs) {
    if (!joins(pair) || group[pair.a] === group[pair.b]) continue
    const [one, other] = [rowsOf(pair.a), rowsOf(pair.b)]
    if (one.length + other.length > MOST_IN_A_GROUP || !agree(one, other, matcher, careful)) continue
    const into = Math.min(group[pair.a] ?? 0, group[pair.b] ?? 0)
    members.set(into, [...one, ...other])
    for (const row of [...one, ...other]) group[row] = into
  }
  return group
}

const MOST_BITS = 15

function agree(one: readonly number[], other: readonly number[], matcher: Matcher, careful: boolean): boolean {
  if (one.length === 1 && other.length === 1) return true
  let sum = 0
  for (const a of one)
    for (const b of other) {
      const judged = matcher.judge(Math.min(a, b), Math.max(a, b))
      if (careful ? contradicts(judged.levels, judged) : excludes(judged)) return false
      sum += judged.certain ? MOST_BITS : Math.max(-MOST_BITS, Math.min(MOST_BITS, judged.bits))
    }
  return sum > 0
}

/** Bits by which the likeliest must lead, or a record that several match is MANY and linked with none. */
const CLEAR_LEAD = 8

/** Between two files that have each person once: a record linked with one at most. Where the lead is not clear, MANY. */
export function oneToOne(pairs: readonly Pair[]): Pair[] {
  const best = new Map<number, Pair>()
  const rival = new Map<number, Pair>()
  const matches = pairs.filter(({ outcome }) => outcome === 'MATCH')
  for (const pair of matches)
    for (const row of [pair.a, pair.b])
      if (!best.has(row)) best.set(row, pair)
      else if (!rival.has(row)) rival.set(row, pair)
  const leads = (pair: Pair, row: number): 'YES' | 'NO' | 'UNCLEAR' => {
    const [first, second] = [best.get(row), rival.get(row)]
    if (first === undefined || second === undefined) return 'YES'
    const clear = first.certain !== second.certain || (!first.certain && first.bits - second.bits >= CLEAR_LEAD)
    return !clear ? 'UNCLEAR' : first === pair ? 'YES' : 'NO'
  }
  return pairs.map(pair => {
    if (pair.outcome !== 'MATCH') return pair
    const both = [leads(pair, pair.a), leads(pair, pair.b)]
    if (both.includes('NO')) return { ...pair, outcome: 'POSSIBLE' }
    return both.includes('UNCLEAR') ? { ...pair, outcome: 'MANY' } : pair
  })
}

/** The likeliest pairs of which no record is in another: as many links as two files can have where somebody measures, or looks at each. */
export function assigned(pairs: readonly Pair[], joins: (pair: Pair) => boolean): Pair[] {
  const taken = new Set<number>()
  return pairs.filter(pair => {
    if (!joins(pair) || taken.has(pair.a) || taken.has(pair.b)) return false
    taken.add(pair.a).add(pair.b)
    return true
  })
}
