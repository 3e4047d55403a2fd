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
  }
}
