// The identity index filled with an invented region, and searched as people search.
import pg from 'pg'
import { randomUUID } from 'node:crypto'
import { HafanError } from '../../src/errors.js'
import { MOST_DECIDED } from '../../src/server/operation/find-due.js'
import { testDatabase } from '../../test/support/database.js'
import type { TestDatabase } from '../../test/support/database.js'
import type { Measured } from '../figures.js'
import { theWay } from './find-way.js'
import { demographicsOf, searchesFor } from './searches.js'
import { ukSet } from './uk.js'
import type { UkRecord } from './uk.js'

/** Tokens and weights were looked at on seeds 11 and 12 alone. */
const [REGION_SEED, SEARCH_SEED] = [20_261_201, 20_261_202]
const CHILDREN = 50_000
const SEARCHES = 1_000
const SOURCE = 'invented'
const SHOWN = 5

export interface FindResult {
  readonly p95: number
  readonly recall: number
  readonly notes: readonly string[]
}

export async function measureFind(
  regionSeed: number,
  searchSeed: number,
  children: number,
  searches: number,
): Promise<FindResult> {
  const { searches: asking, rest: all } = searchesFor(ukSet(regionSeed, children), searchSeed, searches)
  const database = await testDatabase()
  try {
    const started = performance.now()
    const childOf = await fill(database, all)
    const search = theWay(database, SOURCE)
    let refused = 0
    const filled = (performance.now() - started) / 1000
    const taken: {
      readonly ms: number
      readonly rank: number
      readonly slips: readonly string[]
    }[] = []
    for (const { person, asked, slips } of asking) {
      const begun = performance.now()
      const told = await search(asked).catch((error: unknown) => {
        if (error instanceof HafanError && error.code === 'TOO_LITTLE_TO_SEARCH') return null
        throw error
      })
      const ms = performance.now() - begun
      if (told === null) refused += 1
      else taken.push({ ms, slips, rank: told.indexOf(childOf.get(person) ?? '') })
    }
    const found = (some: typeof taken): number =>
      some.filter(({ rank }) => rank >= 0 && rank < SHOWN).length / some.length
    const kinds = [...new Set(taken.flatMap(({ slips }) => slips))].map(kind => {
      const own = taken.filter(({ slips }) => slips.includes(kind))
      return `${kind} ${(100 * found(own)).toFixed(1)}`
    })
    const times = sorted(taken.map(({ ms }) => ms))
    const at = (of: readonly number[], share: number): string =>
      (of[Math.floor((of.length - 1) * share)] ?? 0).toFixed(1)
    return {
      p95: Number(at(times, 0.95)),
      recall: 100 * found(taken),
      notes: [
        `${children} children, ${all.length} records, filled in ${filled.toFixed(0)} s; ${await sizeOf(database)}`,
        `whole search p50 ${at(times, 0.5)} p95 ${at(times, 0.95)} p99 ${at(times, 0.99)} most ${at(times, 1)} ms; ${refused} of ${asking.length} refused as too little to search`,
        `first ${((100 * taken.filter(({ rank }) => rank === 0).length) / taken.length).toFixed(1)} %, among ${SHOWN} ${(100 * found(taken)).toFixed(1)} %, among ${MOST_DECIDED} ${((100 * taken.filter(({ rank }) => rank >= 0).length) / taken.length).toFixed(1)} %`,
        `among ${SHOWN}, with: ${kinds.join(', ')}`,
      ],
    }
  } finally {
    await database.stop()
  }
}

const sorted = (of: number[]): number[] => of.sort((one, other) => one - other)
const CHUNK = 500

/** Children and links by hand, entries as the gateway writes them; the list of tokens is made once they are there. */
async function fill({ store, url }: TestDatabase, all: readonly UkRecord[]): Promise<ReadonlyMap<number, string>> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=hafan' })
  await client.connect()
  try {
    const childOf = new Map(all.map(({ person }) => [person, randomUUID()]))
    const rows = all.map(({ person, record }, nth) => ({
      ...{ childId: childOf.get(person) ?? '', sourceId: SOURCE, recordId: String(nth) },
      ...{ demographics: demographicsOf(record), seenAt: '2026-01-01T00:00:00.000Z' },
    }))
    const { rows: made } = await client.query<{ indexdef: string }>(
      `select indexdef from pg_indexes where indexname = 'identity_index_tokens'`,
    )
    await client.query('insert into child (id) select unnest($1::uuid[])', [[...childOf.values()]])
    await client.query(
      `insert into link (source_id, record_id, child_id, how, confirmed_at, protected)
       select 'invented', record_id, child_id, 'NHS_NUMBER', now(), false from unnest($1::text[], $2::uuid[]) as t (record_id, child_id)`,
      [rows.map(({ recordId }) => recordId), rows.map(({ childId }) => childId)],
    )
    await client.query('drop index identity_index_tokens')
    for (let at = 0; at < rows.length; at += CHUNK) await store.identityIndex.refresh(rows.slice(at, at + CHUNK))
    await client.query(made[0]?.indexdef ?? '')
    await client.query('analyze')
    return childOf
  } finally {
    await client.end()
  }
}

async function sizeOf({ url }: TestDatabase): Promise<string> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=hafan' })
  await client.connect()
  try {
    const { rows } = await client.query<{ text: string }>(
      `select format('table %s, tokens %s, %s tokens a record', pg_size_pretty(pg_table_size('identity_index')),
        pg_size_pretty(pg_relation_size('identity_index_tokens')), (select round(avg(cardinality(tokens)), 1) from identity_index)) as text`,
    )
    return rows[0]?.text ?? ''
  } finally {
    await client.end()
  }
}

let reported: Promise<FindResult> | null = null
const report = async (value: (result: FindResult) => number): Promise<Measured> => {
  const result = await (reported ??= measureFind(REGION_SEED, SEARCH_SEED, CHILDREN, SEARCHES))
  return { value: value(result), notes: result.notes }
}

export const measureFindTime = (): Promise<Measured> => report(({ p95 }) => p95)
export const measureFindRecall = (): Promise<Measured> => report(({ recall }) => recall)
