// Links that persons and the matcher make and unmake, each change in one transaction with its record and its notices. What is
// linked by identifier is linking.ts.
import { sql, type Kysely } from 'kysely'
import type { LinkResult, NewLink } from '../types/links.js'
import type { Keys } from './keys.js'
import { linkIn, unlinkIn, type ChangeReceipt, type Unlinking } from './link-change.js'
import { closeIfAllRejected, closeReviews } from './link-review-rows.js'
import { decidedBy, takeBackIn, type Decided, type TakingBack } from './link-undo.js'
import { takeTurn } from './moved.js'
import { once, type SentAct } from './once.js'
import type { Tables } from './tables.js'

export interface LinkChanges {
  /** A record waiting for a person waits no longer once it is linked. */
  link(link: NewLink): Promise<LinkResult>
  /** Takes the link away with what only it gave the child. Throws KEY_REUSED, LINK_NOT_FOUND. */
  unlink(unlinking: Unlinking, sent: SentAct): Promise<ChangeReceipt>
  /** What an unlinking or a rejection was about; null where none of this id is known. */
  decided(changeId: string): Promise<Decided | null>
  /**
   * Takes back an unlinking, so that the rows are what they were save numbers severed since and what records say by now, or a
   * rejection, so that the record waits again. Throws KEY_REUSED, LINK_NOT_FOUND, ALREADY_DECIDED, LINKED_ELSEWHERE.
   */
  takeBack(taking: TakingBack, sent: SentAct): Promise<ChangeReceipt>
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
        return once(trx, keys, sent, async () => {
          const receipt = await unlinkIn(trx, keys, unlinking, sent.at)
          await closeIfAllRejected(trx, keys, unlinking, unlinking.by)
          return receipt
        })
      }),

    decided: changeId => decidedBy(db, keys, changeId),

    takeBack: (taking, sent) =>
      db.transaction().execute(async trx => {
        await takeTurn(trx)
        return once(trx, keys, sent, () => takeBackIn(trx, keys, taking, sent.at))
      }),
  }
}
