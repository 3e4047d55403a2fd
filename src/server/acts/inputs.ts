// What each act's input must be beyond its shape, checked at gate 1: a wrong word is refused before anything is done.
import { HafanError } from '../../errors.js'
import type { Act } from '../../policies/protocol/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import { plainText } from './text.js'

type Check = (input: Readonly<Record<string, unknown>>, protocol: CompiledProtocol) => void

const MINUTE_MS = 60_000

/** A reason as it is kept. Throws BAD_ARGUMENT. */
export const reasonOf = (given: string): string => plainText(given, 'A reason', 20, 500)

const CHECKS: Readonly<Partial<Record<Act, Check>>> = {
  breakGlass({ reason, minutes }, { edition }) {
    reasonOf(String(reason))
    const most = edition.breakGlass.atMost / MINUTE_MS
    if (typeof minutes !== 'number' || minutes < 1 || minutes > most)
      throw new HafanError('BAD_ARGUMENT', `"minutes" is a whole number from 1 to ${most}.`)
  },
}

export const checkInput = (act: Act, input: Readonly<Record<string, unknown>>, protocol: CompiledProtocol): void =>
  CHECKS[act]?.(input, protocol)
