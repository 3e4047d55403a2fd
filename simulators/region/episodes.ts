// Missing episodes with the shape real ones have: evenings and weekends, mostly back within a day, graded, checked, and
// sometimes not (Staffordshire 2018; domain.md §3). Texts are plain and name nobody.
import { DAY, HOUR, instant } from './clock.js'
import type { EpisodeRow, Gss } from './model.js'
import type { Random } from './random.js'

export interface EpisodePlan {
  readonly reportedAt: number
  /** Null while the child is missing. */
  readonly endedAt: number | null
  readonly category: EpisodeRow['category']
  readonly missingFrom: EpisodeRow['missingFrom']
  readonly gss: Gss
  readonly officer: string
  /** Just back: the safe and well check is still to be done. */
  readonly unchecked?: boolean
  readonly risk?: EpisodeRow['risk']
}

const HOURS = [9, 6, 4, 2, 1, 1, 1, 2, 4, 4, 4, 4, 5, 5, 6, 8, 10, 11, 12, 14, 17, 20, 22, 17]
/** Sunday first. */
const WEEKDAYS = [13, 12, 12, 13, 14, 18, 18]
const HOUR_WEIGHTS = HOURS.map((weight, hour) => [hour, weight] as const)

/** A moment of report between two others: rarely at dawn, often on a Friday or Saturday night. */
export function reportMoment(random: Random, from: number, until: number): number {
  const days = Math.max(1, Math.floor((until - from) / DAY))
  let midnight = 0
  do midnight = Math.floor((from + random.int(0, days - 1) * DAY) / DAY + 1) * DAY
  while (!random.chance((WEEKDAYS[new Date(midnight).getUTCDay()] ?? 0) / 18))
  const moment = midnight + random.weighted(HOUR_WEIGHTS) * HOUR + random.int(0, 59) * 60_000
  return moment < from || moment > until ? from + Math.floor(random.next() * (until - from)) : moment
}

/** How long the child was away, in ms from when last seen: 87 of 100 less than a day. */
export function timeAway(random: Random, category: EpisodeRow['category']): number {
  if (category === 'NO_FURTHER_ACTION') return Math.round((0.4 + random.next() * 3) * HOUR)
  if (category === 'MISSING' && random.chance(0.13))
    return Math.round((24.5 - Math.log(1 - random.next() * 0.98) * 40) * HOUR)
  return Math.round(Math.min(23.5, 1.5 + -Math.log(1 - random.next() * 0.99) * 6.5) * HOUR)
}

export const drawCategory = (random: Random): EpisodeRow['category'] =>
  random.weighted([
    ['MISSING', 68],
    ['ABSENT', 12],
    ['NO_FURTHER_ACTION', 20],
  ])

const FIRST_GRADE = [
  ['LOW', 24],
  ['MEDIUM', 62],
  ['HIGH', 14],
] as const
const REASONS: Readonly<Record<EpisodeRow['risk'], string>> = {
  VERY_LOW: 'Whereabouts thought to be known; no apparent risk.',
  LOW: 'Has come back unharmed from earlier episodes; danger thought minimal.',
  MEDIUM: 'Likely to come to some harm: young, out late, and not answering the telephone.',
  HIGH: 'Serious harm thought likely: known to be drawn to adults who pose a risk.',
}
const LAST_SEEN: Readonly<Record<EpisodeRow['missingFrom'], readonly string[]>> = {
  HOME: ['Home', 'Bus station', "A friend's house", 'Town centre', 'Park by the river'],
  CARE_HOME: ["The children's home", 'Bus stop outside the home', 'Retail park'],
  FOSTER: ['Foster home', 'Town centre', 'Bus station'],
  SCHOOL: ['School gates', 'School field', 'Bus stop outside school'],
  HOSPITAL: ['Emergency department waiting room', 'Hospital ward'],
  OTHER: ['Railway station', 'Leisure centre', 'Retail park'],
}
const FOUND_PLACES = [
  'Came back by themselves',
  'Town centre',
  'Bus station',
  "A friend's house",
  'Railway station',
  'Park by the river',
  'Cardiff Central',
  'Home of an adult not known to carers',
]
const FINDERS = ['Returned by themselves', 'Police', 'Carer', 'Parent', 'Social worker', 'British Transport Police']
const COMPANIONS = [
  'an older boy called Kez',
  'a girl from the same home',
  'a cousin',
  'two friends from school',
  'a man known as Red',
  'a friend called Jodie',
]
const CIRCUMSTANCES = [
  'Did not come home at the agreed time; telephone switched off.',
  'Left after an argument and did not say where to.',
  'Went out with friends and did not return with them.',
  'Left by a window during the night.',
  'Was not at the bus stop when collected.',
  'Collected outside by a car that staff did not know.',
]
const HARMS = ['Minor injury', 'Had been drinking', 'Telephone stolen', 'Disclosed an assault', 'Suspected drug use']
const LEARNT = [
  'Safe and well. Says went to see friends. Nothing else disclosed.',
  'Tired and hungry, otherwise well. Would not say where the night was spent.',
  'Safe. Says home is stressful and walking helps.',
  'Safe. Had been given money and a new telephone by an older friend; passed to the hub.',
]
const NOT_DONE = [
  'Child declined to be seen',
  'Seen by carer only; no officer available',
  'Back before officers attended',
]

/** Writes one episode. Its reference is given later, when all episodes of the region stand in order. */
export function writeEpisode(random: Random, plan: EpisodePlan): EpisodeRow {
  const { category, endedAt, reportedAt } = plan
  const missing = category === 'MISSING'
  const first =
    plan.risk ??
    (missing
      ? random.weighted<EpisodeRow['risk']>(FIRST_GRADE)
      : category === 'ABSENT'
        ? 'VERY_LOW'
        : random.pick(['VERY_LOW', 'LOW'] as const))
  const riskHistory = [{ level: first, at: instant(reportedAt), rationale: REASONS[first] }]
  const length = (endedAt ?? reportedAt) - reportedAt
  if (missing && plan.risk === undefined && length > 6 * HOUR && random.chance(0.3)) {
    const level = first === 'HIGH' ? 'MEDIUM' : first === 'MEDIUM' ? 'HIGH' : 'MEDIUM'
    riskHistory.push({ level, at: instant(reportedAt + length * 0.5), rationale: `Reviewed. ${REASONS[level]}` })
  }
  const back = endedAt !== null
  return {
    ref: '',
    reportedAt: instant(reportedAt),
    lastSeenAt: instant(reportedAt - random.int(category === 'NO_FURTHER_ACTION' ? 10 : 40, 170) * 60_000),
    endedAt: back ? instant(endedAt) : null,
    status: !back ? 'OPEN' : plan.unchecked ? 'FOUND' : 'CLOSED',
    category,
    missingFrom: plan.missingFrom,
    risk: riskHistory.at(-1)?.level ?? first,
    riskHistory,
    gss: plan.gss,
    lastSeenPlace: random.pick(LAST_SEEN[plan.missingFrom]),
    foundPlace: back ? random.pick(FOUND_PLACES) : null,
    foundBy: back ? random.pick(FINDERS) : null,
    companions: random.chance(0.25) ? [random.pick(COMPANIONS)] : [],
    circumstances: random.pick(CIRCUMSTANCES),
    harm: back && missing && random.chance(0.06) ? [random.pick(HARMS)] : [],
    safeAndWell: back && missing ? writeCheck(random, plan, endedAt) : null,
    interviewReferredAt: back && missing && !plan.unchecked ? instant(endedAt + random.int(2, 20) * HOUR) : null,
  }
}

function writeCheck(random: Random, plan: EpisodePlan, endedAt: number): EpisodeRow['safeAndWell'] {
  const { officer } = plan
  if (plan.unchecked) return { done: false, at: null, officer, summary: null, notDoneReason: null }
  if (!random.chance(0.8))
    return { done: false, at: null, officer, summary: null, notDoneReason: random.pick(NOT_DONE) }
  return {
    done: true,
    at: instant(endedAt + random.int(20, 600) * 60_000),
    officer,
    summary: random.pick(LEARNT),
    notDoneReason: null,
  }
}

/** Gives every episode of the region its reference, `MP-61-26-000001` in order of report; `taken` are left out. */
export function numberEpisodes(episodes: EpisodeRow[], taken: ReadonlySet<string>): Map<EpisodeRow, string> {
  const refs = new Map<EpisodeRow, string>()
  const serials = new Map<string, number>()
  for (const episode of [...episodes].sort((a, b) =>
    a.reportedAt < b.reportedAt ? -1 : a.reportedAt > b.reportedAt ? 1 : 0,
  )) {
    const year = episode.reportedAt.slice(2, 4)
    let ref = ''
    do {
      const serial = (serials.get(year) ?? 0) + 1
      serials.set(year, serial)
      ref = `MP-61-${year}-${String(serial).padStart(6, '0')}`
    } while (taken.has(ref))
    refs.set(episode, ref)
  }
  return refs
}
