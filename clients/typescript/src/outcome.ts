// What comes of a call: an answer, a refusal of the gateway's, or nothing that can be relied on. Never an exception.
import type { ErrorCode } from './generated/errors.js'

/** A place of the answer that was not given. Its value is null, which is not "nothing recorded". */
export interface NotGiven {
  readonly code: ErrorCode
  readonly message: string
  /** Where in the answer. */
  readonly path: readonly (string | number)[]
}

export interface Answered<Data> {
  readonly is: 'ANSWERED'
  readonly data: Data
  /** Empty where everything that was asked for has its answer. */
  readonly notGiven: readonly NotGiven[]
  /** The request's number: the gateway's audit and log have the same. */
  readonly correlationId: string | null
}

interface Refusal {
  readonly is: 'REFUSED'
  readonly status: number
  /** For people; says what to do, and names nobody. */
  readonly message: string
  readonly correlationId: string | null
  /** How long to wait before asking again, where the gateway says so. */
  readonly retryAfterSeconds: number | null
}

/** A rule of the hub's own work said no: nothing was written. */
export interface RuleRefusal extends Refusal {
  readonly code: 'HUB_RULE'
  readonly rule: string
  /** The place in the input, where there is one. */
  readonly field: string | null
  readonly words: { readonly en: string; readonly cy: string }
}

export type Refused = RuleRefusal | (Refusal & { readonly code: Exclude<ErrorCode, 'HUB_RULE'> })

/** Why nothing is known of what was asked. */
export type Why =
  | 'TIMED_OUT'
  | 'NO_CONNECTION'
  /** Sent elsewhere. It is not followed: the token is for the gateway alone. */
  | 'REDIRECTED'
  /** No answer of a gateway, or one that contradicts itself or this client. */
  | 'NOT_UNDERSTOOD'
  | 'SIGN_IN_UNREACHABLE'
  | 'SIGN_IN_REFUSED'
  /** By the caller. */
  | 'CANCELLED'

export interface Unreachable {
  readonly is: 'UNREACHABLE'
  readonly why: Why
  /** For a developer; holds nothing of an answer. */
  readonly detail: string
}

export type Call<Data> = Answered<Data> | Refused | Unreachable

export const unreachable = (why: Why, detail: string): Unreachable => ({ is: 'UNREACHABLE', why, detail })
