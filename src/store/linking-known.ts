// What the store knows of a page of records before any of it is decided: a handful of queries, however many records it has.
import { sql, type Transaction } from 'kysely'
import { recordKey, type Demographics } from '../types/child.js'
import { openAnchor } from './anchors.js'
import type { Keys } from './keys.js'
import { isYardstick } from './linking-plan.js'
import { bytes, identifierKey, type HashedIdentifier, type Known, type PageEntry } from './linking-records.js'
import { rejectionsOf } from './rejections.js'
import { severedIn } from './severed.js'
import type { LinkTable, Tables } from './tables.js'

/** Which children hold these identifiers: from `identifierKey` to the child. */
export async function holdersOf(
  trx: Transaction<Tables>,
  hashed: readonly HashedIdentifier[],
): Promise<Map<string, string>> {
  return new Map((await heldOf(trx, hashed)).map(row => [row.key, row.child_id]))
}

interface Holding {
  readonly key: string
  readonly child_id: string
  readonly secondary: boolean | null
  /** A record of the child is protected. */
  readonly guarded: boolean
}

async function heldOf(trx: Transaction<Tables>, hashed: readonly HashedIdentifier[]): Promise<readonly Holding[]> {
  const { rows } = await sql<Holding>`
    select held.scheme || E'\n' || encode(held.value_hmac, 'hex') as key, held.child_id, held.secondary,
      exists (select from link where link.child_id = held.child_id and protected) as guarded
    from child_identifier held
    join unnest(${hashed.map(one => one.scheme)}::text[], ${bytes(hashed)}::bytea[]) as asked (scheme, value_hmac)
      using (scheme, value_hmac)`.execute(trx)
  return rows
}

/** What the store knows of the records of a page. */
export async function whatIsKnown(trx: Transaction<Tables>, keys: Keys, page: readonly PageEntry[]): Promise<Known> {
  const sources = page.map(one => one.record.sourceId)
  const records = page.map(one => one.record.recordId)
  const linked = await sql<LinkRow & { guarded: boolean }>`
    select source_id, record_id, child_id, how, protected, anchor,
      exists (select from link other where other.child_id = link.child_id and other.protected) as guarded from link
    join unnest(${sources}::text[], ${records}::text[]) as asked (source_id, record_id) using (source_id, record_id)`.execute(
    trx,
  )
  const links = linked.rows.map(row => {
    const link = { childId: row.child_id, how: row.how, protectedRecord: row.protected, anchor: anchorOf(keys, row) }
    return [recordKey({ sourceId: row.source_id, recordId: row.record_id }), link] as const
  })
  const known = new Map(links)
  const numbersOf = ({ hashed, secondary = [] }: PageEntry) => [...hashed, ...secondary]
  const held = await heldOf(trx, page.flatMap(numbersOf))
  const holders = new Map(held.map(row => [row.key, row.child_id]))
  // Only a record about to be linked, or linked to another child, is held against what the child's other records say.
  const asked = page.flatMap(one => {
    const found = numbersOf(one).flatMap(identifier => holders.get(identifierKey(identifier)) ?? [])
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
    secondary: new Set(held.flatMap(row => (row.secondary === true ? [row.key] : []))),
    protectedChildren: new Set([...held, ...linked.rows].flatMap(row => (row.guarded ? [row.child_id] : []))),
    isSevered: await severedIn(trx, keys),
    rejected: await rejectionsOf(
      trx,
      page.map(one => one.record),
    ),
  }
}

type LinkRow = Pick<LinkTable, 'source_id' | 'record_id' | 'child_id' | 'how' | 'protected' | 'anchor'>

function anchorOf(keys: Keys, row: LinkRow): Demographics | null {
  return row.anchor === null ? null : openAnchor(keys, row.anchor, { childId: row.child_id, sourceId: row.source_id })
}
