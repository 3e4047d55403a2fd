// The whole generated region through the adapter: what its charity has recorded, the adapter can read.
import { expect, it } from '@jest/globals'
import { generateRegion } from '../../../simulators/region/generate.js'
import { callAs } from '../police/start.js'
import { startCharity } from './start.js'

it('every client of a generated region is read whole, with no code unknown', async () => {
  const { charity } = generateRegion({ seed: 7, size: 300, now: '2026-03-01T09:00:00Z' })
  const { source, stop } = await startCharity({ charity })
  try {
    const asks = charity.map(({ clientId }) => ({ recordId: clientId, parts: source.offers }))
    const readings = (await source.lookupMany?.(asks, callAs({}, 'ASSESS_RISK', 25_000))) ?? []
    expect(readings.length).toBeGreaterThan(0)
    for (const reading of readings) expect(reading).toMatchObject({ kind: 'read', failedParts: {} })
    expect(JSON.stringify(readings)).not.toMatch(/UNRECOGNISED|"recognised":false/)
  } finally {
    await stop()
  }
})
