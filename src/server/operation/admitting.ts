// What the rest of an operation may ask of its admission.
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import type { Admission } from '../../policies/admission/admit.js'
import type { Admit } from '../../resolvers/context.js'
import type { Purpose } from '../../types/index.js'

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
  /** Those of these children, by the hub's ids, that the caller may be shown now. */
  readonly shownAmong: (childIds: readonly string[], purpose: Purpose) => Promise<ReadonlySet<string>>
}

export interface RecordAt {
  readonly source: string
  readonly value: string
}

/**
 * Why children are asked for: in the caller's own words, off the list of their own system, to break the glass, or to name those
 * in a register.
 */
export type Asking = 'ASKED' | 'LISTED' | 'GLASS' | 'REGISTER'
