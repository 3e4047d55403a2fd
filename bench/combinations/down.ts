// Every combination of five agencies up and down: of how many is the picture, byte for byte, what the agencies that are up
// say alone?
import { expectedWith } from '../../test/gateway/faults/recompute.js'
import { AGENCIES, openStage, whatIsKnown } from '../../test/gateway/faults/stage.js'
import type { Measured } from '../figures.js'

export async function measureCombinations(): Promise<Measured> {
  const stage = await openStage({ deadlineMs: 3_000 })
  try {
    const known = await whatIsKnown(stage)
    let equal = 0
    let slowest = 0
    const differing: string[] = []
    for (let bits = 0; bits < 2 ** AGENCIES.length; bits += 1) {
      const down = AGENCIES.filter((_agency, index) => (bits >> index) % 2 === 1)
      stage.fail(stage.sourcesOf(down), { kind: 'refuse' })
      const told = await stage.picture()
      const failing = new Map(
        stage.sourcesOf(down).map(id => [id, { status: 'UNAVAILABLE', reason: 'UNREACHABLE' } as const]),
      )
      if (JSON.stringify(told.child) === JSON.stringify(expectedWith(failing, known))) equal += 1
      else differing.push(down.join(', '))
      slowest = Math.max(slowest, told.ms)
    }
    return {
      value: equal,
      notes: [`of 32; the slowest took ${Math.round(slowest)} ms of a deadline of 3,000`, ...differing],
    }
  } finally {
    await stage.close()
  }
}
