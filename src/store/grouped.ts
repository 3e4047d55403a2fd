// Small writes of many operations in one statement, as the audit's rows share commits: what arrives while one statement is under
// way goes with the next. A statement costs this process and the database about the same for one as for twenty.

/** Most that go together: bounds a statement's time, and so the wait of those behind it. */
const MOST = 200

/**
 * Answers item by item, in order, from `run`, which is given at least one. What fails, fails for all that went together: none of
 * them is known to be written.
 */
export function grouped<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  most = MOST,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item
    readonly resolve: (result: Result) => void
    readonly reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let busy = false

  async function flush(): Promise<void> {
    busy = true
    while (waiting.length > 0) {
      const group = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const results = await run(group.map(({ item }) => item))
        if (results.length !== group.length) throw new Error('a group is answered item by item')
        results.forEach((result, nth) => group[nth]?.resolve(result))
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    busy = false
  }

  return item =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void flush()
    })
}
