// Going through a union so that the compiler says what was left out.
import type { AnyEnvelope, Ways } from './envelope.js'
import type { Answered, Call, Refused, Unreachable } from './outcome.js'

/** What the function for this way of answering gives. */
export function matchAnswer<E extends AnyEnvelope, Result>(answer: E, ways: Ways<E, Result>): Result {
  if (isFound(answer)) return ways.found(answer)
  if (isFoundInPart(answer)) return ways.foundInPart(answer)
  if (has(answer, 'RECORDED')) return ways.recorded(answer)
  if (has(answer, 'NOTHING_RECORDED')) return ways.nothingRecorded(answer)
  if (has(answer, 'WITHHELD')) return ways.withheld(answer)
  if (has(answer, 'UNAVAILABLE')) return ways.unavailable(answer)
  if (has(answer, 'UNVERIFIED')) return ways.unverified(answer)
  throw new Error('The answer has none of the statuses of this client. The client looks through all it gives.')
}

type Status = AnyEnvelope['status']

const has = <E extends AnyEnvelope, S extends Status>(
  answer: E,
  status: S,
): answer is Extract<E, { readonly status: S }> => answer.status === status

const isFound = <E extends AnyEnvelope>(
  answer: E,
): answer is Extract<E, { readonly status: 'FOUND'; readonly complete: true }> =>
  answer.status === 'FOUND' && answer.complete

const isFoundInPart = <E extends AnyEnvelope>(
  answer: E,
): answer is Extract<E, { readonly status: 'FOUND'; readonly complete: false }> =>
  answer.status === 'FOUND' && !answer.complete

/** A function for each type of a GraphQL union, by `__typename`. */
export type Types<T extends Typed, Result> = {
  readonly [Name in T['__typename']]: (value: Extract<T, { readonly __typename: Name }>) => Result
}

interface Typed {
  readonly __typename: string
}

/** What the function for this value's type gives: for `ChildResult`, those for `Child`, `ChildExists` and `ChildNotShown`. */
export function matchType<T extends Typed, Result>(value: T, types: Types<T, Result>): Result
export function matchType<Result>(value: Typed, types: Readonly<Record<string, (value: Typed) => Result>>): Result {
  const handle = Object.hasOwn(types, value.__typename) ? types[value.__typename] : undefined
  if (handle === undefined) throw new Error('The value is of none of the types. The client looks through all it gives.')
  return handle(value)
}

export interface Calls<Data, Result> {
  readonly answered: (call: Answered<Data>) => Result
  readonly refused: (call: Refused) => Result
  readonly unreachable: (call: Unreachable) => Result
}

export function matchCall<Data, Result>(call: Call<Data>, calls: Calls<Data, Result>): Result {
  switch (call.is) {
    case 'ANSWERED':
      return calls.answered(call)
    case 'REFUSED':
      return calls.refused(call)
    case 'UNREACHABLE':
      return calls.unreachable(call)
  }
}
