// Every error a caller can meet, with its code. Codes are public and stable; texts teach and never echo a value.

/** Code → HTTP status, where the request as a whole fails. */
export const ERROR_CODES = {
  UNAUTHENTICATED: 401,
  IDP_UNAVAILABLE: 401,
  ROLE_NOT_YOURS: 401,
  APPLICATION_UNKNOWN: 401,
  PERSON_REQUIRED: 403,
  PURPOSE_NOT_YOURS: 403,
  ONE_PURPOSE: 400,
  BAD_IDENTIFIER: 400,
  BAD_ARGUMENT: 400,
  TOO_MANY: 400,
  TOO_LITTLE_TO_SEARCH: 400,
  DOCUMENT_INVALID: 400,
  DOCUMENT_TOO_LARGE: 400,
  DOCUMENT_TOO_DEEP: 400,
  COST_TOO_HIGH: 400,
  ONE_OPERATION: 400,
  OPERATION_REFUSED: 403,
  OPERATION_NOT_TRUSTED: 403,
  ONE_ACT: 400,
  KEY_REUSED: 409,
  BREAK_GLASS_LIMIT: 429,
  REVIEW_NOT_FOUND: 404,
  ALREADY_RECONCILED: 409,
  ALREADY_DECIDED: 409,
  RECORD_UNAVAILABLE: 503,
  ALERT_NOT_FOUND: 404,
  LINK_NOT_FOUND: 404,
  LINKED_ELSEWHERE: 409,
  HUB_RULE: 409,
  BUDGET_SPENT: 429,
  FIELD_WITHHELD: 200,
  FIELD_UNDECIDED: 200,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  STORE_BUSY: 503,
  AUDIT_UNAVAILABLE: 503,
  INTERNAL: 500,
} as const

export type ErrorCode = keyof typeof ERROR_CODES

/** An error the gateway means to show. Anything else that is thrown is a bug and reaches the caller as INTERNAL. */
export class HafanError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = new.target.name
  }
}

/** An argument is not what it may be: which, as the schema names it, and never what stood there. */
export class BadArgument extends HafanError {
  constructor(
    /**
     * The argument, or the place in the `input`, in names of the schema and places of lists: `first`, `lines.0.number`. Of the request
     * itself: `variables`, or the name of a header.
     */
    readonly field: string,
    message: string,
  ) {
    super('BAD_ARGUMENT', message)
  }
}

/** A rule of the hub's own work says no: which, where in the input, and what to do, in both languages. */
export class RuleRefused extends HafanError {
  constructor(
    readonly rule: string,
    readonly field: string | null,
    readonly words: { readonly en: string; readonly cy: string },
    /** Places in the input, where a rule found some: none holds what stands there. */
    readonly findings: readonly object[] = [],
  ) {
    super('HUB_RULE', words.en)
  }
}

/** A refusal that time alone mends: it says when to come back. */
export class TryLater extends HafanError {
  constructor(
    code: 'RATE_LIMITED' | 'OVERLOADED',
    message: string,
    readonly retryAfterSeconds: number,
    /** False for one of many like it: those are counted, since a row each would be a flood of its own. */
    readonly recorded: boolean,
  ) {
    super(code, message)
  }
}

/** For the end of an exhaustive switch: a new case that nobody handled does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${String(value)}`)
}
