// Puts mutants to the tests, several at a time, each in a copy of the project of its own.
import { writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutated } from './mutants.js'
import type { Mutant } from './mutants.js'
import type { Ranking } from './nearest.js'
import { createRunner } from './runner.js'
import type { Runner } from './runner.js'
import { copyTree } from './tree.js'

/** What became of a mutant: the test that killed it, or null where all of its tests passed. */
export interface Verdict {
  readonly mutant: Mutant
  readonly killedBy: string | null
  /** Whether it was killed by a test that did not end. */
  readonly late: boolean
}

export interface Trial {
  readonly root: string
  readonly mutants: readonly Mutant[]
  readonly testsOf: Ranking
  readonly workers: number
  readonly heard: (verdict: Verdict, done: number) => void
}

export interface Tried {
  /** In the order of the mutants. */
  readonly verdicts: readonly Verdict[]
  /** Tests that do not pass without a mistake in the code, or take too long: they were left out. */
  readonly failing: readonly string[]
}

/** A test that takes so much longer than without the mistake will not end. */
const limitOf = (usual: number): number => 4 * usual + 15_000
/** One that takes longer without a mistake, be the machine busy, is not worth it: what only the gateway shows is proved elsewhere. */
const LONGEST = 120_000

/** Tries every mutant. A mutant is killed by the first test that fails, does not end, or takes its process with it. */
export async function tryAll({ root, mutants, testsOf, workers, heard }: Trial): Promise<Tried> {
  const trees = await Promise.all(Array.from({ length: workers }, () => copyTree(root)))
  const hands = trees.map(tree => ({ root: tree.root, runner: createRunner(tree.root) }))
  try {
    const usual: Usual = new Map()
    const kills = createKills(usual)
    const verdicts = new Map<Mutant, Verdict>()
    await shareOut(mutants, hands, async (mutant, hand) => {
      const verdict = await tryOne(mutant, root, hand, kills.order(mutant.file, testsOf(mutant.file)), usual)
      kills.note(verdict)
      verdicts.set(mutant, verdict)
      heard(verdict, verdicts.size)
    })
    return {
      verdicts: mutants.flatMap(mutant => verdicts.get(mutant) ?? []),
      failing: [...usual].filter(([, ms]) => ms === null).map(([test]) => test),
    }
  } finally {
    for (const { runner } of hands) runner.stop()
    await Promise.all(trees.map(tree => tree.remove()))
  }
}

/** Milliseconds of each test that was run without a mistake; null where it did not pass. Found out when it is first needed. */
type Usual = Map<string, number | null>

interface Hand {
  readonly root: string
  readonly runner: Runner
}

/** Each hand takes the next item when it is done with one. */
async function shareOut<T>(
  items: readonly T[],
  hands: readonly Hand[],
  work: (item: T, hand: Hand) => Promise<void>,
): Promise<void> {
  const left = items.values()
  await Promise.all(
    hands.map(async hand => {
      for (const item of left) await work(item, hand)
    }),
  )
}

async function tryOne(
  mutant: Mutant,
  original: string,
  { root, runner }: Hand,
  tests: readonly string[],
  usual: Usual,
): Promise<Verdict> {
  const file = join(root, mutant.file)
  const text = readFileSync(join(original, mutant.file), 'utf8')
  for (const test of tests) {
    if (!usual.has(test)) {
      const { outcome, ms } = await runner.run(test, LONGEST)
      usual.set(test, outcome === 'PASSED' ? ms : null)
    }
    const ms = usual.get(test) ?? null
    if (ms === null) continue
    await writeFile(file, mutated(text, mutant))
    try {
      const first = await runner.run(test, limitOf(ms))
      // A process may die of what ran in it before: only one that dies anew says anything of this mutant.
      const { outcome } = first.outcome === 'DIED' ? await runner.run(test, limitOf(ms)) : first
      if (outcome !== 'PASSED') return { mutant, killedBy: test, late: outcome === 'LATE' }
    } finally {
      await writeFile(file, text)
    }
  }
  return { mutant, killedBy: null, late: false }
}

/** What a test is taken to cost before it was run. */
const UNKNOWN_MS = 2_000

/** Learns which tests kill the mutants of a file, so that the likeliest for its time goes first. */
function createKills(usual: Usual) {
  const counts = new Map<string, number>()
  const key = (file: string, test: string): string => `${file} ${test}`
  const worth = (file: string, test: string, place: number): number =>
    ((counts.get(key(file, test)) ?? 0) + 1 / (1 + place)) / (usual.get(test) ?? UNKNOWN_MS)
  return {
    order: (file: string, tests: readonly string[]): readonly string[] =>
      tests
        .map((test, place) => ({ test, worth: worth(file, test, place) }))
        .filter(({ test }) => usual.get(test) !== null)
        .sort((one, other) => other.worth - one.worth)
        .map(({ test }) => test),
    note({ mutant, killedBy }: Verdict): void {
      if (killedBy === null) return
      counts.set(key(mutant.file, killedBy), (counts.get(key(mutant.file, killedBy)) ?? 0) + 1)
    },
  }
}
