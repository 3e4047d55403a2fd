// The board's rows as they are shown: what is overdue first, and otherwise as the gateway has them.
import type { BoardQuery } from './generated/query.js'

export type Entry = BoardQuery['board']['edges'][number]['node']

export interface Row extends Entry {
  /** Changes with whatever is worth saying aloud. */
  readonly key: string
  readonly overdue: boolean
  /** Not triaged: it has no category and no risk that anybody gave it. */
  readonly waits: boolean
}

export interface Rows {
  readonly away: readonly Row[]
  readonly back: readonly Row[]
  readonly overdue: number
}

export function rowsOf(entries: readonly Entry[]): Rows {
  const rows = entries.map((entry): Row => {
    const overdue = entry.due.some(({ age }) => age !== 'IN_TIME')
    const waits = entry.due.some(({ kind }) => kind === 'TRIAGE')
    return { ...entry, overdue, waits, key: [entry.episode, entry.risk, entry.endedAt, overdue, waits].join(':') }
  })
  // Stable: among the overdue, and among the others, the gateway's order stays.
  const sorted = rows.toSorted((a, b) => Number(b.overdue) - Number(a.overdue))
  return {
    away: sorted.filter(({ endedAt }) => endedAt === null),
    back: sorted.filter(({ endedAt }) => endedAt !== null),
    overdue: rows.filter(({ overdue }) => overdue).length,
  }
}
