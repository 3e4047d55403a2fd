// What leaves by e-mail and webhook, and what became of it.
import { sql, type Kysely } from 'kysely'
import { ALERT_JOBS, addJobs, takenUpAgain } from './alert-queue.js'
import type { AlertKind, DeliveryChannel } from './tables-alerts.js'
import type { Tables } from './tables.js'

/** One message to one team, by one way. It names no child. */
export interface Delivery {
  /** Stays the same over all tries. */
  readonly id: string
  readonly channel: DeliveryChannel
  readonly team: string
  readonly alertId: string
  /** The row of the team's inbox: what `Query.alerts` and `acknowledgeAlert` call the alert. */
  readonly recipientId: string
  readonly seq: string
  readonly kind: AlertKind
  readonly confirmed: boolean
  readonly escalatedFrom: string | null
  /** ISO time the team was told. */
  readonly at: string
  /** Tries before this one. */
  readonly attempts: number
}

export interface Settling {
  readonly state: 'SENT' | 'REFUSED' | 'GIVEN_UP' | 'NOT_CONFIGURED' | 'QUEUED'
  /** With QUEUED alone. */
  readonly nextAt: Date | null
  readonly errorCode: string | null
}

export interface AlertDeliveries {
  /** Null where it is settled. */
  open(id: string): Promise<Delivery | null>
  settle(id: string, settling: Settling, at: Date): Promise<void>
  /** Queues those that are due; as many as were queued. */
  queueDue(at: Date, most: number): Promise<number>
}

export function createAlertDeliveries(db: Kysely<Tables>): AlertDeliveries {
  return {
    async open(id) {
      const { rows } = await sql<Omit<Delivery, 'at'> & { at: Date }>`
        select delivery.id, delivery.channel, delivery.team, delivery.alert_id as "alertId", recipient.id as "recipientId",
          recipient.seq, alert.kind, recipient.confirmed, recipient.escalated_from as "escalatedFrom",
          recipient.created_at as at, delivery.attempts
        from alert_delivery delivery join alert_recipient recipient on recipient.id = delivery.recipient_id
        join alert on alert.id = delivery.alert_id
        where delivery.id = ${id} and delivery.state = 'QUEUED'`.execute(db)
      const [row] = rows
      return row === undefined ? null : { ...row, at: row.at.toISOString() }
    },

    async settle(id, { state, nextAt, errorCode }, at) {
      await db
        .updateTable('alert_delivery')
        .set(eb => ({
          ...{ state, next_at: nextAt, last_error_code: errorCode, sent_at: state === 'SENT' ? at : null },
          attempts: eb('attempts', '+', 1),
        }))
        .where('id', '=', id)
        .where('state', '=', 'QUEUED')
        .execute()
    },

    queueDue: (at, most) =>
      db.transaction().execute(async trx => {
        const { rows } = await sql<{ id: string }>`
          update alert_delivery set next_at = ${takenUpAgain(at)}::timestamptz from (
            select id from alert_delivery where next_at <= ${at}::timestamptz order by next_at, id limit ${most}
            for update skip locked) due
          where alert_delivery.id = due.id returning alert_delivery.id`.execute(trx)
        await addJobs(
          trx,
          ALERT_JOBS.deliver,
          rows.map(({ id }) => id),
        )
        return rows.length
      }),
  }
}
