// The envelope in which every source answers, as a union in which no two ways of answering look alike: a missing warning must
// not look like the absence of a warning.
import type { AnswerStatus } from './generated/schema.js'

/** What every envelope has, as a query gets it. */
interface Wire {
  readonly status: AnswerStatus
  readonly complete: boolean
  readonly missing: readonly unknown[]
  readonly record: unknown
}

/** An envelope `W` in one of its ways: only a found one has a record. */
type Way<W extends Wire, Status extends AnswerStatus, Complete extends boolean, Record> = Omit<
  W,
  'status' | 'complete' | 'record'
> & { readonly status: Status; readonly complete: Complete; readonly record: Record }

/** Everything was found that may be given and was asked for. */
export type Found<W extends Wire> = Way<W, 'FOUND', true, Handled<NonNullable<W['record']>>>
/** Something was found, and something did not come: `missing` says what. There its value is null, or less than there is. */
export type FoundInPart<W extends Wire> = Way<W, 'FOUND', false, Handled<NonNullable<W['record']>>>
/** Something is recorded, and that is all that may be told. Ring the contact. */
export type Recorded<W extends Wire> = Way<W, 'RECORDED', boolean, null>
/** The source answered and holds nothing in what it was asked; where `complete` is false, `missing` says what it was not asked. */
export type NothingRecorded<W extends Wire> = Way<W, 'NOTHING_RECORDED', boolean, null>
/** Not given to this caller. Whether anything is recorded is not told. */
export type Withheld<W extends Wire> = Way<W, 'WITHHELD', boolean, null>
/** The source could not answer. There may be something. */
export type Unavailable<W extends Wire> = Way<W, 'UNAVAILABLE', boolean, null>
/** It is not certain that a record is this child's. There may be something. */
export type Unverified<W extends Wire> = Way<W, 'UNVERIFIED', boolean, null>

export type Envelope<W extends Wire> =
  Found<W> | FoundInPart<W> | Recorded<W> | NothingRecorded<W> | Withheld<W> | Unavailable<W> | Unverified<W>

/** A type of an answer with every envelope in it as a union. An envelope that is asked for without its record stays as it is. */
export type Handled<T> = T extends Wire
  ? Envelope<T>
  : T extends readonly (infer Each)[]
    ? readonly Handled<Each>[]
    : T extends object
      ? { readonly [Key in keyof T]: Handled<T[Key]> }
      : T

/** Any envelope. */
export interface AnyEnvelope {
  readonly status: AnswerStatus
  readonly complete: boolean
  readonly record: unknown
}

/** Those of the ways of `E` that have this status, and are complete where that is said. */
type Of<E, Status extends AnswerStatus, Complete extends boolean = boolean> = Extract<
  E,
  { readonly status: Status; readonly complete: Complete }
>

/** A function for every way of answering. One that is left out does not compile. */
export interface Ways<E extends AnyEnvelope, Result> {
  readonly found: (answer: Of<E, 'FOUND', true>) => Result
  readonly foundInPart: (answer: Of<E, 'FOUND', false>) => Result
  readonly recorded: (answer: Extract<E, { readonly status: 'RECORDED' }>) => Result
  readonly nothingRecorded: (answer: Extract<E, { readonly status: 'NOTHING_RECORDED' }>) => Result
  readonly withheld: (answer: Extract<E, { readonly status: 'WITHHELD' }>) => Result
  readonly unavailable: (answer: Extract<E, { readonly status: 'UNAVAILABLE' }>) => Result
  readonly unverified: (answer: Extract<E, { readonly status: 'UNVERIFIED' }>) => Result
}
