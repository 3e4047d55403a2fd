// The figure: how many of the mistakes that can be made in policies, audit and verifier the tests notice.
import { availableParallelism } from 'node:os'
import type { Measured } from '../figures.js'
import { placeOf, tryProject } from './project.js'
import type { Tally } from './project.js'

const SAMPLE = 300
/** One that no test was written for. */
const SEED = 20_261_127
const EVERY = 10

/** What was tried, and what that says, for people. */
export function notesOf(
  { all, tried, killed, between: [low, high], survivors, failing, verdicts }: Tally,
  seed: number,
): readonly string[] {
  const late = verdicts.filter(verdict => verdict.late).length
  return [
    tried === all
      ? `every one of ${all} mutants`
      : `${tried} of ${all} mutants, seed ${seed}; of all of them, at 95 %: ${low.toFixed(1)} to ${high.toFixed(1)} %`,
    `${tried - survivors.length} killed (${killed.toFixed(1)} %), ${late} of them by never ending`,
    ...failing.map(test => `left out, as it takes too long or does not pass without a mistake: ${test}`),
    ...(survivors.length === 0 ? [] : [`${survivors.length} survived:`]),
    ...survivors.map(placeOf),
  ]
}

export async function measureMutants(): Promise<Measured> {
  let kills = 0
  const tally = await tryProject(
    { sample: SAMPLE, seed: SEED, workers: Math.min(2, availableParallelism()) },
    (verdict, done, of) => {
      if (verdict.killedBy !== null) kills += 1
      if (done % EVERY === 0) process.stderr.write(`${done} of ${of}: ${kills} killed\n`)
    },
  )
  return { value: tally.killed, notes: notesOf(tally, SEED) }
}
