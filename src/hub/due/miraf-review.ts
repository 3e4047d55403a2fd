// When a child's risk assessment is to be looked at again, and every reason why.
import { dayNumber, endOf } from '../days.js'
import type { Episode } from '../episode/episode.js'
import { isNfa } from '../episode/episode.js'
import { riskHistory } from '../episode/views.js'
import type { Miraf } from '../miraf/versions.js'
import type { HubPolicy } from '../policy.js'
import { isHigher } from '../risk.js'
import { missingOf } from '../thresholds/reached.js'

export interface MirafReason {
  readonly reason: 'NONE_YET' | 'EPISODES' | 'RISK_ROSE' | 'REQUESTED' | 'DATE'
  readonly at: string
}

type LastMiraf = Pick<Miraf, 'at' | 'level' | 'reviewOn'>

const earliest = (times: readonly string[]): string | undefined => [...times].sort()[0]

/** Every reason there is, earliest first. A date that is to come is one too: it says when the review will be due. */
export function mirafReasons(
  {
    episodes,
    miraf,
    requests,
  }: { readonly episodes: readonly Episode[]; readonly miraf: LastMiraf | null; readonly requests: readonly string[] },
  { due, timeZone }: HubPolicy,
): readonly MirafReason[] {
  const gradings = episodes.filter(one => !isNfa(one)).flatMap(riskHistory)
  const because = (reason: MirafReason['reason'], at: string | undefined): readonly MirafReason[] =>
    at === undefined ? [] : [{ reason, at }]
  const since = miraf?.at ?? ''
  const requested = due.mirafOnRequest ? earliest(requests.filter(at => at > since)) : undefined
  const reasons = (): readonly MirafReason[] => {
    // The first assessment is owed to a child from the first grading as missing.
    if (miraf === null) return because('NONE_YET', earliest(gradings.map(({ at }) => at)))
    const missing = missingOf(episodes).filter(({ reportedAt }) => reportedAt > since)
    const rises = gradings.filter(({ at, level }) => at > since && isHigher(level, miraf.level)).map(({ at }) => at)
    return [
      ...because('EPISODES', missing[due.mirafAfterEpisodes - 1]?.reportedAt),
      ...because('RISK_ROSE', due.mirafOnRise ? earliest(rises) : undefined),
      ...because('DATE', due.mirafOnDate ? endOf(dayNumber(miraf.reviewOn), timeZone) : undefined),
    ]
  }
  return [...reasons(), ...because('REQUESTED', requested)].sort((a, b) => (a.at < b.at ? -1 : 1))
}
