// What others are told of an episode, and what is counted.
import type { EpisodeStanding } from '../../store/hub.js'
import type { Records } from '../../types/index.js'
import type { Episode, Recorded, Standing } from './episode.js'
import type { Risk } from './events.js'

const statusOf = (episode: Standing): Records.EpisodeStatus => {
  if (episode.end !== null || episode.triage?.category === 'NO_FURTHER_ACTION') return 'CLOSED'
  return episode.foundAt === null ? 'OPEN' : 'FOUND'
}

/** As the child's picture and the protocol know it. What waits for triage has no category yet, and is open all the same. */
export function asHubEpisode(episode: Standing): EpisodeStanding {
  const {
    reference,
    reportedAt,
    lastSeenAt,
    foundAt,
    triage,
    risk,
    missingFrom,
    area,
    homeAuthority,
    check,
    interview,
  } = episode
  return {
    ...{ reference, reportedAt, lastSeenAt, missingFrom, area, homeAuthority },
    endedAt: foundAt,
    status: statusOf(episode),
    category: triage?.category ?? 'UNRECOGNISED',
    risk: risk?.level ?? 'NOT_GRADED',
    safeAndWellSettled: check !== null,
    reviewAt: triage?.category === 'ABSENT' ? triage.reviewAt : null,
    interviewSettled: interview?.answer === 'DECLINED' || (interview?.heldAt ?? null) !== null,
    mergedInto: episode.mergedInto,
  }
}

export interface Grading extends Risk {
  readonly at: string
  readonly by: string
  readonly reason: string | null
}

const gradingOf = ({ at, by, step }: Recorded): readonly Grading[] => {
  if (step.type === 'GRADE_RISK') return [{ at, by, ...step.risk, reason: step.reason }]
  if (step.type === 'TRIAGE' && step.triage.category === 'MISSING')
    return [{ at, by, ...step.triage.risk, reason: step.reason }]
  return []
}

/** Every grading, oldest first, each in its source's own words. */
export const riskHistory = ({ history }: Pick<Episode, 'history'>): readonly Grading[] => history.flatMap(gradingOf)

export interface Count {
  readonly reports: number
  readonly triaged: { readonly MISSING: number; readonly ABSENT: number; readonly NO_FURTHER_ACTION: number }
  readonly pending: number
  /** Reports that turned out to be of an absence counted already. */
  readonly merged: number
}

/** Always: reports = triaged + pending. Merged reports are counted beside it, with the one they were merged into. */
export function countOf(episodes: readonly Standing[]): Count {
  const count = { reports: 0, pending: 0, merged: 0, triaged: { MISSING: 0, ABSENT: 0, NO_FURTHER_ACTION: 0 } }
  for (const { end, triage } of episodes) {
    if (end === 'MERGED') {
      count.merged += 1
      continue
    }
    count.reports += 1
    if (triage === null) count.pending += 1
    else count.triaged[triage.category] += 1
  }
  return count
}
