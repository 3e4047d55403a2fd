// The hub's own work on one child's absences: what is recorded is decided above, from what is held, under the child's lock; then
// steps and standing are written together, or nothing is.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { IdentifierScheme } from '../types/child.js'
import { causesOf } from './alert-causes.js'
import { queueAlert, type NewAlert } from './alert-queue.js'
import { changeOf, heldIn, toHeld, type EpisodeChange, type HeldEpisode } from './episode-rows.js'
import { personOfEpisodes } from './hub.js'
import type { Keys } from './keys.js'
import { insertChildren, insertIdentifiers, takeTurn } from './linking.js'
import { once, type Receipt, type SentAct } from './once.js'
import type { Tables } from './tables.js'

/** By its number, a child nobody knows is made: a report is not lost for want of one. */
export type WhichChild = { readonly childId: string } | { readonly scheme: IdentifierScheme; readonly value: string }

export interface Recorder {
  /** Issuer and subject. */
  readonly person: string
  readonly role: string
  readonly organisation: string
  readonly staffRef: string
}

export interface Decided<R extends Receipt> {
  readonly changes: readonly EpisodeChange[]
  readonly receipt: R
  /** What has to be told beside what every change of an episode tells of itself. */
  readonly alerts?: readonly NewAlert[]
}

export interface Recording<R extends Receipt> {
  readonly child: WhichChild
  readonly by: Recorder
  /** From all that is held of the child, oldest report first. What it throws undoes everything. */
  readonly decide: (childId: string, held: readonly HeldEpisode[]) => Decided<R>
}

export interface Episodes {
  /** Answers with the receipt and the child's id. Throws KEY_REUSED, and what `decide` throws. */
  record<R extends Receipt>(recording: Recording<R>, sent: SentAct): Promise<R & { readonly childId: string }>
  /** With every step, oldest first. Every child asked for is in the Map. */
  of(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly HeldEpisode[]>>
}

export function createEpisodes(db: Kysely<Tables>, keys: Keys): Episodes {
  return {
    record: ({ child, by, decide }, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          const childId = await childOf(trx, keys, child)
          await sql`select pg_advisory_xact_lock(hashtextextended(${`episodes ${childId}`}, 0))`.execute(trx)
          const held = await heldIn(trx, keys, [childId])
          const { changes, receipt, alerts = [] } = decide(childId, held)
          const person = personOfEpisodes(keys, by.person)
          for (const change of changes) {
            const before = held.find(({ reference }) => reference === change.reference) ?? null
            const { row, events } = changeOf(keys, { childId, before, change, by: { ...by, person }, at: sent.at })
            await trx
              .insertInto('episode')
              .values(row)
              .onConflict(on => on.columns(['child_id', 'reference']).doUpdateSet(row))
              .execute()
            await trx
              .insertInto('episode_event')
              .values([...events])
              .execute()
            const version = (before?.version ?? 0) + events.length
            for (const alert of causesOf(childId, before, change, version, sent.at)) await queueAlert(trx, alert)
          }
          for (const alert of alerts) await queueAlert(trx, alert)
          return { ...receipt, childId }
        }),
      ),

    async of(childIds) {
      const found = new Map<string, HeldEpisode[]>(childIds.map(id => [id, []]))
      const rows = await db
        .selectFrom('episode_event')
        .selectAll()
        .where(sql<boolean>`child_id = any(${[...childIds]}::uuid[])`)
        .orderBy('seq')
        .execute()
      for (const held of await heldIn(db, keys, childIds)) {
        const own = rows.filter(row => row.child_id === held.childId && row.reference === held.reference)
        found.get(held.childId)?.push({ ...held, history: own.map(row => toHeld(keys, row)) })
      }
      return found
    },
  }
}

async function childOf(trx: Transaction<Tables>, keys: Keys, which: WhichChild): Promise<string> {
  if ('childId' in which) return which.childId
  const hash = keys.identifierHmac(which.scheme, which.value)
  const holder = async (): Promise<string | undefined> => {
    const asked = trx.selectFrom('child_identifier').select('child_id').where('scheme', '=', which.scheme)
    return (await asked.where('value_hmac', '=', hash).executeTakeFirst())?.child_id
  }
  const known = await holder()
  if (known !== undefined) return known
  // Whoever makes children takes turns, so that two never make one child twice.
  await takeTurn(trx)
  const made = await holder()
  if (made !== undefined) return made
  const childId = randomUUID()
  await insertChildren(trx, [childId])
  const identifier = { scheme: which.scheme, hash: hash.toString('hex'), childId, childIsNew: true }
  await insertIdentifiers(trx, [identifier], true)
  return childId
}
