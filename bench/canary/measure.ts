// The canary's figures: what leaked, what was shown, and how much was put to the test.
import { pairsOf } from '../../test/canary/pairs.js'
import { runCanary } from '../../test/canary/run.js'
import type { CanaryRun } from '../../test/canary/run.js'
import { separation, timeNotShown } from '../../test/canary/not-shown.js'
import { compareWorlds } from '../../test/canary/worlds.js'
import type { Measured } from '../figures.js'

const OPERATIONS = 2_500
const SEED = 7

const run = (): Promise<CanaryRun> => runCanary({ ops: OPERATIONS, seed: SEED })
const ofRun = ({ operations }: CanaryRun): string =>
  `${operations.toLocaleString('en-GB')} operations, seed ${SEED}; more by hand: npm run canary -- --ops 50000`

export async function measureLeaked(): Promise<Measured> {
  const done = await run()
  const problems = done.failures.flatMap(failure => failure.problems)
  const notes = [ofRun(done), ...problems.slice(0, 10).map(({ kind, says }) => `${kind} ${says}`)]
  return { value: problems.length, notes }
}

export async function measureShown(): Promise<Measured> {
  const done = await run()
  const notes = [ofRun(done), `${done.shown.toLocaleString('en-GB')} of ${done.expected.toLocaleString('en-GB')}`]
  return { value: (done.shown / done.expected) * 100, notes }
}

export async function measurePairs(): Promise<Measured> {
  const done = await run()
  const { percent, missing } = pairsOf(done)
  return { value: percent, notes: [ofRun(done), `${missing.length} pairs not exercised`, ...missing.slice(0, 5)] }
}

export async function measureWorlds(): Promise<Measured> {
  const { operations, differences, changed } = await compareWorlds({ ops: OPERATIONS, seed: SEED })
  const notes = [
    `${operations} operations, each twice; in ${changed} of them something hidden was asked for and differed`,
  ]
  return { value: differences.length, notes: [...notes, ...differences.slice(0, 5)] }
}

const PAIRS = 2_000
/** Long enough for any of these answers; each leaves at a multiple of it. */
const NOT_SHOWN_MS = 40

export async function measureNotShown(): Promise<Measured> {
  const { nobody, unrelated, concealed } = await timeNotShown(PAIRS, NOT_SHOWN_MS)
  const areas = [separation(unrelated, nobody), separation(concealed, nobody)]
  const atDefault = await timeNotShown(60, 1_000)
  const small = separation(atDefault.unrelated, atDefault.nobody)
  return {
    value: Math.max(...areas),
    notes: [
      `${nobody.length} pairs each, answers that leave at multiples of ${NOT_SHOWN_MS} ms`,
      `unrelated ${areas[0]?.toFixed(3)}, concealed ${areas[1]?.toFixed(3)}`,
      `60 pairs at the default of 1,000 ms: ${small.toFixed(3)}, where chance alone gives up to about 0.6`,
    ],
  }
}
