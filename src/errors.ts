// Every error a caller can meet, with its code. Codes are public and stable; texts teach and never echo a value.

export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'IDP_UNAVAILABLE',
  'ROLE_NOT_YOURS',
  'APPLICATION_UNKNOWN',
  'PERSON_REQUIRED',
  'PURPOSE_NOT_YOURS',
  'ONE_PURPOSE',
  'BAD_IDENTIFIER',
  'BAD_ARGUMENT',
  'TOO_MANY',
  'DOCUMENT_INVALID',
  'DOCUMENT_TOO_LARGE',
  'DOCUMENT_TOO_DEEP',
  'ONE_OPERATION',
  'OPERATION_REFUSED',
  'FIELD_WITHHELD',
  'UNAVAILABLE',
  'AUDIT_UNAVAILABLE',
  'INTERNAL',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** An error the gateway means to show. Anything else that is thrown is a bug and reaches the caller as INTERNAL. */
export class HafanError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
    this.name = new.target.name
  }
}

/** The audit could not be made durable, so nothing may be answered. Becomes HTTP 503. */
export class AuditUnavailable extends HafanError {
  constructor() {
    super('AUDIT_UNAVAILABLE', 'The audit record could not be written, so nothing is shown. Try again shortly.')
  }
}

/** For the end of an exhaustive switch: a new case that nobody handled does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${String(value)}`)
}
