// The hub's work on one child besides episodes: what is recorded is decided above, from what is held, under the child's lock;
// then step and standing are written together, or nothing is.
import { sql, type Kysely, type Selectable } from 'kysely'
import { queueAlert, type NewAlert } from './alert-queue.js'
import {
  changeOf,
  toHeld,
  toOwed,
  toStep,
  type CaseworkChange,
  type HeldCasework,
  type OwedCasework,
} from './casework-rows.js'
import type { HeldStep } from './episode-rows.js'
import type { Recorder } from './episodes.js'
import { personOfEpisodes } from './hub.js'
import type { Keys } from './keys.js'
import { keyBeside, sealsBeside, sealsToRead, sealsToWrite, type KeyBeside } from './record-seals.js'
import { once, type Receipt, type SentAct } from './once.js'
import type { CaseworkTable } from './tables-casework.js'
import type { Tables } from './tables.js'

/** What there is of a child when something is to be recorded. */
export interface CaseworkSeen {
  readonly held: readonly HeldCasework[]
  /** References of the child's episodes. */
  readonly episodes: readonly string[]
}

export interface CaseworkRecording<R extends Receipt> {
  readonly childId: string
  readonly by: Recorder
  /** What it throws undoes everything. */
  readonly decide: (seen: CaseworkSeen) => {
    readonly change: CaseworkChange
    /** What has to be told of it: said by each act, if only that it is nothing. */
    readonly alerts: readonly NewAlert[]
    readonly receipt: R
  }
}

/** Where a silent referral stands among them. */
export interface SilentPlace {
  readonly lastAt: string
  readonly childId: string
  readonly reference: string
}

export interface SilentReferral extends SilentPlace {
  readonly service: string
  readonly sentAt: string
  readonly version: number
}

export interface Casework {
  /** Throws KEY_REUSED, and what `decide` throws. */
  record<R extends Receipt>(recording: CaseworkRecording<R>, sent: SentAct): Promise<R>
  /** With every step, oldest first. Every child asked for is in the Map. */
  of(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly HeldCasework[]>>
  /**
   * Without their steps, and without what nothing falls due from: measures, and referrals that were answered. In one statement, and
   * opened only where something falls due from what is sealed.
   */
  owedOf(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly OwedCasework[]>>
  /** Referrals without an answer that nobody heard of or chased since `until`, the longest silent first. */
  silent(until: Date, first: number, after: SilentPlace | null): Promise<readonly SilentReferral[]>
}

const ofThese = (childIds: readonly string[]) => sql<boolean>`child_id = any(${[...childIds]}::uuid[])`

export function createCasework(db: Kysely<Tables>, keys: Keys): Casework {
  async function heldIn(on: Kysely<Tables>, childIds: readonly string[], withSteps: boolean): Promise<HeldCasework[]> {
    const rows = await on
      .selectFrom('casework')
      .selectAll()
      .where(ofThese(childIds))
      .where(sql<boolean>`sealed <> ''`)
      .orderBy('happened_at')
      .orderBy('reference')
      .execute()
    const asked = on.selectFrom('casework_event').selectAll().where(ofThese(childIds)).orderBy('seq')
    const steps = withSteps && rows.length > 0 ? await asked.execute() : []
    const seals = await sealsToRead(on, keys, 'CASEWORK', childIds)
    // Steps of what ended stay, with nothing in them to open.
    const own = new Map<string, HeldStep[]>(rows.map(row => [`${row.child_id} ${row.reference}`, []]))
    for (const step of steps) own.get(`${step.child_id} ${step.reference}`)?.push(toStep(seals, step))
    return rows.map(row => toHeld(seals, row, own.get(`${row.child_id} ${row.reference}`) ?? []))
  }

  return {
    record: ({ childId, by, decide }, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          // The lock of the child's episodes: what is decided from both is decided from one state of both.
          await sql`select pg_advisory_xact_lock(hashtextextended(${`episodes ${childId}`}, 0))`.execute(trx)
          const held = await heldIn(trx, [childId], false)
          const episodes = await trx.selectFrom('episode').select('reference').where('child_id', '=', childId).execute()
          const { change, alerts, receipt } = decide({ held, episodes: episodes.map(({ reference }) => reference) })
          const version = held.find(({ reference }) => reference === change.reference)?.version ?? 0
          const person = personOfEpisodes(keys, by.person)
          const seals = await sealsToWrite(trx, keys, 'CASEWORK', [childId])
          const { row, event } = changeOf(seals, { childId, version, change, by: { ...by, person }, at: sent.at })
          await trx
            .insertInto('casework')
            .values(row)
            .onConflict(on => on.columns(['child_id', 'reference']).doUpdateSet(row))
            .execute()
          await trx.insertInto('casework_event').values(event).execute()
          for (const alert of alerts) await queueAlert(trx, alert)
          return receipt
        }),
      ),

    of: async childIds => byChild(childIds, await heldIn(db, childIds, true)),
    owedOf: async childIds => {
      const { rows } = await sql<Selectable<CaseworkTable> & KeyBeside>`
        select held.*, own.* from unnest(${[...childIds]}::uuid[]) as asked (child_id)
        join casework held on held.child_id = asked.child_id and held.sealed <> ''
          and held.kind <> 'MEASURE' and not (held.kind = 'REFERRAL' and held.state <> 'SENT')
        ${keyBeside('CASEWORK')}
        order by held.happened_at, held.reference`.execute(db)
      const seals = sealsBeside(keys, 'CASEWORK', rows)
      return byChild(
        childIds,
        rows.map(row => toOwed(seals, row)),
      )
    },

    async silent(until, first, after) {
      // The condition is the index's own, word for word.
      let rows = db
        .selectFrom('casework')
        .select(['child_id', 'reference', 'code', 'happened_at', 'last_at', 'version'])
        .where(sql<boolean>`kind = 'REFERRAL' and state = 'SENT'`)
        .where(sql<boolean>`sealed <> ''`)
        .where('last_at', '<', until)
      if (after !== null)
        rows = rows.where(
          sql<boolean>`(last_at, child_id, reference) >
            (${after.lastAt}::timestamptz, ${after.childId}::uuid, ${after.reference}::text)`,
        )
      const order = rows.orderBy('last_at').orderBy('child_id').orderBy('reference')
      return (await order.limit(first).execute()).map(row => ({
        ...{ childId: row.child_id, reference: row.reference, service: row.code, version: row.version },
        ...{ sentAt: row.happened_at.toISOString(), lastAt: row.last_at.toISOString() },
      }))
    },
  }
}

function byChild<Held extends { readonly childId: string }>(
  childIds: readonly string[],
  held: readonly Held[],
): ReadonlyMap<string, readonly Held[]> {
  const found = new Map<string, Held[]>(childIds.map(id => [id, []]))
  for (const one of held) found.get(one.childId)?.push(one)
  return found
}
