// What enforcement costs: the gateway as it is, and given as little to enforce as it can be, turn and turn about.
import type { Measured } from '../figures.js'
import { startAlone } from '../peers/drive.js'
import { withHarness } from '../peers/with-harness.js'
import { quantile } from './asker.js'
import { loadNote } from './with-slow-systems.js'

const TURNS = 4
const WARM_UP_S = 20
const SECONDS = 10
const CONNECTIONS = 16

/** Share of the processor time of a combined picture that is gone where the protocol allows everything and nothing is recorded. */
export function measureEnforcement(): Promise<Measured> {
  return withHarness(async ({ harness, prepared }) => {
    await harness.lib.startUpstreams(1)
    async function cpuOf(env: Readonly<Record<string, string>>): Promise<number> {
      const gateway = await startAlone(harness, prepared, { env })
      try {
        await gateway.drive('combined', CONNECTIONS, WARM_UP_S)
        const { cpuMs, requests } = await gateway.drive('combined', CONNECTIONS, SECONDS)
        return cpuMs / requests
      } finally {
        await gateway.stop()
      }
    }
    const pairs: { readonly normal: number; readonly open: number }[] = []
    for (let turn = 0; turn < TURNS; turn += 1)
      pairs.push({ normal: await cpuOf({}), open: await cpuOf({ HAFAN_BENCH_UNENFORCED: 'yes' }) })
    return {
      value: quantile(
        pairs.map(({ normal, open }) => (1 - open / normal) * 100),
        0.5,
      ),
      notes: [
        `ms of CPU a picture, enforced and not: ${pairs.map(({ normal, open }) => `${normal.toFixed(2)}/${open.toFixed(2)}`).join(', ')}`,
        loadNote(),
      ],
    }
  })
}
