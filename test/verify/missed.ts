// Tampers again and again, and counts what the verifier does not find, or finds without naming the row.
import type { Finding } from '../../src/verify/format.js'
import { newKey, verifyWorld, writeWorld } from './ledger.js'
import type { World } from './ledger.js'
import { TAMPERINGS, randomFrom, type Done } from './tamper.js'

export interface Tampered {
  readonly times: number
  /** What was done, of each that was not found or not named. */
  readonly missed: readonly string[]
  /** How many rows a finding speaks of at most. */
  readonly widest: number
}

const CHAINS = 3
const ROWS = 40
/** Rows between two checkpoints. */
const EVERY = 8

export async function tamper(times: number, seed: number): Promise<Tampered> {
  const random = randomFrom(seed)
  const key = newKey()
  const untouched = writeWorld(CHAINS, ROWS, EVERY, key)
  const clean = await verifyWorld(copyOf(untouched), key)
  if (clean.found > 0) throw new Error(`what nobody touched is found fault with: ${clean.findings[0]?.says ?? ''}`)
  const names = Object.keys(TAMPERINGS)
  const missed: string[] = []
  let widest = 0
  for (let time = 0; time < times; time += 1) {
    const name = names[time % names.length] ?? ''
    const world = copyOf(untouched)
    const done = TAMPERINGS[name]?.(world, random)
    const { findings } = await verifyWorld(world, key)
    const naming = done ? findings.filter(finding => isNamed(finding, done)) : []
    if (naming.length === 0) missed.push(`${name}: ${JSON.stringify(done)} but ${JSON.stringify(findings.slice(0, 3))}`)
    else widest = Math.max(widest, Math.min(...naming.map(({ from, to }) => to - from + 1)))
  }
  return { times, missed, widest }
}

const isNamed = ({ chain, from, to }: Finding, done: Done): boolean =>
  chain === done.chain && from <= done.to && to >= done.from

const copyOf = ({ heads, rows, files }: World): World => ({
  heads: [...heads],
  rows: [...rows],
  files: files.map(({ name, lines }) => ({ name, lines: [...lines] })),
})
