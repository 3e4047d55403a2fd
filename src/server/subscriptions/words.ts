// The word that there may be something new, to everybody who waits for it.
export interface Word {
  /** How often it has been given. */
  given(): number
  /** Resolves once it has been given oftener than that, after `ms`, or when the signal aborts. */
  beyond(times: number, ms: number, signal: AbortSignal): Promise<void>
  /** Gives it. */
  give(): void
}

export function createWord(): Word {
  const waiting = new Set<() => void>()
  let given = 0
  return {
    given: () => given,
    beyond: (times, ms, signal) =>
      new Promise(resolve => {
        if (signal.aborted || given > times) return resolve()
        const done = (): void => {
          clearTimeout(timer)
          waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        waiting.add(done)
        signal.addEventListener('abort', done)
      }),
    give() {
      given += 1
      for (const wake of [...waiting]) wake()
    },
  }
}
