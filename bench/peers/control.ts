// What the gateway under measurement says of itself, beside its door.
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'

export interface GatewayState {
  /** Asked of the database so far. */
  readonly statements: number
  readonly rssMegabytes: number
  /** After everything that can be let go was, where Node was started with --expose-gc. */
  readonly heapMegabytes: number
  /** 99th percentile of how late the event loop was since this was last asked, in milliseconds. */
  readonly lagMs: number
  /** Open files and sockets. */
  readonly descriptors: number
}

const MEGABYTE = 1_048_576
const NANOSECONDS = 1e6
const LOOK_EVERY_MS = 10

export function startControl(port: number, statements: () => number): void {
  const lag = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS })
  lag.enable()
  createServer((_request, response) => {
    const lagMs = lag.percentile(99) / NANOSECONDS - LOOK_EVERY_MS
    globalThis.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    const state: GatewayState = {
      statements: statements(),
      rssMegabytes: rss / MEGABYTE,
      heapMegabytes: heapUsed / MEGABYTE,
      lagMs,
      descriptors: readdirSync('/proc/self/fd').length,
    }
    response.end(JSON.stringify(state), () => lag.reset())
  }).listen(port, '127.0.0.1')
}
