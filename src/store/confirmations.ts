import { sql, type Kysely } from 'kysely'
import type { Relationship } from '../types/index.js'
import { grouped } from './grouped.js'
import type { Keys } from './keys.js'
import type { Tables } from './tables.js'

/** A relationship of one caller to one child. */
export interface Related {
  readonly childId: string
  readonly relationship: Relationship
}

/** A relationship as last confirmed. */
export interface Confirmed {
  readonly relationship: Relationship
  /** ISO time. */
  readonly confirmedAt: string
}

/** Relationships as last confirmed, for the grace while their source is down (protocol.md). Callers are kept by keyed hash. */
export interface Confirmations {
  /** `caller` names the person and role for good: issuer, subject, role, organisation. */
  remember(caller: string, related: readonly Related[], at: Date): Promise<void>
  /** Their source said that they hold no longer: nothing is left for a grace to rest on. */
  forget(caller: string, related: readonly Related[]): Promise<void>
  /** Only children of whom something is remembered are in the Map. */
  ofCaller(caller: string, childIds: readonly string[]): Promise<ReadonlyMap<string, readonly Confirmed[]>>
}

interface Remembered extends Related {
  readonly key: string
  readonly at: Date
}

/** What a caller is kept by. */
export const callerKey = (keys: Keys, caller: string): string => keys.pseudonym('relationship-caller', caller)

/** The repository of confirmed relationships. */
export function createConfirmations(db: Kysely<Tables>, keys: Keys): Confirmations {
  const keyOf = (caller: string): string => callerKey(keys, caller)
  const children = (related: readonly Related[]): string[] => related.map(one => one.childId)
  const relationships = (related: readonly Related[]): string[] => related.map(one => one.relationship)
  const rememberTogether = grouped<readonly Remembered[], undefined>(async groups => {
    const all = groups.flat()
    await sql`
      insert into relationship_confirmed (caller_key, child_id, relationship, confirmed_at)
      select key, child_id, relationship, max(at)
      from unnest(${all.map(one => one.key)}::text[], ${children(all)}::uuid[], ${relationships(all)}::text[],
        ${all.map(one => one.at)}::timestamptz[]) as made (key, child_id, relationship, at)
      group by key, child_id, relationship
      order by key, child_id, relationship
      on conflict (caller_key, child_id, relationship)
        do update set confirmed_at = greatest(relationship_confirmed.confirmed_at, excluded.confirmed_at)`.execute(db)
    return groups.map(() => undefined)
  })
  return {
    async remember(caller, related, at) {
      if (related.length > 0) await rememberTogether(related.map(one => ({ ...one, key: keyOf(caller), at })))
    },

    async forget(caller, related) {
      if (related.length === 0) return
      await sql`
        delete from relationship_confirmed held
        using unnest(${children(related)}::uuid[], ${relationships(related)}::text[]) as ended (child_id, relationship)
        where held.caller_key = ${keyOf(caller)} and held.child_id = ended.child_id and held.relationship = ended.relationship
      `.execute(db)
    },

    async ofCaller(caller, childIds) {
      const theirs = sql<boolean>`child_id = any(${[...childIds]}::uuid[])`
      const mine = db.selectFrom('relationship_confirmed').selectAll().where('caller_key', '=', keyOf(caller))
      const found = new Map<string, Confirmed[]>()
      for (const row of await mine.where(theirs).execute()) {
        const confirmed = { relationship: row.relationship, confirmedAt: row.confirmed_at.toISOString() }
        found.set(row.child_id, [...(found.get(row.child_id) ?? []), confirmed])
      }
      return found
    },
  }
}
