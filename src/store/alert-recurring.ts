// Causes that time alone brings about: looked for again and again, along an index, a bounded page at a time. What was found
// before is found by its cause and not queued twice.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { queueAlert, type NewAlert } from './alert-queue.js'
import { tellTeams, type Telling } from './alert-telling.js'
import type { EpisodeStanding } from './hub.js'
import type { Tables } from './tables.js'

/** An episode as its row tells. */
export type EpisodeRow = EpisodeStanding & { readonly childId: string }

export interface WaitingReferral {
  readonly childId: string
  readonly reference: string
  readonly lastAt: string
}

/** Until when an interview is soonest owed, by the nation of the area; elsewhere the sooner. */
export interface EndedBefore {
  readonly E: Date
  readonly W: Date
}

export interface SchoolMorning {
  /** A date: one digest a school and morning. */
  readonly date: string
  /** What came after belongs to the next. */
  readonly moment: Date
}

export interface AlertRecurring {
  /** Alerts of interviews owed since before `endedBefore` that are overdue; as many as were queued. */
  overdueInterviews(
    endedBefore: EndedBefore,
    most: number,
    isOverdue: (owed: EpisodeRow) => boolean,
    at: Date,
  ): Promise<number>
  /** Alerts of children who are away since before `reported.until`, and not since before `reported.from`. */
  longAway(
    reported: { readonly from: Date; readonly until: Date },
    most: number,
    isLong: (away: EpisodeRow) => boolean,
    cause: NewAlert['cause'],
    at: Date,
  ): Promise<number>
  /** Alerts of referrals of which nobody heard since before `until`: one for each silence, and another after each chase. */
  silentReferrals(until: Date, most: number, isSilent: (waiting: WaitingReferral) => boolean, at: Date): Promise<number>
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

    longAway: (reported, most, isLong, cause, at) =>
      db.transaction().execute(async trx => {
        const away = (await awaySince(trx, reported, most, cause)).filter(isLong)
        for (const { childId, reference } of away)
          await queueAlert(trx, { kind: 'THRESHOLD', childId, reference, cause, at })
        return away.length
      }),

    silentReferrals: (until, most, isSilent, at) =>
      db.transaction().execute(async trx => {
        const silent = (await waitingReferrals(trx, until, most)).filter(isSilent)
        for (const { childId, reference, version } of silent)
          await queueAlert(trx, { kind: 'REFERRAL_SILENT', childId, reference, cause: [version], at })
        return silent.length
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

/** No alert has this cause. The columns are named with their table, since the table of alerts has such columns as well. */
const untold = (kind: NewAlert['kind'], table: 'episode' | 'casework', rest = sql`''`) => sql<boolean>`
  not exists (select from alert told where told.cause_key =
    ${kind} || ' ' || ${sql.ref(`${table}.child_id`)} || ' ' || ${sql.ref(`${table}.reference`)} || ${rest})`

const episodes = (trx: Transaction<Tables>) =>
  trx
    .selectFrom('episode')
    .select(['child_id', 'reference', 'reported_at', 'last_seen_at', 'ended_at', 'status', 'category', 'risk'])
    .select(['missing_from', 'area', 'home_authority', 'safe_and_well_settled', 'review_at'])
    .where('merged_into', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof episodes>['execute']>>[number]

const toRow = (row: Row): EpisodeRow => ({
  ...{ childId: row.child_id, reference: row.reference, reportedAt: row.reported_at.toISOString() },
  ...{ lastSeenAt: row.last_seen_at?.toISOString() ?? null, endedAt: row.ended_at?.toISOString() ?? null },
  ...{ status: row.status, category: row.category, risk: row.risk, missingFrom: row.missing_from, area: row.area },
  ...{ homeAuthority: row.home_authority, safeAndWellSettled: row.safe_and_well_settled },
  ...{ reviewAt: row.review_at?.toISOString() ?? null, interviewSettled: false, mergedInto: null },
})

async function owedInterviews(
  trx: Transaction<Tables>,
  { E, W }: EndedBefore,
  most: number,
): Promise<readonly EpisodeRow[]> {
  const soonest = E < W ? W : E
  // Each nation's own hours: else those that are not due yet could fill the page before those that are.
  const rows = await episodes(trx)
    .where(sql<boolean>`ended_at is not null and not interview_settled and status <> 'CLOSED'`)
    .where('ended_at', '<=', soonest)
    .where(
      sql<boolean>`ended_at <= case left(area, 1) when 'E' then ${E}::timestamptz when 'W' then ${W}::timestamptz
        else ${soonest}::timestamptz end`,
    )
    // Episodes from before steps were recorded do not say what became of the interview.
    .where('version', '>', 0)
    .where(untold('INTERVIEW_OVERDUE', 'episode'))
    .orderBy('ended_at')
    .limit(most)
    .execute()
  return rows.map(toRow)
}

async function awaySince(
  trx: Transaction<Tables>,
  { from, until }: { readonly from: Date; readonly until: Date },
  most: number,
  cause: NewAlert['cause'],
): Promise<readonly EpisodeRow[]> {
  const rows = await episodes(trx)
    .where(sql<boolean>`ended_at is null and status = 'OPEN' and category = 'MISSING'`)
    .where('reported_at', '>', from)
    .where('reported_at', '<=', until)
    .where(untold('THRESHOLD', 'episode', sql`${['', ...cause].join(' ')}`))
    .orderBy('reported_at')
    .limit(most)
    .execute()
  return rows.map(toRow)
}

async function waitingReferrals(
  trx: Transaction<Tables>,
  until: Date,
  most: number,
): Promise<readonly (WaitingReferral & { readonly version: number })[]> {
  // Every step that leaves it unanswered is a new version: a silence is told by the version it began with.
  const rows = await trx
    .selectFrom('casework')
    .select(['child_id', 'reference', 'last_at', 'version'])
    .where(sql<boolean>`kind = 'REFERRAL' and state = 'SENT'`)
    .where('last_at', '<', until)
    .where(untold('REFERRAL_SILENT', 'casework', sql`' ' || casework.version`))
    .orderBy('last_at')
    .limit(most)
    .execute()
  return rows.map(({ child_id: childId, reference, last_at, version }) => ({
    ...{ childId, reference, lastAt: last_at.toISOString(), version },
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
  await tellTeams(trx, id, [telling], null, moment)
}
