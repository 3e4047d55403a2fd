// What a decision says, in the words that both the policies (which make it) and the children (which obey it) use.
import type { Category, Level, Purpose, Relationship } from './index.js'

export interface Grant {
  readonly level: Level
  /** The level's place in the order: NONE 0 … FULL 3. */
  readonly strength: 0 | 1 | 2 | 3
  /** The clause of the protocol that gives, or refuses. */
  readonly clause: string
  /** More might be open, but what decides it could not be asked. Opens nothing; answers PERMISSION_UNDECIDED. */
  readonly undecided: boolean
}

export type Grants = Readonly<Record<Category, Grant>>

/** A relationship of the caller to one child, as far as it could be decided. */
export interface RelationshipOutcome {
  readonly relationship: Relationship
  readonly outcome: 'HOLDS' | 'UNDECIDED'
  readonly confirmedAt: string
  readonly inGrace: boolean
}

/** Everything that was decided for one caller and one child, before any agency was asked for content. */
export interface Rights {
  readonly purpose: Purpose
  readonly edition: string
  readonly relationships: readonly RelationshipOutcome[]
  /** An episode counts as open only because it was so lately: no source can say now. */
  readonly episodeInGrace: boolean
  /** When the caller's broken glass for this child ends, as ISO time; null where none is in force. */
  readonly breakGlassUntil: string | null
  /** What the hub's own records may give. */
  readonly grants: Grants
  /** What agencies' systems may be asked for: the same, but under a purpose for hub records only. */
  readonly agencyGrants: Grants
  /** Categories whose refusal looks the same as nothing recorded. */
  readonly concealed: ReadonlySet<Category>
  /** Whether this caller is among the audience of a restrained row. */
  readonly mayReceive: (handling: { readonly code: string; readonly audience?: readonly string[] }) => boolean
  /** Whether this caller may learn that something was removed. */
  readonly told: boolean
  /** Whether this caller may be told where a protected child is. */
  readonly mayLocate: boolean
  /** Quality assurance reads the hub's records and asks no agency. */
  readonly hubRecordsOnly: boolean
}
