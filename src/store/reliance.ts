// Who has relied on a link: the organisations to whose people the child was shown with something of that source. Found in the
// audit, which every answer has a record in.
import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.js'

/** As the token named it. */
export interface Relied {
  readonly agency: string
  readonly organisation: string
}

/** How far back an answer may still be acted on. */
const DAYS = 90

/** `publicId` is the child's id as answers give it. */
export async function whoRelied(
  trx: Transaction<Tables>,
  publicId: string,
  sourceId: string,
  at: Date,
): Promise<readonly Relied[]> {
  const since = new Date(at.getTime() - DAYS * 24 * 3_600_000)
  const found = JSON.stringify([{ source: sourceId, status: 'FOUND' }])
  const { rows } = await sql<Relied>`
    select distinct asked.caller ->> 'agency' as agency, asked.caller ->> 'organisation' as organisation
    from audit_row shown
    join audit_row intent on intent.operation = shown.operation and intent.kind = 'INTENT'
    cross join lateral (select intent.record::json -> 'body' -> 'caller' as caller) as asked
    where shown.child = ${publicId}::uuid and shown.at >= ${since}::timestamptz
      and shown.record::jsonb -> 'body' -> 'sources' @> ${found}::jsonb`.execute(trx)
  return rows
}
