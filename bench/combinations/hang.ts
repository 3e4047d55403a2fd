// One agency that never answers, or all of them that begin to and never end: how long after the deadline is the picture there? The
// slowest of the six cases; of each the quickest of a few tries, since a gateway that is slow is slow every time.
import { AGENCIES, openStage } from '../../test/gateway/faults/stage.js'
import type { Stage } from '../../test/gateway/faults/stage.js'
import type { Measured } from '../figures.js'

const DEADLINE_MS = 3_000
const TRIES = 3

export async function measureHang(): Promise<Measured> {
  const stage = await openStage({ deadlineMs: DEADLINE_MS })
  try {
    await stage.picture()
    const cases: (readonly [string, number])[] = []
    for (const agency of AGENCIES) cases.push([agency, await quickest(stage, stage.sourcesOf([agency]), 'hang')])
    cases.push(['all, their bodies cut', await quickest(stage, stage.sourcesOf(AGENCIES), 'hang-body')])
    return {
      value: Math.max(...cases.map(([, ms]) => ms)) - DEADLINE_MS,
      notes: [
        `of a deadline of ${DEADLINE_MS} ms: ${cases.map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(', ')}`,
      ],
    }
  } finally {
    await stage.close()
  }
}

async function quickest(stage: Stage, sources: readonly string[], kind: 'hang' | 'hang-body'): Promise<number> {
  const times: number[] = []
  for (let tries = 0; tries < TRIES; tries += 1) {
    stage.fail(sources, { kind })
    times.push((await stage.picture()).ms)
    // What is asked in between closes the breakers again.
    stage.fail([], { kind })
    await stage.picture()
  }
  return Math.min(...times)
}
