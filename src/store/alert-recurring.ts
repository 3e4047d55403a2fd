// Causes that time alone brings about: looked for again and again, along an index, a bounded page at a time. What was found
// before is found by its cause and not queued twice.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { queueAlert } from './alert-queue.js'
import { tellTeam, type Telling } from './alert-telling.js'
import type { EpisodeStanding } from './hub.js'
import type { Tables } from './tables.js'

export type OwedInterview = EpisodeStanding & { readonly childId: string }

export interface SchoolMorning {
  /** A date: one digest a school and morning. */
  readonly date: string
  /** What came after belongs to the next. */
  readonly moment: Date
}

export interface AlertRecurring {
  /** Alerts of interviews owed since before `endedBefore` that are overdue; as many as were queued. */
  overdueInterviews(
    endedBefore: Date,
    most: number,
    isOverdue: (owed: OwedInterview) => boolean,
    at: Date,
  ): Promise<number>
  /** One digest for each school's team that was told of episodes since; null from `telling`: there is no such team any more. */
  digests(morning: SchoolMorning, most: number, telling: (team: string) => Telling | null): Promise<number>
}

/** A school hears of what it was not told in holidays as well, and not of what is long past. */
const SINCE = '21 days'

export function createAlertRecurring(db: Kysely<Tables>): AlertRecurring {
  return {
    overdueInterviews: (endedBefore, most, isOverdue, at) =>
      db.transaction().execute(async trx => {
        const owed = (await owedInterviews(trx, endedBefore, most)).filter(isOverdue)
        for (const { childId, reference } of owed)
          await queueAlert(trx, { kind: 'INTERVIEW_OVERDUE', childId, reference, cause: [], at })
        return owed.length
      }),

    digests: (morning, most, telling) =>
      db.transaction().execute(async trx => {
        const teams = await teamsOwed(trx, morning, most)
        for (const team of teams) {
          const told = telling(team)
          if (told !== null) await digestFor(trx, team, told, morning)
        }
        return teams.length
      }),
  }
}

async function owedInterviews(trx: Transaction<Tables>, before: Date, most: number): Promise<readonly OwedInterview[]> {
  // Episodes from before steps were recorded do not say what became of the interview.
  const rows = await trx
    .selectFrom('episode')
    .select(['child_id', 'reference', 'reported_at', 'last_seen_at', 'ended_at', 'status', 'category', 'risk'])
    .select(['missing_from', 'area', 'home_authority', 'safe_and_well_settled', 'review_at'])
    .where(sql<boolean>`ended_at is not null and not interview_settled and status <> 'CLOSED'`)
    .where('ended_at', '<=', before)
    .where('version', '>', 0)
    .where('merged_into', 'is', null)
    .where(
      sql<boolean>`not exists (select from alert where cause_key = 'INTERVIEW_OVERDUE ' || child_id || ' ' || reference)`,
    )
    .orderBy('ended_at')
    .limit(most)
    .execute()
  return rows.map(row => ({
    ...{ childId: row.child_id, reference: row.reference, reportedAt: row.reported_at.toISOString() },
    ...{ lastSeenAt: row.last_seen_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null },
    ...{ status: row.status, category: row.category, risk: row.risk, missingFrom: row.missing_from, area: row.area },
    homeAuthority: row.home_authority,
    ...{ safeAndWellSettled: row.safe_and_well_settled, reviewAt: row.review_at?.toISOString() ?? null },
    ...{ interviewSettled: false, mergedInto: null },
  }))
}

/** What a school's team was told and has in no digest. */
const OWED = sql`
  from alert_recipient told join alert on alert.id = told.alert_id
  where told.stands_as = 'SCHOOL_LEAD' and alert.kind = 'NEW_EPISODE'
    and not exists (
      select from alert_digest_child held join alert_recipient digest on digest.alert_id = held.alert_id
      where held.child_id = alert.child_id and held.reference = alert.reference and digest.team = told.team)`

async function teamsOwed(trx: Transaction<Tables>, { moment, date }: SchoolMorning, most: number): Promise<string[]> {
  const { rows } = await sql<{ team: string }>`
    select distinct told.team ${OWED}
      and told.created_at >= ${moment}::timestamptz - ${SINCE}::interval and told.created_at < ${moment}::timestamptz
      and not exists (select from alert digest where digest.cause_key = 'SCHOOL_DIGEST ' || told.team || ' ' || ${date}::text)
    order by told.team limit ${most}`.execute(trx)
  return rows.map(({ team }) => team)
}

async function digestFor(
  trx: Transaction<Tables>,
  team: string,
  telling: Telling,
  { date, moment }: SchoolMorning,
): Promise<void> {
  const id = randomUUID()
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('alert')
    .values({
      ...{ id, kind: 'SCHOOL_DIGEST', child_id: null, reference: date, created_at: moment },
      ...{ cause_key: `SCHOOL_DIGEST ${team} ${date}`, routed_at: moment, resolve_at: null },
    })
    .onConflict(on => on.column('cause_key').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return
  await sql`
    insert into alert_digest_child (alert_id, child_id, reference)
    select distinct ${id}::uuid, alert.child_id, alert.reference ${OWED} and told.team = ${team}
      and told.created_at >= ${moment}::timestamptz - ${SINCE}::interval and told.created_at < ${moment}::timestamptz
    `.execute(trx)
  await tellTeam(trx, id, telling, null, moment)
}
