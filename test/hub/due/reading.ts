// A second reading of what is due, by brute force, from what plainly happened.
import { dateAfter, dateOf, meetingByForce, midnightAfter } from '../thresholds/reading.js'
import { later, type PlainChild, type PlainEpisode } from './random.js'

const RISING = ['NOT_GRADED', 'VERY_LOW', 'LOW', 'MEDIUM', 'HIGH', 'UNRECOGNISED']
const HOURS = 60
const line = (...parts: readonly (string | null)[]): string => parts.map(part => part ?? '-').join(' ')
const first = (times: readonly string[]): readonly string[] => [...times].sort().slice(0, 1)

/** Three months on, by the calendar; the last of the month where there is no such day. */
function threeMonthsAfter(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + 3, 0)).getUTCDate()
  return new Date(Date.UTC(year, month + 2, Math.min(day, last))).toISOString().slice(0, 10)
}

function episodeLines(one: PlainEpisode, index: number): readonly string[] {
  const reference = `E-${index}`
  if (one.end !== null || one.category === 'NO_FURTHER_ACTION') return []
  const lines: string[] = []
  if (one.category === null) lines.push(line('TRIAGE', reference, later(one.at, 60), ''))
  if (one.away === null) {
    if (one.category === 'ABSENT') lines.push(line('ABSENT_REVIEW', reference, later(one.at, one.review), ''))
    return lines
  }
  const found = later(one.at, one.away)
  if (one.check === 'NONE') lines.push(line('CHECK', reference, found, ''))
  if (!['DECLINED', 'HELD'].includes(one.interview))
    lines.push(line('INTERVIEW', reference, later(found, 72 * HOURS), one.interview))
  return lines
}

function mirafLine({ episodes, miraf, requests }: PlainChild): readonly string[] {
  const graded = episodes
    .filter(one => one.category === 'MISSING' || (one.category === 'ABSENT' && one.wasMissing))
    .flatMap(one => one.gradings.map(({ after, level }) => ({ at: later(one.at, after), level })))
  const asked = first(requests.filter(at => miraf === null || at > miraf.at)).map(at => ({ at, why: 'REQUESTED' }))
  const reasons = [...asked]
  if (miraf === null) reasons.push(...first(graded.map(({ at }) => at)).map(at => ({ at, why: 'NONE_YET' })))
  else {
    const times = episodes
      .filter(one => one.category === 'MISSING' && one.end !== 'MERGED' && one.at > miraf.at)
      .map(({ at }) => at)
    const fifth = first(times.filter(at => times.filter(other => other <= at).length >= 5))
    reasons.push(...fifth.map(at => ({ at, why: 'EPISODES' })))
    const rises = graded.filter(({ at, level }) => at > miraf.at && RISING.indexOf(level) > RISING.indexOf(miraf.level))
    reasons.push(...first(rises.map(({ at }) => at)).map(at => ({ at, why: 'RISK_ROSE' })))
    reasons.push({ at: midnightAfter(miraf.reviewOn), why: 'DATE' })
  }
  const [soonest] = first(reasons.map(({ at }) => at))
  if (soonest === undefined) return []
  return [
    line(
      'MIRAF',
      null,
      soonest,
      reasons
        .map(({ why }) => why)
        .sort()
        .join('+'),
    ),
  ]
}

/** All that is due, a line each, sorted. */
export function dueByForce(child: PlainChild): readonly string[] {
  const plain = child.episodes.map(({ at, category, end }, index) => ({
    reference: `E-${index}`,
    at,
    counts: category === 'MISSING' && end !== 'MERGED',
  }))
  const meeting = meetingByForce(plain, child.calls, child.meetings)
  return [
    ...child.episodes.flatMap(episodeLines),
    ...child.referrals.flatMap(({ state, lastAt }, index) =>
      state === 'SENT' ? [line('REFERRAL', `R-${index}`, midnightAfter(dateAfter(dateOf(lastAt), 14)), '')] : [],
    ),
    ...mirafLine(child),
    ...(meeting
      ? [line('MEETING', null, meeting.dueAt, meeting.episodes === null ? 'CALLED' : String(meeting.episodes))]
      : []),
    ...child.actions.map((due, index) => line('ACTION', `M-${index}`, midnightAfter(due), '')),
    ...(child.serafOn === null ? [] : [line('SERAF', null, midnightAfter(threeMonthsAfter(child.serafOn)), '')]),
  ].sort()
}
