// A hub's record of many years, in a database of its own.
import pg from 'pg'
import type { Keys } from '../../../src/store/keys.js'
import { fillBulk } from './bulk.js'
import { rowsOf } from './real.js'
import { childIdOf, childrenOf, realEvery, realsOf } from './size.js'

const BATCH = 200

export interface Filling {
  readonly url: string
  readonly keys: Keys
  readonly episodes: number
  readonly progress: (what: string, done: number, all: number) => void
}

/** Answers with the children who can be asked for. */
export async function fill({ url, keys, episodes, progress }: Filling): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set search_path = hafan; set synchronous_commit = off`)
    const children = childrenOf(episodes)
    await client.query(
      `insert into child (id) select md5('child ' || n)::uuid from generate_series(0, $1::int - 1) as n`,
      [children],
    )
    const reals = realsOf(children)
    for (let from = 0; from < reals.length; from += BATCH) {
      const batch = reals.slice(from, from + BATCH).map((child, index) => rowsOf(child, from + index, keys))
      for (const table of Object.keys(batch[0] ?? {}))
        await insert(client, table, batch.flatMap(rows => rows[table] ?? [])) // prettier-ignore
      progress('children asked for', Math.min(reals.length, from + BATCH), reals.length)
    }
    await fillBulk({ client, children, episodes, realEvery: realEvery(children), progress })
    await client.query('vacuum analyze')
    return reals.map(childIdOf)
  } finally {
    await client.end()
  }
}

async function insert(client: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const columns = Object.keys(rows[0] ?? {})
  const texts = rows.map(row => JSON.stringify(row, (_key, value: unknown) => (isBytes(value) ? hexOf(value) : value)))
  await client.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from json_populate_recordset(null::${table}, $1::json)`,
    [`[${texts.join(',')}]`],
  )
}

/** JSON.stringify asks a Buffer for its own JSON first. */
const isBytes = (value: unknown): value is { readonly data: number[] } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
const hexOf = ({ data }: { readonly data: number[] }): string => `\\x${Buffer.from(data).toString('hex')}`
