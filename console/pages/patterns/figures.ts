// When and where a child goes missing, counted from what agencies say: for a table, and for a drawing of the same numbers.
import { DateTime } from 'luxon'
import type { PatternsQuery } from './generated/query.js'

type Child = Extract<PatternsQuery['child'], { readonly __typename: 'Child' }>
export type Answer = Child['missingEpisodes'][number]
type Episode = NonNullable<NonNullable<Answer['record']>['episodes']>[number]

const ZONE = 'Europe/London'
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
/** Parts of a day, each of three hours. */
export const PARTS = [0, 3, 6, 9, 12, 15, 18, 21] as const

const episodesOf = (answers: readonly Answer[]): readonly Episode[] =>
  answers.flatMap(({ record }) => record?.episodes ?? [])

const started = ({ lastSeenAt, reportedAt }: Episode): string | null => lastSeenAt ?? reportedAt

/** Two agencies record one absence: what began within this of another is counted once. */
const SAME_MS = 3 * 60 * 60_000

/** The beginnings of episodes, oldest first, each absence once. */
export function beginnings(answers: readonly Answer[]): readonly string[] {
  const all = episodesOf(answers).flatMap(each => (started(each) === null ? [] : [started(each) ?? '']))
  const sorted = all.toSorted((a, b) => Date.parse(a) - Date.parse(b))
  return sorted.filter((each, at) => at === 0 || Date.parse(each) - Date.parse(sorted[at - 1] ?? '') > SAME_MS)
}

/** How many began on each day of the week in each part of the day, on London's clocks. */
export function byDayAndHour(moments: readonly string[]): readonly (readonly number[])[] {
  const cells = DAYS.map(() => PARTS.map(() => 0))
  for (const moment of moments) {
    const { weekday, hour } = DateTime.fromISO(moment, { zone: ZONE })
    const row = cells[weekday - 1]
    const part = Math.floor(hour / 3)
    if (row !== undefined) row[part] = (row[part] ?? 0) + 1
  }
  return cells
}

export interface Graded {
  readonly at: string
  readonly level: string
  readonly source: string
}

const MOST = 50

/** Every grading with its moment, newest first. */
export function gradings(answers: readonly Answer[]): readonly Graded[] {
  const all = answers.flatMap(({ source, record }) =>
    (record?.episodes ?? []).flatMap(episode => {
      const each = (episode.riskHistory ?? []).flatMap(({ at, level }) =>
        at === null || level === null ? [] : [{ at, level }],
      )
      const at = episode.reportedAt
      const one = each.length > 0 || at === null || episode.risk === null ? each : [{ at, level: episode.risk }]
      return one.map(graded => ({ ...graded, source: source?.name ?? '' }))
    }),
  )
  return all.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, MOST)
}

export interface Place {
  readonly name: string
  readonly seen: number
  readonly found: number
}

/** Where the child was last seen or found, the most frequent first. */
export function places(answers: readonly Answer[]): readonly Place[] {
  const counted = new Map<string, { name: string; seen: number; found: number }>()
  const count = (name: string | null, what: 'seen' | 'found'): void => {
    if (name === null || name.trim() === '') return
    const key = name.trim().toLowerCase()
    const place = counted.get(key) ?? { name: name.trim(), seen: 0, found: 0 }
    place[what] += 1
    counted.set(key, place)
  }
  for (const { lastSeenPlace, foundPlace } of episodesOf(answers)) {
    count(lastSeenPlace, 'seen')
    count(foundPlace, 'found')
  }
  return [...counted.values()].toSorted((a, b) => b.seen + b.found - a.seen - a.found).slice(0, MOST)
}
