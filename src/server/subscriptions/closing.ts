// The codes a connection is closed with. The reason is the code of the error, as docs/errors.md has it.
import { HafanError } from '../../errors.js'

export interface Closing {
  readonly code: number
  readonly reason: string
}

/** Asking again will not help: the token is no longer good. Sign in anew. */
const UNAUTHENTICATED = 4401
/** Asking again will not help: this is not, or no longer, open to the caller. */
const REFUSED = 4403
const TOO_MANY = 4429
/** Come back shortly, with the last cursor: nothing is lost. */
const LATER = 1013

export const GOING_AWAY: Closing = { code: 1001, reason: 'GOING_AWAY' }
export const TOO_SLOW: Closing = { code: LATER, reason: 'TOO_SLOW' }
export const TOO_MANY_CONNECTIONS: Closing = { code: TOO_MANY, reason: 'TOO_MANY_CONNECTIONS' }

export function closingOf(error: unknown): Closing {
  const reason = error instanceof HafanError ? error.code : 'INTERNAL'
  switch (reason) {
    case 'UNAUTHENTICATED':
      return { code: UNAUTHENTICATED, reason }
    case 'ROLE_NOT_YOURS':
    case 'APPLICATION_UNKNOWN':
    case 'OPERATION_REFUSED':
    case 'OPERATION_NOT_TRUSTED':
    case 'PERSON_REQUIRED':
    case 'PURPOSE_NOT_YOURS':
      return { code: REFUSED, reason }
    case 'RATE_LIMITED':
      return { code: TOO_MANY, reason }
    default:
      return { code: LATER, reason }
  }
}
