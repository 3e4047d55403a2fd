// Those who record something of one child take turns, each until its transaction ends.
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.js'

export const takeChildsTurn = (trx: Transaction<Tables>, childId: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`episodes ${childId}`}, 0))`.execute(trx)
