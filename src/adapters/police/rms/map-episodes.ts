// Missing episodes: as shown, and as the facts that access rests on.
import type { z } from 'zod'
import type { EpisodeFact, PartValues } from '../../agency.js'
import { SourceFault } from '../../transport.js'
import type { Records } from '../../../types/index.js'
import { parsed } from '../../wire.js'
import { categoryOf, missingFromOf, riskOf, statusOf } from './codes.js'
import { episode, episodeFact, type Resource } from './upstream.js'

type Check = z.output<typeof episode>['preventionInterview']

/** The record of one source, newest first. */
export function episodesOf(rows: readonly Resource[]): PartValues['episodes'] {
  const episodes = rows.map(episodeOf)
  return { episodes: episodes.sort((a, b) => (b.reportedAt ?? '').localeCompare(a.reportedAt ?? '')) }
}

function episodeOf(row: Resource): Records.MissingEpisode {
  const it = parsed(episode, row.attributes)
  return {
    reference: row.id,
    reportedAt: it.reportedAt,
    lastSeenAt: it.lastSeenAt,
    endedAt: it.foundAt,
    status: statusOf(it.status),
    category: categoryOf(it.category),
    risk: riskOf(it.riskLevel),
    riskLabel: it.riskLabel,
    riskHistory: it.riskHistory.map(({ level, ...grading }) => ({ level: riskOf(level), ...grading })),
    missingFrom: missingFromOf(it.missingFrom),
    lastSeenPlace: it.lastSeenLocation,
    foundPlace: it.foundLocation,
    foundBy: it.foundBy,
    companions: it.companions,
    circumstances: it.circumstances,
    harm: it.harmWhileMissing,
    safeAndWell: checkOf(it.preventionInterview),
    returnInterviewReferredAt: it.returnInterviewReferral?.sentAt ?? null,
    // The force refers; whether the interview was offered and accepted is others' to record.
    returnInterviewOffered: 'NOT_RECORDED',
    returnInterviewAccepted: 'NOT_RECORDED',
    version: null,
    hostAuthority: null,
    homeAuthority: null,
  }
}

function checkOf(check: Check): Records.SafeAndWellCheck | null {
  if (check === null) return null
  // A check that was not done has its reason where its findings would be.
  const summary = check.summary ?? check.notDoneReason
  return { done: check.done ? 'YES' : 'NO', at: check.at, officer: check.officer, summary }
}

const AREA = /^[EW]\d{8}$/

/** Throws MALFORMED where it cannot be told whether the child is still missing: that must not be taken for "no". */
export function episodeFactOf(row: Resource): EpisodeFact {
  const it = parsed(episodeFact, row.attributes)
  const status = statusOf(it.status)
  if (status === 'UNRECOGNISED' && it.foundAt === null) throw new SourceFault('MALFORMED')
  const check = it.preventionInterview
  return {
    reference: row.id,
    open: status === 'OPEN',
    category: categoryOf(it.category),
    reportedAt: it.reportedAt,
    endedAt: it.foundAt,
    safeAndWellSettled: check !== null && (check.done || check.notDoneReason !== null),
    areas: it.areas.filter(area => AREA.test(area)),
  }
}
