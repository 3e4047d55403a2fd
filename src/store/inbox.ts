// Notices as their addressees read them, newest first.
import { sql, type Kysely } from 'kysely'
import type { AgencyKind } from '../types/index.js'
import { unsealed } from './glass-reviews.js'
import type { Keys } from './keys.js'
import type { NoticeTable, Tables } from './tables.js'

/** A notice with what it is about. Times are ISO. */
export interface Notice {
  readonly id: string
  /** Its place in the order of all notices. */
  readonly seq: string
  readonly kind: NoticeTable['kind']
  readonly sourceId: string
  readonly createdAt: string
  readonly readAt: string | null
  readonly childId: string | null
  readonly glass: {
    readonly id: string
    readonly role: string
    readonly agency: AgencyKind
    readonly until: string
    readonly reason: string
  } | null
  /** The change of a link, and the source whose record it is about. */
  readonly link: { readonly id: string; readonly change: 'UNLINKED' | 'RELINKED'; readonly source: string } | null
}

export interface Inbox {
  /** To the owners of these systems. `before` is the place of the last of the page before. */
  of(sources: readonly string[], first: number, before: string | null): Promise<readonly Notice[]>
  /** Somebody of the agency has these in an answer. The first time counts. */
  read(ids: readonly string[], at: Date): Promise<void>
}

export function createInbox(db: Kysely<Tables>, keys: Keys): Inbox {
  return {
    async of(sources, first, before) {
      let query = db
        .selectFrom('notice')
        .leftJoin('break_glass', 'break_glass.id', 'notice.break_glass_id')
        .leftJoin('link_change', 'link_change.id', 'notice.link_change_id')
        .select(['notice.id', 'notice.seq', 'notice.kind', 'notice.source_id', 'created_at', 'read_at'])
        .select(['notice.child_id', 'link_change.id as change', 'link_change.kind as changed'])
        .select('link_change.source_id as changed_source')
        .select(['break_glass.id as glass', 'break_glass.role', 'break_glass.agency as by', 'ends_at', 'sealed'])
        .where(sql<boolean>`notice.source_id = any(${[...sources]}::text[])`)
      if (before !== null) query = query.where('notice.seq', '<', before)
      const rows = await query.orderBy('notice.seq', 'desc').limit(first).execute()
      return rows.map(({ id, seq, kind, glass, role, by, ends_at: end, sealed, ...row }) => ({
        ...{ id, seq, kind },
        sourceId: row.source_id,
        createdAt: row.created_at.toISOString(),
        readAt: row.read_at?.toISOString() ?? null,
        childId: row.child_id,
        glass:
          glass && role && by && end && sealed
            ? { id: glass, role, agency: by, until: end.toISOString(), reason: unsealed(keys, glass, sealed).reason }
            : null,
        link:
          row.change && (row.changed === 'UNLINKED' || row.changed === 'RELINKED') && row.changed_source
            ? { id: row.change, change: row.changed, source: row.changed_source }
            : null,
      }))
    },

    async read(ids, at) {
      if (ids.length === 0) return
      const these = sql<boolean>`id = any(${[...ids]}::uuid[])`
      await db.updateTable('notice').set({ read_at: at }).where(these).where('read_at', 'is', null).execute()
    },
  }
}
