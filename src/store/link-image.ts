// The rows that a link rests on, as PostgreSQL itself writes them out: put back they are the same to the last bit, times to the
// microsecond and seals with their nonces.
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { RecordName } from '../types/child.js'
import type { Tables } from './tables.js'

/**
 * The link of a record, those of the child's identifiers that the record bears, what the record is found by in a search, and the
 * review in which a person confirmed the link; an empty image where there is no link.
 */
export async function imageOf(trx: Transaction<Tables>, { sourceId, recordId }: RecordName): Promise<string> {
  const { rows } = await sql<{ image: string }>`
    select jsonb_build_object('link', to_jsonb(held), 'identifiers', (
      select coalesce(jsonb_agg(to_jsonb(given) order by given.scheme, given.value_hmac), '[]') from child_identifier given
      where given.child_id = held.child_id and given.value_hmac = any(held.bears)), 'index', (
      select coalesce(jsonb_agg(to_jsonb(entry)), '[]') from identity_index entry
      where entry.source_id = held.source_id and entry.record_id = held.record_id), 'reviews', (
      select coalesce(jsonb_agg(to_jsonb(confirmed)), '[]') from (${confirmedReview}) confirmed
      where held.how = 'PERSON'))::text as image
    from link held where held.source_id = ${sourceId} and held.record_id = ${recordId}`.execute(trx)
  return rows[0]?.image ?? '{}'
}

/** The review of the link `held` that ended with this child, the last of them. */
const confirmedReview = sql`
  select review.* from link_review review where review.source_id = held.source_id and review.record_id = held.record_id
    and review.status = 'CONFIRMED' and review.candidates @> jsonb_build_array(jsonb_build_object('childId', held.child_id))
  order by review.decided_at desc limit 1`

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

const held = z.object({ link: z.object({ source_id: z.string(), record_id: z.string(), protected: z.boolean() }) })
const whole = held.extend({ others: z.array(held).optional() })

export interface HeldIn extends RecordName {
  readonly protectedRecord: boolean
}

/** The links of an image, the one it is of first; the others rest on it. */
export function heldIn(image: string): readonly [HeldIn, ...HeldIn[]] {
  const { link, others = [] } = whole.parse(JSON.parse(image))
  const nameOf = (one: z.output<typeof held>['link']): HeldIn => ({
    ...{ sourceId: one.source_id, recordId: one.record_id, protectedRecord: one.protected },
  })
  return [nameOf(link), ...others.map(other => nameOf(other.link))]
}

/** What a record whose link is put back says by now. A flag of then stays, since only a pass takes one away. */
export interface SaidSince {
  readonly protectedRecord: boolean
  /** Whether what it was found by in a search may be put back too. */
  readonly isFound: boolean
}

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

/** Puts the rows of an image back; those that are there still are left. `since`: null for as it was. */
export async function putBack(
  trx: Transaction<Tables>,
  image: string,
  childId: string,
  since: (name: RecordName) => SaidSince | null,
): Promise<void> {
  const [name] = heldIn(image)
  const { protectedRecord, isFound } = since(name) ?? { protectedRecord: false, isFound: true }
  await sql`
    insert into link select * from jsonb_populate_record(null::link, ${image}::jsonb -> 'link')`.execute(trx)
  await sql`
    insert into child_identifier
    select * from jsonb_populate_recordset(null::child_identifier, ${image}::jsonb -> 'identifiers')
    on conflict (scheme, value_hmac) do nothing`.execute(trx)
  if (protectedRecord)
    await sql`
      update link set protected = true where source_id = ${name.sourceId} and record_id = ${name.recordId}`.execute(trx)
  if (isFound)
    await sql`
      insert into identity_index
      select * from jsonb_populate_recordset(null::identity_index, ${image}::jsonb -> 'index')`.execute(trx)
  await sql`
    update link_review set status = was.status, decided_at = was.decided_at, decided_by = was.decided_by
    from jsonb_populate_recordset(null::link_review, coalesce(${image}::jsonb -> 'reviews', '[]')) was
    where link_review.id = was.id`.execute(trx)
  const { rows } = await sql<{ other: string }>`
    select other::text from jsonb_array_elements(coalesce(${image}::jsonb -> 'others', '[]')) other`.execute(trx)
  for (const { other } of rows) await putBack(trx, other, childId, since)
  await newestIsCurrent(trx, childId)
}

/** As when they were given: whichever of a scheme came last is the current one. */
async function newestIsCurrent(trx: Transaction<Tables>, childId: string): Promise<void> {
  await sql`
    update child_identifier set current = not current where child_id = ${childId}
      and current <> (secondary is not true and given_at = (select max(given_at) from child_identifier other
        where other.child_id = child_identifier.child_id and other.scheme = child_identifier.scheme and other.secondary is not true))`.execute(
    trx,
  )
}
