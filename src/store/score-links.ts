// Links that the matcher makes by itself. Working out who a record is takes long, so it is done outside the linkers' turn; in the turn
// it is only looked whether anything has changed since, and then it is worked out anew: a number may have linked the record or a rival.
import { sql, type Kysely } from 'kysely'
import type { LinkResult, NewLink } from '../types/links.js'
import type { Keys } from './keys.js'
import { linkIn } from './link-change.js'
import { lookedAt, takeTurn, type LookedAt } from './moved.js'
import type { Tables } from './tables.js'

/** WAITS: a person has been asked about the record. MOVED: what it was worked out from has changed since. */
export type ScoreLinkResult = LinkResult | 'WAITS' | 'MOVED'

export interface ScoreLinks {
  /** Of these records, those that a person has been asked about. */
  waiting(sourceId: string, recordIds: readonly string[]): Promise<ReadonlySet<string>>
  /** To be asked before anything is worked out. */
  lookedAt(): Promise<LookedAt>
  /** Links it where nobody has been asked about the record and nothing has changed since it was looked at. */
  link(link: NewLink, since: LookedAt): Promise<ScoreLinkResult>
}

export function createScoreLinks(db: Kysely<Tables>, keys: Keys): ScoreLinks {
  const waiting = async (from: Kysely<Tables>, sourceId: string, recordIds: readonly string[]) => {
    if (recordIds.length === 0) return new Set<string>()
    const open = from.selectFrom('link_review').select('record_id').where('status', '=', 'OPEN')
    const rows = await open.where('source_id', '=', sourceId).where('record_id', 'in', recordIds).execute()
    return new Set(rows.map(row => row.record_id))
  }
  return {
    waiting: (sourceId, recordIds) => waiting(db, sourceId, recordIds),

    lookedAt: () => lookedAt(db),

    link: (link, since) =>
      db.transaction().execute(async trx => {
        await takeTurn(trx)
        if ((await waiting(trx, link.sourceId, [link.recordId])).size > 0) return 'WAITS'
        const now = await lookedAt(trx)
        // Its own turn is counted already.
        if (now.links !== since.links + 1n || now.index !== since.index) return 'MOVED'
        const { at } = await trx.selectNoFrom(sql<Date>`now()`.as('at')).executeTakeFirstOrThrow()
        return linkIn(trx, keys, link, at)
      }),
  }
}
