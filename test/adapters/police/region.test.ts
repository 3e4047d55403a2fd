// The whole generated region through the adapter: what its force has recorded, the adapter can read.
import { expect, it } from '@jest/globals'
import type { Ask, Reading } from '../../../src/adapters/agency.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import { callAs, startPolice } from './start.js'

it('every nominal of a generated region is read whole, with no code unknown', async () => {
  const { police } = generateRegion({ seed: 7, size: 300, now: '2026-03-01T09:00:00Z' })
  const { source, stop } = await startPolice({ police })
  try {
    const asks: Ask[] = police.map(({ nominalId }) => ({ recordId: nominalId, parts: source.offers }))
    const readings: readonly Reading[] =
      (await source.lookupMany?.(asks, callAs({ policeVetted: true }, 'ASSESS_RISK', 25_000))) ?? []
    expect(readings).toHaveLength(police.length)
    for (const reading of readings)
      expect(reading).toMatchObject({ kind: 'read', failedParts: {}, restrainedParts: [] })
    expect(JSON.stringify(readings)).not.toMatch(/UNRECOGNISED|"recognised":false/)
    expect(readings.map(reading => reading.kind === 'read' && reading.recordId)).toEqual(
      police.map(({ nominalId, mergedInto }) => mergedInto ?? nominalId),
    )
  } finally {
    await stop()
  }
})
