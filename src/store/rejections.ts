// Pairs of record and child that a person has said are not one: no machine links them again, only a person does.
import { sql, type Kysely, type Transaction } from 'kysely'
import { recordKey, type RecordName } from '../types/child.js'
import type { Tables } from './tables.js'

type Trx = Transaction<Tables>
type Pair = RecordName & { readonly childId: string }

/** By `recordKey`, the children that a record is not; only records of which there are such. */
export async function rejectionsOf(
  db: Kysely<Tables>,
  names: readonly RecordName[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ source_id: string; record_id: string; child_id: string }>`
    select source_id, record_id, child_id from link_rejection
    join unnest(${names.map(one => one.sourceId)}::text[], ${names.map(one => one.recordId)}::text[])
      as asked (source_id, record_id) using (source_id, record_id)`.execute(db)
  const found = new Map<string, Set<string>>()
  for (const row of rows) {
    const key = recordKey({ sourceId: row.source_id, recordId: row.record_id })
    found.set(key, (found.get(key) ?? new Set()).add(row.child_id))
  }
  return found
}

/** A pair that no machine links: decided by a person. */
export async function reject(trx: Trx, { sourceId, recordId, childId }: Pair, at: Date): Promise<void> {
  await trx
    .insertInto('link_rejection')
    .values({ source_id: sourceId, record_id: recordId, child_id: childId, rejected_at: at })
    .onConflict(on => on.doNothing())
    .execute()
}

export async function isRejected(trx: Trx, { sourceId, recordId, childId }: Pair): Promise<boolean> {
  const row = await trx
    .selectFrom('link_rejection')
    .select('child_id')
    .where('source_id', '=', sourceId)
    .where('record_id', '=', recordId)
    .where('child_id', '=', childId)
    .executeTakeFirst()
  return row !== undefined
}

export async function forgetRejection(trx: Trx, { sourceId, recordId, childId }: Pair): Promise<void> {
  await trx
    .deleteFrom('link_rejection')
    .where('source_id', '=', sourceId)
    .where('record_id', '=', recordId)
    .where('child_id', '=', childId)
    .execute()
}

/** A record's new id inherits what persons said of the old one. True where one said of the new id that it is not this child. */
export async function carryRejections(
  trx: Transaction<Tables>,
  sourceId: string,
  old: { readonly record_id: string; readonly child_id: string },
  newRecordId: string,
): Promise<boolean> {
  const { rows } = await sql<{ rejected: boolean }>`
    select exists (select from link_rejection where source_id = ${sourceId} and record_id = ${newRecordId}
      and child_id = ${old.child_id}::uuid) as rejected`.execute(trx)
  if (rows[0]?.rejected === true) return true
  await sql`
    insert into link_rejection (source_id, record_id, child_id, rejected_at)
    select source_id, ${newRecordId}, child_id, rejected_at from link_rejection
    where source_id = ${sourceId} and record_id = ${old.record_id}
    on conflict do nothing`.execute(trx)
  return false
}
