// Links that the matcher makes by itself. What it found is looked at again in the linkers' turn: between finding and linking a
// number may have linked the record or a rival, and a person may have been asked.
import { sql, type Kysely } from 'kysely'
import type { LinkResult, NewLink } from '../types/links.js'
import type { Children } from './children.js'
import type { IdentityIndex } from './identity-index.js'
import type { Keys } from './keys.js'
import { linkIn } from './link-change.js'
import { takeTurn } from './linking.js'
import type { Tables } from './tables.js'

/** WAITS: a person has been asked about the record. OVERTAKEN: what was found does not hold any more. */
export type ScoreLinkResult = LinkResult | 'WAITS' | 'OVERTAKEN'

/** What is read in the turn, by the session that has it: waiting for another session, it could keep everybody waiting. */
export interface Reads {
  readonly children: Pick<Children, 'linksOf'>
  readonly identityIndex: Pick<IdentityIndex, 'candidates'>
}

export interface ScoreLinks {
  /** Of these records, those that a person has been asked about. */
  waiting(sourceId: string, recordIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Links it where nobody has been asked about the record and `stillSo` holds; no other linker is at work meanwhile. */
  link(link: NewLink, stillSo: (reads: Reads) => Promise<boolean>): Promise<ScoreLinkResult>
}

export function createScoreLinks(db: Kysely<Tables>, keys: Keys, readsOf: (trx: Kysely<Tables>) => Reads): ScoreLinks {
  const waiting = async (from: Kysely<Tables>, sourceId: string, recordIds: readonly string[]) => {
    if (recordIds.length === 0) return new Set<string>()
    const open = from.selectFrom('link_review').select('record_id').where('status', '=', 'OPEN')
    const rows = await open.where('source_id', '=', sourceId).where('record_id', 'in', recordIds).execute()
    return new Set(rows.map(row => row.record_id))
  }
  return {
    waiting: (sourceId, recordIds) => waiting(db, sourceId, recordIds),

    link: (link, stillSo) =>
      db.transaction().execute(async trx => {
        await takeTurn(trx)
        if ((await waiting(trx, link.sourceId, [link.recordId])).size > 0) return 'WAITS'
        if (!(await stillSo(readsOf(trx)))) return 'OVERTAKEN'
        const { at } = await trx.selectNoFrom(sql<Date>`now()`.as('at')).executeTakeFirstOrThrow()
        return linkIn(trx, keys, link, at)
      }),
  }
}
