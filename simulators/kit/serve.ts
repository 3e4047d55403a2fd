// Serves a simulated system over HTTP on loopback, with its latency, and with a fault where one is set.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerWithout, send, sendBroken, sendOversize, toWire, touches, type ScopedFault } from './faults.js'
import { sampleLatency } from './latency.js'
import type { SimRequest, SimulatedSystem } from './system.js'

/** The path every simulated system and the gateway's settings agree on for sign-in. */
export const TOKEN_PATH = '/oauth2/token'

const MOST_CALLS = 10_000
const MOST_BODY = 1_048_576

export interface ServeOptions {
  /** Multiplies the system's own latency; 0 is none. */
  readonly latencyScale: number
  /** Every answer takes this long instead, in ms. */
  readonly fixedLatencyMs?: number
  readonly now: () => Date
  /** Uniform in [0, 1): the source of latencies. */
  readonly random: () => number
  /** A free one where absent. */
  readonly port?: number
}

/** One request a system received. Secrets are left out; `body` only where it was JSON. */
export interface RecordedCall {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly at: string
}

export interface RunningSystem {
  readonly id: string
  /** `http://127.0.0.1:41234`, no trailing slash. */
  readonly url: string
  /** Sets or clears the fault. `refuse` also ends the connections that stand. */
  setFault(fault: ScopedFault | null): void
  fault(): ScopedFault | null
  /** The latest ten thousand, sign-in included, oldest first. */
  calls(): readonly RecordedCall[]
  resetCalls(): void
  close(): Promise<void>
}

/** Starts the server. Rejects where the port is taken. */
export async function serve(system: SimulatedSystem, options: ServeOptions): Promise<RunningSystem> {
  let fault: ScopedFault | null = null
  let seen = 0
  let calls: RecordedCall[] = []
  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 0 }, (inbound, out) => {
    answer(inbound, out).catch(() => inbound.socket.destroy())
  })
  server.on('connection', socket => {
    if (fault?.kind === 'refuse') socket.resetAndDestroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`

  async function answer(inbound: IncomingMessage, out: ServerResponse): Promise<void> {
    const body = await read(inbound)
    const asked = new URL(inbound.url ?? '/', url)
    calls.push(recorded(inbound, asked, body, options.now()))
    // Trimmed now and then: a copy at every request would be the slowest part of a busy system.
    if (calls.length > 2 * MOST_CALLS) calls = calls.slice(-MOST_CALLS)
    const current = faultFor(asked)
    const wait = options.fixedLatencyMs ?? sampleLatency(system.latency, options.random) * options.latencyScale
    const longer = current?.kind === 'latency' ? current.ms : 0
    if (wait + longer > 0) await sleep(wait + longer, undefined, { ref: false })
    const short = current === null ? undefined : answerWithout(current)
    if (short === 'hang') return
    if (short === 'oversize' && current?.kind === 'oversize') return sendOversize(current.bytes, out)
    if (typeof short === 'object') return send(out, toWire(short))
    const wire = toWire(await system.handle(simRequest(inbound, asked, body, current)))
    if (current === null) return send(out, wire)
    await sendBroken(current, inbound, out, wire)
  }

  function faultFor(asked: URL): ScopedFault | null {
    if (fault === null) return null
    const inScope = { ...fault, skip: 0, times: Number.POSITIVE_INFINITY }
    const target = asked.pathname + asked.search
    if (!touches(inScope, target, asked.pathname === TOKEN_PATH, 0)) return null
    seen += 1
    return touches(fault, target, asked.pathname === TOKEN_PATH, seen - 1) ? fault : null
  }

  function simRequest(inbound: IncomingMessage, asked: URL, body: string, current: ScopedFault | null): SimRequest {
    return {
      method: inbound.method ?? 'GET',
      path: asked.pathname,
      query: asked.searchParams,
      headers: flat(inbound),
      body,
      origin: url,
      fault: current?.kind === 'wrong-child' ? 'wrong-child' : null,
      now: options.now(),
    }
  }

  return {
    id: system.id,
    url,
    setFault(next) {
      fault = next
      seen = 0
      if (next?.kind === 'refuse') server.closeAllConnections()
    },
    fault: () => fault,
    calls: () => calls.slice(-MOST_CALLS),
    resetCalls() {
      calls = []
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function read(inbound: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of inbound) {
    const bytes = piece as Buffer
    length += bytes.length
    if (length > MOST_BODY) throw new Error('request body too large')
    pieces.push(bytes)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function flat(inbound: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(inbound.headers).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(pairs)
}

function recorded(inbound: IncomingMessage, asked: URL, body: string, at: Date): RecordedCall {
  const headers = flat(inbound)
  const isJson = (headers['content-type'] ?? '').includes('json')
  const safe = Object.entries(headers).filter(([name]) => !/^authorization$|cookie|key|secret|token/.test(name))
  return {
    method: inbound.method ?? 'GET',
    path: asked.pathname,
    query: asked.search.slice(1),
    headers: Object.fromEntries(safe),
    body: isJson ? body.slice(0, 65_536) : '',
    at: at.toISOString(),
  }
}
