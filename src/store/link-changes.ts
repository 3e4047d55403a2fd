// Links that persons and the matcher make and unmake, each change in one transaction with its record and its notices. What is
// linked by identifier is linking.ts.
import { sql, type Kysely } from 'kysely'
import type { LinkResult, NewLink } from '../types/links.js'
import type { Keys } from './keys.js'
import { linkIn, relinkIn, unlinkIn, type ChangeReceipt, type Relinking, type Unlinking } from './link-change.js'
import { closeReviews } from './link-review-rows.js'
import { takeTurn } from './linking.js'
import { once, type SentAct } from './once.js'
import type { Tables } from './tables.js'

export interface LinkChanges {
  /** A record waiting for a person waits no longer once it is linked. */
  link(link: NewLink): Promise<LinkResult>
  /** Takes the link away with what only it gave the child. Throws KEY_REUSED, LINK_NOT_FOUND. */
  unlink(unlinking: Unlinking, sent: SentAct): Promise<ChangeReceipt>
  /** Whose record was unlinked; null where no unlinking of this id is known. */
  unlinked(changeId: string): Promise<string | null>
  /** Takes an unlinking back: the rows are what they were. Throws KEY_REUSED, LINK_NOT_FOUND, LINKED_ELSEWHERE. */
  relink(relinking: Relinking, sent: SentAct): Promise<ChangeReceipt>
}

export function createLinkChanges(db: Kysely<Tables>, keys: Keys): LinkChanges {
  return {
    link: link =>
      db.transaction().execute(async trx => {
        await takeTurn(trx)
        const { at } = await trx.selectNoFrom(sql<Date>`now()`.as('at')).executeTakeFirstOrThrow()
        const result = await linkIn(trx, keys, link, at)
        if (result === 'LINKED') await closeReviews(trx, keys, [link], link.by)
        return result
      }),

    unlink: (unlinking, sent) =>
      db.transaction().execute(async trx => {
        await takeTurn(trx)
        return once(trx, keys, sent, () => unlinkIn(trx, keys, unlinking, sent.at))
      }),

    async unlinked(changeId) {
      const row = await db
        .selectFrom('link_change')
        .select('child_id')
        .where('id', '=', changeId)
        .where('kind', '=', 'UNLINKED')
        .executeTakeFirst()
      return row?.child_id ?? null
    },

    relink: (relinking, sent) =>
      db.transaction().execute(async trx => {
        await takeTurn(trx)
        return once(trx, keys, sent, () => relinkIn(trx, keys, relinking, sent.at))
      }),
  }
}
