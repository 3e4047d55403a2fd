// Whether somebody else works with a child than when the gateway last asked. Who they are is not kept (ADR 6): only a keyed mark
// a source, by which the same is known to be the same.
import { sql, type Kysely } from 'kysely'
import { ALERT_JOBS, addJobs, queueAlert, takenUpAgain } from './alert-queue.js'
import type { Keys } from './keys.js'
import type { Tables } from './tables.js'

/** What the sources that answered said, as one text each. */
export interface SaidToWork {
  readonly childId: string
  readonly said: ReadonlyMap<string, string>
  readonly askedAt: Date
  /** When they are asked again. */
  readonly lookAt: Date | null
}

export interface WorksWith {
  /** Queues RELATIONSHIP_CHANGED where a source says otherwise than before. A source that is heard of first changes nothing. */
  note(said: SaidToWork, at: Date): Promise<void>
  /** Queues those whose time has come to be asked about again; as many as were queued. */
  queueDue(at: Date, most: number): Promise<number>
}

export function createWorksWith(db: Kysely<Tables>, keys: Keys): WorksWith {
  return {
    note: ({ childId, said, askedAt, lookAt }, at) =>
      db.transaction().execute(async trx => {
        const marks = Object.fromEntries(
          [...said].map(([source, text]) => [source, keys.pseudonym('works-with', `${childId}\n${source}\n${text}`)]),
        )
        const row = { child_id: childId, marks: JSON.stringify(marks), asked_at: askedAt, look_at: lookAt }
        const first = await trx
          .insertInto('works_with')
          .values(row)
          .onConflict(on => on.column('child_id').doNothing())
          .executeTakeFirstOrThrow()
        if (first.numInsertedOrUpdatedRows === 1n) return
        const held = await trx
          .selectFrom('works_with')
          .select(['marks', 'asked_at'])
          .where('child_id', '=', childId)
          .forUpdate()
          .executeTakeFirstOrThrow()
        if (held.asked_at > askedAt) return
        const differs = Object.entries(marks).some(([source, mark]) => (held.marks[source] ?? mark) !== mark)
        await trx
          .updateTable('works_with')
          .set({ ...row, marks: JSON.stringify({ ...held.marks, ...marks }) })
          .where('child_id', '=', childId)
          .execute()
        // By when it was asked: who comes back after a while is a change of its own.
        const cause = [askedAt.toISOString()]
        if (differs) await queueAlert(trx, { kind: 'RELATIONSHIP_CHANGED', childId, reference: null, cause, at })
      }),

    queueDue: (at, most) =>
      db.transaction().execute(async trx => {
        const { rows } = await sql<{ id: string }>`
          update works_with set look_at = ${takenUpAgain(at)}::timestamptz from (
            select child_id from works_with where look_at <= ${at}::timestamptz order by look_at, child_id limit ${most}
            for update skip locked) due
          where works_with.child_id = due.child_id returning works_with.child_id as id`.execute(trx)
        await addJobs(
          trx,
          ALERT_JOBS.look,
          rows.map(({ id }) => id),
        )
        return rows.length
      }),
  }
}
