// Meetings that fell due, by when they were held. A meeting is owed from the first cause that no meeting has answered; it answers
// every cause before it. So a child's causes fall into runs, one between two meetings, and each run is one meeting that was due.
import { dayOf, endOf } from '../hub/days.js'
import { standingOfRow } from '../hub/episode/kept.js'
import type { HubPolicy } from '../hub/policy.js'
import { reached } from '../hub/thresholds/reached.js'
import type { MeetingHistory } from '../store/statistics-work.js'
import { nodeOf, type Counts } from './family.js'

interface DueMeeting {
  readonly dueAt: string
  /** null where none was held. */
  readonly heldAt: string | null
}

/** Oldest cause first. */
export function meetingsDue(
  { childId, missing, calls, held }: MeetingHistory,
  policy: HubPolicy,
): readonly DueMeeting[] {
  const { timeZone, thresholds } = policy
  const standings = missing.map(({ reference, reportedAt }) =>
    standingOfRow({ ...NOTHING_ELSE, childId, reference, reportedAt }),
  )
  const causes = [
    ...reached(standings, policy).map(({ at }) => ({ at, days: thresholds.meetingWithinDays })),
    ...calls.map(at => ({ at, days: thresholds.calledWithinDays })),
  ].map(({ at, days }) => ({ at, dueAt: endOf(dayOf(at, timeZone) + days, timeZone) }))
  const runs = new Map<string | null, string>()
  for (const { at, dueAt } of causes) {
    const answer = held.find(time => time >= at) ?? null
    const before = runs.get(answer)
    if (before === undefined || dueAt < before) runs.set(answer, dueAt)
  }
  return [...runs].map(([heldAt, dueAt]) => ({ dueAt, heldAt })).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
}

/** Of those that fell due in this time. */
export async function countMeetings(
  pages: AsyncIterable<readonly MeetingHistory[]>,
  { from, until }: { readonly from: Date; readonly until: Date },
  policy: HubPolicy,
): Promise<Counts> {
  const counts: Record<string, number> = {}
  const add = (node: string): void => void (counts[node] = (counts[node] ?? 0) + 1)
  for await (const page of pages)
    for (const { dueAt, heldAt } of page.flatMap(history => meetingsDue(history, policy))) {
      if (Date.parse(dueAt) < from.getTime() || Date.parse(dueAt) >= until.getTime()) continue
      add('ALL')
      add(nodeOf('STATE', heldAt === null ? 'DUE' : heldAt <= dueAt ? 'HELD_IN_TIME' : 'HELD_LATE'))
    }
  return counts
}

/** What thresholds do not ask about. */
const NOTHING_ELSE = {
  ...({ lastSeenAt: null, endedAt: null, status: 'OPEN', category: 'MISSING', risk: 'NOT_GRADED' } as const),
  ...{ missingFrom: null, area: null, homeAuthority: null, safeAndWellSettled: false },
  ...{ reviewAt: null, interviewSettled: false, mergedInto: null },
}
