// Who was told of an alert, and who is told next. Whoever works on one alert holds its row, so that two gateways take turns.
import { sql, type Kysely, type Transaction } from 'kysely'
import { ALERT_JOBS, addJobs, takenUpAgain } from './alert-queue.js'
import { tellTeams, type Telling } from './alert-telling.js'
import type { AlertKind, StandsAs } from './tables-alerts.js'
import type { Tables } from './tables.js'

/** An alert that may have somebody to be told still. */
export interface OpenAlert {
  readonly id: string
  readonly kind: AlertKind
  readonly childId: string | null
  readonly reference: string | null
  /** How often those entitled were looked for. */
  readonly attempts: number
}

export interface Routed {
  readonly tellings: readonly Telling[]
  /** When they are looked for again; null where there is nothing more to learn. */
  readonly resolveAt: Date | null
  /** A source is silent still, and the tries are used up. */
  readonly usedUp: boolean
}

/** A team that did not acknowledge in time. */
export interface Unanswered {
  readonly recipientId: string
  readonly alertId: string
  readonly kind: AlertKind
  readonly childId: string | null
  readonly team: string
  readonly standsAs: StandsAs
  readonly confirmed: boolean
  readonly chain: string
  readonly step: number
  /** The team with which the line began. */
  readonly began: string
  /** Every team that has the alert. */
  readonly told: readonly string[]
}

export interface NextTold {
  readonly telling: Telling
  readonly step: number
}

export interface AlertRoutes {
  /** Null where there is nothing to look for. */
  open(id: string): Promise<OpenAlert | null>
  /** Tells those not told yet. Doing it again tells nobody twice. */
  tell(id: string, routed: Routed, at: Date): Promise<void>
  /** Queues those whose time has come to be looked for again; as many as were queued. */
  queueDue(at: Date, most: number): Promise<number>
  /** Takes each line on that is due; `next` says to whom, null ends it. As many as were taken. */
  escalate(at: Date, most: number, next: (unanswered: Unanswered) => Promise<NextTold | null>): Promise<number>
}

export function createAlertRoutes(db: Kysely<Tables>): AlertRoutes {
  return {
    async open(id) {
      const columns = ['id', 'kind', 'child_id', 'reference', 'attempts', 'resolve_at'] as const
      const row = await db.selectFrom('alert').select(columns).where('id', '=', id).executeTakeFirst()
      if (row === undefined || row.resolve_at === null) return null
      return { id, kind: row.kind, childId: row.child_id, reference: row.reference, attempts: row.attempts }
    },

    tell: (id, { tellings, resolveAt, usedUp }, at) =>
      db.transaction().execute(async trx => {
        const held = await trx.selectFrom('alert').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
        if (held === undefined) return
        await settleStandIns(trx, id, tellings, at)
        if (usedUp) await trx.insertInto('alert_step').values({ alert_id: id, kind: 'TRIES_USED_UP', at }).execute()
        await trx
          .updateTable('alert')
          .set(eb => ({
            attempts: eb('attempts', '+', 1),
            resolve_at: resolveAt,
            routed_at: eb.fn.coalesce('routed_at', eb.val(at)),
          }))
          .where('id', '=', id)
          .execute()
        await tellTeams(trx, id, tellings, null, at)
      }),

    queueDue: (at, most) =>
      db.transaction().execute(async trx => {
        const { rows } = await sql<{ id: string }>`
          update alert set resolve_at = ${takenUpAgain(at)}::timestamptz from (
            select id from alert where resolve_at <= ${at}::timestamptz order by resolve_at, id limit ${most}
            for update skip locked) due
          where alert.id = due.id returning alert.id`.execute(trx)
        await addJobs(
          trx,
          ALERT_JOBS.route,
          rows.map(({ id }) => id),
        )
        return rows.length
      }),

    escalate: (at, most, next) =>
      db.transaction().execute(async trx => {
        const due = await dueLines(trx, at, most)
        for (const { row, told } of due) {
          const taken = await next({ ...row, told })
          await trx
            .updateTable('alert_recipient')
            .set({ escalate_at: null })
            .where('id', '=', row.recipientId)
            .execute()
          if (taken === null) continue
          const line = { chain: row.chain, step: taken.step, from: row.team }
          await tellTeams(trx, row.alertId, [taken.telling], line, at)
        }
        return due.length
      }),
  }
}

/** Of those who stood in: confirmed where they turn out to be the ones, and no longer pursued where others are told in their place. */
async function settleStandIns(
  trx: Transaction<Tables>,
  alertId: string,
  tellings: readonly Telling[],
  at: Date,
): Promise<void> {
  const standing = await trx
    .selectFrom('alert_recipient')
    .select(['id', 'team', 'chain', 'stands_in_for'])
    .where('alert_id', '=', alertId)
    .where('confirmed', '=', false)
    .where('step', '=', 0)
    .execute()
  for (const { id, team, chain, stands_in_for: sources } of standing) {
    const now = tellings.find(telling => telling.team === team)
    if (now?.confirmed === true) {
      await trx
        .updateTable('alert_recipient')
        .set({ confirmed: true, stands_in_for: [], stands_as: now.standsAs })
        .where('id', '=', id)
        .execute()
      await trx.insertInto('alert_step').values({ alert_id: alertId, kind: 'CONFIRMED', team, at }).execute()
    } else if (now === undefined && sources.length > 0) {
      await trx.updateTable('alert_recipient').set({ stands_in_for: [] }).where('id', '=', id).execute()
      await trx.updateTable('alert_recipient').set({ escalate_at: null }).where('chain', '=', chain).execute()
    } else if (now !== undefined) {
      const left = { stands_in_for: [...now.standsInFor] }
      await trx.updateTable('alert_recipient').set(left).where('id', '=', id).execute()
    }
  }
}

interface DueLine {
  readonly row: Omit<Unanswered, 'told'>
  readonly told: readonly string[]
}

/** With the alert's row held: lines of one alert never tell one team twice. */
async function dueLines(trx: Transaction<Tables>, at: Date, most: number): Promise<readonly DueLine[]> {
  const { rows } = await sql<Omit<Unanswered, 'told'>>`
    select due.id as "recipientId", due.alert_id as "alertId", alert.kind, alert.child_id as "childId", due.team,
      due.stands_as as "standsAs", due.confirmed, due.chain, due.step, began.team as began
    from alert_recipient due join alert on alert.id = due.alert_id join alert_recipient began on began.id = due.chain
    where due.escalate_at <= ${at}::timestamptz
    order by due.escalate_at, due.id limit ${most}
    for update of alert, due skip locked`.execute(trx)
  if (rows.length === 0) return []
  const alerts = [...new Set(rows.map(({ alertId }) => alertId))]
  const teams = await trx
    .selectFrom('alert_recipient')
    .select(['alert_id', 'team'])
    .where(sql<boolean>`alert_id = any(${alerts}::uuid[])`)
    .execute()
  const first = new Set<string>()
  // One line of an alert at a time: what it tells, the next must know.
  const turns = rows.filter(({ alertId }) => !first.has(alertId) && first.add(alertId))
  return turns.map(row => ({
    row,
    told: teams.flatMap(({ alert_id: id, team }) => (id === row.alertId ? [team] : [])),
  }))
}
