// The hub's own work on one child's absences: what is recorded is decided above, from what is held, under the child's lock; then
// steps and standing are written together, or nothing is.
import { randomUUID } from 'node:crypto'
import { type Kysely, type Transaction } from 'kysely'
import type { IdentifierScheme } from '../types/child.js'
import { causesOf } from './alert-causes.js'
import { queueAlert, type NewAlert } from './alert-queue.js'
import { takeChildsTurn } from './child-turn.js'
import { countedChild, identitiesOf } from './counted-child.js'
import {
  changeOf,
  gradesIn,
  heldIn,
  withSteps,
  type EpisodeChange,
  type HeldEpisode,
  type HeldStep,
} from './episode-rows.js'
import { personOfEpisodes } from './hub.js'
import type { Keys } from './keys.js'
import { insertChildren, insertIdentifiers } from './linking.js'
import { takeTurn } from './moved.js'
import { sealsToWrite } from './record-seals.js'
import { once, type Receipt, type SentAct } from './once.js'
import { severedIn } from './severed.js'
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
  /** What has to be told beside what every change of an episode tells of itself: said by each act, if only that it is nothing. */
  readonly alerts: readonly NewAlert[]
}

export interface Recording<R extends Receipt> {
  readonly child: WhichChild
  readonly by: Recorder
  /** From all that is held of the child, oldest report first. What it throws undoes everything. */
  readonly decide: (childId: string, held: readonly HeldEpisode[]) => Decided<R>
  /** Whether what is held has its steps with it. */
  readonly withHistory?: boolean
}

export interface OfChild {
  readonly childId: string
  readonly held: readonly HeldEpisode[]
}

export interface SeveralRecorded<R extends Receipt> {
  readonly children: readonly WhichChild[]
  readonly by: Recorder
  /** One change for each child, in the order of the children; null for a child who stands there before. */
  readonly decide: (children: readonly OfChild[]) => {
    readonly changes: readonly (EpisodeChange | null)[]
    readonly alerts: readonly NewAlert[]
    readonly receipt: R
  }
}

export interface Episodes {
  /** Answers with the receipt and the child's id. Throws KEY_REUSED, and what `decide` throws. */
  record<R extends Receipt>(recording: Recording<R>, sent: SentAct): Promise<R & { readonly childId: string }>
  /** Of several children at once: all of it or nothing. `childIds` are theirs, in order, with spaces between. */
  recordOfSeveral<R extends Receipt>(
    recording: SeveralRecorded<R>,
    sent: SentAct,
  ): Promise<R & { readonly childIds: string }>
  /** With every step, oldest first. Every child asked for is in the Map. */
  of(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly HeldEpisode[]>>
  /** The steps that graded a risk since each child's newest assessment of it, by episode; all of them where there is none. */
  grades(
    childIds: readonly string[],
  ): Promise<(episode: Pick<HeldEpisode, 'childId' | 'reference'>) => readonly HeldStep[]>
  /** As their rows alone tell, with those steps and no others. */
  graded(childIds: readonly string[]): Promise<ReadonlyMap<string, readonly HeldEpisode[]>>
}

export function createEpisodes(db: Kysely<Tables>, keys: Keys): Episodes {
  return {
    record: (recording, sent) =>
      db.transaction().execute(trx => once(trx, keys, sent, () => recordIn(trx, keys, recording, sent.at))),

    recordOfSeveral: ({ children, by, decide }, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          const childIds: string[] = []
          for (const child of children) childIds.push(await childOf(trx, keys, child))
          // In one order, so that two who report the same children wait for each other and never in a circle.
          for (const childId of [...new Set(childIds)].sort()) await takeChildsTurn(trx, childId)
          const held = await heldIn(trx, keys, childIds)
          const ofChild = childIds.map(childId => ({ childId, held: held.filter(one => one.childId === childId) }))
          const { changes, alerts, receipt } = decide(ofChild)
          for (const [index, change] of changes.entries()) {
            const one = ofChild[index]
            if (one && change) await write(trx, keys, { ...one, by, at: sent.at, change })
          }
          for (const alert of alerts) await queueAlert(trx, alert)
          return { ...receipt, childIds: childIds.join(' ') }
        }),
      ),

    of: async childIds => byChild(childIds, await withSteps(db, keys, await heldIn(db, keys, childIds))),
    grades: childIds => gradesIn(db, keys, childIds),
    graded: async childIds => {
      const [held, steps] = await Promise.all([heldIn(db, keys, childIds, false), gradesIn(db, keys, childIds)])
      return byChild(
        childIds,
        held.map(one => ({ ...one, history: steps(one) })),
      )
    },
  }
}

function byChild(
  childIds: readonly string[],
  held: readonly HeldEpisode[],
): ReadonlyMap<string, readonly HeldEpisode[]> {
  const found = new Map<string, HeldEpisode[]>(childIds.map(id => [id, []]))
  for (const one of held) found.get(one.childId)?.push(one)
  return found
}

/** As `record`, within a transaction of whoever has more to write with it. */
export async function recordIn<R extends Receipt>(
  trx: Transaction<Tables>,
  keys: Keys,
  { child, by, decide, withHistory = false }: Recording<R>,
  at: Date,
): Promise<R & { readonly childId: string }> {
  const childId = await childOf(trx, keys, child)
  await takeChildsTurn(trx, childId)
  const bare = await heldIn(trx, keys, [childId])
  const held = withHistory ? await withSteps(trx, keys, bare) : bare
  const { changes, receipt, alerts } = decide(childId, held)
  for (const change of changes) await write(trx, keys, { childId, held, by, at, change })
  for (const alert of alerts) await queueAlert(trx, alert)
  return { ...receipt, childId }
}

interface Writing {
  readonly childId: string
  readonly held: readonly HeldEpisode[]
  readonly by: Recorder
  readonly at: Date
  readonly change: EpisodeChange
}

async function write(trx: Transaction<Tables>, keys: Keys, { childId, held, by, at, change }: Writing): Promise<void> {
  const before = held.find(({ reference }) => reference === change.reference) ?? null
  const person = personOfEpisodes(keys, by.person)
  const who = countedChild(await identitiesOf(trx, keys, childId), change.reportedAt)
  const seals = await sealsToWrite(trx, keys, 'EPISODES', [childId])
  const { row, events } = changeOf(seals, { childId, before, change, by: { ...by, person }, at, who })
  await trx
    .insertInto('episode')
    .values(row)
    .onConflict(on => on.columns(['child_id', 'reference']).doUpdateSet(row))
    .execute()
  await trx
    .insertInto('episode_event')
    .values([...events])
    .execute()
  await followAssignments(trx, childId, change, at)
  const version = (before?.version ?? 0) + events.length
  for (const alert of causesOf(childId, before, change, version, at)) await queueAlert(trx, alert)
}

/** Who holds an episode's return interview does until it is closed, and goes with it where it is merged. */
async function followAssignments(
  trx: Transaction<Tables>,
  childId: string,
  { reference, status, mergedInto }: EpisodeChange,
  at: Date,
): Promise<void> {
  const set = mergedInto !== null ? { episode: mergedInto } : status === 'CLOSED' ? { ended_at: at } : null
  if (set === null) return
  const theirs = trx.updateTable('debrief_assignment').set(set).where('child_id', '=', childId)
  await theirs.where('episode', '=', reference).where('ended_at', 'is', null).execute()
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
  await insertIdentifiers(trx, await severedIn(trx, keys), [identifier], true)
  return childId
}
