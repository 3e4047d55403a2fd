// The tables of statistics. Names and columns as in migrations/.
import type { Time } from './columns.js'

export interface TrainingSessionTable {
  id: string
  held_on: string
  attendees: object
  ratings: object
  recorded_at: Time
  by_key: string
}

export interface CostCaseTable {
  id: string
  closed_on: string
  /** A JSON array, written as text: the driver would make one of PostgreSQL's of it. */
  lines: string
  printed_benefit: number | null
  recorded_at: Time
  by_key: string
}

export interface FigurePeriodTable {
  family: string
  period: string
  counts: Record<string, number>
  counted_at: Time
}
