// A team is told of an alert: its row, the step in the alert's history, what goes out by e-mail and webhook, and the word to
// whoever waits at a subscription, in one transaction.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { ALERT_JOBS, addingJob, takenUpAgain } from './alert-queue.js'
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

/** Nothing happens to a team that has the alert already. */
export async function tellTeams(
  trx: Transaction<Tables>,
  alertId: string,
  tellings: readonly Telling[],
  line: InLine | null,
  at: Date,
): Promise<void> {
  if (tellings.length === 0) return
  // One after the other to the end of the transaction: else a place could become visible after a later one had been given to a
  // subscription, which goes on from there and would never look back. So it comes last, and all of it is one statement.
  await sql`select pg_advisory_xact_lock(hashtextextended('alert_recipient.seq', 0))`.execute(trx)
  const given = JSON.stringify(tellings.map(telling => ({ id: randomUUID(), ...telling })))
  const [chain, step, from] = [line?.chain ?? null, line?.step ?? 0, line?.from ?? null]
  await sql`
    with given as (
      select * from jsonb_to_recordset(${given}::jsonb) as one (id uuid, team text, "standsAs" text, confirmed boolean,
        "standsInFor" text[], "escalateAt" timestamptz, ways jsonb)
    ), told as (
      insert into alert_recipient (id, alert_id, team, stands_as, confirmed, stands_in_for, escalate_at, escalated_from, chain,
        step, created_at)
      select id, ${alertId}::uuid, team, "standsAs", confirmed, "standsInFor", "escalateAt", ${from}::text,
        coalesce(${chain}::uuid, id), ${step}::smallint, ${at}::timestamptz from given
      on conflict (alert_id, team) do nothing returning id, seq, team
    ), steps as (
      insert into alert_step (alert_id, kind, team, to_team, at)
      select ${alertId}::uuid, case when ${from}::text is null then 'TOLD' else 'ESCALATED' end, coalesce(${from}::text, team),
        case when ${from}::text is null then null else team end, ${at}::timestamptz from told order by seq
    ), sent as (
      insert into alert_delivery (id, alert_id, recipient_id, team, channel, state, next_at, created_at)
      select gen_random_uuid(), ${alertId}::uuid, told.id, told.team, way.channel,
        case when way.configured then 'QUEUED' else 'NOT_CONFIGURED' end,
        case when way.configured then ${takenUpAgain(at)}::timestamptz end, ${at}::timestamptz
      from told join given using (id)
        cross join jsonb_to_recordset(given.ways) as way (channel text, configured boolean)
      returning id, state
    ), jobs as (
      select ${addingJob(ALERT_JOBS.deliver, sql`sent.id::text`)} from sent where state = 'QUEUED'
    )
    select (select count(*) from jobs), pg_notify(${ALERT_CHANNEL}, seq::text) from told`.execute(trx)
}
