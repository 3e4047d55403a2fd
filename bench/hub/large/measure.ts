// Whether lists and one child's history take as long in a hub's thirtieth year as in its first months.
import { performance } from 'node:perf_hooks'
import { dueOfEpisode } from '../../../src/hub/due/due.js'
import { standingOfRow } from '../../../src/hub/episode/kept.js'
import { HUB_POLICY } from '../../../src/hub/policy.js'
import { testDatabase, type TestDatabase } from '../../../test/support/database.js'
import { createRandom } from '../../../test/canary/random.js'
import type { Measured } from '../../figures.js'
import { childIdOf, EPISODES_A_CHILD, fill } from './fill.js'

const LARGE = 1_000_000
const SMALL = LARGE / 100
const TIMES = 300
const WARMING = 30

type Times = Readonly<Record<string, number>>

/** p95 in ms of each list, at one size. */
async function timesAt(episodes: number): Promise<Times> {
  const database = await testDatabase()
  try {
    const { url, keys } = database
    const progress = (done: number, all: number): void => {
      if (done % 100_000 === 0) process.stderr.write(`  ${done} of ${all} episodes\n`)
    }
    await fill({ url, keys, episodes, progress })
    const children = Math.floor(episodes / EPISODES_A_CHILD)
    return Object.fromEntries(
      await inTurn(
        Object.entries(lists(database)),
        async ([name, ask]) => [name, await p95(name, ask, children)] as const,
      ),
    )
  } finally {
    await database.stop()
  }
}

type Ask = (childId: string) => Promise<number>

function lists({ store }: TestDatabase): Readonly<Record<string, Ask>> {
  const board = async (areas: readonly string[] | null): Promise<number> => {
    const rows = await store.episodeBoard.page({ areas, of: null, first: 50, after: null })
    for (const row of rows) dueOfEpisode(standingOfRow(row), HUB_POLICY)
    return rows.length
  }
  return {
    'board and what is due': () => board(null),
    'board of one area': () => board(['W06000018']),
    'one child’s episodes, every step': async id => (await store.episodes.of([id])).get(id)?.length ?? 0,
    'what decisions need of one child': async id => (await store.hub.factsOf([id])).get(id)?.episodes.length ?? 0,
    'who looked at one child': async id => (await store.accesses.of([id], 25)).get(id)?.length ?? 0,
  }
}

async function p95(name: string, ask: Ask, children: number): Promise<number> {
  const random = createRandom(7)
  const times: number[] = []
  for (let nth = -WARMING; nth < TIMES; nth += 1) {
    const id = childIdOf(random.below(children))
    const started = performance.now()
    if ((await ask(id)) === 0) throw new Error(`nothing was found: ${name}`)
    if (nth >= 0) times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[Math.floor(TIMES * 0.95)] ?? 0
}

async function inTurn<A, B>(all: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = []
  for (const one of all) done.push(await work(one))
  return done
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
