// Who a record says it is about.
import type { Sex } from '../types/index.js'

/** What a source itself says of who the record is about. The same-child check compares it with the link. */
export interface Subject {
  readonly nhsNumber: string | null
  readonly nhsNumberVerified: boolean
  readonly upn: string | null
  readonly formerUpns: readonly string[]
  /** Numbers that the register replaced by the one above, as a record that is traced lists them. */
  readonly formerNhsNumbers?: readonly string[]
  /** Its own id with its authority, and another authority's that it states; left out where it was not read for linking. */
  readonly authorityIds?: readonly AuthorityId[]
  readonly demographics: Demographics
  /**
   * The properties (UPRN) the record says the child lives at now, hidden ones among them; left out where it was not read for
   * that. For conflicts of interest alone: kept by keyed name, never shown.
   */
  readonly uprns?: readonly string[]
}

/** A child's id with one authority: the same id of another is another child's. */
export interface AuthorityId {
  /** GSS code. */
  readonly authority: string
  readonly id: string
}

export interface Demographics {
  /** Of either kind the name that the record has the child under now comes first. */
  readonly givenNames: readonly string[]
  readonly familyNames: readonly string[]
  /** ISO day; null where unknown or known only as a range. */
  readonly dateOfBirth: string | null
  readonly sex: Sex | null
  /** Outward code and first inward digit: `NP20 9`. */
  readonly postcodeSector: string | null
}
