// A gateway before systems that can be slowed and broken, warm, and whoever asks it.
import { loadavg } from 'node:os'
import { startAlone, type Alone, type AloneOptions } from '../peers/drive.js'
import { withHarness } from '../peers/with-harness.js'
import { createAsker, type Asker } from './asker.js'
import { startSystems, type Systems } from './systems.js'

export interface Slow {
  readonly gateway: Alone
  readonly systems: Systems
  readonly asker: Asker
}

const WARM_UP_S = 20
const CONNECTIONS = 16

export async function withSlowSystems<T>(work: (slow: Slow) => Promise<T>, options: AloneOptions = {}): Promise<T> {
  return withHarness(async ({ harness, prepared }) => {
    const systems = await startSystems(harness)
    const gateway = await startAlone(harness, prepared, { ...options, env: { ...options.env, ...systems.env } })
    try {
      const asker = await createAsker(gateway.url, harness, prepared)
      await asker.closed('combined', CONNECTIONS, WARM_UP_S)
      await asker.closed('school', CONNECTIONS, WARM_UP_S / 4)
      return await work({ gateway, systems, asker })
    } finally {
      await gateway.stop()
    }
  })
}

/** What the machine was doing besides. */
export const loadNote = (): string =>
  `load ${loadavg()
    .map(each => each.toFixed(1))
    .join(' ')}`
