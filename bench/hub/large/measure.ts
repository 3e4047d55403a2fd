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
const TIMES = 300
const WARMING = 30

/** p95 in ms of one list, of a hundredth of the size and of the size. */
interface Times {
  readonly small: number
  readonly large: number
}

interface Filled {
  readonly lists: Readonly<Record<string, Ask>>
  stop(): Promise<void>
}

async function filled(episodes: number): Promise<Filled> {
  const { url, keys, store, stop } = await testDatabase()
  try {
    const childIds = await fill({ url, keys, episodes, progress })
    await workOut(store)
    return { lists: lists(store, childIds), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Each list of both sizes, asked of in turn: what else the machine does meanwhile befalls both alike. */
export async function timesOf(episodes: number): Promise<ReadonlyMap<string, Times>> {
  const small = await filled(episodes / 100)
  try {
    const large = await filled(episodes)
    try {
      const times = new Map<string, Times>()
      for (const [name, ask] of Object.entries(large.lists)) times.set(name, await p95(name, small.lists[name], ask))
      return times
    } finally {
      await large.stop()
    }
  } finally {
    await small.stop()
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

async function p95(name: string, ofSmall: Ask | undefined, ofLarge: Ask): Promise<Times> {
  if (ofSmall === undefined) throw new Error(`there is no such list of the smaller size: ${name}`)
  const [small, large]: [number[], number[]] = [[], []]
  const randoms = [createRandom(7), createRandom(7)] as const
  async function taken(ask: Ask, random: ReturnType<typeof createRandom>): Promise<number> {
    const started = performance.now()
    if ((await ask(random)) === 0) throw new Error(`nothing was found: ${name}`)
    return performance.now() - started
  }
  for (let nth = -WARMING; nth < TIMES; nth += 1) {
    const [one, other] = [await taken(ofSmall, randoms[0]), await taken(ofLarge, randoms[1])]
    if (nth < 0) continue
    small.push(one)
    large.push(other)
  }
  return { small: tail(small), large: tail(large) }
}

const tail = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(TIMES * 0.95)] ?? 0

let both: Promise<ReadonlyMap<string, Times>> | null = null
/** Once for both figures. */
const taken = (): Promise<ReadonlyMap<string, Times>> => (both ??= timesOf(LARGE))

const notesOf = (times: ReadonlyMap<string, Times>): string[] =>
  [...times].map(
    ([name, { small, large }]) =>
      `${name}: p95 ${large.toFixed(2)} ms of ${LARGE.toLocaleString('en-GB')} episodes, ${small.toFixed(2)} ms of a hundredth, ${(large / small).toFixed(2)} ×`,
  )

export async function measureLargest(): Promise<Measured> {
  const times = await taken()
  return { value: Math.max(...[...times.values()].map(({ large }) => large)), notes: notesOf(times) }
}

export async function measureGrowth(): Promise<Measured> {
  const times = await taken()
  return { value: Math.max(...[...times.values()].map(({ small, large }) => large / small)), notes: notesOf(times) }
}
