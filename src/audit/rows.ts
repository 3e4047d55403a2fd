// What the audit holds. Never a value of a record: who asked, for whom, why, under which clause, and what became of it.

/** Who asks, as the token says. The audit keeps a keyed pseudonym of issuer and subject in their place. */
export interface AuditCaller {
  readonly issuer: string
  readonly subject: string
  readonly role: string
  readonly agency: string
  readonly organisation: string
}

/** An identifier as it was asked for. The audit keeps a keyed hash of it. */
export interface AskedIdentifier {
  /** NHS_NUMBER, UPN, ID, or the id of the source it is local to. */
  readonly scheme: string
  readonly value: string
}

/** Before any outbound call, relationship lookups included. */
export interface IntentRow {
  /** One executed operation; its outcome rows carry the same. A UUID. */
  readonly operationId: string
  readonly caller: AuditCaller
  readonly application: string
  readonly purpose: string | null
  readonly identifiers: readonly AskedIdentifier[]
  /** Hash of the document as executed. */
  readonly documentHash: string
  /** Requested coordinates, after `@include` and `@skip`. */
  readonly coordinates: readonly string[]
  /** Edition of the protocol in force. */
  readonly edition: string
  /** The view that the operation is part of, a UUID; absent of one that stands alone. */
  readonly view?: string | undefined
}

/** How one source answered: one row's worth, without what it said. */
export interface SourceOutcome {
  readonly sourceId: string
  readonly status: string
  readonly reason: string | null
  /** Whole milliseconds. */
  readonly ms: number
}

/** Before the first byte of the answer: one a child. */
export interface OutcomeRow {
  readonly operationId: string
  /** The child's id as the answer gives it; null when none is shown. */
  readonly handleId: string | null
  readonly relationships: readonly string[]
  readonly given: readonly string[]
  readonly withheld: readonly string[]
  /** The categories opened by what was asked: of fields given, and of records read or asked whether they hold anything. */
  readonly kinds: readonly string[]
  /** The clauses that decided. */
  readonly clauses: readonly string[]
  readonly sources: readonly SourceOutcome[]
  readonly responseHash: string
  /** As its intent has it. */
  readonly view?: string | undefined
}

/** A request refused before it was executed. */
export interface RefusalRow {
  readonly operationId: string
  /** Null while nobody is known: no token, or one that does not hold. */
  readonly caller: AuditCaller | null
  readonly application: string | null
  readonly purpose: string | null
  /** The error code the caller was given. */
  readonly code: string
  readonly documentHash: string | null
  readonly edition: string | null
}
