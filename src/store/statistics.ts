// What is counted of the hub's records: sums made by the database along the times' indexes, so that no row of anybody leaves it.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { createWorkStatistics, type WorkStatistics } from './statistics-work.js'
import type { Tables } from './tables.js'

/** Times, the first included; days are those of the same months. */
export interface Span {
  readonly from: Date
  readonly until: Date
  readonly firstDay: string
  readonly lastDay: string
}

/** `PARTITION.PART` or `ALL` → how many. */
export type NodeCounts = Readonly<Record<string, number>>

type Sides = Readonly<Record<'INCURRED' | 'INTERVENTIONS' | 'AVOIDED', number>>
export interface CostTotals {
  readonly cases: number
  readonly totals: Sides
  /** With the lines that are in no total. */
  readonly rows: Sides
  /** Of cases whose benefit was printed somewhere: as printed, and as their totals come to. */
  readonly printed: { readonly as: number; readonly is: number } | null
}

/** From return to the return interview, by the nation the child went missing in; where that is not known, the sooner. */
export interface InterviewHours {
  readonly E: number
  readonly W: number
}

export interface Statistics extends WorkStatistics {
  reports(
    span: Span,
    parts: { readonly authorities: readonly string[]; readonly interviewHours: InterviewHours },
  ): Promise<NodeCounts>
  interviewsHeld(span: Span): Promise<NodeCounts>
  children(span: Span): Promise<NodeCounts>
  trainingAttendees(span: Span): Promise<NodeCounts>
  trainingSessions(span: Span): Promise<NodeCounts>
  trainingRatings(span: Span): Promise<NodeCounts>
  costs(span: Span): Promise<CostTotals>
}

export function createStatistics(db: Kysely<Tables>): Statistics {
  async function nodes(query: RawBuilder<{ node: string; number: string }>): Promise<NodeCounts> {
    const { rows } = await query.execute(db)
    return Object.fromEntries(rows.map(({ node, number }) => [node, Number(number)]))
  }
  const listed = (column: 'attendees' | 'ratings', partition: string) => (span: Span) =>
    nodes(sql`
      select node, sum(item.value::int) as number
      from training_session, jsonb_each_text(${sql.ref(column)}) as item,
        lateral (values ('ALL'), (${partition} || '.' || item.key)) as part (node)
      where held_on between ${span.firstDay}::date and ${span.lastDay}::date group by node`)

  return {
    ...createWorkStatistics(db),
    reports: ({ from, until }, { authorities, interviewHours: hours }) =>
      nodes(sql`
        select node, count(*) as number
        from (
          select *, category <> 'NO_FURTHER_ACTION' as absence,
            category <> 'NO_FURTHER_ACTION' and ended_at is not null as back
          from episode where merged_into is null and reported_at >= ${from} and reported_at < ${until}
        ) as one,
        lateral (values
          ('ALL'),
          ('OUTCOME.' || case when absence then 'ABSENCE' else 'NO_FURTHER_ACTION' end),
          (case when not absence then 'REASON.' || coalesce(nfa_reason, 'NOT_KNOWN') end),
          (case when absence then 'CATEGORY.' || category end),
          (case when category = 'MISSING' then 'RISK.' || risk end),
          (case when absence then 'AUTHORITY.' || case when area is null then 'NOT_KNOWN'
            when area = any(${[...authorities]}::text[]) then area else 'ELSEWHERE' end end),
          (case when absence then 'AGE.' || coalesce(age_band, 'NOT_KNOWN') end),
          (case when absence then 'SEX.' || coalesce(sex, 'NOT_KNOWN') end),
          (case when absence then 'PLACEMENT.' || coalesce(placement, 'NOT_KNOWN') end),
          (case when absence then 'WHETHER_BACK.' || case when back then 'BACK' else 'AWAY' end end),
          (case when back then 'DURATION.' || case
            when ended_at <= reported_at + interval '24 hours' then 'UP_TO_24_HOURS'
            when ended_at <= reported_at + interval '72 hours' then 'UP_TO_72_HOURS'
            when ended_at <= reported_at + interval '168 hours' then 'UP_TO_7_DAYS' else 'OVER_7_DAYS' end end),
          (case when back then 'CHECK.' || coalesce(check_outcome,
            case when safe_and_well_settled then 'NOT_KNOWN' else 'OWED' end) end),
          (case when back and check_outcome = 'NOT_DONE' then 'CHECK_REASON.' || coalesce(check_reason, 'OTHER') end),
          (case when back then 'INTERVIEW.' || case
            when interview_held_at <= ended_at + make_interval(hours => case left(area, 1)
              when 'E' then ${hours.E}::int when 'W' then ${hours.W}::int else ${Math.min(hours.E, hours.W)}::int end) then 'HELD_IN_TIME'
            when interview_held_at is not null then 'HELD_LATE'
            when interview_answer = 'NONE_YET' then 'NO_ANSWER'
            when interview_answer is not null then interview_answer
            when interview_settled then 'NOT_KNOWN' else 'NOT_OFFERED' end end),
          (case when back and interview_held_at is null and interview_answer = 'DECLINED'
            then 'DECLINED_BECAUSE.' || coalesce(interview_declined, 'NOT_KNOWN') end)
        ) as part (node)
        where node is not null group by node`),

    interviewsHeld: ({ from, until }) =>
      nodes(sql`
        select node, count(*) as number
        from episode one, lateral (values ('ALL'), ('WHICH.' || case when exists (
          select from episode other where other.child_id = one.child_id and other.interview_held_at is not null
            and other.merged_into is null
            and (other.interview_held_at, other.reference) < (one.interview_held_at, one.reference)
        ) then 'REPEAT' else 'FIRST' end)) as part (node)
        where merged_into is null and interview_held_at >= ${from} and interview_held_at < ${until} group by node`),

    children: ({ from, until }) =>
      nodes(sql`
        select node, count(*) as number
        from (
          select count(*) as each from episode
          where merged_into is null and category <> 'NO_FURTHER_ACTION' and reported_at >= ${from} and reported_at < ${until}
          group by child_id
        ) as child, lateral (values ('ALL'), ('EPISODES_EACH.' || case when each = 1 then 'ONE' when each = 2 then 'TWO'
          when each < 5 then 'THREE_OR_FOUR' when each < 10 then 'FIVE_TO_NINE' else 'TEN_OR_MORE' end)) as part (node)
        group by node`),

    trainingAttendees: listed('attendees', 'AGENCY'),
    trainingRatings: listed('ratings', 'RATING'),
    trainingSessions: ({ firstDay, lastDay }) =>
      nodes(sql`
        select 'ALL' as node, count(*) as number from training_session
        where held_on between ${firstDay}::date and ${lastDay}::date having count(*) > 0`),

    async costs({ firstDay, lastDay }) {
      const { rows } = await sql<CostRow>`
        select side, sum(pounds) as rows, coalesce(sum(pounds) filter (where counted), 0) as total,
          coalesce(sum(pounds) filter (where counted and printed), 0) as printed
        from (
          select line ->> 'side' as side, (line ->> 'pounds')::int as pounds, (line ->> 'counted')::boolean as counted,
            printed_benefit is not null as printed
          from cost_case, jsonb_array_elements(lines) as line
          where closed_on between ${firstDay}::date and ${lastDay}::date
        ) as each group by side`.execute(db)
      const cases = await db
        .selectFrom('cost_case')
        .select(({ fn }) => [fn.countAll().as('cases'), fn.sum('printed_benefit').as('printed')])
        .where(sql<boolean>`closed_on between ${firstDay}::date and ${lastDay}::date`)
        .executeTakeFirstOrThrow()
      const sides = (of: Exclude<keyof CostRow, 'side'>): Sides => {
        const one = (side: string): number => Number(rows.find(row => row.side === side)?.[of] ?? 0)
        return { INCURRED: one('INCURRED'), INTERVENTIONS: one('INTERVENTIONS'), AVOIDED: one('AVOIDED') }
      }
      const printed = sides('printed')
      return {
        cases: Number(cases.cases),
        totals: sides('total'),
        rows: sides('rows'),
        printed:
          cases.printed === null ? null : { as: Number(cases.printed), is: printed.AVOIDED - printed.INTERVENTIONS },
      }
    },
  }
}

interface CostRow {
  readonly side: string
  readonly rows: string
  readonly total: string
  readonly printed: string
}
