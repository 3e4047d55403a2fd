// Opens a connection for sign-in, tokens and keys, and for webhooks; agency reads go through http-read.ts. One exchange: no
// redirects, no compression, a size cap, one signal that lives until the body has been read, and errors without the URL, which may
// hold an NHS number (security.md §4b).
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import fetch from 'node-fetch'
import type { Response } from 'node-fetch'
import { isEncoded, parseBody } from './http-body.js'
import { SourceFault } from './transport.js'
import type { UpstreamAnswer } from './transport.js'

export interface Exchange {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly accept: readonly string[]
  readonly maxBodyBytes: number
  readonly signal: AbortSignal
  readonly agent: HttpAgent
}

/** What is told to another system that has nothing to answer but a status. */
export type Told = Pick<Exchange, 'url' | 'headers' | 'signal' | 'agent'> & { readonly body: string }

/** A keep-alive pool for one origin; for all of its protocol, where `lookup` says which addresses a name may lead to. */
export function createAgent(origin: Pick<URL, 'protocol'>, maxSockets: number, lookup?: LookupFunction): HttpAgent {
  const options = { keepAlive: true, maxSockets, scheduling: 'lifo' as const, ...(lookup ? { lookup } : {}) }
  return origin.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options)
}

/** One request and its whole answer. Throws SourceFault for everything the source does wrong. */
export async function exchange(ask: Exchange): Promise<UpstreamAnswer> {
  const response = await send(ask)
  const text = await readWhole(response, ask.signal)
  const headers = Object.fromEntries(response.headers.entries())
  const { status } = response
  return { status, headers, body: parseBody(text, { status, headers }, ask.accept) }
}

/** The status of the answer. Its body is not waited for and not read. Throws SourceFault where there is no answer. */
export async function tell(told: Told): Promise<number> {
  const { status, body } = await send({ ...told, method: 'POST', accept: ['*/*'], maxBodyBytes: 0 })
  // Not to the end: what comes may be without one.
  body?.on('error', () => undefined)
  if (body instanceof Readable) body.destroy()
  return status
}

async function send(ask: Exchange): Promise<Response> {
  return fetch(ask.url, {
    method: ask.method,
    headers: { ...ask.headers, accept: ask.accept.join(', '), 'accept-encoding': 'identity' },
    ...(ask.body === undefined ? {} : { body: ask.body }),
    redirect: 'error',
    compress: false,
    size: ask.maxBodyBytes,
    signal: ask.signal,
    agent: ask.agent,
  }).catch((error: unknown) => {
    throw faultOf(error, ask.signal)
  })
}

async function readWhole(response: Response, signal: AbortSignal): Promise<string> {
  if (isEncoded(response.headers.get('content-encoding'))) {
    response.body?.on('error', () => undefined)
    throw new SourceFault('MALFORMED', response.status)
  }
  // Whatever ends a body before its end has cut it short.
  const bytes = await response.arrayBuffer().catch(() => {
    throw signal.aborted ? new SourceFault('TIMED_OUT') : new SourceFault('MALFORMED', response.status)
  })
  const declared = response.headers.get('content-length')
  // A body that only the end of the connection ends may have been cut anywhere.
  const endless = declared === null && !response.headers.has('transfer-encoding') && bytes.byteLength > 0
  if (endless || (declared !== null && Number(declared) !== bytes.byteLength))
    throw new SourceFault('MALFORMED', response.status)
  return new TextDecoder().decode(bytes)
}

function faultOf(error: unknown, signal: AbortSignal): SourceFault {
  if (signal.aborted) return new SourceFault('TIMED_OUT')
  const { type } = error as { type?: unknown }
  return new SourceFault(type === 'no-redirect' ? 'MALFORMED' : 'UNREACHABLE')
}
