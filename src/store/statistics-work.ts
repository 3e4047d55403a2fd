// What is counted of the hub's work besides episodes: sums made by the database along the times' indexes. Of meetings what fell due
// is a rule of the hub's, worked out above from times alone, a page of children at a time.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { NodeCounts, Span } from './statistics.js'
import type { Tables } from './tables.js'

/** What meetings fall due from, and those that were held. ISO times, oldest first. */
export interface MeetingHistory {
  readonly childId: string
  readonly missing: readonly { readonly reference: string; readonly reportedAt: string }[]
  readonly calls: readonly string[]
  readonly held: readonly string[]
}

export interface WorkStatistics {
  mirafs(span: Span): Promise<NodeCounts>
  referrals(span: Span): Promise<NodeCounts>
  alerts(span: Span): Promise<NodeCounts>
  /** By whose staff or system recorded a step of each episode: roles of the police, and of authorities. */
  reconciliation(
    span: Span,
    roles: { readonly police: readonly string[]; readonly authority: readonly string[] },
  ): Promise<NodeCounts>
  /** Of every child with a cause in this time, or so many days before it. */
  meetings(span: Span, daysBefore: number): AsyncIterable<readonly MeetingHistory[]>
}

const PAGE = 500

export function createWorkStatistics(db: Kysely<Tables>): WorkStatistics {
  async function nodes(query: RawBuilder<{ node: string; number: string }>): Promise<NodeCounts> {
    const { rows } = await query.execute(db)
    return Object.fromEntries(rows.map(({ node, number }) => [node, Number(number)]))
  }
  return {
    mirafs: ({ from, until }) =>
      nodes(sql`
        select node, count(*) as number
        from (select version, made_at from miraf union all select version, made_at from miraf_ended) as one, lateral (values ('ALL'), ('VERSION.' || case when version = 1 then 'FIRST' else 'REVISED' end)) as part (node)
        where made_at >= ${from} and made_at < ${until} group by node`),

    referrals: ({ from, until }) =>
      nodes(sql`
        select node, count(*) as number
        from casework, lateral (values ('ALL'), ('SERVICE.' || code), ('TAKE_UP.' || state)) as part (node)
        where kind = 'REFERRAL' and happened_at >= ${from} and happened_at < ${until} group by node`),

    alerts: ({ from, until }) =>
      nodes(sql`
        select node, count(*) as number
        from (
          select routed_at, (select min(acknowledged_at) from alert_recipient where alert_id = alert.id) as noted_at
          from alert where routed_at >= ${from} and routed_at < ${until} and kind <> 'SCHOOL_DIGEST'
        ) as one,
        lateral (values ('ALL'), ('ACKNOWLEDGED.' || case when noted_at is null then 'NOT_YET'
          when noted_at <= routed_at + interval '1 hour' then 'UP_TO_1_HOUR'
          when noted_at <= routed_at + interval '24 hours' then 'UP_TO_24_HOURS' else 'LATER' end)) as part (node)
        group by node`),

    reconciliation: ({ from, until }, { police, authority }) =>
      nodes(sql`
        select node, count(*) as number
        from (
          select coalesce(bool_or(step.by_role = any(${[...police]}::text[])), false) as police,
            coalesce(bool_or(step.by_role = any(${[...authority]}::text[])), false) as authority
          from episode one
          -- a report that was merged is counted by whoever made it
          left join episode other on other.child_id = one.child_id and (other.reference = one.reference or other.merged_into = one.reference)
          left join episode_event step on step.child_id = other.child_id and step.reference = other.reference
          where one.merged_into is null and one.category <> 'NO_FURTHER_ACTION'
            and one.reported_at >= ${from} and one.reported_at < ${until}
          group by one.child_id, one.reference
        ) as one,
        lateral (values ('ALL'), ('COUNTED_BY.' || case when police and authority then 'BOTH' when police then 'POLICE_ONLY'
          when authority then 'AUTHORITY_ONLY' else 'NEITHER' end)) as part (node)
        group by node`),

    async *meetings({ from, until }, daysBefore) {
      let after: string | null = null
      do {
        const begin = sql`${from}::timestamptz - make_interval(days => ${daysBefore})`
        const { rows }: { rows: HistoryRow[] } = await sql<HistoryRow>`
          select page.child_id,
            (select json_agg(json_build_array(reference, reported_at) order by reported_at, reference) from episode
              where child_id = page.child_id and category = 'MISSING' and merged_into is null and reported_at < ${until}) as missing,
            (select json_agg(happened_at order by happened_at) from casework where child_id = page.child_id and kind = 'CALL') as calls,
            (select json_agg(happened_at order by happened_at) from casework where child_id = page.child_id and kind = 'MEETING') as held
          from (
            select child_id from (
              select child_id from episode where merged_into is null and category = 'MISSING'
                and reported_at >= ${begin} and reported_at < ${until}
              union select child_id from casework where kind = 'CALL' and happened_at >= ${begin} and happened_at < ${until}
            ) as caused where ${after}::uuid is null or child_id > ${after}::uuid order by child_id limit ${PAGE}
          ) as page order by page.child_id`.execute(db)
        yield rows.map(({ child_id: childId, missing, calls, held }) => ({
          childId,
          missing: (missing ?? []).map(([reference, at]) => ({ reference, reportedAt: iso(at) })),
          ...{ calls: (calls ?? []).map(iso), held: (held ?? []).map(iso) },
        }))
        after = rows.length < PAGE ? null : (rows.at(-1)?.child_id ?? null)
      } while (after !== null)
    },
  }
}

/** PostgreSQL's JSON has `+00:00`; ours has `Z`. */
const iso = (time: string): string => new Date(time).toISOString()

interface HistoryRow {
  readonly child_id: string
  readonly missing: readonly (readonly [string, string])[] | null
  readonly calls: readonly string[] | null
  readonly held: readonly string[] | null
}
