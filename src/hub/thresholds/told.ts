// What of a child's absences has to be told because agencies must meet: a number that is reached by what is recorded now, or an
// absence that went on for long. What was reached before is not told again.
import type { NewAlert } from '../../store/alert-queue.js'
import type { EpisodeChange } from '../../store/episode-rows.js'
import type { EpisodeStanding } from '../../store/hub.js'
import { hoursAfter } from '../days.js'
import { changeOf, standingOf, standingOfRow } from '../episode/kept.js'
import type { Episode, Standing } from '../episode/episode.js'
import { standingForm } from '../episode/events.js'
import type { HubPolicy } from '../policy.js'
import { missingOf, reached, type Reached } from './reached.js'

type Held = Parameters<typeof standingOf>[0]

/** The multi-agency group's number is told with the meetings': where it is one of theirs already, once. */
function withGroup(policy: HubPolicy): HubPolicy {
  const { meetings, group } = policy.thresholds
  const has = meetings.some(one => one.episodes === group.episodes && one.withinDays === group.withinDays)
  return has ? policy : { ...policy, thresholds: { ...policy.thresholds, meetings: [...meetings, group] } }
}

/** Which time a number was reached: recorded anew, the same is the same. */
const nameOf = ({ episodes, withinDays, reference }: Reached): string => `${reference} ${episodes} ${withinDays}`

const alertOf = (childId: string, reference: string, cause: NewAlert['cause'], at: Date): NewAlert => ({
  ...{ kind: 'THRESHOLD', childId, reference, cause, at },
})

/** When an absence becomes a long one; null where it never did. */
function longFrom(
  episode: Pick<Standing, 'reportedAt' | 'foundAt'>,
  at: string,
  { thresholds }: HubPolicy,
): string | null {
  const since = hoursAfter(episode.reportedAt, thresholds.extendedHours)
  return since <= (episode.foundAt ?? at) && since <= at ? since : null
}

/** Of one that is still away, as its row tells: what the clock alone brings about. */
export function isLongAway(row: EpisodeStanding & { readonly childId: string }, at: Date, policy: HubPolicy): boolean {
  const [episode] = missingOf([standingOfRow(row)])
  return episode !== undefined && longFrom(episode, at.toISOString(), policy) !== null
}

/** What crosses a threshold with these changes. One cause is one alert, so what is told twice is told once. */
function thresholdsToTell(
  { childId, held, changes }: { childId: string; held: readonly Held[]; changes: readonly EpisodeChange[] },
  at: Date,
  policy: HubPolicy,
): readonly NewAlert[] {
  const rules = withGroup(policy)
  const changed = changes.map(({ standing }) => standingForm.parse(standing))
  const before = held.map(standingOf)
  const after = [...before.filter(({ reference }) => changed.every(one => one.reference !== reference)), ...changed]
  const known = new Set(reached(before, rules).map(nameOf))
  const numbers = reached(after, rules).filter(one => !known.has(nameOf(one)))
  // One that is over before the clock was looked at, or that is recorded late.
  const long = missingOf(changed).filter(one => longFrom(one, at.toISOString(), policy) !== null)
  return [
    ...numbers.map(one => alertOf(childId, one.reference, [one.episodes, one.withinDays], at)),
    ...long.map(one => alertOf(childId, one.reference, LONG, at)),
  ]
}

/** The causes beside a number, as they stand in an alert's key. */
export const LONG = ['LONG_MISSING'] as const
const CONCERN = ['PROFESSIONAL_CONCERN'] as const

interface Recorded {
  readonly childId: string
  readonly held: readonly Held[]
  /** As they stand after what is recorded. */
  readonly episodes: readonly Episode[]
}

/** What the store writes of episodes, and what has to be told of them beside what each change tells of itself. */
export function recordedWith(
  { childId, held, episodes }: Recorded,
  at: string,
  policy: HubPolicy,
): { readonly changes: readonly EpisodeChange[]; readonly alerts: readonly NewAlert[] } {
  const changes = episodes.map(changeOf)
  return { changes, alerts: thresholdsToTell({ childId, held, changes }, new Date(at), policy) }
}

/** A person who calls a meeting is one of the multi-agency criteria. */
export const concernToTell = (childId: string, call: string, at: Date): NewAlert => alertOf(childId, call, CONCERN, at)
