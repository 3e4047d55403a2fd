// Sends every attack to a gateway in this process and tells what each took. Started by measure.ts.
import { ATTACKS } from '../../test/support/attacks.js'
import { bareGateway } from '../../test/support/bare-gateway.js'
import type { BareGateway } from '../../test/support/bare-gateway.js'
import { HARMLESS } from './cost.js'
import type { AttackCost } from './cost.js'

const WARM_UP = 25
const RUNS = 15
const MEGABYTE = 1_000_000

const SENT = [...ATTACKS, { name: HARMLESS, body: '{"query":"{ viewer { role } }"}', code: undefined }]

const held = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Milliseconds of the processor, or megabytes, that sending a body took. */
async function costOf(gateway: BareGateway, body: string, code: string | undefined): Promise<number> {
  globalThis.gc?.()
  const before = held()
  const started = process.cpuUsage()
  const answer = await gateway.post(body)
  const { user, system } = process.cpuUsage(started)
  if (answer.code !== code) throw new Error(`answered with ${String(answer.code)}, not ${String(code)}`)
  return process.argv[2] === 'memory' ? (held() - before) / MEGABYTE : (user + system) / 1000
}

async function measureAll(): Promise<readonly AttackCost[]> {
  const gateway = await bareGateway()
  const values = SENT.map((): number[] => [])
  // In rounds, so that what else the machine does falls on all of them.
  for (let round = 0; round < WARM_UP + RUNS; round += 1) {
    for (const [index, { body, code }] of SENT.entries()) {
      const value = await costOf(gateway, body, code)
      if (round >= WARM_UP) values[index]?.push(value)
    }
  }
  await gateway.close()
  return SENT.map(({ name }, index) => ({ name, value: median(values[index] ?? []) }))
}

process.on('disconnect', () => process.exit())
measureAll().then(
  costs => process.send?.({ costs }),
  (error: unknown) => process.send?.({ error: String(error) }),
)
