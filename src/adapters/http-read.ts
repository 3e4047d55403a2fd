// The exchange that agency reads go through, on Node's own client: a picture is some thirty of them, and the general
// client costs several times as much for each. The same rules as http-exchange.ts, and the same tests.
import { request as plain } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { request as secure } from 'node:https'
import { isEncoded, parseBody } from './http-body.js'
import type { Received } from './http-body.js'
import type { Exchange } from './http-exchange.js'
import { SourceFault } from './transport.js'
import type { UpstreamAnswer } from './transport.js'

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const NO_BODY: ReadonlySet<number> = new Set([204, 304])

/** One request and its whole answer. Throws SourceFault for everything the source does wrong. */
export function read(ask: Exchange): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    if (ask.signal.aborted) return reject(new SourceFault('TIMED_OUT'))
    const request = start(ask)
    // Settles once; whatever the socket still says after that is nobody's.
    const end = (settle: () => void): void => {
      ask.signal.removeEventListener('abort', onAbort)
      settle()
    }
    const fail = (fault: SourceFault): void => {
      end(() => reject(fault))
      request.destroy()
    }
    const onAbort = (): void => fail(new SourceFault('TIMED_OUT'))
    ask.signal.addEventListener('abort', onAbort, { once: true })
    // Until an answer has begun. A connection may also close without a word: after an offer to speak another protocol.
    const unreachable = (): void => fail(new SourceFault('UNREACHABLE'))
    request.on('error', unreachable)
    request.on('close', unreachable)
    request.on('response', response => {
      request.off('close', unreachable)
      request.off('error', unreachable)
      request.on('error', () => fail(new SourceFault('MALFORMED')))
      receive(response, ask, fail, answer => end(() => resolve(answer)))
    })
    request.end(ask.body)
  })
}

function start({ url, method, headers, body, accept, agent }: Exchange): ClientRequest {
  return (url.protocol === 'https:' ? secure : plain)({
    protocol: url.protocol,
    // A literal IPv6 address stands in brackets in a URL and without them everywhere else.
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: url.pathname + url.search,
    method,
    headers: {
      ...headers,
      accept: accept.join(', '),
      'accept-encoding': 'identity',
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    agent,
  })
}

function receive(
  response: IncomingMessage,
  { accept, maxBodyBytes }: Exchange,
  fail: (fault: SourceFault) => void,
  done: (answer: UpstreamAnswer) => void,
): void {
  const received: Received = { status: response.statusCode ?? 0, headers: headersOf(response) }
  const { status, headers } = received
  const malformed = (): void => fail(new SourceFault('MALFORMED', status))
  response.on('error', malformed)
  if (REDIRECTS.has(status) || isEncoded(headers['content-encoding'])) return malformed()
  const pieces: Buffer[] = []
  let length = 0
  response.on('data', (piece: Buffer) => {
    length += piece.length
    pieces.push(piece)
    if (length > maxBodyBytes) malformed()
  })
  response.on('end', () => {
    if (length > maxBodyBytes || !isWhole(response, length)) return malformed()
    const text = (pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))?.toString('utf8') ?? ''
    try {
      done({ status, headers, body: parseBody(text, received, accept) })
    } catch {
      malformed()
    }
  })
}

/** A body that only the end of the connection ends may have been cut anywhere. */
function isWhole(response: IncomingMessage, length: number): boolean {
  if (!response.complete) return false
  const { 'content-length': declared, 'transfer-encoding': transfer } = response.headers
  if (declared !== undefined) return Number(declared) === length
  return transfer !== undefined || NO_BODY.has(response.statusCode ?? 0)
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    flat[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  return flat
}
