// A generated set through the matcher as a stranger would run it: from CSV files, without an identifier, parameters learnt from them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eachPair } from '../../../src/children/identity/matching/blocking.js'
import { DEFAULT_MODEL } from '../../../src/children/identity/matching/default-model.js'
import { byProbability, linked, quality } from '../../../src/children/identity/matching/evaluate.js'
import type { Quality } from '../../../src/children/identity/matching/evaluate.js'
import { candidatesOf, createMatcher, matchAll } from '../../../src/children/identity/matching/match.js'
import { createTable } from '../../../src/children/identity/matching/table.js'
import type { Table } from '../../../src/children/identity/matching/table.js'
import { train } from '../../../src/children/identity/matching/train.js'
import { withoutOf } from '../../../src/cli/match/columns.js'
import { readPeople } from '../../../src/cli/match/read-people.js'
import { asCsv, truthOfIds } from './csv.js'
import { dsgen } from './generate.js'
import type { Harshness } from './generate.js'

const AS_IT_IS = { map: null, without: withoutOf([]), monthFirst: false }

export interface Read {
  readonly table: Table
  readonly split: number | null
  readonly truth: ReadonlySet<number>
}

/** One to one is two files, as FEBRL's fourth set is; several duplicates are one. */
export async function readSet(
  seed: number,
  how: Harshness,
  without: readonly string[] = ['soc_sec_id'],
): Promise<Read> {
  const { originals, duplicates } = dsgen(seed, how)
  const files = how.most === 1 ? [originals, duplicates] : [[...originals, ...duplicates]]
  const folder = await mkdtemp(join(tmpdir(), 'hafan-dsgen-'))
  const builder = createTable()
  const rows = new Map<string, number>()
  try {
    for (const [nth, file] of files.entries()) {
      await writeFile(join(folder, `${nth}.csv`), asCsv(file, without))
      const { rowOf } = await readPeople(join(folder, `${nth}.csv`), `${nth}.csv`, AS_IT_IS, builder)
      for (const [id, row] of rowOf) rows.set(id, row)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  const table = builder.done()
  const ids = files.map(file => file.map(({ rec_id: id = '' }) => id))
  const truth = truthOfIds(ids[0] ?? [], ids[1] ?? null).map(([one, other]) => {
    const [a, b] = [rows.get(one) ?? 0, rows.get(other) ?? 0]
    return Math.min(a, b) * table.size + Math.max(a, b)
  })
  return { table, split: how.most === 1 ? originals.length : null, truth: new Set(truth) }
}

export interface AtThreshold extends Quality {
  readonly least: number
}

export interface Evaluated {
  readonly rows: readonly AtThreshold[]
  readonly compared: number
  /** True pairs that no block had. */
  readonly lost: number
  readonly pairs: number
}

const LEAST = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999]

export function evaluateSet({ table, split, truth }: Read): Evaluated {
  const matcher = createMatcher(table, train(table, split, DEFAULT_MODEL), candidatesOf(table.size, split))
  const matched = matchAll(table, split, matcher)
  let found = 0
  eachPair(table, split, (a, b) => (found += Number(truth.has(a * table.size + b))))
  return {
    rows: LEAST.map(least => ({
      least,
      ...quality(linked(matched, table.size, split, matcher, byProbability(least)), truth),
    })),
    compared: matched.compared,
    lost: truth.size - found,
    pairs: truth.size,
  }
}
