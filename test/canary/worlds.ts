// Two worlds that differ only in what the caller may not see: every answer must be the same, byte for byte.
import { CALLERS } from './callers.js'
import type { Canary } from './callers.js'
import { changedPart } from './changed.js'
import { entitlementOf } from './entitled.js'
import type { Entitlement, Memory } from './entitled.js'
import { openHouse, prime } from './house.js'
import type { House } from './house.js'
import { draw } from './operations.js'
import type { CanaryOperation, Cursors } from './operations.js'
import { isTold } from './protocol.js'
import { createRandom, mixed } from './random.js'
import { createWorld } from './world.js'
import type { World } from './world.js'

export interface WorldsOptions {
  readonly ops: number
  readonly seed: number
  readonly until?: (difference: string) => boolean
}

export interface Compared {
  readonly operations: number
  readonly differences: readonly string[]
  /** Operations that ask what was asked or read before: the first asking is in the second's answer, so two cannot be held side by side. */
  readonly leftOut: number
  /** Operations in which the other world really was another: parts that were asked for, and came changed. */
  readonly changed: number
}

export async function compareWorlds({ ops, seed, until = () => false }: WorldsOptions): Promise<Compared> {
  const world = createWorld()
  const now = new Date()
  const house = await openHouse({ world, now, cursors: 'SAME' })
  const memory: Memory = new Map()
  const cursors: Cursors = new Map()
  const differences: string[] = []
  const count = { done: 0, changed: 0, leftOut: 0 }
  let stopped = false
  async function stream(canary: Canary, nth: number): Promise<void> {
    const asked = new Map<string, number>()
    for (let index = nth; index < ops && !stopped; index += CALLERS.length) {
      const operation = draw(index, canary, { world, random: createRandom(mixed(seed, index)), asked, cursors })
      if (asksOfTheHistory(operation)) {
        count.leftOut += 1
        continue
      }
      const { one, other, changed } = await askBoth(house, world, operation, memory)
      count.done += 1
      if (changed) count.changed += 1
      if (one === other) continue
      const difference = `${canary.name}, operation ${index}: ${apart(one, other)}`
      differences.push(difference)
      if (until(difference)) stopped = true
    }
  }
  try {
    await prime(house, world)
    await Promise.all(CALLERS.map(stream))
    return { operations: count.done, differences, changed: count.changed, leftOut: count.leftOut }
  } finally {
    await house.close()
  }
}

/** Who looked at a child, and when a notice was first read, which the first asking itself sets. */
const asksOfTheHistory = ({ text }: CanaryOperation): boolean => /\b(?:accesses|readAt)\b/.test(text)

async function askBoth(house: House, world: World, op: CanaryOperation, memory: Memory): Promise<{ one: string; other: string; changed: boolean }> {
  const { caller } = op.canary
  const name = caller.person?.staffRef ?? caller.subject
  const faults = new Map([...op.faults].filter(([, fault]) => fault !== 'WRONG_TYPE'))
  house.systems.suffer(name, faults)
  const first = await house.ask(op.canary, op.text, op.variables)
  const entitlements = new Map<number, Entitlement>()
  let changed = false
  house.systems.change(name, (source, index, part, value) => {
    const child = world.children.find(one => one.index === index)
    if (!child) return value
    const of = entitlements.get(index) ?? entitlementOf(caller, child, op.purpose, faults, memory)
    entitlements.set(index, of)
    const other = changedPart(part, value, { of, source, told: isTold(caller) })
    changed ||= JSON.stringify(other) !== JSON.stringify(value)
    return other
  })
  const second = await house.ask(op.canary, op.text, op.variables)
  house.systems.change(name, null)
  return { one: plainly(first), other: plainly(second), changed }
} // prettier-ignore

/** All that may differ between two runs of one operation: the number under which a fault of ours was noted. */
export const plainly = ({ status, text }: { status: number; text: string }): string =>
  `${status} ${text.replace(/"correlationId":"[^"]*"/g, '"correlationId":""')}`

export function apart(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const around = (text: string): string => text.slice(Math.max(0, at - 80), at + 80)
  return `${around(one)} ≠ ${around(other)}`
}
