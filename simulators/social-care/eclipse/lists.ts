// The paged answers of the simulated Eclipse: search hits, chronology, professional relationships.
import { GraphQLError } from 'graphql'
import type { SocialCareRow } from '../../region/model.js'
import type { Rows } from '../rows.js'

/** As the GraphQL schema fills it in. */
export interface Paging {
  readonly pageNumber?: number | null
  readonly pageSize?: number | null
}

/** The most that one page holds [A]. */
const MOST_A_PAGE = 100

/** One page of `all`, with the cursor that says how much there is and how much security kept back. */
export function page<T>(
  all: readonly T[],
  paging: Paging | null | undefined,
  kept: { readonly removed: number; readonly secured: (one: T) => boolean },
) {
  const pageNumber = paging?.pageNumber ?? 1
  const pageSize = paging?.pageSize ?? 10
  if (pageNumber < 1 || pageSize < 1 || pageSize > MOST_A_PAGE) {
    throw new GraphQLError('paging is out of range', { extensions: { code: 'BAD_USER_INPUT' } })
  }
  const offset = (pageNumber - 1) * pageSize
  const results = all.slice(offset, offset + pageSize)
  return {
    cursor: {
      offset,
      pageNumber,
      pageSize,
      returned: results.length,
      totalSize: all.length,
      securityMetaData: {
        numberOfRemovedElements: kept.removed,
        numberOfSecuredElements: results.filter(kept.secured).length,
      },
    },
    results,
  }
}

export const NOTHING_KEPT = { removed: 0, secured: () => false } as const

/** BEHAVIOURS01 is the published subtype for "missing from home or care". */
const MISSING = 'BEHAVIOURS01'
const MISSING_NAME = 'Missing from home or care'

/** A note on an absence that is recorded as an episode is that episode's own entry. */
const isEpisode = (row: SocialCareRow, note: SocialCareRow['chronology'][number]): boolean =>
  note.type === MISSING && row.episodes.some(one => one.from <= note.at && (one.until === null || note.at <= one.until))

/** Chronology entries, missing episodes among them, newest first. */
export function chronologyOf(row: SocialCareRow) {
  const entries = [
    ...row.chronology
      .filter(one => !isEpisode(row, one))
      .map((one, index) => ({
        id: `C${String(index + 1)}`,
        subType: { code: one.type, name: one.type === MISSING ? MISSING_NAME : one.type },
        startDateTime: one.at,
        endDateTime: null,
        text: one.text,
        missing: null,
      })),
    ...row.episodes.map(one => ({
      id: one.ref,
      subType: { code: MISSING, name: MISSING_NAME },
      startDateTime: one.from,
      endDateTime: one.until,
      text: MISSING_NAME,
      missing: {
        reference: one.ref,
        type: one.type,
        returnInterviewOffered: one.interviewOffered,
        returnInterviewAccepted: one.interviewAccepted,
      },
    })),
  ]
  return entries.sort((a, b) => (a.startDateTime < b.startDateTime ? 1 : -1))
}

const ROLES: Readonly<Record<SocialCareRow['involvements'][number]['role'], readonly [string, string]>> = {
  WORKER: ['ALLOCATED_WORKER', 'Allocated worker'],
  IRO: ['IRO', 'Independent reviewing officer'],
  CP_CHAIR: ['CP_CHAIR', 'Child protection conference chair'],
  OTHER: ['INVOLVED_PROFESSIONAL', 'Involved professional'],
}

/** The workers round a child, in the order the row has them. */
export function professionalsOf(row: SocialCareRow, rows: Rows) {
  return row.involvements.map(one => {
    const worker = rows.staff.get(one.staffRef)
    const [code, name] = ROLES[one.role]
    return {
      role: { code, name },
      professional: {
        id: one.staffRef,
        name: worker?.name ?? null,
        organisation: rows.authorityName(worker?.organisation ?? rows.gss),
        telephone: worker?.phone ?? null,
        email: worker?.email ?? null,
        registrationNumber: worker?.registration ?? null,
      },
      team: one.team,
      startDate: one.from,
      endDate: one.until,
    }
  })
}
