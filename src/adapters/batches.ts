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
