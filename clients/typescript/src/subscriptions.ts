// A subscription that goes on: over a connection that is made anew when it is lost, from the last event that was had, so that
// nothing that happened in between is missed and nothing comes twice. Needs the package graphql-ws.
import { createClient } from 'graphql-ws'
import type { Client as Socket } from 'graphql-ws'
import { nameOf } from './exchange.js'
import { ERROR_CODES } from './generated/errors.js'
import type { ErrorCode } from './generated/errors.js'
import { isObject } from './fits.js'
import type { Operation } from './operation.js'
import { unreachable } from './outcome.js'
import type { NotGiven, Refused, Unreachable } from './outcome.js'
import { readErrors, readResult } from './read-answer.js'
import type { SignIn } from './sign-in.js'

export interface Happened<Data> {
  readonly is: 'EVENT'
  readonly data: Data
  readonly notGiven: readonly NotGiven[]
}

/** The connection is lost. What happens meanwhile comes when it stands again. */
export interface Waiting {
  readonly is: 'WAITING'
  readonly forMs: number
  readonly why: string
}

/** A refusal, or nothing that can be relied on, is the last that comes. */
export type Event<Data> = Happened<Data> | Waiting | Refused | Unreachable

interface Resumable {
  readonly after?: string | null | undefined
}

export interface SubscribeOptions<Data> {
  /** As that of the API, with `ws:` or `wss:`. */
  readonly url: string
  readonly signIn: SignIn
  /** The global one, or that of the package ws where Node has none. */
  readonly webSocket: unknown
  /** The place of an event, which `after` goes on from. Keep it where a restart of your software finds it. */
  readonly cursor: (data: Data) => string | null
  /** Ends it. */
  readonly signal?: AbortSignal
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

const QUIET_MS = 20_000
const ANSWER_WITHIN_MS = 10_000
const LONGEST_WAIT_MS = 30_000

export async function* subscribe<Data, Variables extends Resumable>(
  operation: Operation<Data, Variables, 'subscription'>,
  variables: Variables,
  options: SubscribeOptions<Data>,
): AsyncGenerator<Event<Data>, void, void> {
  const { signIn, cursor, signal = new AbortController().signal, wait = waitFor } = options
  let [after, inVain, anew] = [variables.after ?? null, 0, 0]
  while (!signal.aborted) {
    const signed = await signIn.token(AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT_MS)]))
    let lost = ''
    if (signed.is === 'UNREACHABLE') {
      if (signal.aborted) return
      if (signed.why === 'SIGN_IN_REFUSED') return yield signed
      lost = signed.why
    } else {
      const line = open(signed.token, options)
      try {
        const payload = {
          query: operation.text,
          operationName: operation.name,
          variables: own({ ...variables, after }),
        }
        for await (const result of until(signal, line.socket.iterate(payload), line.socket)) {
          const event = eventOf(result, operation)
          if (event.is !== 'EVENT') return yield event
          after = cursor(event.data) ?? after
          inVain = 0
          anew = 0
          yield event
        }
        lost = 'COMPLETED'
      } catch (error) {
        if (line.stoodMs() !== null) anew = 0
        if ((line.stoodMs() ?? 0) > LONGEST_WAIT_MS) inVain = 0
        const end = endOf(error, anew)
        if (typeof end !== 'string') return yield end
        if (end === 'UNAUTHENTICATED') {
          signIn.forget(signed.token)
          anew += 1
        }
        lost = end
      } finally {
        await line.socket.dispose()
      }
    }
    if (signal.aborted) return
    const forMs = waitOf(inVain)
    inVain += 1
    yield { is: 'WAITING', forMs, why: lost }
    await wait(forMs, signal)
  }
}

interface Line {
  readonly socket: Socket
  /** How long it has been signed in; null where it never was. */
  readonly stoodMs: () => number | null
}

function open<Data>(token: string, options: SubscribeOptions<Data>): Line {
  let since: number | null = null
  let unanswered: ReturnType<typeof setTimeout> | undefined
  const socket: Socket = createClient({
    url: options.url,
    webSocketImpl: options.webSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    // How often and from where it begins again is decided above, with a new token and the last cursor.
    retryAttempts: 0,
    connectionAckWaitTimeout: ANSWER_WITHIN_MS,
    keepAlive: QUIET_MS,
    on: {
      connected: () => (since = performance.now()),
      closed: () => clearTimeout(unanswered),
      // A line that was cut says nothing: whoever does not answer is taken for gone.
      ping: received => {
        if (!received) unanswered = setTimeout(() => socket.terminate(), ANSWER_WITHIN_MS)
      },
      pong: received => {
        if (received) clearTimeout(unanswered)
      },
    },
  })
  return { socket, stoodMs: () => (since === null ? null : performance.now() - since) }
}

const own = (variables: Readonly<Record<string, unknown>> | object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables))

/** The same, ended at once when the signal aborts. */
async function* until<T>(signal: AbortSignal, results: AsyncIterableIterator<T>, socket: Socket): AsyncGenerator<T> {
  const end = (): void => socket.terminate()
  signal.addEventListener('abort', end, { once: true })
  try {
    if (!signal.aborted) yield* results
  } finally {
    signal.removeEventListener('abort', end)
  }
}

function eventOf<Data, Variables>(
  result: unknown,
  operation: Operation<Data, Variables, 'subscription'>,
): Happened<Data> | Refused | Unreachable {
  const around = { status: null, correlationId: null, retryAfterSeconds: null }
  if (!isObject(result)) return unreachable('NOT_UNDERSTOOD', 'A message is none of the gateway’s.')
  const call = readResult(result, operation, around)
  return call.is === 'ANSWERED' ? { is: 'EVENT', data: call.data, notGiven: call.notGiven } : call
}

/** Closing codes of the gateway; docs/subscriptions.md has them all. */
const SIGN_IN_ANEW = 4401
const REFUSED = 4403
const OTHER_PROTOCOL = 4406

/** What ends it; or, where coming back may help, a word for why the connection was lost. */
function endOf(error: unknown, anew: number): Refused | Unreachable | string {
  if (Array.isArray(error)) return readErrors(error, { status: null, correlationId: null, retryAfterSeconds: null })
  if (!isObject(error) || typeof error['code'] !== 'number') return nameOf(error)
  const { code, reason } = error
  const known = isCode(reason) ? reason : null
  if (code === OTHER_PROTOCOL) return unreachable('NOT_UNDERSTOOD', 'The address speaks another protocol.')
  // Once is usual: tokens end while a connection stands. A new token refused at once will be refused for ever.
  const forGood = code === REFUSED || (code === SIGN_IN_ANEW && anew > 0)
  if (!forGood) return code === SIGN_IN_ANEW ? 'UNAUTHENTICATED' : (known ?? `CLOSED_${code}`)
  if (known === null || known === 'HUB_RULE') return unreachable('NOT_UNDERSTOOD', `Closed with ${code}.`)
  return {
    is: 'REFUSED',
    code: known,
    status: ERROR_CODES[known],
    message: 'The connection is not open to this caller.',
    ...{ correlationId: null, retryAfterSeconds: null },
  }
}

const isCode = (reason: unknown): reason is ErrorCode =>
  typeof reason === 'string' && Object.hasOwn(ERROR_CODES, reason)

/** Longer each time, and by chance: those who lost their connections together must not come back together. */
const waitOf = (inVain: number): number =>
  Math.round(Math.min(LONGEST_WAIT_MS, 500 * 2 ** inVain) * (0.5 + Math.random() / 2))

const waitFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
