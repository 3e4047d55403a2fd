// How much of role × coordinate a run has put to the test.
import { CALLERS } from './callers.js'
import { opensBy } from './protocol.js'
import type { CanaryRun } from './run.js'
import { coordinates, isOpen, underChild } from './schema.js'

/** Every coordinate under a child that a protocol decides on. */
const DECIDED: readonly string[] = [...coordinates]
  .filter(([name, asks]) => underChild.has(name.split('.')[0] ?? '') && !isOpen(asks))
  .map(([name]) => name)

export interface Pairs {
  readonly percent: number
  readonly missing: readonly string[]
}

/** A pair counts where the coordinate was asked for of a child who was shown; for a role that is never shown one, where it was asked for. */
export function pairsOf({ exercised, asked }: Pick<CanaryRun, 'exercised' | 'asked'>): Pairs {
  const never = new Set(CALLERS.filter(({ caller }) => opensBy(caller) === 'NEVER').map(({ caller }) => caller.person?.role)) // prettier-ignore
  const roles = [...new Set(CALLERS.flatMap(({ caller }) => caller.person?.role ?? []))]
  const all = roles.flatMap(role => DECIDED.map(one => ({ pair: `${role} ${one}`, by: never.has(role) ? asked : exercised }))) // prettier-ignore
  const missing = all.filter(({ pair, by }) => !by.has(pair)).map(({ pair }) => pair)
  return { percent: ((all.length - missing.length) / all.length) * 100, missing }
}
