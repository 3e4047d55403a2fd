// Until when a child is a case of the hub's: an episode or an open referral, or a case opened or still open, in the last twelve months.
import type { HubEpisode, HubFacts as StoredFacts } from '../../store/hub.js'

const YEAR_MS = 365 * 24 * 3_600_000

/** In milliseconds; Infinity while a case or an episode is open, and -Infinity of a child who never was one. */
export function caseUntil({
  hubCase,
  episodes,
  openReferralAt,
}: Pick<StoredFacts, 'hubCase' | 'episodes' | 'openReferralAt'>): number {
  if (hubCase?.closedAt === null || episodes.some(isMissing)) return Infinity
  const last = [hubCase?.closedAt, openReferralAt, ...episodes.map(({ reportedAt, endedAt }) => endedAt ?? reportedAt)]
  return Math.max(...last.map(at => (at == null ? -Infinity : Date.parse(at) + YEAR_MS)))
}

/** However long ago the report was: the hub does not lose sight of a child because nobody has found them (ADR 50). */
const isMissing = ({ status, mergedInto }: HubEpisode): boolean => status === 'OPEN' && mergedInto === null
