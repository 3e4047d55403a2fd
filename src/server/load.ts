// Whether this process has more to do than it can: then it says so at once, before any work, instead of answering everybody
// too late. A loop that lags is the measure, and so is how much is under way, since what waits for agencies does not lag.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { TryLater } from '../errors.js'

export interface LoadOptions {
  /** Mean lag over a second, in two seconds one after the other, at which requests are turned away. */
  readonly mostLagMs: number
  readonly mostUnderWay: number
  /** Told when it begins and when it ends. */
  readonly onShedding: (shedding: boolean) => void
  /** Mean milliseconds that the loop was late, since it was last asked; the process's own where absent. */
  readonly lag?: () => number
}

export interface Load {
  /** Lets a request in, and gives what to call when it is over. Throws OVERLOADED. */
  enter(): () => void
  /** Takes a look; done each second. */
  look(): void
  readonly lagMs: () => number
  readonly underWay: () => number
  stop(): void
}

const LOOK_EVERY_MS = 1_000
const RETRY_AFTER_SECONDS = 2
const RESOLUTION_MS = 20

export function createLoad({ mostLagMs, mostUnderWay, onShedding, lag = loopLag() }: LoadOptions): Load {
  let last = 0
  let shedding = false
  let underWay = 0

  function look(): void {
    const now = lag()
    // One long turn of the loop is no overload; two seconds of them are.
    const both = Math.min(now, last) > mostLagMs
    last = now
    if (both === shedding) return
    shedding = both
    onShedding(shedding)
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()

  return {
    enter() {
      if (shedding || underWay >= mostUnderWay) {
        throw new TryLater(
          'OVERLOADED',
          'The gateway has too much to do just now. Try again shortly.',
          RETRY_AFTER_SECONDS,
          false,
        )
      }
      underWay += 1
      return () => (underWay -= 1)
    },
    look,
    lagMs: () => last,
    underWay: () => underWay,
    stop: () => clearInterval(timer),
  }
}

function loopLag(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  return () => {
    const late = histogram.mean / 1e6 - RESOLUTION_MS
    histogram.reset()
    return Number.isFinite(late) ? Math.max(0, late) : 0
  }
}
