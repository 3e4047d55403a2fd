// What each act's input must be beyond its shape, checked at gate 1: a wrong word is refused before anything is done.
import { BadArgument } from '../../errors.js'
import type { Act } from '../../policies/protocol/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import { plainText } from './text.js'

type Check = (input: Readonly<Record<string, unknown>>, protocol: CompiledProtocol) => void

const MINUTE_MS = 60_000

/** A reason as it is kept. Throws BAD_ARGUMENT. */
export const reasonOf = (given: string): string => plainText(given, { field: 'reason', what: 'A reason' }, 20, 500)

/** A reviewer's note as it is kept. Throws BAD_ARGUMENT. */
export const noteOf = (given: string): string => plainText(given, { field: 'note', what: 'A note' }, 10, 500)

/** Why a record is or is not a child's, as it is kept. Throws BAD_ARGUMENT. */
export const rationaleOf = (given: string): string =>
  plainText(given, { field: 'rationale', what: 'A rationale' }, 10, 500)

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const wrong = (field: string, sentence: string): never => {
  throw new BadArgument(field, sentence)
}

const CHECKS: Readonly<Partial<Record<Act, Check>>> = {
  breakGlass({ reason, minutes }, { edition }) {
    reasonOf(String(reason))
    const most = edition.breakGlass.atMost / MINUTE_MS
    if (typeof minutes !== 'number' || minutes < 1 || minutes > most)
      throw new BadArgument('minutes', `"minutes" is a whole number from 1 to ${most}.`)
  },
  reconcileBreakGlass({ id, note }) {
    noteOf(String(note))
    if (!UUID.test(String(id))) throw new BadArgument('id', '"id" is the id of a review, unchanged.')
  },
  confirmLink({ review, child, takeBack, outcome, rationale }) {
    if ((review == null) !== (child == null) || (review == null) === (takeBack == null))
      wrong(takeBack == null ? 'review' : 'takeBack', 'Give "review" and "child", or "takeBack" alone.')
    for (const [field, id] of Object.entries({ review, takeBack }))
      if (id != null && !(typeof id === 'string' && UUID.test(id)))
        wrong(field, '"review" and "takeBack" are ids that were given, unchanged.')
    if (outcome === 'REJECTED' && (review == null || rationale == null))
      wrong(review == null ? 'review' : 'rationale', 'A rejection is of a review, and says why in "rationale".')
    if (typeof rationale === 'string') rationaleOf(rationale)
  },
  acknowledgeAlert({ alert }) {
    if (!UUID.test(String(alert))) wrong('alert', '"alert" is the id of an alert, unchanged.')
  },
  unlink({ rationale }) {
    rationaleOf(String(rationale))
  },
}

export const checkInput = (act: Act, input: Readonly<Record<string, unknown>>, protocol: CompiledProtocol): void =>
  CHECKS[act]?.(input, protocol)
