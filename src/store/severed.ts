// Numbers that lead to a child no more. Kept as keyed names of "whose, and which": they tell neither, and not that two children were one.
import { sql, type RawBuilder, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Keys } from './keys.js'
import { bytes, type HashedIdentifier, type Known } from './linking-records.js'
import type { Severed } from './linking-secondary.js'
import type { Tables } from './tables.js'

type Trx = Transaction<Tables>
type Named = Pick<Keys, 'pseudonym'>

const nameOf = (keys: Named, whose: string, { scheme, hash }: HashedIdentifier): string =>
  keys.pseudonym('severed-number', `${whose}\n${scheme}\n${hash}`)

/** All of them are read: a region has some hundred children whose past may not lead to them. */
export async function severedIn(trx: Trx, keys: Named): Promise<Known['isSevered']> {
  const rows = await trx.selectFrom('severed_number').select('name').execute()
  const names = new Set(rows.map(row => row.name))
  return (whose, identifier) => names.size > 0 && names.has(nameOf(keys, whose, identifier))
}

/** For good: the gateway's role may not take one back. */
export async function sever(trx: Trx, keys: Named, numbers: readonly Severed[]): Promise<void> {
  if (numbers.length === 0) return
  const names = [...new Set(numbers.map(one => nameOf(keys, one.whose, one)))]
  await sql`
    insert into severed_number (name) select unnest(${names}::text[]) on conflict do nothing`.execute(trx)
}

/** Numbers of children's pasts, or of one authority alone, once somebody has flagged them as protected: severed, and the children's no more. */
export async function severPast(trx: Trx, keys: Named, childIds: readonly string[]): Promise<void> {
  if (childIds.length === 0) return
  const { rows } = await sql<Held>`
    select child_id, scheme, encode(value_hmac, 'hex') as hash from child_identifier
    where child_id = any(${[...childIds]}::uuid[]) and (secondary is true or not current)`.execute(trx)
  const past = rows.map(({ child_id: whose, scheme, hash }) => ({ whose, ofChild: true, scheme, hash }))
  await sever(trx, keys, past)
  await dropFrom(trx, past)
}

/** An image of what once was, without what leads to the child no more: it comes back neither by an undoing. */
export async function withoutSevered(trx: Trx, keys: Named, image: string, childId: string): Promise<string> {
  const isSevered = await severedIn(trx, keys)
  const all = z
    .array(numbered)
    .parse([JSON.parse(image)])
    .flatMap(one => [one, ...(one.others ?? [])])
  const gone = all
    .flatMap(({ identifiers }) => identifiers)
    .filter(one => isSevered(childId, { scheme: one.scheme, hash: one.value_hmac.replace(/^\\x/, '') }))
    .map(one => one.value_hmac)
  if (gone.length === 0) return image
  const kept = (of: RawBuilder<unknown>) => sql`jsonb_set(jsonb_set(${of}, '{identifiers}', (
      select coalesce(jsonb_agg(one), '[]') from jsonb_array_elements(${of} -> 'identifiers') one
      where one ->> 'value_hmac' <> all(${gone}))), '{link,bears}', (
      select coalesce(jsonb_agg(one), '[]') from jsonb_array_elements(${of} -> 'link' -> 'bears') one
      where one #>> '{}' <> all(${gone})))`
  const { rows } = await sql<{ image: string }>`
    select (${kept(sql`whole`)} || jsonb_build_object('others', (
      select coalesce(jsonb_agg(${kept(sql`other`)}), '[]')
      from jsonb_array_elements(coalesce(whole -> 'others', '[]')) other)))::text as image
    from (select ${image}::jsonb as whole) of`.execute(trx)
  return rows[0]?.image ?? image
}

const identifiers = z.array(z.object({ scheme: z.enum(['NHS_NUMBER', 'UPN', 'AUTHORITY_ID']), value_hmac: z.string() }))
const numbered = z.object({ identifiers, others: z.array(z.object({ identifiers })).optional() })

interface Held {
  readonly child_id: string
  readonly scheme: HashedIdentifier['scheme']
  readonly hash: string
}

/** Also from what its records are known to bear: else an unlinking or a glance at the table would bring it back. */
export async function dropFrom(trx: Trx, numbers: readonly Severed[]): Promise<void> {
  const theirs = numbers.filter(one => one.ofChild)
  if (theirs.length === 0) return
  const children = theirs.map(one => one.whose)
  await sql`
    delete from child_identifier using unnest(
      ${children}::uuid[], ${theirs.map(one => one.scheme)}::text[], ${bytes(theirs)}::bytea[]
    ) as gone (child_id, scheme, value_hmac)
    where child_identifier.child_id = gone.child_id and child_identifier.scheme = gone.scheme
      and child_identifier.value_hmac = gone.value_hmac`.execute(trx)
  await sql`
    update link set bears = array(select unnest(bears) except select value_hmac from unnest(
      ${children}::uuid[], ${bytes(theirs)}::bytea[]) as gone (child_id, value_hmac) where gone.child_id = link.child_id)
    where child_id = any(${children}::uuid[]) and bears && ${bytes(theirs)}::bytea[]`.execute(trx)
}
