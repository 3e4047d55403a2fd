// Whether the multi-agency group should look at a child: often missing, missing for long, or because a professional is
// concerned (O, Hertfordshire). Each criterion says since when it holds, and every one that holds is told.
import { dayOf, hoursAfter } from '../days.js'
import type { Standing } from '../episode/episode.js'
import type { HubPolicy } from '../policy.js'
import { say, type CodeList } from '../words.js'
import { missingOf, type Call } from './reached.js'

type CriterionCode = 'OFTEN_MISSING' | 'LONG_MISSING' | 'PROFESSIONAL_CONCERN'

export const CRITERIA: CodeList<CriterionCode> = {
  OFTEN_MISSING: say('Missing again and again', 'Ar goll dro ar ôl tro'),
  LONG_MISSING: say('Missing for an extended period', 'Ar goll am gyfnod estynedig'),
  PROFESSIONAL_CONCERN: say('A professional is concerned', 'Mae gweithiwr proffesiynol yn pryderu'),
}

export interface Criterion {
  readonly code: CriterionCode
  readonly since: string
  readonly source: 'O'
}

export function groupCriteria(
  { episodes, concerns }: { readonly episodes: readonly Standing[]; readonly concerns: readonly Call[] },
  at: string,
  { thresholds: { group, extendedHours }, timeZone }: HubPolicy,
): readonly Criterion[] {
  const today = dayOf(at, timeZone)
  const isRecent = (moment: string): boolean => moment <= at && dayOf(moment, timeZone) > today - group.withinDays
  const counted = missingOf(episodes)
  const full = counted.filter(({ reportedAt }) => isRecent(reportedAt))[group.episodes - 1]
  // Of one that is still under way, however long ago it began; or that ended within the window.
  const long = counted
    .filter(({ foundAt }) => foundAt === null || isRecent(foundAt))
    .map(({ reportedAt, foundAt }) => ({ since: hoursAfter(reportedAt, extendedHours), until: foundAt ?? at }))
    .find(({ since, until }) => since <= until && since <= at)
  const concern = concerns.filter(one => isRecent(one.at)).sort((a, b) => (a.at < b.at ? -1 : 1))[0]
  const holds = (code: CriterionCode, since: string | undefined): readonly Criterion[] =>
    since === undefined ? [] : [{ code, since, source: 'O' }]
  return [
    ...holds('OFTEN_MISSING', full?.reportedAt),
    ...holds('LONG_MISSING', long?.since),
    ...holds('PROFESSIONAL_CONCERN', concern?.at),
  ]
}
