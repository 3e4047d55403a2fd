// When a child has been missing so often that agencies must meet. Only MISSING counts (protocol.md); a report that was merged is
// counted with the one it was merged into. One pass over the episodes in their order.
import { dayOf, endOf } from '../days.js'
import type { Standing } from '../episode/episode.js'
import type { HubPolicy, Often } from '../policy.js'

export interface Reached extends Often {
  /** The episode that made the number full, and when it was reported. */
  readonly reference: string
  readonly at: string
  /** The episodes that count towards it, oldest first; the last is the one that filled it. */
  readonly by: readonly string[]
  readonly source: 'S'
}

const inOrder = (a: Standing, b: Standing): number =>
  a.reportedAt === b.reportedAt ? Number(a.reference > b.reference) || -1 : a.reportedAt < b.reportedAt ? -1 : 1

/** The episodes that count, oldest first. */
export const missingOf = (episodes: readonly Standing[]): readonly Standing[] =>
  episodes.filter(({ triage, end }) => triage?.category === 'MISSING' && end !== 'MERGED').sort(inOrder)

/**
 * Every time a number was reached from below: the last 90 days, the day of the report among them, hold so many. A child who
 * was away less for a while reaches it anew.
 */
export function reached(episodes: readonly Standing[], policy: HubPolicy): readonly Reached[] {
  const counted = missingOf(episodes)
  const days = counted.map(({ reportedAt }) => dayOf(reportedAt, policy.timeZone))
  return policy.thresholds.meetings
    .flatMap(rule => {
      let oldest = 0
      return counted.flatMap(({ reference, reportedAt }, index) => {
        while ((days[oldest] ?? 0) <= (days[index] ?? 0) - rule.withinDays) oldest += 1
        const isFull = index - oldest + 1 === rule.episodes
        const by = (): readonly string[] => counted.slice(oldest, index + 1).map(one => one.reference)
        return isFull ? [{ ...rule, reference, at: reportedAt, by: by(), source: 'S' as const }] : []
      })
    })
    .sort((a, b) => (a.at === b.at ? a.episodes - b.episodes : a.at < b.at ? -1 : 1))
}

/** As far as it answers what there was cause for; its actions are followed up in meeting.ts. */
export interface Meeting {
  readonly heldAt: string
}

/** A person who asks for a meeting whatever the numbers say. */
export interface Call {
  readonly at: string
}

export interface MeetingDue {
  readonly dueAt: string
  /** Since when there is cause for it. */
  readonly since: string
  /** The highest number reached; null where only a person called it. */
  readonly episodes: number | null
  readonly called: boolean
}

const least = (times: readonly string[]): string | undefined => [...times].sort()[0]

/** The one meeting that is owed; null where there was one after every cause. */
export function meetingDue(
  {
    episodes,
    calls,
    meetings,
  }: { readonly episodes: readonly Standing[]; readonly calls: readonly Call[]; readonly meetings: readonly Meeting[] },
  policy: HubPolicy,
): MeetingDue | null {
  const latest = meetings.reduce((last, { heldAt }) => (heldAt > last ? heldAt : last), '')
  const open = <T extends { readonly at: string }>(causes: readonly T[]): readonly T[] =>
    causes.filter(({ at }) => at > latest)
  const [numbers, asked] = [open(reached(episodes, policy)), open(calls)]
  const { meetingWithinDays, calledWithinDays } = policy.thresholds
  const endAfter = (at: string, days: number): string => endOf(dayOf(at, policy.timeZone) + days, policy.timeZone)
  const dues = [
    ...numbers.map(({ at }) => endAfter(at, meetingWithinDays)),
    ...asked.map(({ at }) => endAfter(at, calledWithinDays)),
  ]
  const [dueAt, since] = [least(dues), least([...numbers, ...asked].map(({ at }) => at))]
  if (dueAt === undefined || since === undefined) return null
  const highest = numbers.reduce((most, one) => Math.max(most, one.episodes), 0)
  return { dueAt, since, episodes: highest === 0 ? null : highest, called: asked.length > 0 }
}
