// The canary run at the size of every build. `npm run canary -- --ops 50000` is the same at leisure.
import { beforeAll, describe, expect, it } from '@jest/globals'
import { pairsOf } from './pairs.js'
import { runCanary } from './run.js'
import type { CanaryRun, Failure } from './run.js'

const OPERATIONS = 2_500
const SEED = 1

let run: CanaryRun
beforeAll(async () => {
  run = await runCanary({ ops: OPERATIONS, seed: SEED })
}, 600_000)

/** What somebody needs to have it again. */
const told = ({ operation, problems }: Failure): string =>
  [
    `npm run canary -- --seed ${SEED} --only ${operation?.index ?? 'none: found in the store'}`,
    operation?.canary.name ?? '',
    ...problems.slice(0, 5).map(({ kind, says }) => `${kind} ${says}`),
  ].join('\n')

describe('the canary run', () => {
  it('lets no canary out to anybody who may not have it, and nothing else go wrong', () => {
    expect(run.failures.map(told)).toEqual([])
    expect(run.operations).toBe(OPERATIONS)
  })

  it('shows every canary that was asked for and may be had', () => {
    expect(run.expected).toBeGreaterThan(OPERATIONS)
    expect(run.shown / run.expected).toBeGreaterThanOrEqual(0.99)
  })

  it('has asked for nearly every coordinate as every role', () => {
    expect(pairsOf(run).percent).toBeGreaterThanOrEqual(95)
  })
})
