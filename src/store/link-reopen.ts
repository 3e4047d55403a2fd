// What becomes of a review whose decision is taken away. Within a transaction in which the linkers' turn has been taken.
import { sql, type Transaction } from 'kysely'
import type { RecordName } from '../types/child.js'
import type { Tables } from './tables.js'

type Pair = RecordName & { readonly childId: string }
type Trx = Transaction<Tables>

/** The last review in which the record was said not to be this child waits again, if it was closed by that. */
export async function reopenReview(trx: Trx, { sourceId, recordId, childId }: Pair): Promise<void> {
  await sql`
    update link_review set status = 'OPEN', decided_at = null, decided_by = null
    where id = (${lastReview({ sourceId, recordId, childId }, 'REJECTED')})
      and not exists (select from link_review other where other.source_id = ${sourceId} and other.record_id = ${recordId}
        and other.status = 'OPEN')`.execute(trx)
}

/**
 * The review in which a person said that the record is this child, once that is taken away: what is left of it waits again, and
 * where nothing is, all its candidates are rejected.
 */
export async function reopenConfirmed(
  trx: Trx,
  { sourceId, recordId, childId }: Pair,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    with confirmed as (
      select id, source_id, record_id, candidates from link_review
      where id = (${lastReview({ sourceId, recordId, childId }, 'CONFIRMED')})
    ), waits as (
      select confirmed.id, exists (select from jsonb_array_elements(confirmed.candidates) one
        where not exists (select from link_rejection no where no.source_id = confirmed.source_id
          and no.record_id = confirmed.record_id and no.child_id = (one ->> 'childId')::uuid)) as again from confirmed
      where not exists (select from link_review other where other.source_id = confirmed.source_id
        and other.record_id = confirmed.record_id and other.status = 'OPEN')
    )
    update link_review set status = case when again then 'OPEN' else 'REJECTED' end,
      decided_at = case when again then null else ${at}::timestamptz end,
      decided_by = case when again then null else ${by} end
    from waits where link_review.id = waits.id`.execute(trx)
}

const lastReview = ({ sourceId, recordId, childId }: Pair, status: 'CONFIRMED' | 'REJECTED') => sql`
  select id from link_review where source_id = ${sourceId} and record_id = ${recordId} and status = ${status}
    and candidates @> jsonb_build_array(jsonb_build_object('childId', ${childId}::text)) order by decided_at desc limit 1`
