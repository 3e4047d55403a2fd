// The chain in the database. One statement writes rows and head together, and only if the head is where it was thought
// to be: whatever else may be writing, a chain cannot fork.
import type pg from 'pg'
import { EMPTY, type AuditKind, type ChainedRow, type Head } from './chain.js'

/** A row ready to be written. */
export interface LedgerRow extends ChainedRow {
  readonly kind: AuditKind
  readonly at: string
  /** The child's public id, of an outcome that shows one. */
  readonly child: string | null
  readonly operation: string
}

/** Where the chain stands, and its number among all chains; begins it if there is none. */
export async function readHead(
  client: Pick<pg.ClientBase, 'query'>,
  chainId: string,
  startedAt: string,
): Promise<Head & { readonly epoch: number }> {
  await client.query(
    `insert into audit_chain (chain_id, started_at, head_seq, head_hash) values ($1, $2, $3, $4) on conflict do nothing`,
    [chainId, startedAt, EMPTY.seq, EMPTY.hash],
  )
  const { rows } = await client.query<{ head_seq: string; head_hash: Buffer; epoch: string }>(
    'select head_seq, head_hash, epoch from audit_chain where chain_id = $1',
    [chainId],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('The audit chain could not be begun')
  return { seq: Number(row.head_seq), hash: row.head_hash, epoch: Number(row.epoch) }
}

/** All rows and the head, or none. Resolves when they are durable. Throws if the chain has moved on meanwhile. */
export async function append(
  client: pg.ClientBase,
  chainId: string,
  head: Head,
  rows: readonly LedgerRow[],
): Promise<Head> {
  const last = rows.at(-1)
  if (last === undefined) return head
  const { rowCount } = await client.query(
    {
      name: 'audit-append',
      text: `
        with moved as (
          update audit_chain set head_seq = $2, head_hash = $3 where chain_id = $1 and head_seq = $4 and head_hash = $5 returning chain_id
        )
        insert into audit_row (chain_id, seq, at, kind, prev_hash, hash, record, child, operation)
        select moved.chain_id, made.* from moved,
          unnest($6::bigint[], $7::timestamptz[], $8::text[], $9::bytea[], $10::bytea[], $11::text[], $12::uuid[], $13::text[])
          as made (seq, at, kind, prev_hash, hash, record, child, operation)`,
    },
    [
      ...[chainId, last.seq, last.hash, head.seq, head.hash],
      rows.map(row => row.seq),
      rows.map(row => row.at),
      rows.map(row => row.kind),
      rows.map(row => row.prev),
      rows.map(row => row.hash),
      rows.map(row => row.record),
      rows.map(row => row.child),
      rows.map(row => row.operation),
    ],
  )
  if (rowCount !== rows.length) throw new Error('The audit chain was moved by another writer')
  return { seq: last.seq, hash: last.hash }
}
