// What has been opened is closed in the opposite order, whether all of it was opened, half of it, or one is just opening.

/** Closes what was opened, once. */
export interface Belongings {
  /** Hands back what is opened and closes it in its turn; waits for it where it is still opening. Rejects while closing. */
  own<T>(opening: T | Promise<T>, close: (opened: T) => void | Promise<void>): Promise<T>
  /** Closes everything, last first; what cannot be closed keeps nothing else open. */
  closeAll(): Promise<void>
}

/** `onFault` hears of each that could not be closed. */
export function createBelongings(onFault: (error: unknown) => void): Belongings {
  const closers: (() => Promise<void>)[] = []
  let closing: Promise<void> | null = null

  async function closeEach(): Promise<void> {
    for (let close = closers.pop(); close; close = closers.pop()) await close().catch(onFault)
  }

  return {
    async own(opening, close) {
      const opened = Promise.resolve(opening)
      closers.push(async () => {
        // One that never opened has nothing to close, and whoever opened it has been told.
        const result = await opened.then(
          value => ({ value }),
          () => null,
        )
        if (result !== null) await close(result.value)
      })
      if (closing !== null) closing = closing.then(closeEach)
      const value = await opened
      if (closing !== null) throw new Error('Stopped before it had started.')
      return value
    },
    closeAll: () => (closing ??= closeEach()),
  }
}
