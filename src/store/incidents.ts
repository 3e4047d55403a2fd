// Reports that systems send. Each is kept whole before anything else is done with it, and each person in it until somebody has
// said, or a number says, which child it is.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { recordIn, type Recording } from './episodes.js'
import type { Keys } from './keys.js'
import { once, type Receipt, type SentAct } from './once.js'
import type { Tables } from './tables.js'

export interface SentReport {
  /** The application that sent it. */
  readonly source: string
  /** The force's own reference, with the force. */
  readonly reference: string
  /** All of it, as text. */
  readonly content: string
  /** What is said of each who is missing. */
  readonly missing: readonly unknown[]
  readonly at: Date
}

export interface WaitingPerson {
  readonly incident: string
  readonly seq: number
  readonly receivedAt: string
  readonly body: unknown
}

export type PersonAt = Pick<WaitingPerson, 'incident' | 'seq'>

export interface Incidents {
  /** The same under one reference is kept once. OTHERWISE: something else was sent under it. */
  receive(sent: SentReport): Promise<{ readonly id: string } | 'OTHERWISE'>
  /** Those of one incident that wait, or all that do, oldest first. */
  waiting(
    asked: { readonly incident: string } | { readonly first: number; readonly after: PersonAt | null },
  ): Promise<readonly WaitingPerson[]>
  /** Records the report of one who waits, and that it is; null for one who does not wait, of whom nothing is done. */
  report<R extends Receipt & { readonly episode: string }>(
    person: PersonAt,
    recording: (body: unknown) => Recording<R>,
    at: Date,
  ): Promise<(R & { readonly childId: string }) | null>
  /** As `report`, by a person whose act it is. Throws what `absent` gives where nobody waits. */
  name<R extends Receipt & { readonly episode: string }>(
    person: PersonAt,
    recording: (body: unknown) => Recording<R>,
    sent: SentAct,
    absent: () => Error,
  ): Promise<R & { readonly childId: string }>
}

const placeOf = (incident: string, seq: number | 'whole'): string => `incident ${incident}\n${seq}`

export function createIncidents(db: Kysely<Tables>, keys: Keys): Incidents {
  const opened = (sealed: Buffer, place: string): unknown => {
    const text = keys.episodes.open(sealed, place)
    if (text === null) throw new Error('an incident was sealed by another key, or for another place')
    return JSON.parse(text)
  }

  async function settle<R extends Receipt & { readonly episode: string }>(
    trx: Transaction<Tables>,
    { incident, seq }: PersonAt,
    recording: (body: unknown) => Recording<R>,
    at: Date,
  ): Promise<(R & { readonly childId: string }) | null> {
    const mine = trx.selectFrom('incident_person').where('incident', '=', incident).where('seq', '=', seq)
    const row = await mine.where('state', '=', 'WAITING').select('sealed').forUpdate().executeTakeFirst()
    if (!row) return null
    const done = await recordIn(trx, keys, recording(opened(row.sealed, placeOf(incident, seq))), at)
    await trx
      .updateTable('incident_person')
      .set({ state: 'REPORTED', child_id: done.childId, episode: done.episode, settled_at: at })
      .where('incident', '=', incident)
      .where('seq', '=', seq)
      .execute()
    return done
  }

  return {
    receive: ({ source, reference, content, missing, at }) =>
      db.transaction().execute(async trx => {
        const referenceKey = keys.pseudonym('incident-reference', `${source}\n${reference}`)
        const contentKey = keys.pseudonym('incident-content', content)
        const id = randomUUID()
        const made = await trx
          .insertInto('incident')
          .values({
            ...{ id, source, reference_key: referenceKey, content_key: contentKey, received_at: at },
            sealed: keys.episodes.seal(content, placeOf(id, 'whole')),
          })
          .onConflict(on => on.columns(['source', 'reference_key']).doNothing())
          .executeTakeFirst()
        if (made.numInsertedOrUpdatedRows === 0n) {
          const same = trx.selectFrom('incident').where('source', '=', source).where('reference_key', '=', referenceKey)
          const before = await same.select(['id', 'content_key']).executeTakeFirstOrThrow()
          return before.content_key === contentKey ? { id: before.id } : 'OTHERWISE'
        }
        const rows = missing.map((body, index) => ({
          ...{ incident: id, seq: index + 1, state: 'WAITING' as const },
          ...{ child_id: null, episode: null, settled_at: null },
          sealed: keys.episodes.seal(JSON.stringify(body), placeOf(id, index + 1)),
        }))
        await trx.insertInto('incident_person').values(rows).execute()
        return { id }
      }),

    async waiting(asked) {
      let rows = db
        .selectFrom('incident_person as p')
        .innerJoin('incident as i', 'i.id', 'p.incident')
        .select(['p.incident', 'p.seq', 'p.sealed', 'i.received_at'])
        .where('p.state', '=', 'WAITING')
        .orderBy('i.received_at')
        .orderBy('p.incident')
        .orderBy('p.seq')
      if ('incident' in asked) rows = rows.where('p.incident', '=', asked.incident)
      else {
        const { after } = asked
        rows = rows.limit(asked.first)
        if (after !== null)
          rows = rows.where(
            sql<boolean>`(i.received_at, p.incident, p.seq) >
              (select received_at, ${after.incident}::uuid, ${after.seq}::integer from incident where id = ${after.incident}::uuid)`,
          )
      }
      return (await rows.execute()).map(row => ({
        ...{ incident: row.incident, seq: row.seq, receivedAt: row.received_at.toISOString() },
        body: opened(row.sealed, placeOf(row.incident, row.seq)),
      }))
    },

    report: (person, recording, at) => db.transaction().execute(trx => settle(trx, person, recording, at)),

    name: (person, recording, sent, absent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          const done = await settle(trx, person, recording, sent.at)
          if (done === null) throw absent()
          return done
        }),
      ),
  }
}
