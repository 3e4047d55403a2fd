// Which children go missing, how often and when. Totals follow the published figures, scaled by the size of the region:
// 300 reports a month from 20,000 children, 73 of 100 missing children over 14, a few who go missing again and again.
import type { Care, Child } from './child.js'
import { ageAt, at, DAY, HOUR, YEAR } from './clock.js'
import { drawCategory, reportMoment, timeAway, writeEpisode } from './episodes.js'
import type { EpisodeRow, Gss } from './model.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'

const MONTHS_KEPT = 24
const MISSING_OF_ALL = 0.115
const OVER_FOURTEEN = 0.73
const REPORTS_PER_CHILD_AND_MONTH = 300 / 20_000
/** Ordinary children stay below this; the two or three above it are chosen one by one. */
const MANY = 48

/** Chooses the children who go missing at least once, in the proportions of ages and of care. */
export function chooseMissing(setting: Setting, people: readonly Child[], count: number): ReadonlySet<Child> {
  const random = setting.random('missing')
  const older = Math.round(count * OVER_FOURTEEN)
  const chance = (child: Child): number => (child.origin === 'placed-here' ? 5 : child.origin === 'alone' ? 2 : 1)
  const age = (child: Child): number => ageAt(child.dateOfBirth, setting.nowMs)
  const draw = (from: readonly Child[], many: number): Child[] =>
    from
      .map(child => ({ child, key: -Math.log(1 - random.next()) / chance(child) }))
      .sort((a, b) => a.key - b.key)
      .slice(0, many)
      .map(({ child }) => child)
  const teenagers = draw(
    people.filter(child => age(child) >= 14.5),
    older,
  )
  const younger = draw(
    people.filter(child => age(child) >= 8 && age(child) < 14.5),
    count - teenagers.length,
  )
  return new Set([...teenagers, ...younger])
}

export const missingCount = (size: number): number => Math.round(size * MISSING_OF_ALL)
export const reportCount = (size: number): number => Math.round(size * REPORTS_PER_CHILD_AND_MONTH * MONTHS_KEPT)

/** How many reports each child has: at least one, the rest falling on few. `total` counts all of them. */
export function shareReports(
  setting: Setting,
  children: readonly Child[],
  care: ReadonlyMap<Child, Care>,
  total: number,
): Map<Child, number> {
  const random = setting.random('shares')
  const counts = new Map(children.map(child => [child, 1]))
  let rest = total - children.length
  // A second child with more than fifty: the first one is made by hand.
  const prolific =
    rest > 150
      ? children.find(child => care.get(child)?.placement?.home && ageAt(child.dateOfBirth, setting.nowMs) > 15.8)
      : undefined
  if (prolific !== undefined) {
    counts.set(prolific, 61)
    rest -= 60
  }
  // Weights fall off steeply: most have one report, one in twenty a dozen or more.
  const bounds: number[] = []
  let sum = 0
  for (const child of children) {
    const looked = care.get(child)?.kind === 'LAC' ? 2 : 1
    bounds.push((sum += child === prolific ? 0 : looked * (1 / (1 - random.next() * 0.985) - 0.7)))
  }
  while (rest > 0) {
    const child = children[firstAbove(bounds, random.next() * sum)]
    if (child === undefined) break
    const count = counts.get(child) ?? 0
    if (count < MANY || children.length < 40) {
      counts.set(child, count + 1)
      rest--
    }
  }
  return counts
}

function firstAbove(bounds: readonly number[], value: number): number {
  let low = 0
  let high = bounds.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bounds[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

export type Now = 'open' | 'back' | null

/** Where a child goes missing from, and which area that is. */
function startingPoint(
  random: Random,
  child: Child,
  care: Care | null,
): { missingFrom: EpisodeRow['missingFrom']; gss: Gss } {
  const placement = care?.placement ?? null
  const gss = placement?.place.gss ?? child.gss
  if (placement?.home)
    return {
      missingFrom: random.weighted([
        ['CARE_HOME', 92],
        ['SCHOOL', 5],
        ['HOSPITAL', 3],
      ]),
      gss,
    }
  if (placement !== null)
    return {
      missingFrom: random.weighted([
        ['FOSTER', 88],
        ['SCHOOL', 8],
        ['OTHER', 4],
      ]),
      gss,
    }
  return {
    missingFrom: random.weighted([
      ['HOME', 86],
      ['SCHOOL', 7],
      ['HOSPITAL', 2],
      ['OTHER', 5],
    ]),
    gss,
  }
}

/** Writes the episodes of one child, newest first, never two at once. `now` adds one that is open, or just over. */
export function writeEpisodes(
  setting: Setting,
  child: Child,
  care: Care | null,
  count: number,
  now: Now,
): EpisodeRow[] {
  const random = setting.random(`episodes/${child.personId}`)
  const { nowMs } = setting
  const fourteen = at(child.dateOfBirth) + 14 * YEAR
  const older = ageAt(child.dateOfBirth, nowMs) >= 14.5
  const from = Math.max(nowMs - MONTHS_KEPT * 30.4 * DAY, older ? fourteen : at(child.dateOfBirth) + 6.5 * YEAR)
  const until = Math.max(from + 20 * DAY, Math.min(nowMs - 31 * HOUR, older ? nowMs : fourteen - 3 * DAY))
  const officers = setting.staffOf('61', 'Response officer')
  const base = (): { officer: string; missingFrom: EpisodeRow['missingFrom']; gss: Gss } => {
    const officer = random.pick(officers)
    return { officer: `${officer.ref} ${officer.name}`, ...startingPoint(random, child, care) }
  }
  const current = now === null ? null : currentEpisode(random, nowMs, now, base())
  const past = current === null ? count : count - 1
  const moments = Array.from({ length: past }, () => reportMoment(random, from, until)).sort((a, b) => a - b)
  const episodes: EpisodeRow[] = []
  let free = 0
  moments.forEach((moment, n) => {
    // Somebody not yet back cannot be reported again: the next report waits, and a long absence ends before it.
    const reportedAt = Math.max(moment, free + 3 * HOUR)
    const next = moments[n + 1] ?? until + 5 * HOUR
    const category = drawCategory(random)
    const room = Math.max(next - reportedAt, 4 * HOUR)
    const endedAt = reportedAt + Math.min(Math.max(HOUR / 3, timeAway(random, category) - HOUR), room)
    free = endedAt
    if (endedAt < nowMs - 25 * HOUR) episodes.push(writeEpisode(random, { ...base(), reportedAt, endedAt, category }))
  })
  if (current !== null) episodes.push(current)
  return episodes.reverse()
}

function currentEpisode(
  random: Random,
  nowMs: number,
  now: Exclude<Now, null>,
  base: { officer: string; missingFrom: EpisodeRow['missingFrom']; gss: Gss },
): EpisodeRow {
  if (now === 'open')
    return writeEpisode(random, {
      ...base,
      reportedAt: nowMs - random.int(40, 540) * 60_000,
      endedAt: null,
      category: 'MISSING',
    })
  const endedAt = nowMs - random.int(30, 1200) * 60_000
  return writeEpisode(random, {
    ...base,
    reportedAt: endedAt - random.int(2, 8) * HOUR,
    endedAt,
    category: 'MISSING',
    unchecked: true,
  })
}
