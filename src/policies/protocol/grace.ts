// How long a confirmation outlives the source that gave it, and how long an episode stays open for access.
import type { Relationship } from '../../types/index.js'
import type { CompiledProtocol } from './compile.js'

/**
 * Whether a relationship last confirmed at `confirmedAt` still counts while its source cannot be asked. Epoch milliseconds.
 * A confirmation from the future, or one that is no number, does not count.
 */
export function stillCounts(
  protocol: CompiledProtocol,
  relationship: Relationship,
  confirmedAt: number,
  now: number,
): boolean {
  const age = now - confirmedAt
  return age >= 0 && age <= protocol.edition.relationships[relationship].grace
}

/** Whether the last confirmed state of an episode still counts while every source that would tell is down. */
export function episodeStillCounts(protocol: CompiledProtocol, confirmedAt: number, now: number): boolean {
  const age = now - confirmedAt
  return age >= 0 && age <= protocol.edition.episode.lastConfirmedCountsFor
}

/** An episode as one source or the hub has it. `endedAt` is the return, in epoch milliseconds; null while the child is away. */
export interface EpisodeState {
  readonly category: string
  readonly open: boolean
  readonly endedAt: number | null
  readonly safeAndWellSettled: boolean
}

/** Whether an episode is open for access: clause 2.EPISODE. Any one source that says so suffices. */
export function openForAccess(protocol: CompiledProtocol, episode: EpisodeState, now: number): boolean {
  const rule = protocol.edition.episode
  if (rule.closedBy.includes(episode.category)) return false
  if (episode.endedAt === null || Number.isNaN(episode.endedAt)) return episode.open
  const since = now - episode.endedAt
  if (since < rule.openAtLeastAfterReturn) return true
  return since <= rule.openAtMostAfterReturn && !episode.safeAndWellSettled
}

/** When an episode that is open for access will be so no longer; null while nothing is known to end it. Epoch milliseconds. */
export function openUntil(protocol: CompiledProtocol, { endedAt, safeAndWellSettled }: EpisodeState): number | null {
  const rule = protocol.edition.episode
  if (endedAt === null || Number.isNaN(endedAt)) return null
  return endedAt + (safeAndWellSettled ? rule.openAtLeastAfterReturn : rule.openAtMostAfterReturn)
}

/** Whether an episode that ended then is recent enough to keep the area roles' whole column open: clause 3.NARROWING. */
export function isRecent(protocol: CompiledProtocol, endedAt: number, now: number): boolean {
  return now - endedAt <= protocol.edition.narrowing.afterDays * 24 * 3_600_000
}
