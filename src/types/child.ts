// A child as the gateway itself knows one: a random number, the identifiers that find it, and where it is recorded.
import type { Sex } from './index.js'

/** What a record says of who it is about. The same shape as the port's, so that adapters and store need not meet. */
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

/** The identifiers that may find a child across agencies. Names and dates never do. An authority's id says which authority's it is. */
export type IdentifierScheme = 'NHS_NUMBER' | 'UPN' | 'AUTHORITY_ID'

/** One record at one source, as the source names it. */
export interface RecordName {
  readonly sourceId: string
  readonly recordId: string
}

export type LinkBasis = IdentifierScheme | 'MODEL' | 'PERSON'

/** That this record is about this child, and how that is known. */
export interface Link extends RecordName {
  readonly childId: string
  /** The identifier the link rests on, that the matcher was sure of it, or that a person confirmed it. */
  readonly how: LinkBasis
  /** ISO time. */
  readonly confirmedAt: string
  /** Who confirmed it; null for a link made by identifier. */
  readonly confirmedBy: string | null
  /** Adoption, refuge, witness protection: limits everything that tells where the child is. */
  readonly protectedRecord: boolean
  /** What the record said when it was linked, for the same-child check; null if a person linked it without. */
  readonly anchor: Demographics | null
  /** Where the record said the child lives, by keyed names that are the child's own; for conflicts of interest. */
  readonly addressKeys?: readonly string[]
  /** The matcher's log2 odds and the model that gave them, where one was asked. */
  readonly score?: number | null
  readonly modelVersion?: string | null
}

/** The key of a record in a Map: no source id holds a line break. */
export function recordKey(name: RecordName): string {
  return `${name.sourceId}\n${name.recordId}`
}
