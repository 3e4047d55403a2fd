// The exchange that agency reads go through: a picture is some thirty of them, and the general clients cost several times
// as much for each (docs/adr/0005). The same rules as http-exchange.ts, and the same tests.
import { Pool } from 'undici'
import type { Dispatcher } from 'undici'
import { isEncoded, parseBody } from './http-body.js'
import type { Exchange } from './http-exchange.js'
import { SourceFault } from './transport.js'
import type { UpstreamAnswer } from './transport.js'

/** One read: an exchange over a pool of connections to the origin of its URL. */
export interface Read extends Omit<Exchange, 'agent'> {
  readonly pool: Pool
}

const IDLE_MS = 20_000
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const NO_BODY: ReadonlySet<number> = new Set([204, 304])

/** Kept connections to one origin. Time is limited by each read's own signal, to the end of the body. */
export function createPool(origin: URL, connections: number): Pool {
  return new Pool(origin.origin, {
    connections,
    pipelining: 1,
    keepAliveTimeout: IDLE_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
}

/** One request and its whole answer. Throws SourceFault for everything the source does wrong. */
export function read(ask: Read): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    if (ask.signal.aborted) return reject(new SourceFault('TIMED_OUT'))
    let controller: Dispatcher.DispatchController | null = null
    let over = false
    // Settles once; whatever the connection still says after that is nobody's.
    const end = (settle: () => void): void => {
      if (over) return
      over = true
      ask.signal.removeEventListener('abort', onAbort)
      settle()
    }
    const fail = (fault: SourceFault): void => {
      end(() => reject(fault))
      controller?.abort(fault)
    }
    const onAbort = (): void => fail(new SourceFault('TIMED_OUT'))
    ask.signal.addEventListener('abort', onAbort, { once: true })
    const body = createBody(ask, answer => end(() => resolve(answer)), fail)
    ask.pool.dispatch(requestOf(ask), {
      onRequestStart(started) {
        controller = started
        if (over) started.abort(new SourceFault('TIMED_OUT'))
      },
      // An offer to speak another protocol is no answer.
      onRequestUpgrade: () => fail(new SourceFault('UNREACHABLE')),
      onResponseStart: (_, status, headers) => body.begin(status, headers),
      onResponseData: (_, piece) => body.add(piece),
      onResponseEnd: () => body.finish(),
      onResponseError: () => fail(body.begun() ? new SourceFault('MALFORMED') : new SourceFault('UNREACHABLE')),
    })
  })
}

function requestOf({ url, method, headers, body, accept }: Read): Dispatcher.DispatchOptions {
  return {
    path: url.pathname + url.search,
    method,
    headers: { ...headers, accept: accept.join(', '), 'accept-encoding': 'identity' },
    ...(body === undefined ? {} : { body }),
  }
}

interface Body {
  begin(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void
  add(piece: Buffer): void
  finish(): void
  /** Whether the source has begun to answer. */
  begun(): boolean
}

/** Puts an answer together as it arrives. */
function createBody(
  { accept, maxBodyBytes }: Read,
  done: (answer: UpstreamAnswer) => void,
  fail: (fault: SourceFault) => void,
): Body {
  let received: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null = null
  const pieces: Buffer[] = []
  let length = 0
  const malformed = (): void => fail(new SourceFault('MALFORMED', received?.status))
  return {
    begun: () => received !== null,
    begin(status, raw) {
      // Interim answers (1xx) come before the one that counts.
      if (status < 200) return
      const headers = flat(raw)
      received = { status, headers }
      if (REDIRECTS.has(status) || isEncoded(headers['content-encoding'])) malformed()
    },
    add(piece) {
      length += piece.length
      pieces.push(piece)
      if (length > maxBodyBytes) malformed()
    },
    finish() {
      if (received === null || !isWhole(received, length)) return malformed()
      const text = (pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))?.toString('utf8') ?? ''
      try {
        done({ ...received, body: parseBody(text, received, accept) })
      } catch {
        malformed()
      }
    },
  }
}

/** A body that only the end of the connection ends may have been cut anywhere. */
function isWhole(
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  length: number,
): boolean {
  const { 'content-length': declared, 'transfer-encoding': transfer } = headers
  if (declared !== undefined) return Number(declared) === length
  return transfer !== undefined || NO_BODY.has(status)
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const all: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    all[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  return all
}
