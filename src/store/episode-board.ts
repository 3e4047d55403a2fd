// The board's rows, in its order: one query, along one index, however many episodes there are.
import { sql, type Kysely } from 'kysely'
import type { EpisodeStanding } from './hub.js'
import type { Tables } from './tables.js'

/** Where a row stands in the order. */
export interface BoardPlace {
  readonly rank: number
  readonly reportedAt: string
  readonly childId: string
  readonly reference: string
}

export interface BoardRow extends EpisodeStanding, BoardPlace {
  readonly version: number
  /** Who works on it: a staff reference, or a team. */
  readonly assignedPerson: string | null
  readonly assignedTeam: string | null
}

/** Whose work: nobody's, or that of one of these. */
export type BoardOf = 'NOBODY' | { readonly persons: readonly string[]; readonly teams: readonly string[] }

export interface BoardAsked {
  /** Only what these authorities have, as where the child went missing or as responsible for the child; null for all. */
  readonly areas: readonly string[] | null
  /** Only what these have; null for all. */
  readonly of: BoardOf | null
  readonly first: number
  /** The last that was seen before. */
  readonly after: BoardPlace | null
}

export interface EpisodeBoard {
  /** Who is away, highest risk first and longest away first; then who is back with something owed. */
  page(asked: BoardAsked): Promise<readonly BoardRow[]>
}

export function createEpisodeBoard(db: Kysely<Tables>): EpisodeBoard {
  return {
    async page({ areas, of, first, after }) {
      // The condition is the index's own, word for word.
      let rows = db
        .selectFrom('episode')
        .select(['child_id', 'reference', 'reported_at', 'last_seen_at', 'ended_at', 'status', 'category', 'risk'])
        .select([
          'missing_from',
          'area',
          'home_authority',
          'safe_and_well_settled',
          'review_at',
          'interview_settled',
          'version',
          'rank',
          'assigned_person',
          'assigned_team',
        ])
        .where(
          sql<boolean>`status <> 'CLOSED' and not (ended_at is not null and safe_and_well_settled and interview_settled)`,
        )
      if (areas !== null)
        rows = rows.where(
          sql<boolean>`(area = any(${[...areas]}::text[]) or home_authority = any(${[...areas]}::text[]))`,
        )
      if (of === 'NOBODY') rows = rows.where('assigned_person', 'is', null).where('assigned_team', 'is', null)
      else if (of !== null)
        rows = rows.where(
          sql<boolean>`(assigned_person = any(${[...of.persons]}::text[]) or assigned_team = any(${[...of.teams]}::text[]))`,
        )
      if (after !== null)
        rows = rows.where(
          sql<boolean>`(rank, reported_at, child_id, reference) >
            (${after.rank}::smallint, ${after.reportedAt}::timestamptz, ${after.childId}::uuid, ${after.reference}::text)`,
        )
      const order = rows.orderBy('rank').orderBy('reported_at').orderBy('child_id').orderBy('reference')
      return (await order.limit(first).execute()).map(row => ({
        ...{ childId: row.child_id, reference: row.reference, version: row.version, rank: row.rank },
        ...{ reportedAt: row.reported_at.toISOString(), lastSeenAt: row.last_seen_at?.toISOString() ?? null },
        ...{ endedAt: row.ended_at?.toISOString() ?? null, status: row.status, category: row.category, risk: row.risk },
        ...{
          missingFrom: row.missing_from,
          area: row.area,
          homeAuthority: row.home_authority,
          safeAndWellSettled: row.safe_and_well_settled,
        },
        ...{
          reviewAt: row.review_at?.toISOString() ?? null,
          interviewSettled: row.interview_settled,
          mergedInto: null,
        },
        ...{ assignedPerson: row.assigned_person, assignedTeam: row.assigned_team },
      }))
    },
  }
}
