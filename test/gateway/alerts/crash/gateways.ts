// Gateways in processes of their own, on one database, before one region: killed and begun again.
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Order } from './child.js'

export interface Gateways {
  /** Of one that stands; another each time. */
  url(): string
  /** Kills one with SIGKILL and begins another in its place. */
  kill(): Promise<void>
  /** Has the clocks of all of them run ahead so much further. */
  pass(ms: number): void
  now(): Date
  stop(): void
}

export async function openGateways(count: number, order: Omit<Order, 'aheadMs'>): Promise<Gateways> {
  let aheadMs = 0
  let asked = 0
  const all: { child: ChildProcess; url: string }[] = await Promise.all(
    Array.from({ length: count }, () => begin({ ...order, aheadMs })),
  )
  return {
    url: () => all[(asked += 1) % all.length]?.url ?? '',
    async kill() {
      const one = all.shift()
      one?.child.kill('SIGKILL')
      all.push(await begin({ ...order, aheadMs }))
    },
    pass(ms) {
      aheadMs += ms
      for (const { child } of all) child.send({ aheadMs })
    },
    now: () => new Date(Date.now() + aheadMs),
    stop() {
      for (const { child } of all) child.kill('SIGKILL')
    },
  }
}

/** From the sources where the tests run from them, else from the build. */
async function begin(order: Order): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const file = fileURLToPath(import.meta.url).replace(/gateways\.(ts|js)$/, 'child.$1')
  const hooks = fileURLToPath(new URL('../../../store/typescript-hooks.mjs', import.meta.url))
  const child = fork(file, { execArgv: file.endsWith('.ts') ? ['--import', hooks] : [] })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', ({ url: at, error }: { url?: string; error?: string }) =>
      at === undefined ? reject(new Error(error)) : resolve(at),
    )
    child.once('exit', () => reject(new Error('the gateway did not boot')))
    child.send(order)
  })
  return { child, url }
}
