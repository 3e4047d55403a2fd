// The rows that a link rests on, as PostgreSQL itself writes them out: put back they are the same to the last bit, times to the
// microsecond and seals with their nonces.
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { RecordName } from '../types/child.js'
import type { Tables } from './tables.js'

/**
 * The link of a record, those of the child's identifiers that the record bears, and what the record is found by in a search; an
 * empty image where there is no link.
 */
export async function imageOf(trx: Transaction<Tables>, { sourceId, recordId }: RecordName): Promise<string> {
  const { rows } = await sql<{ image: string }>`
    select jsonb_build_object('link', to_jsonb(held), 'identifiers', (
      select coalesce(jsonb_agg(to_jsonb(given) order by given.scheme, given.value_hmac), '[]') from child_identifier given
      where given.child_id = held.child_id and given.value_hmac = any(held.bears)), 'index', (
      select coalesce(jsonb_agg(to_jsonb(entry)), '[]') from identity_index entry
      where entry.source_id = held.source_id and entry.record_id = held.record_id))::text as image
    from link held where held.source_id = ${sourceId} and held.record_id = ${recordId}`.execute(trx)
  return rows[0]?.image ?? '{}'
}

/** With those that rest on it. Written together as text: read as JSON, whole numbers of the index would lose their last digits. */
export async function imageWith(
  trx: Transaction<Tables>,
  name: RecordName,
  resting: readonly RecordName[],
): Promise<string> {
  const others: string[] = []
  for (const other of resting) others.push(await imageOf(trx, other))
  return (await imageOf(trx, name)).replace(/\}$/, `, "others": [${others.join(', ')}]}`)
}

const flag = z.object({ link: z.object({ protected: z.boolean() }) })

/** Whether the link of the image was of a protected record. */
export const isProtectedIn = (image: string): boolean => flag.parse(JSON.parse(image)).link.protected

/** Takes the link away, and the identifiers that only this record gave. */
export async function takeAway(trx: Transaction<Tables>, { sourceId, recordId }: RecordName): Promise<void> {
  await sql`
    delete from child_identifier given using link held
    where held.source_id = ${sourceId} and held.record_id = ${recordId}
      and given.child_id = held.child_id and given.value_hmac = any(held.bears) and not given.stays
      and not exists (select from link other where other.child_id = held.child_id and given.value_hmac = any(other.bears)
        and (other.source_id, other.record_id) <> (held.source_id, held.record_id))`.execute(trx)
  const { rows } = await sql<{ child_id: string }>`
    delete from link where source_id = ${sourceId} and record_id = ${recordId} returning child_id`.execute(trx)
  for (const row of rows) await newestIsCurrent(trx, row.child_id)
}

/** Whether an identifier of the image has become another child's since, or a record that rests on it is linked. */
export async function isOvertaken(trx: Transaction<Tables>, image: string): Promise<boolean> {
  const { rows } = await sql<{ overtaken: boolean }>`
    select exists (
      select from jsonb_populate_recordset(null::child_identifier, ${image}::jsonb -> 'identifiers') was
      join child_identifier held using (scheme, value_hmac) where held.child_id <> was.child_id)
      or exists (select from jsonb_array_elements(coalesce(${image}::jsonb -> 'others', '[]')) other
        join link on source_id = other -> 'link' ->> 'source_id' and record_id = other -> 'link' ->> 'record_id') as overtaken`.execute(
    trx,
  )
  return rows[0]?.overtaken === true
}

/** Puts the rows of an image back; those that are there still are left. */
export async function putBack(trx: Transaction<Tables>, image: string, childId: string): Promise<void> {
  await sql`
    insert into link select * from jsonb_populate_record(null::link, ${image}::jsonb -> 'link')`.execute(trx)
  await sql`
    insert into child_identifier
    select * from jsonb_populate_recordset(null::child_identifier, ${image}::jsonb -> 'identifiers')
    on conflict (scheme, value_hmac) do nothing`.execute(trx)
  await sql`
    insert into identity_index
    select * from jsonb_populate_recordset(null::identity_index, ${image}::jsonb -> 'index')`.execute(trx)
  const { rows } = await sql<{ other: string }>`
    select other::text from jsonb_array_elements(coalesce(${image}::jsonb -> 'others', '[]')) other`.execute(trx)
  for (const { other } of rows) await putBack(trx, other, childId)
  await newestIsCurrent(trx, childId)
}

/** As when they were given: whichever of a scheme came last is the current one. */
async function newestIsCurrent(trx: Transaction<Tables>, childId: string): Promise<void> {
  await sql`
    update child_identifier set current = not current where child_id = ${childId}
      and current <> (given_at = (select max(given_at) from child_identifier other
        where other.child_id = child_identifier.child_id and other.scheme = child_identifier.scheme))`.execute(trx)
}
