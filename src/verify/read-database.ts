// A live database: everything from one moment, a batch at a time, while the gateway goes on writing.
import pg from 'pg'
import type { ChainHead, Ledger, Row } from './format.js'

export interface OpenedDatabase extends Ledger {
  close(): Promise<void>
}

const BATCH = 5_000
const AT = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`
const ROWS = `select chain_id as chain, seq::float8, ${AT} as at, kind, encode(prev_hash, 'hex') as prev, encode(hash, 'hex') as hash,
    child, operation, record
  from hafan.audit_row where (chain_id, audit_row.seq) > ($1, $2) order by chain_id, audit_row.seq limit ${BATCH}`
const HEADS = `select chain_id as chain, epoch::float8, head_seq::float8 as seq, encode(head_hash, 'hex') as hash from hafan.audit_chain order by epoch`
const BEFORE_ALL = ['00000000-0000-0000-0000-000000000000', -1] as const

/** `url` is that of a login that may read the audit: the owner of the database. */
export async function openDatabase(url: string): Promise<OpenedDatabase> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'hafan-audit-verify',
  })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin isolation level repeatable read read only')
  const { rows: heads } = await client.query<ChainHead>(HEADS)

  async function* rows(): AsyncGenerator<readonly Row[]> {
    let after: readonly [string, number] = BEFORE_ALL
    let next = read(after)
    for (;;) {
      const { rows: batch } = await next
      const last = batch.at(-1)
      if (!last) return
      after = [last.chain, last.seq]
      // The next is on its way while this one is looked at.
      next = read(after)
      yield batch.map(row => ({ ...row, at: toMilliseconds(row.at) }))
    }
  }

  const read = (after: readonly [string, number]): Promise<pg.QueryResult<Row>> =>
    client.query({ name: 'hafan-audit-rows', text: ROWS, values: [...after] })

  return { heads, rows: rows(), close: () => client.end() }
}

/** As it was written: to the millisecond. What stands there more exactly was not written by the gateway, and is left to differ. */
const toMilliseconds = (at: string): string => (at.endsWith('000') ? `${at.slice(0, -3)}Z` : `${at}Z`)
