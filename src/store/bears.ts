// Which record gave a child which identifier: what only one record gave goes when that record turns out to be another child's.
import { sql, type Transaction } from 'kysely'
import type { Plan } from './linking-plan.js'
import { bytes, type HashedIdentifier } from './linking-records.js'
import type { Tables } from './tables.js'

/** The hashes of one record in one text, since PostgreSQL has no arrays of unequal length. */
export const hashesOf = (hashed: readonly HashedIdentifier[]): string => hashed.map(one => one.hash).join(',')

/** The same as a `bytea[]`. */
export const asHashes = (column: string): ReturnType<typeof sql<Buffer[]>> =>
  sql`array(select decode(one, 'hex') from unnest(string_to_array(${sql.ref(column)}, ',')) as one)`

/** Of linked records that were read again. What a record once bore it gave, also when it bears it no longer. */
export async function bearsMore(trx: Transaction<Tables>, again: Plan['bears']): Promise<void> {
  if (again.length === 0) return
  await sql`
    update link set bears = link.bears || array(select unnest(said.bears) except select unnest(link.bears)) from (
      select source_id, record_id, ${asHashes('bears')} as bears from unnest(
        ${again.map(one => one.record.sourceId)}::text[], ${again.map(one => one.record.recordId)}::text[],
        ${again.map(one => hashesOf(one.hashed))}::text[]
      ) as said (source_id, record_id, bears)) as said
    where link.source_id = said.source_id and link.record_id = said.record_id and not link.bears @> said.bears`.execute(
    trx,
  )
}

/** The hub's own file names these: no link is needed for them. */
export async function staysFor(trx: Transaction<Tables>, hashed: readonly HashedIdentifier[]): Promise<void> {
  await sql`
    update child_identifier set stays = true
    from unnest(${hashed.map(one => one.scheme)}::text[], ${bytes(hashed)}::bytea[]) as own (scheme, value_hmac)
    where child_identifier.scheme = own.scheme and child_identifier.value_hmac = own.value_hmac and not stays`.execute(
    trx,
  )
}
