import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.js'

/** What a source said of a child's episodes. Times are ISO. */
export interface SaidOfEpisodes {
  readonly sourceId: string
  readonly open: boolean
  /** When the absence was reported that it has as open. */
  readonly since: string | null
  /** When that is over by what the source itself says; null while the child is away. */
  readonly lapsesAt: string | null
}

/** The last of it. */
export interface EpisodeState extends SaidOfEpisodes {
  readonly confirmedAt: string
}

/** The last confirmed state of episodes, which counts for a while when every source is down (protocol.md). */
export interface EpisodeStates {
  /**
   * A later answer replaces an earlier one, never the other way round. Two operations may carry answers in another order than
   * the source gave them; between answers as close as that, closed wins.
   */
  remember(states: readonly (SaidOfEpisodes & { childId: string })[], at: Date): Promise<void>
  /** Another source says that it is over: nothing is left for a grace to rest on until this one says open again. */
  lapse(states: readonly { childId: string; sourceId: string }[], at: Date): Promise<void>
  /** Only children of whom something is remembered are in the Map. */
  of(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly EpisodeState[]>>
}

/** Longer than an operation can take, and so than an answer can be held up. */
const CLOSE_TOGETHER = '15 seconds'

/** The repository of episode states. */
export function createEpisodeStates(db: Kysely<Tables>): EpisodeStates {
  return {
    async remember(states, at) {
      if (states.length === 0) return
      await sql`
        insert into episode_state (child_id, source_id, open, since, lapses_at, confirmed_at)
        select child_id, source_id, bool_or(open), max(since),
          case when bool_or(open and lapses_at is null) then null else max(lapses_at) end, ${at}::timestamptz
        from unnest(
          ${states.map(one => one.childId)}::uuid[], ${states.map(one => one.sourceId)}::text[], ${states.map(one => one.open)}::boolean[],
          ${states.map(one => one.since)}::timestamptz[], ${states.map(one => one.lapsesAt)}::timestamptz[]
        ) as said (child_id, source_id, open, since, lapses_at) group by child_id, source_id
        -- in one order, so that two who write the same rows wait for each other and never in a circle
        order by child_id, source_id
        on conflict (child_id, source_id) do update set open = excluded.open, confirmed_at = excluded.confirmed_at,
          since = excluded.since, lapses_at = excluded.lapses_at
          where excluded.confirmed_at > episode_state.confirmed_at
            + case when excluded.open and not episode_state.open then ${CLOSE_TOGETHER}::interval
                when episode_state.open and not excluded.open then - ${CLOSE_TOGETHER}::interval
                else interval '0' end`.execute(db)
    },

    async lapse(states, at) {
      if (states.length === 0) return
      await sql`
        update episode_state held set lapses_at = least(held.lapses_at, ${at}::timestamptz)
        from (
          select child_id, source_id from episode_state join unnest(
            ${states.map(one => one.childId)}::uuid[], ${states.map(one => one.sourceId)}::text[]
          ) as over (child_id, source_id) using (child_id, source_id)
          where confirmed_at <= ${at}::timestamptz order by child_id, source_id for update of episode_state
        ) as over
        where held.child_id = over.child_id and held.source_id = over.source_id`.execute(db)
    },

    async of(childIds) {
      const theirs = sql<boolean>`child_id = any(${[...childIds]}::uuid[])`
      const found = new Map<string, EpisodeState[]>()
      for (const row of await db.selectFrom('episode_state').selectAll().where(theirs).orderBy('source_id').execute()) {
        const { source_id: sourceId, open } = row
        const since = row.since?.toISOString() ?? null
        const state = { sourceId, open, since, lapsesAt: row.lapses_at?.toISOString() ?? null }
        const states = found.get(row.child_id) ?? []
        found.set(row.child_id, [...states, { ...state, confirmedAt: row.confirmed_at.toISOString() }])
      }
      return found
    },
  }
}
