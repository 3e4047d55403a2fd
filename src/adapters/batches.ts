// Questions for many records, put together as a system that answers many at once can take them.
import type { Ask } from './agency.js'

/** Groups of questions for the same parts, so that nobody is given more than they wanted; none larger than `most`. */
export function batches(asks: readonly Ask[], most: number): Ask[][] {
  const byParts = new Map<string, Ask[]>()
  for (const ask of asks) {
    const key = [...ask.parts].sort().join()
    const group = byParts.get(key)
    if (group === undefined) byParts.set(key, [ask])
    else group.push(ask)
  }
  return [...byParts.values()].flatMap(group =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, index) => group.slice(index * most, (index + 1) * most)),
  )
}

/** Lets at most `most` pieces of work run at once; the rest wait their turn. For one caller's many calls, so that they do
 * not fill a source's queue and turn everybody else away. */
export function createGate(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running < most) running += 1
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // The place goes straight to the next in line, so that nobody can slip in between.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
