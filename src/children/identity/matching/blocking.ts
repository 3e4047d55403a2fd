// Pairs worth comparing, each once, in bounded memory and close to linear time. What a bound leaves out is counted and told.
import { passesOf } from './blocking-keys.js'
import type { KeyPart, Pass } from './blocking-keys.js'
import type { Table } from './table.js'

export interface PassCount {
  readonly name: string
  readonly pairs: number
  /** Pairs of blocks that were too large and are not compared by this pass; another may still have them. */
  readonly leftOut: number
}

/** Hands on every pair of a block once, the smaller row first. `split`: rows before it are one side, the rest the other; null: one file. */
export function eachPair(table: Table, split: number | null, take: (a: number, b: number) => void): PassCount[] {
  const { passes, refine } = passesOf(table)
  const done: Float64Array[] = []
  const order = new Uint32Array(table.size)
  return passes.map(pass => {
    const keys = new Float64Array(table.size)
    let used = 0
    for (let row = 0; row < table.size; row += 1) {
      const key = keyOf(pass.parts, row)
      keys[row] = key
      if (key !== 0) order[used++] = row
    }
    const run = { keys, pass, refine, split, done, take, pairs: 0, leftOut: 0 }
    if (used > 0) blocks(run, order.subarray(0, used), 0)
    done.push(keys)
    return { name: pass.name, pairs: run.pairs, leftOut: run.leftOut }
  })
}

interface Run {
  readonly keys: Float64Array
  readonly pass: Pass
  readonly refine: readonly KeyPart[]
  readonly split: number | null
  /** The keys of earlier passes, as they were split: a pair that shares one was handed on already. */
  readonly done: readonly Float64Array[]
  readonly take: (a: number, b: number) => void
  pairs: number
  leftOut: number
}

/** Runs of equal keys, once sorted; within a run rows rise, so that the outcome does not hang on the sort. */
function blocks(run: Run, rows: Uint32Array, depth: number): void {
  const { keys } = run
  rows.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
  let start = 0
  for (let at = 1; at <= rows.length; at += 1) {
    if (at < rows.length && keys[rows[at] ?? 0] === keys[rows[start] ?? 0]) continue
    if (at - start > 1) block(run, rows.subarray(start, at), depth)
    start = at
  }
}

function block(run: Run, rows: Uint32Array, depth: number): void {
  const possible = pairsIn(rows, run.split)
  if (possible <= run.pass.most) return pairsOf(run, rows)
  const part = run.refine[depth]
  const before = run.pairs + run.leftOut
  if (part === undefined) {
    for (const row of rows) run.keys[row] = 0
    run.leftOut += possible
    return
  }
  let kept = 0
  for (const row of rows) {
    const value = part(row)
    run.keys[row] = value === 0 ? 0 : mix(run.keys[row] ?? 0, value)
    // The buffer is this block's own: rows that cannot be split further fall out of it.
    if (value !== 0) rows[kept++] = row
  }
  if (kept > 1) blocks(run, rows.subarray(0, kept), depth + 1)
  run.leftOut += Math.max(0, possible - (run.pairs + run.leftOut - before))
}

function pairsOf(run: Run, rows: Uint32Array): void {
  const { split, done, take } = run
  for (let i = 0; i < rows.length; i += 1) {
    const a = rows[i] ?? 0
    if (split !== null && a >= split) break
    for (let j = i + 1; j < rows.length; j += 1) {
      const b = rows[j] ?? 0
      if (split !== null && b < split) continue
      run.pairs += 1
      if (!wasTaken(done, a, b)) take(a, b)
    }
  }
}

function wasTaken(done: readonly Float64Array[], a: number, b: number): boolean {
  for (let nth = 0; nth < done.length; nth += 1) {
    const keys = done[nth]
    const key = keys?.[a]
    if (key !== 0 && key === keys?.[b]) return true
  }
  return false
}

function pairsIn(rows: Uint32Array, split: number | null): number {
  if (split === null) return (rows.length * (rows.length - 1)) / 2
  let left = 0
  while (left < rows.length && (rows[left] ?? 0) < split) left += 1
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

/** 53 bits, never 0: two keys meet by accident once in 10^15, and then a pair too many is compared. */
function mix(key: number, value: number): number {
  const low = Math.imul((key >>> 0) ^ Math.imul(value, 0x9e3779b1), 0x85ebca6b)
  const high = Math.imul((Math.floor(key / 2_097_152) >>> 0) ^ (value + 0x7f4a7c15), 0xc2b2ae35)
  const mixed = (low ^ (low >>> 15)) >>> 0
  return mixed * 2_097_152 + (((high ^ (high >>> 13)) >>> 0) & 0x1fffff) + 1
}
