// One step of an episode: the whole of what may happen to it. Total: every step in every state is taken or refused with a code.
import { isToCome } from '../days.js'
import type { HubPolicy } from '../policy.js'
import { refuse, type Refused } from '../refusal.js'
import { read } from '../input/read.js'
import { overlap, type Episode, type Recorded, type Standing } from './episode.js'
import { stepForm, timesOf, type EpisodeStep, type Report } from './events.js'
import { changeBy, type When } from './rules.js'

export interface StepDeps {
  /** The moment it is recorded, by the gateway's clock. */
  readonly at: string
  /** Who records it. */
  readonly by: string
  readonly policy: HubPolicy
  /** The child's other episodes: one child is away once at a time. */
  readonly others: readonly Standing[]
}

export interface Stepped {
  readonly ok: true
  readonly episode: Episode
}

function begun({ type: _type, reporter: _reporter, circumstances: _circumstances, ...report }: Report): Standing {
  const nothingYet = {
    triage: null,
    risk: null,
    foundAt: null,
    check: null,
    interview: null,
    assigned: null,
    end: null,
    mergedInto: null,
  }
  return { ...report, reports: 1, ...nothingYet }
}

function first(step: EpisodeStep): Standing | Refused {
  if (step.type !== 'REPORT') return refuse('NOT_REPORTED')
  if (step.lastSeenAt !== null && step.lastSeenAt > step.reportedAt) return refuse('SEEN_AFTER_REPORT', 'lastSeenAt')
  return begun(step)
}

function next(episode: Episode, step: EpisodeStep, when: When): Standing | Refused {
  if (episode.end === 'MERGED') return refuse('EPISODE_MERGED')
  if (episode.end === 'CLOSED') return refuse('EPISODE_CLOSED')
  const change = changeBy(episode, step, when)
  return typeof change === 'string' ? refuse(change) : { ...episode, ...change }
}

/** Takes a step that was read already; for merges, and for what is read back. */
export function take(episode: Episode | null, step: EpisodeStep, deps: StepDeps): Stepped | Refused {
  if (isToCome(timesOf(step), deps.at, deps.policy.skewMinutes)) return refuse('IN_FUTURE')
  const after = episode === null ? first(step) : next(episode, step, deps)
  if ('ok' in after) return after
  const already = deps.others.filter(other => episode !== null && overlap(episode, other))
  // What overlaps already can be brought to its end; nothing new may.
  if (deps.others.some(other => !already.includes(other) && overlap(after, other))) return refuse('EPISODES_OVERLAP')
  const { at, by } = deps
  return { ok: true, episode: { ...after, history: [...(episode?.history ?? []), { at, by, step }] } }
}

/** The episode after the step, or why it was refused. `null` is an episode that is not there yet. */
export function step(episode: Episode | null, input: unknown, deps: StepDeps): Stepped | Refused {
  const said = read(stepForm, input)
  return said.ok ? take(episode, said.value, deps) : said
}

/** The episode as its history has it, under the policy of its time; refused where it holds a step that could not be taken. */
export function replay(history: readonly Recorded[], policy: HubPolicy): Stepped | Refused {
  let episode: Episode | null = null
  for (const { at, by, step: one } of history) {
    const taken = take(episode, one, { at, by, policy, others: [] })
    if (!taken.ok) return taken
    episode = taken.episode
  }
  return episode === null ? refuse('NOT_REPORTED') : { ok: true, episode }
}
