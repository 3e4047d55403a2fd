// Builds the transport an adapter is given: credentials, limits and the one exchange, put together for one source.
import { setMaxListeners } from 'node:events'
import { performance } from 'node:perf_hooks'
import type { Call } from './agency.js'
import type { SourceConfig } from './config.js'
import { createCredentials } from './credentials.js'
import { createAgent, exchange } from './http-exchange.js'
import { createPool, read } from './http-read.js'
import { createResilience, untilAborted } from './resilience.js'
import { SourceFault } from './transport.js'
import type { Transport, UpstreamAnswer, UpstreamRequest } from './transport.js'
import type { AnswerReason } from '../types/index.js'

export interface TransportDeps {
  readonly secret: (name: string) => string
  readonly now: () => Date
  /** How long calls are held back after repeated failure. */
  readonly halfOpenAfterMs?: number
}

/** No call starts with less than this left: it could only fail, and would still be an access to a child's record. */
const LEAST_MS = 100
/** Left for what comes after the last source has answered: putting a whole picture together, and its record. */
const RESERVE_MS = 150
/** A timer can hold no more. */
const LONGEST_MS = 2 ** 31 - 1
const HALF_OPEN_AFTER_MS = 10_000
const TOKEN_BYTES = 65_536
const HEADER_TEXT = /^[\t\x20-\x7e]*$/

export function createTransport(config: SourceConfig, deps: TransportDeps): Transport {
  const base = new URL(config.baseUrl.endsWith('/') ? config.baseUrl : `${config.baseUrl}/`)
  const pool = createPool(base, config.concurrency)
  const resilience = createResilience({
    concurrency: config.concurrency,
    queue: config.queue,
    halfOpenAfterMs: deps.halfOpenAfterMs ?? HALF_OPEN_AFTER_MS,
  })
  const tokenAgent = 'tokenUrl' in config.auth ? createAgent(new URL(config.auth.tokenUrl), 2) : createAgent(base, 2)
  const credentials = createCredentials(config.auth, {
    secret: deps.secret,
    now: deps.now,
    monotonic: () => performance.now(),
    postForm: (url, form) =>
      exchange({
        url: new URL(url),
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
        accept: ['application/json'],
        maxBodyBytes: TOKEN_BYTES,
        signal: AbortSignal.timeout(config.timeoutMs),
        agent: tokenAgent,
      }),
  })

  async function once(
    request: UpstreamRequest,
    call: Call,
    signIn: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<UpstreamAnswer> {
    return read({
      url: urlOf(request, base),
      method: request.method ?? 'GET',
      headers: headersOf(request, call, signIn),
      ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
      accept: request.accept ?? ['application/json'],
      maxBodyBytes: config.maxBodyBytes,
      signal,
      pool,
    })
  }

  async function signedIn(request: UpstreamRequest, call: Call, signal: AbortSignal): Promise<UpstreamAnswer> {
    const signIn = await credentials.headers()
    let answer = await once(request, call, signIn, signal)
    if (answer.status === 401) {
      // The token may have been revoked before its time: sign in once more, no oftener.
      credentials.forget(signIn)
      answer = await once(request, call, await credentials.headers(), signal)
    }
    if (answer.status === 200 || request.expect?.includes(answer.status) === true) return answer
    throw new SourceFault(reasonOfStatus(answer.status), answer.status)
  }

  return {
    async send(request, call) {
      const budget = Math.min(call.deadline - performance.now() - RESERVE_MS, LONGEST_MS)
      if (budget < LEAST_MS) throw new SourceFault('TIMED_OUT')
      const idempotent = request.idempotent ?? (request.method ?? 'GET') === 'GET'
      // The source's own time starts when the call leaves our queue; only that running out is the source's fault.
      const send = (whole: AbortSignal): Promise<UpstreamAnswer> =>
        within(config.timeoutMs, whole, signal => untilAborted(signedIn(request, call, signal), signal))
      return within(Math.floor(budget), call.signal, whole =>
        resilience.run(() => send(whole), { retry: idempotent, signal: whole }),
      )
    },
    state: () => resilience.state(),
  }
}

/**
 * Runs `work` with a signal that aborts after `ms`, or with `outer`, and is done with when the work is: a timer that outlives
 * its call makes an error, with its stack, for every call that went well.
 */
async function within<T>(ms: number, outer: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const inner = new AbortController()
  const abort = (): void => inner.abort()
  if (outer.aborted) abort()
  const timer = setTimeout(abort, ms)
  // A picture is thirty calls under one signal; that many listeners are no leak.
  setMaxListeners(0, outer)
  outer.addEventListener('abort', abort)
  try {
    return await work(inner.signal)
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', abort)
  }
}

/** A URL below the configured origin; a `next` link that leads elsewhere is refused, so that no token follows it. */
function urlOf(request: UpstreamRequest, base: URL): URL {
  const url = new URL(request.path, base)
  if (url.origin !== base.origin) throw new SourceFault('MALFORMED')
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url
}

function headersOf(
  request: UpstreamRequest,
  call: Call,
  signIn: Readonly<Record<string, string>>,
): Record<string, string> {
  const headers: Record<string, string> = { 'x-correlation-id': call.correlationId, ...request.headers, ...signIn }
  if (request.json !== undefined) headers['content-type'] ??= 'application/json'
  for (const value of Object.values(headers)) {
    // Acting-user headers are built from token claims: nothing that could start another header may pass.
    if (!HEADER_TEXT.test(value)) throw new Error('a header value holds a character that headers may not')
  }
  return headers
}

function reasonOfStatus(status: number): AnswerReason {
  if (status === 401 || status === 403) return 'REFUSED'
  if (status === 408 || status === 504) return 'TIMED_OUT'
  if (status === 429) return 'RATE_LIMITED'
  return 'SOURCE_ERROR'
}
