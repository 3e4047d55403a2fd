import { sql, type Kysely } from 'kysely'
import { StoreError } from './errors.js'
import type { Tables } from './tables.js'

/** How far the linking pass of a source has come: start at `cursor`, unless `doneAt` says that it has been finished. */
export interface Progress {
  readonly cursor: string | null
  /** ISO time of the last finished pass. */
  readonly doneAt: string | null
}

/** Throws STORE_LOCK_LOST where the sources are no longer ours: somebody else may be at them. Before each page. */
export type Held = () => Promise<void>

/** Where each source's linking pass stands, so that a restart goes on instead of beginning again. */
export interface LinkingProgress {
  of(sourceId: string): Promise<Progress>
  /** After each page: where the next begins. Null at the end, which marks the pass finished. */
  reached(sourceId: string, cursor: string | null): Promise<void>
  /** Runs the work where nobody else is at these sources, in whatever process; null where somebody is. */
  alone<T>(sourceIds: readonly string[], work: (held: Held) => Promise<T>): Promise<T | null>
}

/** The repository of linking passes. */
export function createLinkingProgress(db: Kysely<Tables>): LinkingProgress {
  return {
    async of(sourceId) {
      const row = await db
        .selectFrom('linking_progress')
        .selectAll()
        .where('source_id', '=', sourceId)
        .executeTakeFirst()
      return { cursor: row?.cursor ?? null, doneAt: row?.done_at?.toISOString() ?? null }
    },

    async reached(sourceId, cursor) {
      await sql`
        insert into linking_progress (source_id, cursor, done_at)
        values (${sourceId}, ${cursor}, case when ${cursor}::text is null then now() end)
        on conflict (source_id) do update set cursor = excluded.cursor, done_at = coalesce(excluded.done_at, linking_progress.done_at)
      `.execute(db)
    },

    alone: (sourceIds, work) =>
      // Held by a session of its own, and let go by the server if this process dies.
      db.connection().execute(async session => {
        const ids = [...new Set(sourceIds)].sort()
        const release = (): Promise<unknown> => sql`select pg_advisory_unlock_all()`.execute(session)
        let lost = false
        const check = async (): Promise<void> => {
          const locks = await locksOf(session).catch(() => 0)
          if (locks === ids.length) return
          lost = true
          throw new StoreError('STORE_LOCK_LOST', 'The database session that kept others from these systems was lost')
        }
        // Sources are paged side by side, and a session takes one statement at a time.
        let checking: Promise<void> | null = null
        const held: Held = () => (checking ??= check().finally(() => (checking = null)))
        try {
          for (const id of ids) {
            const { rows } = await sql<{ ours: boolean }>`
              select pg_try_advisory_lock(hashtextextended(${`linking ${id}`}, 0)) as ours`.execute(session)
            if (rows[0]?.ours !== true) return null
          }
          return await work(held)
        } finally {
          // A session that is gone has let go already.
          await release().catch((error: unknown) => {
            if (!lost) throw error
          })
        }
      }),
  }
}

/** How many locks this session holds; asking it also keeps the connection from being dropped as idle. */
async function locksOf(session: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ locks: number }>`
    select count(*)::int as locks from pg_locks
    where locktype = 'advisory' and granted and pid = pg_backend_pid()`.execute(session)
  return rows[0]?.locks ?? 0
}
