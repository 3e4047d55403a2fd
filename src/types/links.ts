// How links come to be and change, in words that the store, the matcher and the server share.
import type { Demographics, LinkBasis, RecordName } from './child.js'

export type LinkChangeKind = 'LINKED' | 'CONFIRMED' | 'REJECTED' | 'UNLINKED' | 'RELINKED'

/**
 * Why a record waits for a person: it may be this child, more than one child fits it, or its number speaks against what it says or
 * against how it is linked.
 */
export type LinkDoubt = 'POSSIBLE' | 'MANY' | 'CONFLICT'

/** What one comparison added to a score or took from it: the name of a level, no value. */
export interface ScoreStep {
  readonly comparison: string
  readonly level: string
  readonly bits: number
}

/** A child that a record may be about. */
export interface LinkCandidate {
  readonly childId: string
  /** The log2 odds. */
  readonly bits: number
  readonly probability: number
  /** The rule that kept the score from deciding, if one did. */
  readonly rule: string | null
  readonly steps: readonly ScoreStep[]
}

/** Who does it: somebody in a post; null where the gateway does it by itself. */
export type Actor = {
  /** Issuer and subject. */
  readonly person: string
  readonly role: string
  readonly organisation: string
} | null

/** A link to be made. */
export interface NewLink extends RecordName {
  readonly childId: string
  readonly how: Extract<LinkBasis, 'PERSON' | 'MODEL'>
  readonly score: number | null
  readonly modelVersion: string | null
  readonly by: Actor
  readonly anchor: Demographics
  readonly protectedRecord: boolean
  /** The properties the record says the child lives at, for conflicts of interest. */
  readonly uprns?: readonly string[]
  readonly rationale?: string
}

/** REJECTED_BEFORE: a person said that it is not this child. OTHER_CHILD: the record is linked to another. */
export type LinkResult = 'LINKED' | 'ALREADY' | 'REJECTED_BEFORE' | 'OTHER_CHILD'

/** A record that waits for a person. */
export interface LinkProposal extends RecordName {
  readonly kind: LinkDoubt
  readonly anchor: Demographics
  readonly protectedRecord: boolean
  readonly modelVersion: string
  /** Best first. */
  readonly candidates: readonly LinkCandidate[]
}
