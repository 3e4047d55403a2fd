// How fast pairs are scored, and how time and memory grow with the size of two files.
import { COMPARISONS } from '../../src/children/identity/matching/comparisons.js'
import { DEFAULT_MODEL } from '../../src/children/identity/matching/default-model.js'
import { oneToOne } from '../../src/children/identity/matching/groups.js'
import { candidatesOf, createMatcher, matchAll } from '../../src/children/identity/matching/match.js'
import { createTable } from '../../src/children/identity/matching/table.js'
import type { Table } from '../../src/children/identity/matching/table.js'
import { eachPair } from '../../src/children/identity/matching/blocking.js'
import type { Measured } from '../figures.js'
import { chanceOf } from './random.js'
import { ukSet } from './uk.js'

/** Two files: every child's first record, and another record of the same children or of as many others. */
function twoFiles(seed: number, size: number): { readonly table: Table; readonly split: number } {
  const all = ukSet(seed, Math.ceil(size * 1.2))
  const seen = new Set<number>()
  const [left, right] = [all.slice(0, 0), all.slice(0, 0)]
  for (const one of all) {
    const side = seen.has(one.person) ? right : left
    seen.add(one.person)
    if (side.length < size) side.push(one)
  }
  const builder = createTable()
  for (const { record } of [...left, ...right]) builder.add(record)
  return { table: builder.done(), split: left.length }
}

const SECONDS = 3

/** Pairs a second on one core: blocked pairs and random ones in turn, from names to verdict. */
export async function measurePairs(): Promise<Measured> {
  const { table, split } = twoFiles(5, 10_000)
  const matcher = createMatcher(table, DEFAULT_MODEL, candidatesOf(table.size, split))
  const pairs: number[] = []
  const chance = chanceOf(6)
  eachPair(table, split, (a, b) => pairs.push(a, b, chance.int(split), split + chance.int(table.size - split)))
  const rounds: number[] = []
  let end = 0
  do {
    const started = performance.now()
    for (let nth = 0; nth < pairs.length; nth += 2) matcher.judge(pairs[nth] ?? 0, pairs[nth + 1] ?? 0)
    // The clock starts behind the first round, which is told apart.
    if (rounds.length === 0) end = performance.now() + SECONDS * 1000
    rounds.push(pairs.length / 2 / ((performance.now() - started) / 1000))
  } while (performance.now() < end)
  const [first = 0, ...later] = rounds
  const sorted = later.sort((one, other) => one - other)
  return {
    value: Math.round(sorted[Math.floor(sorted.length / 2)] ?? first),
    notes: [
      `${pairs.length / 2} pairs of ${COMPARISONS.length} comparisons; the first round, no name seen before: ${Math.round(first)} a second`,
    ],
  }
}

/** Seconds for 50,000 × 50,000, from records in memory to links; two smaller sizes beside it. */
export async function measureLink(): Promise<Measured> {
  const runs = [12_500, 25_000, 50_000].map(size => {
    const { table, split } = twoFiles(7, size)
    const [started, busy] = [performance.now(), process.cpuUsage()]
    const matched = matchAll(table, split, createMatcher(table, DEFAULT_MODEL, candidatesOf(table.size, split)))
    const links = oneToOne(matched.pairs).filter(({ outcome }) => outcome === 'MATCH').length
    const seconds = (performance.now() - started) / 1000
    // With others on the machine the clock says little, and this says how time grows.
    const cpu = process.cpuUsage(busy).user / 1e6
    return { size, rows: table.size, seconds, cpu, compared: matched.compared, links }
  })
  return {
    value: runs.at(-1)?.seconds ?? Number.NaN,
    notes: [
      ...runs.map(
        ({ size, rows, seconds, cpu, compared, links }) =>
          `${size} × ${size} (${rows} records): ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} of the processor, ${compared} pairs, ${links} links`,
      ),
      `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, the making of the records with it`,
    ],
  }
}
