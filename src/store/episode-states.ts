import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.js'

/** Whether a source last said that an episode of the child is open for access. */
export interface EpisodeState {
  readonly sourceId: string
  readonly open: boolean
  /** ISO time. */
  readonly confirmedAt: string
}

/** The last confirmed state of episodes, which counts for a while when every source is down (protocol.md). */
export interface EpisodeStates {
  /** A later answer replaces an earlier one, never the other way round. */
  remember(states: readonly { childId: string; sourceId: string; open: boolean }[], at: Date): Promise<void>
  /** Only children of whom something is remembered are in the Map. */
  of(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly EpisodeState[]>>
}

/** The repository of episode states. */
export function createEpisodeStates(db: Kysely<Tables>): EpisodeStates {
  return {
    async remember(states, at) {
      if (states.length === 0) return
      await sql`
        insert into episode_state (child_id, source_id, open, confirmed_at)
        select child_id, source_id, bool_or(open), ${at}::timestamptz from unnest(
          ${states.map(one => one.childId)}::uuid[], ${states.map(one => one.sourceId)}::text[], ${states.map(one => one.open)}::boolean[]
        ) as said (child_id, source_id, open) group by child_id, source_id
        -- in one order, so that two who write the same rows wait for each other and never in a circle
        order by child_id, source_id
        on conflict (child_id, source_id) do update set open = excluded.open, confirmed_at = excluded.confirmed_at
          where excluded.confirmed_at > episode_state.confirmed_at`.execute(db)
    },

    async of(childIds) {
      const theirs = sql<boolean>`child_id = any(${[...childIds]}::uuid[])`
      const found = new Map<string, EpisodeState[]>()
      for (const row of await db.selectFrom('episode_state').selectAll().where(theirs).orderBy('source_id').execute()) {
        const state = { sourceId: row.source_id, open: row.open, confirmedAt: row.confirmed_at.toISOString() }
        found.set(row.child_id, [...(found.get(row.child_id) ?? []), state])
      }
      return found
    },
  }
}
