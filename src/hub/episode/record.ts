// What is recorded of a child's absences, decided from all that is held of them: one step of one episode, or a report
// of whomever. Every episode has only the new steps in its history here.
import type { HeldEpisode } from '../../store/episode-rows.js'
import { refuse, type Refused } from '../refusal.js'
import { overlap, isNfa, type Episode, type Standing } from './episode.js'
import { recordedOf, standingOf } from './kept.js'
import { merge } from './merge.js'
import { step, type StepDeps } from './step.js'

export interface Recorded {
  readonly ok: true
  readonly episode: Episode
}

type Deps = Omit<StepDeps, 'others'>

const unchanged = (held: HeldEpisode): Episode => ({ ...standingOf(held), history: [] })

export interface Seen {
  readonly reference: string
  /** How many steps whoever records this had seen. */
  readonly version: number
}

function found(held: readonly HeldEpisode[], { reference, version }: Seen): Episode | Refused {
  const one = held.find(each => each.reference === reference)
  if (!one) return refuse('NOT_REPORTED', 'episode')
  return one.version === version ? unchanged(one) : refuse('EPISODE_CHANGED_MEANWHILE', 'version')
}

const othersThan = (held: readonly HeldEpisode[], but: string): readonly Standing[] =>
  held.filter(({ reference }) => reference !== but).map(standingOf)

export function recordStep(held: readonly HeldEpisode[], seen: Seen, input: object, deps: Deps): Recorded | Refused {
  const episode = found(held, seen)
  if ('ok' in episode) return episode
  const stepped = step(episode, input, { ...deps, others: othersThan(held, seen.reference) })
  return stepped.ok ? { ok: true, episode: stepped.episode } : stepped
}

/**
 * A report of whomever. Of a child who is shown to whoever makes it, what may be one absence is counted as one, and else the
 * rules decide. Of any other child nothing that rests on what is held refuses it, since that would tell what is held.
 */
export function recordReport(
  held: readonly HeldEpisode[],
  report: { readonly childId: string; readonly reference: string; readonly said: object; readonly about: object },
  shown: boolean,
  deps: Deps,
): Recorded | Refused {
  const { childId, reference, said, about } = report
  const first = { type: 'REPORT', childId, reference, incident: null, ...said, ...about }
  const alone = step(null, first, { ...deps, others: [] })
  if (!alone.ok) return alone
  const standing = held.map(one => ({ one, at: standingOf(one) }))
  const same = standing.find(({ at }) => at.end === null && !isNfa(at) && overlap(at, alone.episode))
  const others = standing.map(({ at }) => at)
  if (same) {
    const again = step(
      unchanged(same.one),
      { type: 'REPORT_AGAIN', ...said },
      { ...deps, others: others.filter(other => other !== same.at) },
    )
    if (again.ok) return { ok: true, episode: again.episode }
    if (shown) return again
  }
  if (shown) {
    const stepped = step(null, first, { ...deps, others })
    return stepped.ok ? { ok: true, episode: stepped.episode } : stepped
  }
  return { ok: true, episode: alone.episode }
}

export interface Merging {
  readonly ok: true
  readonly kept: Episode
  readonly gone: Episode
}

/** Two reports of one absence become one. Their steps must be among what is held; here each has only its new ones. */
export function recordMerge(
  held: readonly HeldEpisode[],
  keep: Seen,
  go: Seen,
  deps: Deps,
): Merging | (Refused & { readonly of?: 'KEPT' | 'GONE' }) {
  const kept = found(held, keep)
  if ('ok' in kept) return { ...kept, of: 'KEPT' }
  const gone = found(held, go)
  if ('ok' in gone) return { ...gone, of: 'GONE' }
  const history = recordedOf(held.find(({ reference }) => reference === go.reference)?.history ?? [])
  const merged = merge(kept, { ...gone, history }, { ...deps, others: held.map(standingOf) })
  if (!merged.ok) return merged
  return { ok: true, kept: merged.kept, gone: { ...merged.gone, history: merged.gone.history.slice(-1) } }
}
