// Everybody else's records, made by the database itself: columns as the rules leave them, and where something is sealed as many
// bytes as sealing takes. Nobody opens these.
import type pg from 'pg'
import { AREAS, AUDIT_ROWS_AN_EPISODE, EPISODES_A_CHILD, TEAMS, VERSIONS_A_CHILD } from './size.js'

export interface Bulk {
  readonly client: pg.Client
  readonly children: number
  readonly episodes: number
  /** Every how manieth child is made elsewhere. */
  readonly realEvery: number
  readonly progress: (what: string, done: number, all: number) => void
}

/** Children in one statement. */
const STEP = 20_000
const END = `'2026-02-12T10:00:00Z'::timestamptz`
const bytes = (length: number): string => `decode(repeat('5a', ${length}), 'hex')`
const childIn = (n: string): string => `md5('child ' || ${n})::uuid`
const refIn = (what: string): string => `md5('${what} ' || c || ' ' || e)::uuid`
const reported = `${END} - (8 + e * 7 + c % 3000) * interval '1 day'`
const written = `'k', 'HUB_PRACTITIONER', 'hub'`
/** The children $1 to $2 that are not among the real ones. */
const others = `generate_series($1::int, $2::int) as c`
const notReal = `c % $3::int <> 0`

const STATEMENTS: Readonly<Record<string, string>> = {
  keys: `insert into record_key (child_id, kind, generation, sealed)
    select ${childIn('c')}, kind, 1, ${bytes(72)} from ${others}, unnest(array['EPISODES', 'MIRAF', 'CASEWORK']) as kind where ${notReal}`,
  episodes: `insert into episode (child_id, reference, reported_at, ended_at, status, category, risk, missing_from, area,
      safe_and_well_settled, interview_settled, version, interview_answer, interview_held_at, check_outcome, sealed)
    select ${childIn('c')}, ${refIn('episode')}, ${reported}, ${reported} + interval '5 hours', 'CLOSED', 'MISSING',
      case e when 0 then 'HIGH' else 'MEDIUM' end, 'HOME', (array['${AREAS.join("','")}'])[c % ${AREAS.length} + 1], true, true, 8, 'ACCEPTED',
      ${reported} + interval '10 hours', 'DONE', ${bytes(900)}
    from ${others}, generate_series(0, ${EPISODES_A_CHILD - 1}) as e where ${notReal}`,
  'their steps': `insert into episode_event (child_id, reference, seq, kind, happened_at, recorded_at, by_key, by_role, by_organisation, sealed)
    select ${childIn('c')}, ${refIn('episode')}, s, (array['REPORT', 'TRIAGE', 'RETURN', 'CHECK', 'OFFER_INTERVIEW',
      'ANSWER_INTERVIEW', 'HOLD_INTERVIEW', 'CLOSE'])[s], ${reported}, ${reported}, ${written}, ${bytes(220)}
    from ${others}, generate_series(0, ${EPISODES_A_CHILD - 1}) as e, generate_series(1, 8) as s where ${notReal}`,
  'risk assessments': `insert into miraf (child_id, version, made_at, by_key, by_role, by_organisation, level, review_on, sealed)
    select ${childIn('c')}, e, ${END} - (60 - e) * interval '30 days', ${written}, 'MEDIUM',
      (${END} - (59 - e) * interval '30 days')::date, ${bytes(1_900)}
    from ${others}, generate_series(1, ${VERSIONS_A_CHILD}) as e where ${notReal}`,
  casework: `insert into casework (child_id, reference, kind, code, state, happened_at, last_at, version, sealed)
    select ${childIn('c')}, ${refIn('casework')}, (array['REFERRAL', 'MEETING', 'SERAF'])[e], (array['MEDIATION', 'STRATEGY', 'CATEGORY_2'])[e],
      (array['ACCEPTED', 'SETTLED', 'ASSESSED'])[e], ${reported}, ${reported}, 1, ${bytes(500)}
    from ${others}, generate_series(1, 3) as e where ${notReal}`,
  'its steps': `insert into casework_event (child_id, reference, seq, kind, happened_at, recorded_at, by_key, by_role, by_organisation, sealed)
    select ${childIn('c')}, ${refIn('casework')}, 1, (array['SEND', 'HOLD', 'ASSESS'])[e], ${reported}, ${reported}, ${written}, ${bytes(300)}
    from ${others}, generate_series(1, 3) as e where ${notReal}`,
}

/**
 * What is due of them, as the rules leave it: a review of the assessment and a SERAF to be made again, of some a referral and an action
 * too. Of one child in five, the others being no cases of the hub's any more: far more than a hub has, so that much lies behind a page.
 */
const DUE = `insert into due_work (child_id, kind, reference, nth, due_at, because, area, case_until)
    select ${childIn('c')}, kind, case kind when 'MIRAF' then '' when 'SERAF' then '' else ${refIn('casework')}::text end, 1,
      ${END} - (c % 900) * interval '1 hour' - e * interval '1 day' + interval '300 hours', case kind when 'MIRAF' then array['DATE'] else '{}' end,
      (array['${AREAS.join("','")}'])[c % ${AREAS.length} + 1], ${END} + (1 + c % 365) * interval '1 day'
    from ${others}, unnest(array['MIRAF', 'SERAF', 'REFERRAL', 'ACTION']) with ordinality as k (kind, e)
    where ${notReal} and c % 5 = 0 and (e < 3 or c % 150 = 0)`

/** Of every child, real or not: the alert of each episode, told to two teams; some of the oldest wait to be acknowledged. */
const ALERTS: readonly string[] = [
  `insert into alert (id, kind, child_id, reference, cause_key, created_at, routed_at)
    select ${refIn('alert')}, 'NEW_EPISODE', ${childIn('c')}, 'E', 'cause ' || c || ' ' || e, ${reported}, ${reported}
    from ${others}, generate_series(0, ${EPISODES_A_CHILD - 1}) as e`,
  `insert into alert_recipient (id, alert_id, team, stands_as, confirmed, chain, created_at, acknowledged_at, acknowledged_by, acknowledged_role)
    select md5('told ' || c || ' ' || e || ' ' || t)::uuid, ${refIn('alert')}, 'team-' || (c + e + t * 7) % ${TEAMS}, 'HUB', true,
      md5('told ' || c || ' ' || e || ' ' || t)::uuid, ${reported}, case when c >= $3 then ${reported} + interval '1 hour' end,
      case when c >= $3 then 'k' end, case when c >= $3 then 'HUB_PRACTITIONER' end
    from ${others}, generate_series(0, ${EPISODES_A_CHILD - 1}) as e, generate_series(0, 1) as t`,
]
/** Children whose alerts wait to be acknowledged. */
const WAITING = 1_000

export async function fillBulk(bulk: Bulk): Promise<void> {
  const { client, children, realEvery, progress } = bulk
  const filled = realEvery > 1 ? Object.entries(STATEMENTS) : []
  for (const [what, statement] of filled)
    for (let from = 0; from < children; from += STEP) {
      const until = Math.min(children, from + STEP)
      await client.query(statement, [from, until - 1, realEvery])
      progress(what, until, children)
    }
  if (realEvery > 1) await fillDue(bulk)
  for (let from = 0; from < children; from += STEP) {
    const until = Math.min(children, from + STEP)
    const [alerts = '', recipients = ''] = ALERTS
    await client.query(alerts, [from, until - 1])
    await client.query(recipients, [from, until - 1, WAITING])
    progress('alerts', until, children)
  }
  await fillAudit(bulk)
}

/** In place of working it out of so many: what nobody opens could not be. */
async function fillDue({ client, children, realEvery, progress }: Bulk): Promise<void> {
  for (let from = 0; from < children; from += STEP) {
    const until = Math.min(children, from + STEP)
    await client.query(DUE, [from, until - 1, realEvery])
    await client.query(
      `delete from due_changed using (select ${childIn('c')} as child_id from ${others} where ${notReal}) made
       where due_changed.child_id = made.child_id`,
      [from, until - 1, realEvery],
    )
    progress('what is due', until, children)
  }
}

/** One chain, of intents and outcomes by turns; its hashes are not verified here, they are only as long as real ones. */
async function fillAudit({ client, children, episodes, progress }: Bulk): Promise<void> {
  const chain = '00000000-0000-4000-8000-000000000000'
  const rows = episodes * AUDIT_ROWS_AN_EPISODE
  await client.query(
    `insert into audit_chain (chain_id, started_at, head_seq, head_hash) values ($1, now(), $2, ${bytes(32)})`,
    [chain, rows],
  )
  for (let from = 1; from <= rows; from += 500_000) {
    const until = Math.min(rows, from + 499_999)
    await client.query(
      `insert into audit_row (chain_id, seq, at, kind, prev_hash, hash, record, child, operation)
       select $1, n, '2020-01-01'::timestamptz + n * interval '10 seconds', case n % 2 when 1 then 'INTENT' else 'OUTCOME' end,
         ${bytes(32)}, ${bytes(32)},
         json_build_object('body', json_build_object('operation', ((n - 1) / 2)::text, 'purpose', 'ASSESS_RISK',
           'edition', 'gwent', 'application', 'console', 'kinds', json_build_array('IDENTITY'), 'clauses', json_build_array('2.(1)'),
           'relationships', json_build_array('HUB_CASE HOLDS'), 'requested', repeat('Child.identity ', 20)))::text,
         case n % 2 when 0 then ${childIn('(n / 2) % $4')} end, ((n - 1) / 2)::text
       from generate_series($2::bigint, $3::bigint) as n`,
      [chain, from, until, children],
    )
    progress('audit rows', until, rows)
  }
}
