import { describe, expect, it } from '@jest/globals'
import type { AgencySource, Reading } from '../../../src/adapters/agency.js'
import { createReadings } from '../../../src/server/operation/loaders.js'
import { nobodyCalls, source } from '../../children/support.js'

const PARTS = new Set(['identity'] as const)
const FAILED = { kind: 'failed', reason: 'SOURCE_ERROR' }
const bug = (): never => {
  throw new TypeError('a bug of this adapter')
}

async function askTwo(of: Partial<AgencySource>): Promise<{ readings: Reading[]; faults: unknown[] }> {
  const faults: unknown[] = []
  const readings = createReadings(nobodyCalls, error => faults.push(error))
  const asked = { ...source(), ...of }
  return { readings: await Promise.all(['a', 'b'].map(id => readings.ask(asked, id, PARTS))), faults }
}

describe('a bug of one adapter', () => {
  it('is a fault of its source, for the question it was asked alone, and is told of', async () => {
    const { readings, faults } = await askTwo({
      lookup: ({ recordId }) => (recordId === 'a' ? bug() : Promise.resolve({ kind: 'nothing' })),
    })
    expect(readings).toEqual([FAILED, { kind: 'nothing' }])
    expect(faults).toEqual([expect.any(TypeError)])
  })

  it('is the same where many were asked together, or too few answered', async () => {
    expect(await askTwo({ lookupMany: bug })).toMatchObject({ readings: [FAILED, FAILED], faults: [{}] })
    const few = await askTwo({ lookupMany: () => Promise.resolve([{ kind: 'nothing' }]) })
    expect(few).toMatchObject({ readings: [FAILED, FAILED], faults: [{}] })
  })
})
