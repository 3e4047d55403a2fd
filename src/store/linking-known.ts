// What the store knows of a page of records before any of it is decided: a handful of queries, however many records it has.
import { sql, type Transaction } from 'kysely'
import { recordKey, type Demographics } from '../types/child.js'
import { openAnchor } from './anchors.js'
import type { Keys } from './keys.js'
import { identifierKey, isYardstick, type HashedIdentifier, type Known, type LinkableRecord } from './linking-plan.js'
import { rejectionsOf } from './rejections.js'
import type { LinkTable, Tables } from './tables.js'

/** Which children hold these identifiers: from `identifierKey` to the child. */
export async function holdersOf(
  trx: Transaction<Tables>,
  hashed: readonly HashedIdentifier[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; child_id: string }>`
    select held.scheme || E'\n' || encode(held.value_hmac, 'hex') as key, held.child_id from child_identifier held
    join unnest(${hashed.map(one => one.scheme)}::text[], ${bytes(hashed)}::bytea[]) as asked (scheme, value_hmac)
      using (scheme, value_hmac)`.execute(trx)
  return new Map(rows.map(row => [row.key, row.child_id]))
}

/** What the store knows of the records of a page. */
export async function whatIsKnown(
  trx: Transaction<Tables>,
  keys: Keys,
  page: readonly { record: LinkableRecord; hashed: readonly HashedIdentifier[] }[],
): Promise<Known> {
  const sources = page.map(one => one.record.sourceId)
  const records = page.map(one => one.record.recordId)
  const linked = await sql<LinkRow>`
    select source_id, record_id, child_id, how, protected, anchor from link
    join unnest(${sources}::text[], ${records}::text[]) as asked (source_id, record_id) using (source_id, record_id)`.execute(
    trx,
  )
  const links = linked.rows.map(row => {
    const link = { childId: row.child_id, how: row.how, protectedRecord: row.protected, anchor: anchorOf(keys, row) }
    return [recordKey({ sourceId: row.source_id, recordId: row.record_id }), link] as const
  })
  const known = new Map(links)
  const hashed = page.flatMap(one => one.hashed)
  const holders = await holdersOf(trx, hashed)
  // Only a record about to be linked, or linked to another child, is held against what the child's other records say.
  const asked = page.flatMap(one => {
    const found = one.hashed.flatMap(identifier => holders.get(identifierKey(identifier)) ?? [])
    const own = known.get(recordKey(one.record))?.childId
    return own === undefined ? found : found.some(childId => childId !== own) ? [own, ...found] : []
  })
  const children = [...new Set(asked)]
  const columns = ['source_id', 'record_id', 'child_id', 'how', 'protected', 'anchor'] as const
  const theirs = sql<boolean>`child_id = any(${children}::uuid[])`
  const others = children.length === 0 ? [] : await trx.selectFrom('link').select(columns).where(theirs).execute()
  const anchors = new Map<string, Demographics[]>()
  for (const row of others.filter(one => isYardstick(one.how))) {
    const anchor = anchorOf(keys, row)
    if (anchor !== null) anchors.set(row.child_id, [...(anchors.get(row.child_id) ?? []), anchor])
  }
  return {
    links: known,
    holders,
    anchors,
    rejected: await rejectionsOf(
      trx,
      page.map(one => one.record),
    ),
  }
}

type LinkRow = Pick<LinkTable, 'source_id' | 'record_id' | 'child_id' | 'how' | 'protected' | 'anchor'>

/** As PostgreSQL keeps them. */
export function bytes(hashed: readonly HashedIdentifier[]): Buffer[] {
  return hashed.map(one => Buffer.from(one.hash, 'hex'))
}

function anchorOf(keys: Keys, row: LinkRow): Demographics | null {
  return row.anchor === null ? null : openAnchor(keys, row.anchor, { childId: row.child_id, sourceId: row.source_id })
}
