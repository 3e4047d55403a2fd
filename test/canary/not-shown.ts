// Children who are not shown, held side by side: in bytes, and in the time their answers take.
import { performance } from 'node:perf_hooks'
import { CALLERS } from './callers.js'
import type { Canary } from './callers.js'
import { CHILDREN, NOBODY } from './children.js'
import { openHouse, prime } from './house.js'
import type { House } from './house.js'
import { draw } from './operations.js'
import type { CanaryOperation, Whom } from './operations.js'
import { opensBy, purposesOf, toldTheChildIsKnown } from './protocol.js'
import { createRandom, mixed } from './random.js'
import { apart, plainly } from './worlds.js'
import { createWorld } from './world.js'

const UNRELATED = 7
const CONCEALED = 5

/** Whom a caller must not be able to tell from nobody. */
function alike({ caller }: Canary): readonly number[] {
  if (caller.person === null || opensBy(caller) === 'NO_RELATIONSHIP_NEEDED') return []
  const may = ['HUB_MANAGER', 'POLICE_COORDINATOR', 'SOCIAL_WORKER', 'TEAM_MANAGER'].includes(caller.person.role)
  return [...(toldTheChildIsKnown(caller) ? [] : [UNRELATED]), ...(may ? [] : [CONCEALED])]
}

/** The same operation about somebody else: the numbers in it are exchanged, and nothing besides. */
function about(operation: CanaryOperation, whom: Whom): CanaryOperation {
  const to = whom === null ? NOBODY[0] : CHILDREN[whom]
  const exchange = (text: string): string =>
    [...CHILDREN, ...NOBODY].reduce(
      (all, { nhsNumber, upn }) => all.replaceAll(nhsNumber, to?.nhsNumber ?? '').replaceAll(upn, to?.upn ?? ''),
      text,
    )
  const variables = JSON.parse(exchange(JSON.stringify(operation.variables))) as CanaryOperation['variables']
  return { ...operation, text: exchange(operation.text), variables }
}

const namesRecords = ({ text, variables }: CanaryOperation): boolean => `${text}${JSON.stringify(variables)}`.includes('local') // prettier-ignore

export async function compareNotShown(rounds = 12): Promise<{ differences: string[]; compared: number }> {
  const world = createWorld()
  const house = await openHouse({ world, now: new Date() })
  const differences: string[] = []
  let compared = 0
  try {
    await prime(house, world)
    await Promise.all(
      CALLERS.filter(canary => alike(canary).length > 0).map(async (canary, nth) => {
        const asked = new Map<string, number>()
        for (let round = 0; round < rounds; round += 1) {
          const random = createRandom(mixed(nth, round))
          const drawn = draw(round, canary, { world, random, asked, cursors: new Map() })
          const asksForChildren = [...drawn.roots.values()].every(
            ({ field }) => field === 'child' || field === 'children' || field === 'findChildren',
          )
          // A record id tells of its system, which a number does not; caseloads list whom they list.
          if (namesRecords(drawn) || !asksForChildren) continue
          const nobody = await ask(house, about(drawn, null))
          for (const whom of alike(canary)) {
            const other = await ask(house, about(drawn, whom))
            compared += 1
            if (other !== nobody) differences.push(`${canary.name}, ${whom}: ${apart(other, nobody)}`)
          }
        }
      }),
    )
    return { differences, compared }
  } finally {
    await house.close()
  }
}

async function ask(house: House, { canary, text, variables }: CanaryOperation): Promise<string> {
  return plainly(await house.ask(canary, text, variables))
}

export interface Times {
  readonly nobody: number[]
  readonly unrelated: number[]
  readonly concealed: number[]
}

/** Milliseconds until the answer, of as many of each, in an order that chance decides. */
export async function timeNotShown(pairs: number, notShownMs: number): Promise<Times> {
  const world = createWorld()
  const house = await openHouse({ world, now: new Date(), notShownMs })
  const times: Times = { nobody: [], unrelated: [], concealed: [] }
  const lanes = CALLERS.filter(({ name }) => ['hp', 'dw', 'sl', 'rm'].includes(name))
  const whom: Readonly<Record<keyof Times, string | undefined>> = {
    nobody: NOBODY[0]?.nhsNumber,
    unrelated: CHILDREN[UNRELATED]?.nhsNumber,
    concealed: CHILDREN[CONCEALED]?.nhsNumber,
  }
  try {
    await prime(house, world)
    await Promise.all(
      lanes.map(async (canary, lane) => {
        const random = createRandom(lane)
        const [purpose = ''] = purposesOf(canary.caller)
        const text = `query ($n: String, $p: Purpose!) { child(by: { nhsNumber: $n }, purpose: $p) { __typename } }`
        for (let round = -10; round < pairs / lanes.length; round += 1) {
          for (const kind of random.shuffle(['nobody', 'unrelated', 'concealed'] as const)) {
            const started = performance.now()
            await house.ask(canary, text, { n: whom[kind], p: purpose })
            // The first few warm up what is compiled and connected once.
            if (round >= 0) times[kind].push(performance.now() - started)
          }
        }
      }),
    )
    return times
  } finally {
    await house.close()
  }
}

/** How well one may be told from the other by its value: 0.5 is not at all, 1 is always. */
export function separation(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map(value => ({ value, of: 1 })), ...other.map(value => ({ value, of: 0 }))].sort((left, right) => left.value - right.value) // prettier-ignore
  let ranks = 0
  for (let at = 0; at < all.length;) {
    let end = at
    while (end < all.length && all[end]?.value === all[at]?.value) end += 1
    const rank = (at + 1 + end) / 2
    for (; at < end; at += 1) if (all[at]?.of === 1) ranks += rank
  }
  const area = (ranks - (one.length * (one.length + 1)) / 2) / (one.length * other.length)
  return Math.max(area, 1 - area)
}
