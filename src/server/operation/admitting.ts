// What the rest of an operation may ask of its admission.
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import type { Admission } from '../../policies/admission/admit.js'
import type { Admit, AdmittedChild } from '../../resolvers/context.js'
import type { Category, Purpose } from '../../types/index.js'

/** What decides is asked for once; then children are shown, or only the decision is taken. */
export interface Admitting {
  readonly admit: Admit
  /** Children of a list that the caller's own system gave: not counted against any budget. */
  readonly ofCaseload: Admit
  /** Such a list without children the caller is too near to. */
  readonly listed: (records: readonly RecordAt[]) => Promise<readonly RecordAt[]>
  /** Whether the glass may be broken for a child: the same questions, and an answer as late, as reading it would have. */
  readonly asThoughBroken: (identifier: ParsedIdentifier, purpose: Purpose) => Promise<Admission>
  /**
   * Whether this caller is shown a child to do something about: as for reading, but for when the answer leaves. A report is taken
   * of any number of children, so it counts against no budget.
   */
  readonly toAct: (identifier: ParsedIdentifier, purpose: Purpose, asking: 'ASKED' | 'REGISTER') => Promise<Admission>
  /** Of those a search came upon, the ones that are answered, in that order, and how each was decided. */
  readonly search: (
    identifiers: readonly ParsedIdentifier[],
    purpose: Purpose,
    place: readonly string[],
    searched: Searched,
  ) => Promise<FoundAmong>
  /** How it is decided of each of these children, by the hub's ids, for a register that names them. */
  readonly decidedAmong: (childIds: readonly string[], purpose: Purpose) => Promise<ReadonlyMap<string, Admission>>
  /** Those of these children, by the hub's ids, that the caller may be shown now. */
  readonly shownAmong: (childIds: readonly string[], purpose: Purpose) => Promise<ReadonlySet<string>>
}

/** What a search is to whoever decides on the children it came upon. */
export interface Searched {
  /** What was asked, as one guess. */
  readonly name: string
  /** How many children it counts as: the same whoever was come upon. */
  readonly countsAs: number
  /** Places that what was asked names plainly: by number, or by names and date of birth. */
  readonly plain: ReadonlySet<number>
  /** Places that are come upon wherever the child lives: a place that is asked for must not tell by what it costs. */
  readonly anywhere: ReadonlySet<number>
  /** When the search began, by the monotonic clock. */
  readonly started: number
  /** The categories that decide who is found, whatever of a child is selected. */
  readonly restsOn: readonly Category[]
  /** The places that are answered, likeliest first. */
  readonly answered: (settled: readonly Admission[]) => readonly number[]
}

export interface FoundAmong {
  /** By the place among the identifiers. */
  readonly children: readonly { readonly index: number; readonly child: AdmittedChild }[]
  readonly settled: readonly Admission[]
}

export interface RecordAt {
  readonly source: string
  readonly value: string
}

/**
 * Why children are asked for: in the caller's own words, as what a search came upon, off the list of their own system, to break
 * the glass, or to name those in a register.
 */
export type Asking = 'ASKED' | 'FOUND' | 'LISTED' | 'GLASS' | 'REGISTER'
