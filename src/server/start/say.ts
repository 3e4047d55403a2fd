// What a start says to whoever watches it. Long work says that it goes on.

export interface Say {
  line(text: string): void
  /** Says that `doing` has begun, that it goes on, and how long it took. Passes the work's own result or fault on. */
  step<T>(doing: string, work: Promise<T>): Promise<T>
}

const STILL_MS = 5_000

/** `write` gets whole lines, `monotonic` milliseconds. */
export function createSay(write: (text: string) => void, monotonic: () => number): Say {
  const line = (text: string): void => write(`${text}\n`)
  return {
    line,
    async step(doing, work) {
      const began = monotonic()
      const seconds = (): string => ((monotonic() - began) / 1000).toFixed(1)
      line(`${doing} …`)
      const still = setInterval(() => line(`  … still ${lower(doing)} (${seconds()} s)`), STILL_MS)
      try {
        const result = await work
        line(`  done in ${seconds()} s: ${lower(doing)}`)
        return result
      } finally {
        clearInterval(still)
      }
    },
  }
}

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)
