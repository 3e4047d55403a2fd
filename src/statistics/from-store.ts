// The ports, from what the store keeps. A family whose records are kept nowhere yet is not recorded.
import { DateTime } from 'luxon'
import type { FigurePeriods } from '../store/figure-periods.js'
import type { Span, Statistics } from '../store/statistics.js'
import type { HubPolicy } from '../hub/policy.js'
import type { Table } from './control/release.js'
import { assertCounts } from './answer.js'
import type { FamilyId } from './families.js'
import type { Counts } from './family.js'
import { AUTHORITIES } from './parts.js'
import type { GivenPeriods, Months, StatisticsRecords } from './records.js'

export interface KeptRecords {
  readonly statistics: Statistics
  readonly figurePeriods: FigurePeriods
}

/** What was decided from each store's counts, for as long as the process has the store. */
const DECIDED = new WeakMap<FigurePeriods, GivenPeriods['decided']>()

export function givenFrom({ figurePeriods }: Pick<KeptRecords, 'figurePeriods'>): GivenPeriods {
  const decided = DECIDED.get(figurePeriods) ?? new Map<string, Table>()
  DECIDED.set(figurePeriods, decided)
  return { ...figurePeriods, decided }
}

export function recordsFrom({ statistics }: KeptRecords, { timeZone, due }: HubPolicy): StatisticsRecords {
  const span = (months: Months): Span => spanOf(months, timeZone)
  const parts = { authorities: Object.keys(AUTHORITIES), interviewHours: due.interviewHours.W }
  const kept: Partial<Record<FamilyId, (span: Span) => Promise<Counts>>> = {
    REPORTS: of => statistics.reports(of, parts),
    INTERVIEWS_HELD: statistics.interviewsHeld,
    CHILDREN: statistics.children,
    TRAINING_ATTENDEES: statistics.trainingAttendees,
    TRAINING_SESSIONS: statistics.trainingSessions,
    TRAINING_RATINGS: statistics.trainingRatings,
  }
  return {
    async count(family, months) {
      const counted = kept[family]
      if (!counted) return { recorded: false }
      return { recorded: true, counts: assertCounts(family, await counted(span(months))) }
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
