// The events of one subscription: what the store has after the last that was given, in order, one at a time. Whoever receives
// them is looked at anew before each; each is an operation of its own.
import type { FormattedExecutionResult } from 'graphql'
import { HafanError } from '../../errors.js'
import type { Caller } from '../../types/caller.js'
import type { Word } from './words.js'

export interface EventsDeps {
  /** The caller as of now. Throws where the token is no longer good. */
  readonly caller: () => Promise<Caller>
  /** Throws where what was let in at first would be refused now. */
  readonly check: (caller: Caller) => void
  /** The places of what the caller may have after this place, in order. */
  readonly after: (caller: Caller, place: string) => Promise<readonly string[]>
  /** The operation of one event. */
  readonly answer: (caller: Caller, place: string, signal: AbortSignal) => Promise<FormattedExecutionResult>
  readonly word: Word
  readonly recheckEveryMs: number
  /** Told why it ends, where it does not end because nobody listens any more. */
  readonly onEnd: (error: unknown) => void
}

export type Events = AsyncGenerator<FormattedExecutionResult, void, void>

/** `from`: the place after which it begins. Waiting ends when the signal aborts. */
export async function* eventsAfter(from: string, signal: AbortSignal, deps: EventsDeps): Events {
  let last = from
  try {
    for (;;) {
      // Before the store is read: what is said while it is read must not be missed.
      const times = deps.word.given()
      const places = await deps.after(await looked(deps), last)
      for (const place of places) {
        if (signal.aborted) return
        const result = await deps.answer(await looked(deps), place, signal)
        const given = isGiven(result)
        if (!given && (result.errors ?? []).length > 0)
          throw new HafanError(codeOf(result), 'An event could not be given.')
        // Nothing is sent of what may not be told to the caller now: an empty event would tell that there was one. Comes back
        // when it has been sent: what a slow reader has not taken waits in the store, and not here.
        if (given) yield result
        last = place
      }
      if (places.length === 0) await deps.word.beyond(times, deps.recheckEveryMs, signal)
      if (signal.aborted) return
    }
  } catch (error) {
    deps.onEnd(error)
  }
}

async function looked({ caller, check }: EventsDeps): Promise<Caller> {
  const now = await caller()
  check(now)
  return now
}

const isGiven = ({ data }: FormattedExecutionResult): boolean => Object.values(data ?? {}).some(value => value !== null)

function codeOf({ errors }: FormattedExecutionResult): HafanError['code'] {
  const code = errors?.[0]?.extensions?.['code']
  return typeof code === 'string' ? (code as HafanError['code']) : 'INTERNAL'
}

/** Ends at once when it is told to, also while it waits for the next event. */
export function endable(events: Events, end: () => void): Events {
  return {
    next: () => events.next(),
    return: value => {
      end()
      return events.return(value)
    },
    throw: (error: unknown) => {
      end()
      return events.throw(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined)
    },
  }
}
