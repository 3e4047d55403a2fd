// An alert is queued in the transaction of its cause: whoever can see that something was recorded can be sure that those who
// are to know of it are being told.
import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { AlertKind } from './tables-alerts.js'
import type { Tables } from './tables.js'

/** What has to be told: ids and no word. */
export interface NewAlert {
  readonly kind: Exclude<AlertKind, 'SCHOOL_DIGEST'>
  readonly childId: string
  /** The episode, version or referral it is about. */
  readonly reference: string | null
  /** What beside the kind, the child and the reference makes it a cause of its own: the number of a version, say. */
  readonly cause: readonly (string | number)[]
  /** Who caused it has to be told as well: nobody is left out for that. */
  readonly at: Date
}

/** The jobs of alerts, by the names under which they are queued. */
export const ALERT_JOBS = {
  route: 'alert_route',
  look: 'alert_look',
  deliver: 'alert_deliver',
  sweep: 'alert_sweep',
} as const

/** How often a job that throws is tried, further and further apart. */
const TRIES = 12
/** When the sweep takes up what a job was queued for and did not do: until then nobody else does it. */
export const takenUpAgain = (at: Date): Date => new Date(at.getTime() + 5 * 60_000)

/** Queues an alert, unless one of the same cause is queued already. True where it is new. */
export async function queueAlert(
  trx: Transaction<Tables>,
  { kind, childId, reference, cause, at }: NewAlert,
): Promise<boolean> {
  const id = randomUUID()
  const causeKey = [kind, childId, ...(reference === null ? [] : [reference]), ...cause].join(' ')
  const resolveAt = takenUpAgain(at)
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('alert')
    .values({ id, kind, child_id: childId, reference, cause_key: causeKey, created_at: at, resolve_at: resolveAt })
    .onConflict(on => on.column('cause_key').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await addJob(trx, ALERT_JOBS.route, id)
  return true
}

/** Adds a job about one row. A job that waits already under the same key is that job. */
export async function addJob(trx: Transaction<Tables>, task: string, id: string): Promise<void> {
  await addJobs(trx, task, [id])
}

export async function addJobs(trx: Transaction<Tables>, task: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`select ${addingJob(task, sql`id`)} from unnest(${[...ids]}::text[]) as id`.execute(trx)
}

/** Within a statement of whoever has more to do in it. */
export const addingJob = (task: string, id: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  graphile_worker.add_job(${task}::text, json_build_object('id', ${id}), job_key := ${task}::text || ' ' || ${id},
    job_key_mode := 'preserve_run_at', max_attempts := ${TRIES}::integer)`
