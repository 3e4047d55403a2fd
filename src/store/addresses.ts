// Where a record says that its child lives, kept with the link by a keyed name: for conflicts of interest alone.
import { sql, type Transaction } from 'kysely'
import { recordKey, type RecordName } from '../types/child.js'
import type { Keys } from './keys.js'
import type { LinkableRecord } from './linking-records.js'
import type { Tables } from './tables.js'

interface LivingAt extends RecordName {
  readonly childId: string
  readonly uprns: readonly string[]
}

/** The records of a page that say where the child lives. */
export function livingAt(
  records: readonly LinkableRecord[],
  childOf: ReadonlyMap<string, string>,
): readonly LivingAt[] {
  return records.flatMap(record => {
    const childId = childOf.get(recordKey(record))
    const { sourceId, recordId, uprns } = record
    return childId === undefined || uprns === undefined || uprns.length === 0
      ? []
      : [{ sourceId, recordId, childId, uprns }]
  })
}

/** By names that are the child's own: two children at one address have nothing in common here. */
export function addressKeysOf(keys: Keys, childId: string, uprns: readonly string[]): readonly string[] {
  return [...new Set(uprns.map(uprn => keys.addressOf(childId, keys.property(uprn))))].sort()
}

/** Only where it differs: a page read again writes nothing. */
export async function writeAddresses(trx: Transaction<Tables>, keys: Keys, all: readonly LivingAt[]): Promise<void> {
  if (all.length === 0) return
  const living = all.map(({ childId, uprns }) => addressKeysOf(keys, childId, uprns).join(','))
  await sql`
    update link set address_keys = said.address_keys from (
      select source_id, record_id, child_id, string_to_array(living, ',') as address_keys from unnest(
        ${all.map(one => one.sourceId)}::text[], ${all.map(one => one.recordId)}::text[],
        ${all.map(one => one.childId)}::uuid[], ${living}::text[]
      ) as said (source_id, record_id, child_id, living)) as said
    where link.source_id = said.source_id and link.record_id = said.record_id and link.child_id = said.child_id
      and link.address_keys <> said.address_keys`.execute(trx)
}
