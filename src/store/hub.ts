// The hub's own records, as decisions and the hub's section of a child need them.
import { sql, type Kysely } from 'kysely'
import type { Records } from '../types/index.js'
import type { Keys } from './keys.js'
import { seedPage, type SeedResult } from './seed.js'
import { parseSeed } from './seed-file.js'
import type { RecordKind } from './tables-retention.js'
import type { Tables } from './tables.js'

/** Where one missing episode stands, as far as lists and decisions need it. Times are ISO. */
export interface EpisodeStanding {
  readonly reference: string
  readonly reportedAt: string
  readonly lastSeenAt: string | null
  /** null while the child is missing. */
  readonly endedAt: string | null
  readonly status: Records.EpisodeStatus
  readonly category: Records.EpisodeCategory
  readonly risk: Records.RiskLevel
  readonly missingFrom: Records.MissingFrom | null
  /** GSS code of the authority the child went missing in. */
  readonly area: string | null
  /** GSS code of the authority that is responsible for the child, where it was said to be another. */
  readonly homeAuthority: string | null
  /** The safe and well check is recorded, or refused with its reason. */
  readonly safeAndWellSettled: boolean
  /** When an absent child is looked at again. */
  readonly reviewAt: string | null
  /** The return interview was held, or declined. */
  readonly interviewSettled: boolean
  /** The episode that this report was merged into. */
  readonly mergedInto: string | null
}

/** One missing episode as the hub recorded it. */
export interface HubEpisode extends EpisodeStanding {
  /** How many steps are recorded; 0 for one from before steps were. */
  readonly version: number
  /** A keyed name of the one person whose word it rests on so far; null once a second has recorded something of it. */
  readonly soleWord: string | null
}

/** A person's lasting name among those who record episodes. */
export const personOfEpisodes = (keys: Pick<Keys, 'pseudonym'>, person: string): string =>
  keys.pseudonym('episode-person', person)

/** What the hub holds of one child. */
export interface HubFacts {
  readonly hubCase: { readonly openedAt: string; readonly closedAt: string | null } | null
  readonly debriefAssignments: readonly {
    readonly staffRef: string
    readonly from: string
    readonly until: string | null
  }[]
  /** Newest first. */
  readonly episodes: readonly HubEpisode[]
  /** When each meeting was called, and a keyed name of who called it. */
  readonly calls: readonly { readonly at: string; readonly by: string }[]
  /** When the last meeting was held, also where its words are kept no longer; null where none was. */
  readonly lastMeetingAt: string | null
  /** When the last was heard of a referral that is still open; null where none is. */
  readonly openReferralAt: string | null
  readonly summary: Records.MirafSummary | null
  /** The kinds of which something was recorded that is kept no longer: not the same as nothing. */
  readonly ended: readonly RecordKind[]
}

/** The hub's repository. */
export interface Hub {
  /** One query for any number of children; every child asked for is in the Map, if only with nothing. */
  factsOf(childIds: readonly string[]): Promise<ReadonlyMap<string, HubFacts>>
  /** Loads seed.json of a simulated region. Doing it again changes nothing. Throws if it has not the right shape. */
  seed(json: unknown): Promise<SeedResult>
}

const NOTHING: HubFacts = {
  hubCase: null,
  debriefAssignments: [],
  episodes: [],
  calls: [],
  lastMeetingAt: null,
  openReferralAt: null,
  summary: null,
  ended: [],
}
const SEED_PAGE = 500

/** The hub's repository. */
export function createHub(db: Kysely<Tables>, keys: Keys): Hub {
  return {
    async factsOf(childIds) {
      const { rows } = await factsQuery(childIds).execute(db)
      const found = new Map<string, HubFacts>(childIds.map(id => [id, NOTHING]))
      for (const row of rows) found.set(row.child_id, toFacts(row))
      return found
    },

    async seed(json) {
      const { children } = parseSeed(json)
      const total = { childrenMade: 0, linksMade: 0, conflicts: [] as SeedResult['conflicts'][number][] }
      for (let start = 0; start < children.length; start += SEED_PAGE) {
        const page = children.slice(start, start + SEED_PAGE)
        const { childrenMade, linksMade, conflicts } = await db.transaction().execute(trx => seedPage(trx, keys, page))
        total.childrenMade += childrenMade
        total.linksMade += linksMade
        total.conflicts.push(...conflicts.map(conflict => ({ ...conflict, entry: conflict.entry + start })))
      }
      return total
    },
  }
}

export interface FactsRow {
  readonly child_id: string
  readonly hub_case: { opened_at: string; closed_at: string | null } | null
  readonly assignments: readonly { staff_ref: string; assigned_at: string; ended_at: string | null }[] | null
  readonly episodes: readonly EpisodeRow[] | null
  readonly calls: readonly { at: string; by_key: string }[] | null
  readonly last_meeting_at: string | null
  readonly open_referral_at: Date | null
  readonly summary: SummaryRow | null
  readonly ended: readonly RecordKind[] | null
}
interface EpisodeRow extends Pick<HubEpisode, 'reference' | 'status' | 'category' | 'risk' | 'area'> {
  readonly reported_at: string
  readonly last_seen_at: string | null
  readonly ended_at: string | null
  readonly missing_from: Records.MissingFrom | null
  readonly home_authority: string | null
  readonly safe_and_well_settled: boolean
  readonly review_at: string | null
  readonly interview_settled: boolean
  readonly merged_into: string | null
  readonly version: number
  readonly sole_word: string | null
}
interface SummaryRow {
  readonly risk: Records.RiskLevel
  readonly text_en: string
  readonly text_cy: string
  readonly what_to_do_en: string
  readonly what_to_do_cy: string
  readonly approved_at: string
  readonly review_due: string
  readonly revised_since: boolean
}

function factsQuery(childIds: readonly string[]): ReturnType<typeof sql<FactsRow>> {
  return sql<FactsRow>`select asked.child_id, ${factsOfEach} from unnest(${[...childIds]}::uuid[]) as asked (child_id)`
}

/** Columns of a row a child, which is named `asked`. */
export const factsOfEach = sql`
      (select to_json(held) from hub_case held where held.child_id = asked.child_id) as hub_case,
      (select json_agg(held order by held.assigned_at) from debrief_assignment held where held.child_id = asked.child_id) as assignments,
      (select json_agg(held order by held.reported_at desc) from (
        select reference, reported_at, last_seen_at, ended_at, status, category, risk, missing_from, area, home_authority, safe_and_well_settled,
          review_at, interview_settled, merged_into, version, sole_word
        from episode where episode.child_id = asked.child_id and episode.sealed is distinct from '') held) as episodes,
      (select json_agg(json_build_object('at', held.happened_at, 'by_key', step.by_key))
        from casework held join casework_event step using (child_id, reference)
        where held.child_id = asked.child_id and held.kind = 'CALL' and held.sealed <> '' and step.seq = 1) as calls,
      (select to_json(max(held.happened_at)) from casework held
        where held.child_id = asked.child_id and held.kind = 'MEETING') as last_meeting_at,
      (select max(held.last_at) from casework held
        where held.child_id = asked.child_id and held.kind = 'REFERRAL' and held.state in ('SENT', 'ACCEPTED')) as open_referral_at,
      (select to_json(held) from (
        select miraf_summary.*, exists (
          select from miraf where miraf.child_id = miraf_summary.child_id and miraf.made_at > miraf_summary.approved_at) as revised_since
        from miraf_summary where miraf_summary.child_id = asked.child_id) held) as summary,
      (select array_agg(distinct held.kind) from record_key held
        where held.child_id = asked.child_id and held.ended_at is not null) as ended`

export function toFacts(row: FactsRow): HubFacts {
  const { hub_case: held, assignments, episodes, summary } = row
  return {
    hubCase: held && { openedAt: iso(held.opened_at), closedAt: isoOrNull(held.closed_at) },
    debriefAssignments: (assignments ?? []).map(one => ({
      staffRef: one.staff_ref,
      from: iso(one.assigned_at),
      until: isoOrNull(one.ended_at),
    })),
    episodes: (episodes ?? []).map(toEpisode),
    ended: row.ended ?? [],
    calls: (row.calls ?? []).map(({ at, by_key: by }) => ({ at: iso(at), by })),
    lastMeetingAt: isoOrNull(row.last_meeting_at),
    openReferralAt: row.open_referral_at?.toISOString() ?? null,
    summary: summary && {
      risk: summary.risk,
      text: { en: summary.text_en, cy: summary.text_cy },
      whatToDo: { en: summary.what_to_do_en, cy: summary.what_to_do_cy },
      approvedAt: iso(summary.approved_at),
      reviewDue: summary.review_due,
      assessmentRevisedSince: summary.revised_since,
    },
  }
}

function toEpisode(row: EpisodeRow): HubEpisode {
  return {
    reference: row.reference,
    status: row.status,
    category: row.category,
    risk: row.risk,
    area: row.area,
    reportedAt: iso(row.reported_at),
    lastSeenAt: isoOrNull(row.last_seen_at),
    endedAt: isoOrNull(row.ended_at),
    missingFrom: row.missing_from,
    homeAuthority: row.home_authority,
    safeAndWellSettled: row.safe_and_well_settled,
    reviewAt: isoOrNull(row.review_at),
    interviewSettled: row.interview_settled,
    mergedInto: row.merged_into,
    version: row.version,
    soleWord: row.sole_word,
  }
}

/** PostgreSQL's JSON has `+00:00`; ours has `Z`. */
function iso(time: string): string {
  return new Date(time).toISOString()
}

function isoOrNull(time: string | null): string | null {
  return time === null ? null : iso(time)
}
