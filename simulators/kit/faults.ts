// How a fault looks on the wire. Each function answers one request in its own broken way, on the real socket.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Fault, SimResponse } from './system.js'

/** A fault with the requests it touches. Without limits it touches all but the token endpoint, so that sign-in still works. */
export type ScopedFault = Fault & {
  /** Touch the token endpoint as well. */
  readonly tokens?: boolean
  /** Touch only requests whose path and query contain this text. */
  readonly path?: string
  /** Let this many requests through first. */
  readonly skip?: number
  /** Touch at most so many requests. */
  readonly times?: number
}

/** Whether a request lies within a fault's limits; `seen` counts the requests it was asked about before. */
export function touches(fault: ScopedFault, url: string, tokenEndpoint: boolean, seen: number): boolean {
  if (tokenEndpoint && fault.tokens !== true) return false
  if (fault.path !== undefined && !url.includes(fault.path) && !decoded(url).includes(fault.path)) return false
  const skip = fault.skip ?? 0
  return seen >= skip && seen < skip + (fault.times ?? Number.POSITIVE_INFINITY)
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

/** A response as bytes, with the headers that say so. */
export interface Wire {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Turns what a system answered into bytes: objects as JSON, strings as they are. */
export function toWire(response: SimResponse): Wire {
  const isText = typeof response.body === 'string'
  const text = response.body === undefined ? '' : isText ? String(response.body) : JSON.stringify(response.body)
  const body = Buffer.from(text)
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  const headers = { ...(response.body === undefined ? {} : { 'content-type': type }), ...lower(response.headers ?? {}) }
  return { status: response.status, headers: { ...headers, 'content-length': String(body.length) }, body }
}

function lower(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** Sends bytes properly. */
export function send(out: ServerResponse, wire: Wire): void {
  out.writeHead(wire.status, wire.headers)
  out.end(wire.body)
}

const page = '<!doctype html><html><head><title>Service</title></head><body><h1>Please sign in</h1></body></html>'
const htmlHeaders = { 'content-type': 'text/html; charset=utf-8' }

/** Faults that need no answer of the system's. `undefined` where the system must be asked first. */
export function answerWithout(fault: Fault): SimResponse | 'hang' | 'oversize' | undefined {
  switch (fault.kind) {
    case 'hang':
    case 'oversize':
      return fault.kind
    case 'html':
      return { status: 200, headers: htmlHeaders, body: page }
    case 'redirect':
      return { status: 302, headers: { location: fault.to }, body: '' }
    case 'status': {
      const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
      if (fault.html === true) return { status: fault.status, headers: { ...retry, ...htmlHeaders }, body: page }
      return { status: fault.status, headers: retry, body: { error: `simulated status ${String(fault.status)}` } }
    }
    default:
      return undefined
  }
}

/** Sends a proper answer in the fault's broken way. Resolves when nothing more will be sent. */
export async function sendBroken(
  fault: Fault,
  inbound: IncomingMessage,
  out: ServerResponse,
  wire: Wire,
): Promise<void> {
  switch (fault.kind) {
    case 'hang-body':
      out.writeHead(wire.status, wire.headers)
      out.write(wire.body.subarray(0, Math.floor(wire.body.length / 2)))
      return
    case 'cut': {
      out.writeHead(wire.status, wire.headers)
      const some = wire.body.subarray(0, Math.min(fault.at, Math.max(0, wire.body.length - 1)))
      out.flushHeaders()
      out.write(some, () => inbound.socket.destroy())
      return
    }
    case 'drip':
      return drip(fault.msPerByte, out, wire)
    case 'gzip': {
      const packed = gzipSync(wire.body)
      const headers = { ...wire.headers, 'content-encoding': 'gzip', 'content-length': String(packed.length) }
      send(out, { ...wire, headers, body: packed })
      return
    }
    case 'json':
      send(out, toWireOf(wire, JSON.stringify(fault.body)))
      return
    case 'drift':
      send(out, toWireOf(wire, renamed(wire.body.toString(), fault.from, fault.to)))
      return
    default:
      send(out, wire)
  }
}

function toWireOf(wire: Wire, text: string): Wire {
  const body = Buffer.from(text)
  return { ...wire, body, headers: { ...wire.headers, 'content-length': String(body.length) } }
}

async function drip(msPerByte: number, out: ServerResponse, wire: Wire): Promise<void> {
  const { 'content-length': _length, ...headers } = wire.headers
  out.writeHead(wire.status, headers)
  for (let at = 0; at < wire.body.length && !out.destroyed; at += 1) {
    out.write(wire.body.subarray(at, at + 1))
    await sleep(msPerByte, undefined, { ref: false })
  }
  out.end()
}

/** Sends a JSON body of so many bytes without saying its length beforehand, a piece at a time, as fast as it is read. */
export function sendOversize(bytes: number, out: ServerResponse): void {
  out.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  const piece = 'x'.repeat(65_536)
  const source = Readable.from(
    (function* () {
      yield '{"padding":"'
      for (let sent = 0; sent < bytes; sent += piece.length) yield piece.slice(0, Math.min(piece.length, bytes - sent))
      yield '"}'
    })(),
  )
  out.on('close', () => source.destroy())
  source.pipe(out)
}

/** Renames a key everywhere in a JSON text; any other text is left as it is. */
function renamed(text: string, from: string, to: string): string {
  try {
    return JSON.stringify(rename(JSON.parse(text), from, to))
  } catch {
    return text
  }
}

function rename(value: unknown, from: string, to: string): unknown {
  if (Array.isArray(value)) return value.map(item => rename(item, from, to))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key === from ? to : key, rename(item, from, to)]),
  )
}
