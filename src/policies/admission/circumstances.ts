// Whether an episode is open, as far as the hub and the linked sources say. Any one that says so suffices; where nobody can
// say, the last confirmed state counts for a while, and after that nothing is certain (protocol.md §2).
import type { EpisodeFact } from '../../adapters/agency.js'
import type { EpisodeState, SaidOfEpisodes } from '../../store/episode-states.js'
import { episodeStillCounts, isRecent, openForAccess, openUntil } from '../protocol/grace.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { factOf } from './relationships.js'
import type { FactAnswer, HubFacts } from './relationships.js'

export interface Circumstances {
  readonly open: 'YES' | 'NO' | 'UNDECIDED'
  /** An episode was open within the last thirty days, or a meeting about the child is open: what the columns of areas narrow by. */
  readonly recent: 'YES' | 'NO' | 'UNDECIDED'
  /** No source says now that an episode is open: the last confirmed state still counts. */
  readonly inGrace: boolean
  /** What each source that answered said, to be remembered. */
  readonly confirmed: readonly SaidOfEpisodes[]
  /** Silent sources whose last word, open, somebody who answers has overtaken: it counts no more, now or later. */
  readonly overtaken: readonly string[]
}

/** Two reports of one absence are this close together, as different agencies have them. */
const SAME_ABSENCE_MS = 12 * 3_600_000

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
  const confirmed = known.map(({ sourceId, episodes }) => ({
    sourceId,
    ...saidOpen(protocol, episodes.filter(isOpen)),
  }))
  if (all.some(isOpen)) return { open: 'YES', recent: 'YES', inGrace: false, confirmed, overtaken: [] }
  const counting = remembered.filter(
    state =>
      silent.includes(state.sourceId) &&
      episodeStillCounts(protocol, Date.parse(state.confirmedAt), at) &&
      (state.lapsesAt === null || Date.parse(state.lapsesAt) > at),
  )
  // What is said now outweighs what was said before: no memory keeps open what somebody says is over (ADR 22).
  const overtaken = counting
    .filter(state => state.open && all.some(episode => isOver(episode, state)))
    .map(({ sourceId }) => sourceId)
  const lastSaid = silent.map(id => counting.find(({ sourceId }) => sourceId === id && !overtaken.includes(sourceId)))
  if (lastSaid.some(state => state?.open === true))
    return { open: 'YES', recent: 'YES', inGrace: true, confirmed, overtaken }
  const undecided = lastSaid.some(state => state === undefined)
  return {
    open: undecided ? 'UNDECIDED' : 'NO',
    recent: hub.meetingOpen || all.some(wasRecent) ? 'YES' : silent.length > 0 ? 'UNDECIDED' : 'NO',
    inGrace: false,
    confirmed,
    overtaken,
  }
}

function saidOpen(protocol: CompiledProtocol, open: readonly EpisodeFact[]): Omit<SaidOfEpisodes, 'sourceId'> {
  const ends = open.map(episode => openUntil(protocol, stateOf(episode)))
  const known = ends.flatMap(end => end ?? [])
  const lapses = known.length === ends.length && known.length > 0 ? new Date(Math.max(...known)).toISOString() : null
  const since = open.map(({ reportedAt }) => reportedAt).sort((one, other) => Date.parse(one) - Date.parse(other))
  return { open: open.length > 0, since: since.at(-1) ?? null, lapsesAt: lapses }
}

/** Whether an episode that is open no more is the absence that was remembered as open, or a later one. */
function isOver({ reportedAt, endedAt }: EpisodeFact, { since, confirmedAt }: EpisodeState): boolean {
  const began = Date.parse(since ?? confirmedAt)
  return endedAt === null ? Date.parse(reportedAt) >= began - SAME_ABSENCE_MS : Date.parse(endedAt) >= began
}

function stateOf(episode: EpisodeFact): Parameters<typeof openForAccess>[1] {
  return {
    category: episode.category,
    open: episode.open,
    endedAt: episode.endedAt === null ? null : Date.parse(episode.endedAt),
    safeAndWellSettled: episode.safeAndWellSettled,
  }
}
