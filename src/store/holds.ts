// Legal holds, and who holds a return interview: decided above, from what is held, in the child's turn.
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { takeChildsTurn } from './child-turn.js'
import type { Recorder } from './episodes.js'
import { personOfEpisodes } from './hub.js'
import type { Keys } from './keys.js'
import { once, type SentAct } from './once.js'
import type { Tables } from './tables.js'

export interface KeepingReceipt extends Readonly<Record<string, string>> {
  readonly reference: string
  readonly version: string
  readonly at: string
}

interface OfChild<D> {
  readonly childId: string
  readonly by: Recorder
  /** What it throws undoes everything. */
  readonly decide: D
}

/** A hold that stands, for whoever looks through them. */
export interface StandingHold {
  readonly id: string
  readonly childId: string
  readonly placedAt: string
  /** A day. */
  readonly reviewOn: string
}

export interface Holds {
  /** Each throws KEY_REUSED, and what `decide` throws. */
  place(
    placing: OfChild<(seen: { readonly standing: number }) => { reason: string; reviewOn: string }>,
    sent: SentAct,
  ): Promise<KeepingReceipt>
  release(
    releasing: OfChild<(hold: { readonly released: boolean } | null) => { readonly reason: string }> & {
      readonly hold: string
    },
    sent: SentAct,
  ): Promise<KeepingReceipt>
  assignDebrief(
    assigning: OfChild<
      (seen: {
        readonly episode: { readonly closed: boolean; readonly merged: boolean } | null
        readonly holding: readonly string[]
      }) => { readonly staffRef: string; readonly begins: boolean }
    > & { readonly episode: string },
    sent: SentAct,
  ): Promise<KeepingReceipt>
  /** The first to be looked at again first; of one child where one is given. */
  standing(first: number, childId?: string): Promise<readonly StandingHold[]>
}

export function createHolds(db: Kysely<Tables>, keys: Keys): Holds {
  const inTurn = (
    childId: string,
    sent: SentAct,
    work: (trx: Transaction<Tables>) => Promise<Omit<KeepingReceipt, 'at'>>,
  ): Promise<KeepingReceipt> =>
    db.transaction().execute(trx =>
      once(trx, keys, sent, async () => {
        await takeChildsTurn(trx, childId)
        const { reference = '', version = '' } = await work(trx)
        return { reference, version, at: sent.at.toISOString() }
      }),
    )
  const sealed = (by: Recorder, reason: string, place: string): Buffer =>
    keys.holds.seal(JSON.stringify({ by: by.staffRef, reason }), place)
  return {
    place: ({ childId, by, decide }, sent) =>
      inTurn(childId, sent, async trx => {
        const standing = trx.selectFrom('legal_hold').select('id').where('child_id', '=', childId)
        const stands = await standing.where('released_at', 'is', null).execute()
        const { reason, reviewOn } = decide({ standing: stands.length })
        const id = randomUUID()
        const row = {
          ...{ id, child_id: childId, placed_at: sent.at, by_key: personOfEpisodes(keys, by.person) },
          ...{ by_role: by.role, by_organisation: by.organisation, review_on: reviewOn },
          ...{ released_at: null, released_by: null, released_role: null, sealed_release: null },
          sealed: sealed(by, reason, `hold ${id}`),
        }
        await trx.insertInto('legal_hold').values(row).execute()
        return { reference: id, version: '1' }
      }),

    release: ({ childId, by, hold, decide }, sent) =>
      inTurn(childId, sent, async trx => {
        const mine = trx.selectFrom('legal_hold').select(['id', 'released_at']).where('child_id', '=', childId)
        const found = (await mine.execute()).find(({ id }) => id === hold)
        const { reason } = decide(found ? { released: found.released_at !== null } : null)
        await trx
          .updateTable('legal_hold')
          .set({
            ...{ released_at: sent.at, released_by: personOfEpisodes(keys, by.person), released_role: by.role },
            sealed_release: sealed(by, reason, `release ${hold}`),
          })
          .where('id', '=', hold)
          .execute()
        return { reference: hold, version: '2' }
      }),

    assignDebrief: ({ childId, by, episode, decide }, sent) =>
      inTurn(childId, sent, async trx => {
        const theirs = trx.selectFrom('episode').select(['status', 'merged_into']).where('child_id', '=', childId)
        const found = await theirs.where('reference', '=', episode).executeTakeFirst()
        const open = trx.selectFrom('debrief_assignment').select('staff_ref').where('child_id', '=', childId)
        const holding = await open.where('episode', '=', episode).where('ended_at', 'is', null).execute()
        const { staffRef, begins } = decide({
          episode: found ? { closed: found.status === 'CLOSED', merged: found.merged_into !== null } : null,
          holding: holding.map(({ staff_ref }) => staff_ref),
        })
        const person = personOfEpisodes(keys, by.person)
        if (begins)
          await trx
            .insertInto('debrief_assignment')
            .values({
              ...{ child_id: childId, staff_ref: staffRef, assigned_at: sent.at, ended_at: null, episode },
              ...{ by_key: person, by_role: by.role, ended_by: null, ended_role: null },
            })
            .execute()
        else
          await trx
            .updateTable('debrief_assignment')
            .set({ ended_at: sent.at, ended_by: person, ended_role: by.role })
            .where('child_id', '=', childId)
            .where('episode', '=', episode)
            .where('staff_ref', '=', staffRef)
            .where('ended_at', 'is', null)
            .execute()
        return { reference: episode, version: begins ? '1' : '2' }
      }),

    async standing(first, childId) {
      let query = db.selectFrom('legal_hold').select(['id', 'child_id', 'placed_at', 'review_on'])
      if (childId !== undefined) query = query.where('child_id', '=', childId)
      const standing = query.where('released_at', 'is', null).orderBy('review_on').orderBy('id')
      return (await standing.limit(first).execute()).map(row => ({
        ...{ id: row.id, childId: row.child_id, reviewOn: row.review_on },
        placedAt: row.placed_at.toISOString(),
      }))
    },
  }
}
