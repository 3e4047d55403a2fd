import { sql, type Kysely } from 'kysely'
import type { Tables } from './tables.js'

/** How far the linking pass of a source has come: start at `cursor`, unless `doneAt` says that it has been finished. */
export interface Progress {
  readonly cursor: string | null
  /** ISO time of the last finished pass. */
  readonly doneAt: string | null
}

/** Where each source's linking pass stands, so that a restart goes on instead of beginning again. */
export interface LinkingProgress {
  of(sourceId: string): Promise<Progress>
  /** After each page: where the next begins. Null at the end, which marks the pass finished. */
  reached(sourceId: string, cursor: string | null): Promise<void>
  /** Runs the work where nobody else is at these sources, in whatever process; null where somebody is. */
  alone<T>(sourceIds: readonly string[], work: () => Promise<T>): Promise<T | null>
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
        try {
          for (const id of ids) {
            const { rows } = await sql<{ ours: boolean }>`
              select pg_try_advisory_lock(hashtextextended(${`linking ${id}`}, 0)) as ours`.execute(session)
            if (rows[0]?.ours !== true) return null
          }
          return await work()
        } finally {
          await release()
        }
      }),
  }
}
