// How often links, and what is kept for searching, have changed: what was worked out from them holds while both are as they were.
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Tables } from './tables.js'

export interface LookedAt {
  readonly links: bigint
  readonly index: bigint
}

/** The counts, to be read before whatever they stand for. */
export async function lookedAt(db: Kysely<Tables>): Promise<LookedAt> {
  const rows = await db.selectFrom('moved').selectAll().execute()
  const of = (what: 'links' | 'index'): bigint => BigInt(rows.find(row => row.what === what)?.times ?? 0)
  return { links: of('links'), index: of('index') }
}

/**
 * The linkers' turn, until the transaction ends. Counted in the same row, so that whoever reads the count while somebody has the turn
 * sees it change once that one's work can be seen, and not before.
 */
export async function takeTurn(trx: Transaction<Tables>): Promise<void> {
  await sql`update moved set times = times + 1 where what = 'links'`.execute(trx)
}

/** After it was written. */
export async function indexMoved(db: Kysely<Tables>): Promise<void> {
  await sql`update moved set times = times + 1 where what = 'index'`.execute(db)
}
