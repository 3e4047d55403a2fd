import { sql, type Kysely, type Selectable } from 'kysely'
import { recordKey, type Demographics, type IdentifierScheme, type Link, type RecordName } from '../types/child.js'
import { openAnchor } from './anchors.js'
import type { Keys } from './keys.js'
import type { Tables } from './tables.js'

/** A child the gateway knows. */
export interface KnownChild {
  readonly id: string
  /** ISO time. */
  readonly createdAt: string
}

/** Finding children. Every method answers for any number in one query, and leaves out what it does not find. */
export interface Children {
  byId(ids: readonly string[]): Promise<ReadonlyMap<string, KnownChild>>
  /** From the identifier as given (normalised by the caller) to the child's id. */
  byIdentifier(scheme: IdentifierScheme, values: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** From `recordKey` to the child's id. */
  byRecord(names: readonly RecordName[]): Promise<ReadonlyMap<string, string>>
  /** Every child asked for is in the Map, if only with an empty list. */
  linksOf(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly Link[]>>
}

/** The children's repository. */
export function createChildren(db: Kysely<Tables>, keys: Keys): Children {
  return {
    async byId(ids) {
      const asked = sql<boolean>`id = any(${[...ids]}::uuid[])`
      const rows = await db.selectFrom('child').selectAll().where(asked).execute()
      return new Map(rows.map(row => [row.id, { id: row.id, createdAt: row.created_at.toISOString() }]))
    },

    async byIdentifier(scheme, values) {
      const hashes = new Map(values.map(value => [keys.identifierHmac(scheme, value).toString('hex'), value]))
      const asked = sql<boolean>`value_hmac = any(${hexes(hashes.keys())}::bytea[])`
      const columns = ['value_hmac', 'child_id'] as const
      const rows = await db
        .selectFrom('child_identifier')
        .select(columns)
        .where('scheme', '=', scheme)
        .where(asked)
        .execute()
      return new Map(rows.map(row => [hashes.get(row.value_hmac.toString('hex')) ?? '', row.child_id]))
    },

    async byRecord(names) {
      const { rows } = await sql<{ source_id: string; record_id: string; child_id: string }>`
        select source_id, record_id, child_id from link
        join unnest(${names.map(name => name.sourceId)}::text[], ${names.map(name => name.recordId)}::text[])
          as asked (source_id, record_id) using (source_id, record_id)`.execute(db)
      return new Map(rows.map(row => [nameOf(row), row.child_id]))
    },

    async linksOf(childIds) {
      const found = new Map<string, Link[]>(childIds.map(id => [id, []]))
      const asked = sql<boolean>`child_id = any(${[...childIds]}::uuid[])`
      const rows = await db.selectFrom('link').selectAll().where(asked).execute()
      // Ordered here: asked to order, PostgreSQL walks the whole table along its primary key.
      for (const row of rows.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))) {
        found.get(row.child_id)?.push(linkOf(keys, row))
      }
      return found
    },
  }
}

/** A link as it is kept. */
export type LinkRow = Selectable<Tables['link']>

/** Throws STORE_CORRUPT where what the record said does not open with its key. */
export function linkOf(keys: Keys, row: LinkRow): Link {
  return {
    childId: row.child_id,
    sourceId: row.source_id,
    recordId: row.record_id,
    how: row.how,
    confirmedAt: row.confirmed_at.toISOString(),
    confirmedBy: row.confirmed_by,
    protectedRecord: row.protected,
    anchor: anchorOf(keys, row),
    addressKeys: row.address_keys,
    score: row.score,
    modelVersion: row.model_version,
  }
}

function anchorOf(
  keys: Keys,
  row: { anchor: Buffer | null; child_id: string; source_id: string },
): Demographics | null {
  return row.anchor === null ? null : openAnchor(keys, row.anchor, { childId: row.child_id, sourceId: row.source_id })
}

function nameOf(row: { source_id: string; record_id: string }): string {
  return recordKey({ sourceId: row.source_id, recordId: row.record_id })
}

function hexes(hashes: Iterable<string>): string[] {
  return [...hashes].map(hash => `\\x${hash}`)
}
