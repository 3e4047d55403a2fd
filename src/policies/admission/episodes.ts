// When an episode is open for access (protocol.md §2): from first report until the safe and well check is recorded or
// refused with reason, and at least 24 h, at most 72 h, after return. No further action closes it.
import type { EpisodeFact } from '../../adapters/agency.js'

const HOUR_MS = 3_600_000
const LEAST_AFTER_RETURN_MS = 24 * HOUR_MS
const MOST_AFTER_RETURN_MS = 72 * HOUR_MS
const RECENT_MS = 30 * 24 * HOUR_MS

/** Whether one episode opens access now. */
export function isOpenForAccess(episode: EpisodeFact, now: Date): boolean {
  const at = now.getTime()
  if (episode.category === 'NO_FURTHER_ACTION' || Date.parse(episode.reportedAt) > at) return false
  if (episode.open || episode.endedAt === null) return true
  const sinceReturn = at - Date.parse(episode.endedAt)
  if (sinceReturn < LEAST_AFTER_RETURN_MS) return true
  return !episode.safeAndWellSettled && sinceReturn < MOST_AFTER_RETURN_MS
}

/** Whether the last open episode ended, or is, within thirty days. */
export function isRecent(episode: EpisodeFact, now: Date): boolean {
  if (isOpenForAccess(episode, now)) return true
  if (episode.category === 'NO_FURTHER_ACTION') return false
  return now.getTime() - Date.parse(episode.endedAt ?? episode.reportedAt) <= RECENT_MS
}
