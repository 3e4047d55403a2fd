// A team is told of an alert: its row, the step in the alert's history, what goes out by e-mail and webhook, and the word to
// whoever waits at a subscription, in one transaction.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { ALERT_JOBS, addJobs, takenUpAgain } from './alert-queue.js'
import type { DeliveryChannel, StandsAs } from './tables-alerts.js'
import type { Tables } from './tables.js'

/** The channel of NOTIFY; the payload is the recipient's `seq`. It is heard at commit, and not otherwise. */
export const ALERT_CHANNEL = 'hafan_alert'

export interface Way {
  readonly channel: DeliveryChannel
  /** False: nothing is set up to send it with. */
  readonly configured: boolean
}

export interface Telling {
  readonly team: string
  readonly standsAs: StandsAs
  readonly confirmed: boolean
  /** The sources it stands in for. */
  readonly standsInFor: readonly string[]
  /** When the next of the line is told if nobody acknowledges; null where there is none. */
  readonly escalateAt: Date | null
  readonly ways: readonly Way[]
}

/** Where in a line of escalation the team stands; null at its beginning. */
export interface InLine {
  readonly chain: string
  readonly step: number
  readonly from: string
}

/** Nothing happens where the team has the alert already. */
export async function tellTeam(
  trx: Transaction<Tables>,
  alertId: string,
  { team, standsAs, confirmed, standsInFor, escalateAt, ways }: Telling,
  line: InLine | null,
  at: Date,
): Promise<void> {
  // One after the other to the end of the transaction: else a place could become visible after a later one had been given to a
  // subscription, which goes on from there and would never look back.
  await sql`select pg_advisory_xact_lock(hashtextextended('alert_recipient.seq', 0))`.execute(trx)
  const id = randomUUID()
  const told = await trx
    .insertInto('alert_recipient')
    .values({
      ...{ id, alert_id: alertId, team, confirmed, created_at: at, stands_as: standsAs },
      ...{ stands_in_for: [...standsInFor], escalate_at: escalateAt },
      ...{ escalated_from: line?.from ?? null, chain: line?.chain ?? id, step: line?.step ?? 0 },
    })
    .onConflict(on => on.columns(['alert_id', 'team']).doNothing())
    .returning('seq')
    .executeTakeFirst()
  if (told === undefined) return
  const step = line === null ? { kind: 'TOLD' as const, team } : { kind: 'ESCALATED' as const, team: line.from }
  await trx
    .insertInto('alert_step')
    .values({ alert_id: alertId, ...step, to_team: line === null ? null : team, at })
    .execute()
  if (ways.length > 0) {
    const deliveries = ways.map(({ channel, configured }) => ({
      ...{ id: randomUUID(), alert_id: alertId, recipient_id: id, team, channel, created_at: at },
      ...(configured
        ? { state: 'QUEUED' as const, next_at: takenUpAgain(at) }
        : { state: 'NOT_CONFIGURED' as const, next_at: null }),
    }))
    await trx.insertInto('alert_delivery').values(deliveries).execute()
    const queued = deliveries.flatMap(one => (one.state === 'QUEUED' ? [one.id] : []))
    await addJobs(trx, ALERT_JOBS.deliver, queued)
  }
  await sql`select pg_notify(${ALERT_CHANNEL}, ${told.seq})`.execute(trx)
}
