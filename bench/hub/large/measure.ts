// Whether lists and one child's history take as long in a hub's thirtieth year as in its first months.
import { performance } from 'node:perf_hooks'
import { HUB_POLICY } from '../../../src/hub/policy.js'
import { workOutDue } from '../../../src/server/acts/due-worked-out.js'
import type { Store } from '../../../src/store/open.js'
import { testDatabase } from '../../../test/support/database.js'
import { createRandom } from '../../../test/canary/random.js'
import type { Measured } from '../../figures.js'
import { fill } from './fill.js'
import { lists, type Ask } from './lists.js'
import { END } from './size.js'

const LARGE = 1_000_000
const SMALL = LARGE / 100
const TIMES = 300
const WARMING = 30

type Times = Readonly<Record<string, number>>

/** p95 in ms of each list, at one size. */
export async function timesAt(episodes: number): Promise<Times> {
  const database = await testDatabase()
  try {
    const { url, keys, store } = database
    const childIds = await fill({ url, keys, episodes, progress })
    await workOut(store)
    const times: Record<string, number> = {}
    for (const [name, ask] of Object.entries(lists(store, childIds))) times[name] = await p95(name, ask)
    return times
  } finally {
    await database.stop()
  }
}

/** Of those whose records are as the store seals them, by the rules. */
async function workOut(store: Store): Promise<void> {
  const whole = await workOutDue({ store, policy: HUB_POLICY, now: () => new Date(END) }, Infinity)
  if (!whole) throw new Error('what is due could not be worked out')
}

const TENTHS = 10
/** A line for each tenth of what is being filled. */
function progress(what: string, done: number, all: number): void {
  const tenth = (part: number): number => Math.floor((part * TENTHS) / all)
  if (tenth(done) > tenth(done - all / TENTHS)) process.stderr.write(`  ${what}: ${done} of ${all}\n`)
}

async function p95(name: string, ask: Ask): Promise<number> {
  const random = createRandom(7)
  const times: number[] = []
  for (let nth = -WARMING; nth < TIMES; nth += 1) {
    const started = performance.now()
    if ((await ask(random)) === 0) throw new Error(`nothing was found: ${name}`)
    if (nth >= 0) times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[Math.floor(TIMES * 0.95)] ?? 0
}

let both: Promise<readonly [Times, Times]> | null = null
/** Of a hundredth of the size, and of the size; taken once for both figures. */
const taken = (): Promise<readonly [Times, Times]> =>
  (both ??= (async () => [await timesAt(SMALL), await timesAt(LARGE)] as const)())

const noteOf = (name: string, small: number, large: number): string =>
  `${name}: p95 ${large.toFixed(1)} ms of ${LARGE.toLocaleString('en-GB')} episodes, ${small.toFixed(1)} ms of a hundredth`

export async function measureLargest(): Promise<Measured> {
  const [small, large] = await taken()
  return {
    value: Math.max(...Object.values(large)),
    notes: Object.entries(large).map(([name, ms]) => noteOf(name, small[name] ?? 0, ms)),
  }
}

export async function measureGrowth(): Promise<Measured> {
  const [small, large] = await taken()
  return {
    value: Math.max(...Object.entries(large).map(([name, ms]) => ms / (small[name] ?? 1))),
    notes: Object.entries(large).map(([name, ms]) => noteOf(name, small[name] ?? 0, ms)),
  }
}
