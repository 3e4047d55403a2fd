// What is due for one random child, by the hub's rules and by the second reading: what differs, in words.
import type fc from 'fast-check'
import { dueOf } from '../../../src/hub/due/due.js'
import { hubPolicy } from '../../../src/hub/policy.js'
import type { children } from './random.js'
import { dueByForce } from './reading.js'

type Child = typeof children extends fc.Arbitrary<infer T> ? T : never

const policy = hubPolicy.parse({})

/** `rules` stands in for the hub's where a test spoils them. */
export function differences({ child, work }: Child, rules = policy): readonly string[] {
  const ours = dueOf(work, rules).map(({ kind, reference, dueAt, because }) => {
    // A meeting that was called as well is one meeting, and the reading names the number.
    const why = because.length > 1 && kind === 'MEETING' ? because.slice(0, 1) : [...because].sort()
    return [kind, reference ?? '-', dueAt, why.join('+')].join(' ')
  })
  const [one, other] = [new Set(ours), new Set(dueByForce(child))]
  return [
    ...[...one].filter(line => !other.has(line)).map(line => `only the rules: ${line}`),
    ...[...other].filter(line => !one.has(line)).map(line => `only by brute force: ${line}`),
    ...(ours.length === one.size ? [] : ['something is due twice']),
  ]
}
