// What refusing the dearest attack costs the gateway, from the body to the recorded refusal. Measured in a process of its own,
// whose new objects are not collected while one attack is refused: so memory is all that was taken, and not what was left.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Measured } from '../figures.js'
import type { AttackCost } from './attack-child.js'

const SHOWN = 5

export const measureCpu = (): Promise<Measured> => measured(({ cpuMs }) => cpuMs, 'ms of CPU')
export const measureMemory = (): Promise<Measured> => measured(({ megabytes }) => megabytes, 'MB')

async function measured(of: (cost: AttackCost) => number, unit: string): Promise<Measured> {
  const costs = [...(await run())].sort((a, b) => of(b) - of(a))
  const [worst] = costs
  if (!worst) throw new Error('no attack was measured')
  const dearest = costs.slice(0, SHOWN).map(cost => `${cost.name}: ${of(cost).toFixed(2)} ${unit}`)
  return {
    value: of(worst),
    notes: [`${costs.length} attacks, the median of several runs of each after warm-up; the dearest:`, ...dearest],
  }
}

function run(): Promise<readonly AttackCost[]> {
  const file = fileURLToPath(import.meta.url.replace('measure', 'attack-child'))
  const execArgv = ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=128']
  const child = fork(file, { execArgv, env: { ...process.env, NODE_ENV: 'production' } })
  return new Promise((resolve, reject) => {
    child.once('message', ({ costs, error }: { costs?: readonly AttackCost[]; error?: string }) => {
      child.disconnect()
      if (costs) resolve(costs)
      else reject(new Error(error))
    })
    child.once('exit', code => reject(new Error(`the measuring process ended with ${String(code)}`)))
  })
}
