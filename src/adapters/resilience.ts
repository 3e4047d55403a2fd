// One source's protection, from itself and for it: a bulkhead, a breaker, and a small budget of retries. A breaker never
// aborts calls in flight, and one source's trouble takes no place of another's.
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  CircuitState,
  ConsecutiveBreaker,
  bulkhead,
  circuitBreaker,
  handleWhen,
  wrap,
} from 'cockatiel'
import type { CircuitBreakerPolicy } from 'cockatiel'
import type { AnswerReason } from '../types/index.js'
import { SourceFault } from './transport.js'

/** Faults that say the source itself is unwell; a refusal or a limit is an answer. */
const UNWELL: ReadonlySet<AnswerReason> = new Set(['TIMED_OUT', 'UNREACHABLE', 'SOURCE_ERROR'])
const FIRST_SERVER_ERROR = 500
const isUnwell = ({ reason, status }: SourceFault): boolean =>
  UNWELL.has(reason) && (status === undefined || status >= FIRST_SERVER_ERROR)
const RETRYABLE: ReadonlySet<AnswerReason> = new Set(['UNREACHABLE', 'SOURCE_ERROR'])

/** The caller went away, or the time for the whole operation was up: says nothing of the source. */
class GivenUp extends Error {}

const FAILURES_TO_OPEN = 5
const RETRIES_PER_CALL = 0.1
const MOST_RETRIES_SAVED = 10

export interface Resilience {
  /**
   * Runs `work` within the limits; `retry` allows one more try. Rejects with SourceFault as soon as `signal` aborts: that is the
   * caller's end or the operation's, and no fault of the source. `work` limits its own time, from when it has been let in.
   */
  run<T>(work: () => Promise<T>, options: { retry: boolean; signal: AbortSignal }): Promise<T>
  state(): 'UP' | 'DOWN' | 'NOT_ASKED'
}

export interface ResilienceOptions {
  readonly concurrency: number
  readonly queue: number
  /** How long calls are held back after repeated failure. */
  readonly halfOpenAfterMs: number
}

export function createResilience(options: ResilienceOptions): Resilience {
  const breaker: CircuitBreakerPolicy = circuitBreaker(
    handleWhen(error =>
      // A trial that was given up has shown nothing: what was held back stays so.
      error instanceof GivenUp
        ? breaker.state === CircuitState.HalfOpen
        : error instanceof SourceFault && isUnwell(error),
    ),
    { halfOpenAfter: options.halfOpenAfterMs, breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN) },
  )
  const policy = wrap(bulkhead(options.concurrency, options.queue), breaker)
  let retriesLeft = MOST_RETRIES_SAVED
  let asked = false
  // What opened the breaker is what a call held back by it is told: ten calls of one look-up fail for one reason.
  let lastFault: AnswerReason = 'UNREACHABLE'

  async function attempt<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await policy.execute(async () => {
        if (signal.aborted) throw new GivenUp()
        try {
          return await work()
        } catch (error) {
          throw signal.aborted ? new GivenUp() : error
        }
      })
    } catch (error) {
      if (error instanceof GivenUp) throw new SourceFault('TIMED_OUT')
      if (error instanceof BulkheadRejectedError) throw new SourceFault('LOCAL_LIMIT')
      if (error instanceof BrokenCircuitError) throw new SourceFault(lastFault)
      if (error instanceof SourceFault && isUnwell(error)) lastFault = error.reason
      throw error
    }
  }

  async function withRetry<T>(work: () => Promise<T>, retry: boolean, signal: AbortSignal): Promise<T> {
    asked = true
    retriesLeft = Math.min(MOST_RETRIES_SAVED, retriesLeft + RETRIES_PER_CALL)
    try {
      return await attempt(work, signal)
    } catch (error) {
      const worthwhile =
        error instanceof SourceFault &&
        isUnwell(error) &&
        RETRYABLE.has(error.reason) &&
        breaker.state === CircuitState.Closed
      if (!retry || !worthwhile || retriesLeft < 1 || signal.aborted) throw error
      retriesLeft -= 1
      return attempt(work, signal)
    }
  }

  return {
    run: (work, { retry, signal }) => untilAborted(withRetry(work, retry, signal), signal),
    state: () => (!asked ? 'NOT_ASKED' : breaker.state === CircuitState.Closed ? 'UP' : 'DOWN'),
  }
}

/** What waits, in the bulkhead or for a sign-in, must end with its time too. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new SourceFault('TIMED_OUT'))
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
