// Questions for many records, put together as a system that answers many at once can take them.
import type { Ask, Reading } from './agency.js'
import { reasonOf } from './reading.js'

/** Questions for the same parts go together, so that nobody is given more than they wanted. */
export const samePartsOf = ({ parts }: Ask): string => [...parts].sort().join()

/** Groups of questions that may go together, as `keyOf` says; none larger than `most`. */
export function batches(asks: readonly Ask[], most: number, keyOf = samePartsOf): Ask[][] {
  const groups = new Map<string, Ask[]>()
  for (const ask of asks) {
    const key = keyOf(ask)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [ask])
    else group.push(ask)
  }
  return [...groups.values()].flatMap(group =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, index) => group.slice(index * most, (index + 1) * most)),
  )
}

/**
 * The answer to each question. `together` answers one group, in its order; a group it cannot answer fails alone, and a
 * question it leaves out was not answered as agreed. Rejects with what is no SourceFault.
 */
export async function inBatches(
  groups: readonly (readonly Ask[])[],
  together: (group: readonly Ask[]) => Promise<readonly Reading[]>,
): Promise<ReadonlyMap<Ask, Reading>> {
  const answers = new Map<Ask, Reading>()
  await Promise.all(
    groups.map(async group => {
      const readings = await together(group).catch((error: unknown) => failedAll(group, error))
      group.forEach((ask, index) => answers.set(ask, readings[index] ?? { kind: 'failed', reason: 'MALFORMED' }))
    }),
  )
  return answers
}

function failedAll(group: readonly Ask[], error: unknown): readonly Reading[] {
  const reason = reasonOf(error)
  return group.map(() => ({ kind: 'failed', reason }))
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
