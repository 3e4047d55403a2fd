// Alerts as the teams read them, newest first, and their acknowledgement.
import { sql, type Kysely } from 'kysely'
import { HafanError } from '../errors.js'
import type { Keys } from './keys.js'
import { once, type SentAct } from './once.js'
import type { AlertKind, StandsAs } from './tables-alerts.js'
import type { Tables } from './tables.js'

/** An alert in the inbox of one team. Times are ISO. */
export interface TeamAlert {
  /** Of this team's row: two teams that are told of one alert each have one. */
  readonly id: string
  /** Its place in the order of everything told. */
  readonly seq: string
  readonly alertId: string
  readonly kind: AlertKind
  readonly team: string
  readonly standsAs: StandsAs
  readonly childId: string | null
  readonly reference: string | null
  /** Of a digest: whom it is about. */
  readonly pupils: readonly { readonly childId: string; readonly reference: string }[]
  readonly at: string
  readonly confirmed: boolean
  readonly escalatedFrom: string | null
  readonly acknowledgedAt: string | null
  readonly acknowledgedRole: string | null
}

export interface AlertsAsked {
  readonly teams: readonly string[]
  readonly unacknowledged: boolean
  readonly first: number
  /** The place of the last that was seen before. */
  readonly before: string | null
}

export interface Acknowledging {
  readonly id: string
  /** The caller's own: an alert of any other team is not there for them. */
  readonly teams: readonly string[]
  readonly person: string
  readonly role: string
}

export interface TeamReport {
  readonly team: string
  readonly told: number
  readonly acknowledged: number
  readonly unacknowledged: number
  /** Seconds; null where nobody acknowledged. */
  readonly medianSeconds: number | null
  readonly longestSeconds: number | null
}

export interface AlertInbox {
  of(asked: AlertsAsked): Promise<readonly TeamAlert[]>
  one(id: string): Promise<TeamAlert | null>
  /** Of what a subscription is about to give: null where it is of none of these teams. */
  bySeq(seq: string, teams: readonly string[]): Promise<TeamAlert | null>
  /** The first time counts. Throws KEY_REUSED, ALERT_NOT_FOUND. */
  acknowledge(
    acknowledging: Acknowledging,
    sent: SentAct,
  ): Promise<{ readonly id: string; readonly acknowledgedAt: string }>
  /** By team, of what was told from the first moment to before the second. */
  report(from: Date, until: Date): Promise<readonly TeamReport[]>
}

type Row = Omit<TeamAlert, 'at' | 'acknowledgedAt'> & { readonly at: Date; readonly acknowledgedAt: Date | null }

const ROWS = sql`
  select recipient.id, recipient.seq, recipient.alert_id as "alertId", alert.kind, recipient.team,
    recipient.stands_as as "standsAs", alert.child_id as "childId", alert.reference, recipient.created_at as at,
    recipient.confirmed, recipient.escalated_from as "escalatedFrom", recipient.acknowledged_at as "acknowledgedAt",
    recipient.acknowledged_role as "acknowledgedRole",
    case when alert.kind <> 'SCHOOL_DIGEST' then '[]'::json else (
      select coalesce(json_agg(json_build_object('childId', child_id, 'reference', reference) order by child_id, reference), '[]')
      from alert_digest_child digest where digest.alert_id = alert.id) end as pupils
  from alert_recipient recipient join alert on alert.id = recipient.alert_id`

const toAlert = (row: Row): TeamAlert => ({
  ...row,
  at: row.at.toISOString(),
  acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
})

export function createAlertInbox(db: Kysely<Tables>, keys: Keys): AlertInbox {
  return {
    async of({ teams, unacknowledged, first, before }) {
      // Each team's newest along its own index: of several at once the database would read one through, to its first alert.
      const { rows } = await sql<Row>`${ROWS}
        where recipient.id in (
          select newest.id from unnest(${[...new Set(teams)]}::text[]) as asked (team)
          cross join lateral (
            select id, seq from alert_recipient
            where team = asked.team ${before === null ? sql`` : sql`and seq < ${before}::bigint`}
              ${unacknowledged ? sql`and acknowledged_at is null` : sql``}
            order by seq desc limit ${first}
          ) as newest
          order by newest.seq desc limit ${first}
        )
        order by recipient.seq desc`.execute(db)
      return rows.map(toAlert)
    },

    async one(id) {
      const { rows } = await sql<Row>`${ROWS} where recipient.id = ${id}`.execute(db)
      return rows[0] ? toAlert(rows[0]) : null
    },

    async bySeq(seq, teams) {
      const { rows } = await sql<Row>`${ROWS}
        where recipient.seq = ${seq}::bigint and recipient.team = any(${[...teams]}::text[])`.execute(db)
      return rows[0] ? toAlert(rows[0]) : null
    },

    acknowledge: ({ id, teams, person, role }, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          const row = await trx
            .selectFrom('alert_recipient')
            .select(['alert_id', 'team', 'chain', 'acknowledged_at'])
            .where('id', '=', id)
            .where(sql<boolean>`team = any(${[...teams]}::text[])`)
            .forUpdate()
            .executeTakeFirst()
          if (row === undefined)
            throw new HafanError('ALERT_NOT_FOUND', 'No alert of your teams has this id. Read your alerts again.')
          if (row.acknowledged_at !== null) return { id, acknowledgedAt: row.acknowledged_at.toISOString() }
          const by = keys.pseudonym('alert-acknowledged-by', person)
          await trx
            .updateTable('alert_recipient')
            .set({ acknowledged_at: sent.at, acknowledged_by: by, acknowledged_role: role })
            .where('id', '=', id)
            .execute()
          // Whoever of the line acknowledges, the line is at its end.
          await trx.updateTable('alert_recipient').set({ escalate_at: null }).where('chain', '=', row.chain).execute()
          const step = { alert_id: row.alert_id, kind: 'ACKNOWLEDGED' as const, team: row.team, at: sent.at }
          await trx.insertInto('alert_step').values(step).execute()
          return { id, acknowledgedAt: sent.at.toISOString() }
        }),
      ),

    async report(from, until) {
      const { rows } = await sql<TeamReport>`
        select team, count(*)::int as told, count(acknowledged_at)::int as acknowledged,
          count(*) filter (where acknowledged_at is null)::int as unacknowledged,
          percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - created_at)
          ) filter (where acknowledged_at is not null)::float8 as "medianSeconds",
          max(extract(epoch from acknowledged_at - created_at))::float8 as "longestSeconds"
        from alert_recipient where created_at >= ${from}::timestamptz and created_at < ${until}::timestamptz
        group by team order by team`.execute(db)
      return rows
    },
  }
}
