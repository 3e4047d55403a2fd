// The ports, from what the store keeps.
import { DateTime } from 'luxon'
import type { FigurePeriods } from '../store/figure-periods.js'
import type { Span, Statistics } from '../store/statistics.js'
import type { HubPolicy } from '../hub/policy.js'
import type { Table } from './control/release.js'
import { assertCounts } from './answer.js'
import type { FamilyId } from './families.js'
import type { Counts } from './family.js'
import { countMeetings } from './meetings.js'
import { AUTHORITIES } from './parts.js'
import type { GivenPeriods, Months, StatisticsRecords } from './records.js'

export interface KeptRecords {
  readonly statistics: Statistics
  readonly figurePeriods: FigurePeriods
}

/** Whose steps make an episode one that the police have counted, and an authority. A home's are its own. */
const COUNTERS = {
  police: ['POLICE_COORDINATOR', 'POLICE_OFFICER', 'POLICE_SYSTEM'],
  authority: ['SOCIAL_WORKER', 'TEAM_MANAGER', 'DUTY_TEAM', 'REVIEWING_OFFICER', 'CP_CHAIR'],
} as const

/** What was decided from each store's counts, for as long as the process has the store. */
const DECIDED = new WeakMap<FigurePeriods, GivenPeriods['decided']>()

export function givenFrom({ figurePeriods }: Pick<KeptRecords, 'figurePeriods'>): GivenPeriods {
  const decided = DECIDED.get(figurePeriods) ?? new Map<string, Table>()
  DECIDED.set(figurePeriods, decided)
  return { ...figurePeriods, decided }
}

export function recordsFrom({ statistics }: KeptRecords, policy: HubPolicy): StatisticsRecords {
  const { timeZone, due, thresholds } = policy
  // What falls due in a month was caused within it, or so long before; a day more for the end of the day.
  const daysBefore = Math.max(thresholds.meetingWithinDays, thresholds.calledWithinDays) + 2
  const span = (months: Months): Span => spanOf(months, timeZone)
  const parts = { authorities: Object.keys(AUTHORITIES), interviewHours: due.interviewHours }
  const kept: Readonly<Record<FamilyId, (span: Span) => Promise<Counts>>> = {
    REPORTS: of => statistics.reports(of, parts),
    INTERVIEWS_HELD: statistics.interviewsHeld,
    CHILDREN: statistics.children,
    TRAINING_ATTENDEES: statistics.trainingAttendees,
    TRAINING_SESSIONS: statistics.trainingSessions,
    TRAINING_RATINGS: statistics.trainingRatings,
    REFERRALS: statistics.referrals,
    MIRAFS: statistics.mirafs,
    ALERTS: statistics.alerts,
    RECONCILIATION: of => statistics.reconciliation(of, COUNTERS),
    MEETINGS: of => countMeetings(statistics.meetings(of, daysBefore), of, policy),
  }
  return {
    async count(family, months) {
      return { recorded: true, counts: assertCounts(family, await kept[family](span(months))) }
    },
    costs: months => statistics.costs(span(months)),
  }
}

function spanOf({ from, to }: Months, zone: string): Span {
  const first = DateTime.fromISO(`${from}-01`, { zone })
  const until = DateTime.fromISO(`${to}-01`, { zone }).plus({ months: 1 })
  const lastDay = until.minus({ days: 1 }).toFormat('yyyy-MM-dd')
  return { from: first.toJSDate(), until: until.toJSDate(), firstDay: `${from}-01`, lastDay }
}
