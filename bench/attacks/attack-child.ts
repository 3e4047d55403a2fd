// Sends every attack to a gateway in this process and tells what each took. Started by measure.ts.
import { ATTACKS } from '../../test/support/attacks.js'
import { bareGateway } from '../../test/support/bare-gateway.js'

export interface AttackCost {
  readonly name: string
  readonly cpuMs: number
  readonly megabytes: number
}

const WARM_UP = 20
const RUNS = 15
const MEGABYTE = 1_000_000

const held = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function measureAll(): Promise<readonly AttackCost[]> {
  const collect = globalThis.gc
  if (!collect) throw new Error('start with --expose-gc')
  const gateway = await bareGateway()
  for (let run = 0; run < WARM_UP; run += 1) for (const { body } of ATTACKS) await gateway.post(body)
  const costs: AttackCost[] = []
  for (const { name, body, code } of ATTACKS) {
    const cpu: number[] = []
    const memory: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      collect()
      const before = held()
      const started = process.cpuUsage()
      const answer = await gateway.post(body)
      const { user, system } = process.cpuUsage(started)
      if (answer.code !== code) throw new Error(`${name} was answered with ${String(answer.code)}`)
      cpu.push((user + system) / 1000)
      memory.push((held() - before) / MEGABYTE)
    }
    costs.push({ name, cpuMs: median(cpu), megabytes: median(memory) })
  }
  await gateway.close()
  return costs
}

measureAll().then(
  costs => process.send?.({ costs }),
  (error: unknown) => process.send?.({ error: String(error) }),
)
