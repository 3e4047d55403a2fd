// The SSD adapter before its simulated system, without a socket.
import type { Part } from '../../../src/adapters/agency.js'
import { PART_COLLECTIONS } from '../../../src/adapters/social-care/ssd/parts.js'
import { createSsdRest } from '../../../src/adapters/social-care/ssd/source.js'
import { createSsdSystem, type SsdExtras } from '../../../simulators/social-care/ssd/system.js'
import { CHILDREN_REGION, CREDENTIALS, GSS } from '../../simulators/social-care/region.js'
import { configOf, direct, TODAY } from './direct.js'

export const PARTS = Object.keys(PART_COLLECTIONS) as Part[]

export function start(extras: SsdExtras = {}, rows = CHILDREN_REGION) {
  const system = createSsdSystem(
    { id: 'social-care-newport', region: rows, gss: GSS, credentials: CREDENTIALS },
    extras,
  )
  const transport = direct(system, '/api/v1')
  return { system, transport, source: createSsdRest(configOf('ssd-rest'), transport, () => TODAY) }
}

export const paths = (transport: ReturnType<typeof direct>) => transport.sent.map(one => one.path).sort()
