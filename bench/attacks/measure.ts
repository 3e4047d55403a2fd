// What refusing the dearest attack costs the gateway, from the body to the recorded refusal, in a process of its own. For memory
// nothing is collected while one attack is refused: so it is all that was taken, and not what was left.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Measured } from '../figures.js'
import { HARMLESS } from './cost.js'
import type { Asked, AttackCost } from './cost.js'

const SHOWN = 8

export const measureCpu = (): Promise<Measured> => measured('cpu', 'ms of CPU')
export const measureMemory = (): Promise<Measured> => measured('memory', 'MB')

/** Room for all that one attack takes. */
const UNCOLLECTED = ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=128']

async function measured(what: Asked, unit: string): Promise<Measured> {
  const costs = [...(await run(what))].sort((a, b) => b.value - a.value)
  const harmless = costs.find(({ name }) => name === HARMLESS)
  const attacks = costs.filter(cost => cost !== harmless)
  const [worst] = attacks
  if (!worst || !harmless) throw new Error('no attack was measured')
  const dearest = [...attacks.slice(0, SHOWN), harmless].map(cost => `${cost.name}: ${cost.value.toFixed(2)} ${unit}`)
  return {
    value: worst.value,
    notes: [
      `${attacks.length} attacks, the median of several runs of each after warm-up; the dearest, and a harmless query:`,
      ...dearest,
    ],
  }
}

function run(what: Asked): Promise<readonly AttackCost[]> {
  const file = fileURLToPath(import.meta.url.replace('measure', 'attack-child'))
  const child = fork(file, [what], {
    execArgv: what === 'memory' ? UNCOLLECTED : [],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return new Promise((resolve, reject) => {
    child.once('message', ({ costs, error }: { costs?: readonly AttackCost[]; error?: string }) => {
      child.disconnect()
      if (costs) resolve(costs)
      else reject(new Error(error))
    })
    child.once('exit', code => reject(new Error(`the measuring process ended with ${String(code)}`)))
  })
}
