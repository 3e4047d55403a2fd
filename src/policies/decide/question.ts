// The words of a decision: what is asked, and what comes back.
import type { Category, Level, Purpose } from '../../types/index.js'
import type { Conditions, RelationshipFact, Strength, Verdict } from '../protocol/index.js'

/** The most an application may be given, by category; what it does not name is NONE. */
export type Ceiling = Readonly<Partial<Record<Category, Level>>> | 'ALL'

/** Everything a decision rests on. Nothing in it says what any record holds. */
export interface Question {
  /** The role's name as the token has it, or its code. */
  readonly role: string
  readonly conditions: Conditions
  /** Those that hold or could not be decided. One that does not hold is left out. */
  readonly relationships: readonly RelationshipFact[]
  readonly episodeOpen: Verdict
  /** Within the days of clause 3.NARROWING, or an open threshold meeting. Read only for roles that are narrowed. */
  readonly recentEpisode: boolean | 'UNDECIDED'
  readonly breakGlass: boolean
  readonly purpose: Purpose
  readonly ceiling: Ceiling
}

/** What the caller is given of one category. */
export interface Grant {
  /** The level that is certain. */
  readonly level: Level
  /** The same as a number, for comparison with a field's least level. */
  readonly strength: Strength
  /** The clause that gives the level, or that keeps it from being higher. */
  readonly clause: string
  /** Something undecided could have raised it: answer PERMISSION_UNDECIDED, never WITHHELD. */
  readonly undecided: boolean
}
export type Grants = Readonly<Record<Category, Grant>>

export interface Decision {
  /** The edition that was applied. */
  readonly edition: string
  /** Whether the child may be opened at all: by a relationship, by break-glass, or because the role needs none. */
  readonly opened: Verdict
  /** Whether the purpose is the role's in these circumstances. Tell the caller only after `opened`: it speaks of an episode. */
  readonly purposeAllowed: Verdict
  /** Yes under a purpose that reads the hub's own records only: then `grants` is NONE throughout and `hub` holds the levels. */
  readonly hubRecordsOnly: boolean
  /** What agencies' systems may be asked for. */
  readonly grants: Grants
  /** What the hub's own records may give; the same as `grants` unless `hubRecordsOnly`. */
  readonly hub: Grants
}
