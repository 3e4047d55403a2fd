// Gateways in processes of their own, on one database, before one region: killed and begun again.
import { fork, type ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Clock } from '../../../../simulators/kit/clock.js'
import type { Order } from './child.js'

export interface Gateways {
  /** Of one that stands; another each time. */
  url(): string
  /** Kills one with SIGKILL and begins another in its place, as often as it takes where the database is away. */
  kill(): Promise<void>
  /** How many ended that nobody had killed. */
  fallen(): number
  /** Has the clocks of all of them run ahead so much further, and that of the agencies with them: they refuse one who signs in tomorrow. */
  pass(ms: number): void
  now(): Date
  stop(): void
}

interface Standing {
  readonly child: ChildProcess
  readonly url: string
}

const TRIES = 60
const AGAIN_AFTER_MS = 500

export async function openGateways(
  count: number,
  order: Omit<Order, 'aheadMs'>,
  agencies: Pick<Clock, 'set'>,
): Promise<Gateways> {
  let aheadMs = 0
  let asked = 0
  let fallen = 0
  const meant = new WeakSet<ChildProcess>()
  const kill = (child: ChildProcess): void => {
    meant.add(child)
    child.kill('SIGKILL')
  }
  async function stand(): Promise<Standing> {
    const one = await begin({ ...order, aheadMs })
    one.child.once('exit', () => {
      if (!meant.has(one.child)) fallen += 1
    })
    return one
  }
  async function standAgain(): Promise<Standing> {
    for (let left = TRIES; ; left -= 1) {
      try {
        return await stand()
      } catch (error) {
        if (left === 0) throw error
        await wait(AGAIN_AFTER_MS)
      }
    }
  }
  const all: Standing[] = await Promise.all(Array.from({ length: count }, stand))
  return {
    url: () => all[(asked += 1) % all.length]?.url ?? '',
    async kill() {
      const one = all.shift()
      if (one) kill(one.child)
      all.push(await standAgain())
    },
    fallen: () => fallen,
    pass(ms) {
      aheadMs += ms
      for (const { child } of all) if (child.connected) child.send({ aheadMs })
      agencies.set(new Date(Date.now() + aheadMs))
    },
    now: () => new Date(Date.now() + aheadMs),
    stop() {
      for (const { child } of all) kill(child)
    },
  }
}

/** From the sources where the tests run from them, else from the build. Rejects where it does not boot, and leaves nothing behind. */
async function begin(order: Order): Promise<Standing> {
  const file = fileURLToPath(import.meta.url).replace(/gateways\.(ts|js)$/, 'child.$1')
  const hooks = fileURLToPath(new URL('../../../store/typescript-hooks.mjs', import.meta.url))
  const child = fork(file, { execArgv: file.endsWith('.ts') ? ['--import', hooks] : [] })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', ({ url: at, error }: { url?: string; error?: string }) =>
        at === undefined ? reject(new Error(error)) : resolve(at),
      )
      child.once('exit', () => reject(new Error('the gateway did not boot')))
      child.send(order)
    })
    return { child, url }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}
