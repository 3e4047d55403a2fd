// Whether an episode is open, as far as the hub and the linked sources say. Any one that says so suffices; where nobody can
// say, the last confirmed state counts for a while, and after that nothing is certain (protocol.md §2).
import type { EpisodeFact } from '../../adapters/agency.js'
import type { EpisodeState } from '../../store/episode-states.js'
import { episodeStillCounts, isRecent, openForAccess } from '../protocol/grace.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { factOf } from './relationships.js'
import type { FactAnswer, HubFacts } from './relationships.js'

export interface Circumstances {
  readonly open: 'YES' | 'NO' | 'UNDECIDED'
  /** An episode was open within the last thirty days. */
  readonly recent: 'YES' | 'NO' | 'UNDECIDED'
  /** No source says now that an episode is open: the last confirmed state still counts. */
  readonly inGrace: boolean
  /** What each source that answered said, to be remembered. */
  readonly confirmed: readonly { readonly sourceId: string; readonly open: boolean }[]
}

export function circumstancesOf(
  protocol: CompiledProtocol,
  answers: readonly FactAnswer[],
  hub: HubFacts,
  remembered: readonly EpisodeState[],
  now: Date,
): Circumstances {
  const at = now.getTime()
  const isOpen = (episode: EpisodeFact): boolean => openForAccess(protocol, stateOf(episode), at)
  const wasRecent = (episode: EpisodeFact): boolean =>
    isOpen(episode) ||
    (episode.category !== 'NO_FURTHER_ACTION' &&
      isRecent(protocol, Date.parse(episode.endedAt ?? episode.reportedAt), at))
  const asked = answers.filter(
    ({ question, reading }) =>
      question.parts.has('fact.episodes') && question.link !== null && reading.kind !== 'locked',
  )
  const said = asked.map(answer => ({
    sourceId: answer.question.source.description.id,
    episodes: factOf('fact.episodes', answer),
  }))
  const known = said.flatMap(({ sourceId, episodes }) =>
    episodes === 'UNKNOWN' ? [] : [{ sourceId, episodes: episodes ?? [] }],
  )
  const silent = said.filter(({ episodes }) => episodes === 'UNKNOWN').map(({ sourceId }) => sourceId)
  const all = [...hub.episodes, ...known.flatMap(({ episodes }) => episodes)]
  const confirmed = known.map(({ sourceId, episodes }) => ({ sourceId, open: episodes.some(isOpen) }))
  if (all.some(isOpen)) return { open: 'YES', recent: 'YES', inGrace: false, confirmed }
  const lastSaid = silent.map(id =>
    remembered.find(
      ({ sourceId, confirmedAt }) => sourceId === id && episodeStillCounts(protocol, Date.parse(confirmedAt), at),
    ),
  )
  if (lastSaid.some(state => state?.open === true)) return { open: 'YES', recent: 'YES', inGrace: true, confirmed }
  const undecided = lastSaid.some(state => state === undefined)
  return {
    open: undecided ? 'UNDECIDED' : 'NO',
    recent: all.some(wasRecent) ? 'YES' : silent.length > 0 ? 'UNDECIDED' : 'NO',
    inGrace: false,
    confirmed,
  }
}

function stateOf(episode: EpisodeFact): Parameters<typeof openForAccess>[1] {
  return {
    category: episode.category,
    open: episode.open,
    endedAt: episode.endedAt === null ? null : Date.parse(episode.endedAt),
    safeAndWellSettled: episode.safeAndWellSettled,
  }
}
