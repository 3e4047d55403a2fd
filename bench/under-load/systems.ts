// The telling end of the systems that can be slowed and broken.
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import type { Harness } from '../peers/harness.js'
import type { SystemsOrder } from './systems-child.js'

const PORT = 8_190
const ORIGIN = `http://127.0.0.1:${String(PORT)}`

export interface Systems {
  /** What the gateway is told of where they are. */
  readonly env: Readonly<Record<string, string>>
  set(order: SystemsOrder): Promise<void>
  /** How often each was asked since this was last asked. */
  calls(): Promise<Readonly<Record<string, number>>>
}

/** On the second core, with whoever asks; ends with everything else that the harness has started. */
export async function startSystems({ lib, data }: Harness): Promise<Systems> {
  const child = fileURLToPath(import.meta.url.replace('systems', 'systems-child'))
  lib.start('slow-systems', 'node', [child, data, String(PORT)], { cpu: 1 })
  const calls = async (): Promise<Readonly<Record<string, number>>> =>
    (await (await fetch(`${ORIGIN}/order`)).json()) as Readonly<Record<string, number>>
  while (!(await calls().then(() => true, () => false))) await pause(20) // prettier-ignore
  const env = Object.fromEntries(
    Object.entries(lib.upstreamEnv).map(([name, url]) => [name, `${ORIGIN}${new URL(url).pathname}`]),
  )
  return {
    env,
    calls,
    async set(order) {
      await fetch(`${ORIGIN}/order`, { method: 'POST', body: JSON.stringify(order) })
    },
  }
}
