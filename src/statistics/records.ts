// The ports: what statistics ask of whoever keeps the records, and nothing else.
import type { Table } from './control/release.js'
import type { FamilyId } from './families.js'
import type { Counts } from './family.js'
import type { CostSums } from './costs.js'

/** Whole months, `2026-02`, both included. */
export interface Months {
  readonly from: string
  readonly to: string
}

export type Counted =
  | { readonly recorded: true; readonly counts: Counts }
  /** Nobody keeps these records here yet: said so, and never as none. */
  | { readonly recorded: false }

export interface StatisticsRecords {
  /** What is counted of all these months together. */
  count(family: FamilyId, months: Months): Promise<Counted>
  costs(months: Months): Promise<CostSums>
}

/** The counts that what is given rests on: kept at the first asking, and never changed. */
export interface GivenPeriods {
  /** What was decided from them already, by family and period: it follows from them alone. */
  readonly decided: Map<string, Table>
  /** Period → its counts, as they were kept. */
  kept(family: FamilyId, periods: readonly string[]): Promise<ReadonlyMap<string, Counts>>
  /** Keeps them where nothing is kept yet, and answers with what is. */
  keep(family: FamilyId, period: string, counts: Counts, at: Date): Promise<Counts>
}
