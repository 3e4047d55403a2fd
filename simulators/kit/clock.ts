// The region's clock: starts where the region's records end and runs on with real time. May be moved, to look at
// maintenance windows and deadlines.

export interface Clock {
  now(): Date
  /** Moves the clock; it runs on from there. */
  set(to: Date): void
}

/** A clock that shows `start` now. `real` is monotonic milliseconds. */
export function createClock(start: Date, real: () => number = () => performance.now()): Clock {
  let from = start.getTime()
  let at = real()
  return {
    now: () => new Date(from + Math.floor(real() - at)),
    set(to) {
      from = to.getTime()
      at = real()
    },
  }
}
