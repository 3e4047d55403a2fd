// Links that rest on another: made under a number that the other record alone gave the child. They go and come back with it.
import { sql, type Transaction } from 'kysely'
import type { RecordName } from '../types/child.js'
import type { Tables } from './tables.js'

/**
 * The links of the child that nothing but this record ties to it. A link is tied by a number that stays, or that was the child's
 * first, or that a person's or the matcher's link gave; or by a number that it shares with a link so tied. Links that bear no
 * number stay: a person or the matcher made them, or they are older than what is written down of this.
 */
export async function dependantsOf(
  trx: Transaction<Tables>,
  { sourceId, recordId }: RecordName,
): Promise<readonly RecordName[]> {
  const { rows } = await sql<{ source_id: string; record_id: string }>`
    with recursive held as (
      select child_id from link where source_id = ${sourceId} and record_id = ${recordId}
    ), others as (
      select source_id, record_id, how, bears from link join held using (child_id)
      where (source_id, record_id) <> (${sourceId}, ${recordId})
    ), tied (value) as (
      select value_hmac from child_identifier given join held using (child_id)
      where stays or (secondary is not true and given_at = (
        select min(given_at) from child_identifier first join held using (child_id) where first.secondary is not true))
      union
      select unnest(bears) from others where how in ('PERSON', 'MODEL')
      union
      select number from tied join others on tied.value = any(others.bears) cross join lateral unnest(others.bears) as number
    )
    select source_id, record_id from others
    where how not in ('PERSON', 'MODEL') and cardinality(bears) > 0
      and not exists (select from tied where tied.value = any(others.bears))
    order by source_id, record_id`.execute(trx)
  return rows.map(row => ({ sourceId: row.source_id, recordId: row.record_id }))
}
