// Pairs worth comparing, each once, in bounded memory and close to linear time. What a bound leaves out is counted and told.
import { passesOf } from './blocking-keys.js'
import type { KeyPart } from './blocking-keys.js'
import type { Table } from './table.js'

export interface PassCount {
  readonly name: string
  readonly pairs: number
  /** Pairs of blocks that were too large and are not compared by this pass; another may still have them. */
  readonly leftOut: number
}

/** Fresh pairs a file may have for each of its rows, all passes together; and what a small file may have at least. */
const PER_ROW = 20
const AT_LEAST = 2_000_000
/** What a pass may hand on for each row besides: about the pairs that are one person, which every pass has again. */
const PER_ROW_AND_PASS = 2
/** Blocks by a number that names one person are this small, or the number is no such number. */
const NARROW = 20_000
/** Pairs of such blocks for each row of a file, a pass: where every number is borne by many, the rest are chained. */
const PER_ROW_NARROW = 10

/** Hands on every pair of a block once, the smaller row first. `split`: rows before it are one side, the rest the other; null: one file. */
export function eachPair(table: Table, split: number | null, take: (a: number, b: number) => void): PassCount[] {
  const { size } = table
  const { passes, refine } = passesOf(table)
  const done: Uint32Array[] = []
  const chained = new Set<number>()
  const packed = new Float64Array(size)
  let left = Math.max(AT_LEAST, PER_ROW * size)
  return passes.map(({ name, parts, narrow }, nth) => {
    const keys = new Uint32Array(size)
    let used = 0
    for (let row = 0; row < size; row += 1) {
      const key = keyOf(parts, row)
      keys[row] = key
      if (key !== 0) packed[used++] = key * ROWS + row
    }
    if (used < 2) return { name, pairs: 0, leftOut: 0 }
    const rows = packed.subarray(0, used).sort()
    const allowance = PER_ROW_AND_PASS * size + left / (passes.length - nth)
    const most = narrow ? NARROW : mostWithin(allowance, rows, split)
    const inAll = narrow ? Math.max(AT_LEAST, PER_ROW_NARROW * size) : Infinity
    const run = { keys, most, inAll, refine, split, done, chained, take, pairs: 0, fresh: 0, leftOut: 0 }
    blocks(run, rows, 0)
    left = Math.max(0, left - run.fresh)
    done.push(keys)
    return { name, pairs: run.pairs, leftOut: run.leftOut }
  })
}

interface Run {
  readonly keys: Uint32Array
  /** Pairs that one block may have; a larger one is split by `refine`, and dropped where that does not help. */
  readonly most: number
  /** Once so many pairs have been handed on, a further block is a chain, which joins all its rows. */
  readonly inAll: number
  readonly refine: readonly KeyPart[]
  readonly split: number | null
  /** The keys of earlier passes, as they were split: a pair that shares one was handed on already. */
  readonly done: readonly Uint32Array[]
  /** Pairs that were handed on in a chain: their rows share no key, since the others of their block were not. */
  readonly chained: Set<number>
  readonly take: (a: number, b: number) => void
  pairs: number
  fresh: number
  leftOut: number
}

/** A key and its row in one number that sorts by both: numbers alone are sorted many times faster than by a function. */
const ROWS = 2 ** 24
const keyIn = (packed: number): number => Math.floor(packed / ROWS)
const rowIn = (packed: number): number => packed % ROWS

/** Runs of equal keys, of rows that are sorted; within a run rows rise. */
function eachBlock(rows: Float64Array, take: (block: Float64Array) => void): void {
  let start = 0
  for (let at = 1; at <= rows.length; at += 1) {
    if (at < rows.length && keyIn(rows[at] ?? 0) === keyIn(rows[start] ?? 0)) continue
    if (at - start > 1) take(rows.subarray(start, at))
    start = at
  }
}

/** The largest block that fits where blocks are taken from the smallest up. Small blocks say most, and no file takes longer than its rows. */
function mostWithin(allowance: number, rows: Float64Array, split: number | null): number {
  const sizes: number[] = []
  eachBlock(rows, block => sizes.push(pairsIn(block, split)))
  let [sum, most] = [0, 1]
  for (const pairs of Float64Array.from(sizes).sort()) {
    sum += pairs
    if (sum > allowance) break
    most = Math.max(most, pairs)
  }
  return most
}

const blocks = (run: Run, rows: Float64Array, depth: number): void => eachBlock(rows, rows => block(run, rows, depth))

function block(run: Run, rows: Float64Array, depth: number): void {
  const possible = pairsIn(rows, run.split)
  if (possible <= run.most) return run.pairs + possible <= run.inAll ? pairsOf(run, rows) : chain(run, rows, possible)
  const part = run.refine[depth]
  const before = run.pairs + run.leftOut
  if (part === undefined) {
    for (const packed of rows) run.keys[rowIn(packed)] = 0
    run.leftOut += possible
    return
  }
  let kept = 0
  for (const packed of rows) {
    const row = rowIn(packed)
    const value = part(row)
    const key = value === 0 ? 0 : mix(run.keys[row] ?? 0, value)
    run.keys[row] = key
    // The buffer is this block's own: rows that cannot be split further fall out of it.
    if (key !== 0) rows[kept++] = key * ROWS + row
  }
  if (kept > 1) blocks(run, rows.subarray(0, kept).sort(), depth + 1)
  run.leftOut += Math.max(0, possible - (run.pairs + run.leftOut - before))
}

/** About as many pairs as the block has rows: each with the next, or to and fro between the sides. */
function chain(run: Run, rows: Float64Array, possible: number): void {
  const { split } = run
  const all = Array.from(rows, rowIn)
  const [left, right] = split === null ? [all, all.slice(1)] : [all.filter(row => row < split), all.filter(row => row >= split)] // prettier-ignore
  const pairs = right.flatMap((row, nth) => [[left[Math.min(nth, left.length - 1)] ?? 0, row] as const])
  // Between two sides that alone would be pairs apart from each other, and the rest of a longer left side would be in none.
  if (split !== null)
    for (let nth = 1; nth < left.length; nth += 1)
      pairs.push([left[nth] ?? 0, right[Math.min(nth, right.length) - 1] ?? 0])
  for (const row of all) run.keys[row] = 0
  for (const [a, b] of pairs) {
    run.pairs += 1
    if (wasTaken(run, a, b)) continue
    run.chained.add(a * ROWS + b)
    run.fresh += 1
    run.take(a, b)
  }
  run.leftOut += possible - pairs.length
}

function pairsOf(run: Run, rows: Float64Array): void {
  const { split, take } = run
  for (let i = 0; i < rows.length; i += 1) {
    const a = rowIn(rows[i] ?? 0)
    if (split !== null && a >= split) break
    for (let j = i + 1; j < rows.length; j += 1) {
      const b = rowIn(rows[j] ?? 0)
      if (split !== null && b < split) continue
      run.pairs += 1
      if (wasTaken(run, a, b)) continue
      run.fresh += 1
      take(a, b)
    }
  }
}

function wasTaken({ done, chained }: Run, a: number, b: number): boolean {
  if (chained.size > 0 && chained.has(a * ROWS + b)) return true
  for (let nth = 0; nth < done.length; nth += 1) {
    const keys = done[nth]
    const key = keys?.[a]
    if (key !== 0 && key === keys?.[b]) return true
  }
  return false
}

function pairsIn(rows: Float64Array, split: number | null): number {
  if (split === null) return (rows.length * (rows.length - 1)) / 2
  let left = 0
  while (left < rows.length && rowIn(rows[left] ?? 0) < split) left += 1
  return left * (rows.length - left)
}

/** One number for all parts, 0 where any is missing. */
function keyOf(parts: readonly KeyPart[], row: number): number {
  let key = 1
  for (const part of parts) {
    const value = part(row)
    if (value === 0) return 0
    key = mix(key, value)
  }
  return key
}

/** 29 bits, never 0. Two keys that meet by accident make one block: pairs too many are compared, none is lost. */
function mix(key: number, value: number): number {
  let mixed = Math.imul(key ^ Math.imul(value, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) & 0x1fff_ffff || 1
}
