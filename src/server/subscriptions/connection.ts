// One connection: who it is, whether they may still be there, and how much it may take of the gateway. The token is looked at
// again for each event and every few seconds without one, as it is for each request by POST.
import type { WebSocket } from 'ws'
import type { ConnectionInitMessage } from 'graphql-ws'
import { HafanError } from '../../errors.js'
import type { Caller } from '../../types/caller.js'
import { createRates } from '../rates.js'
import { TOO_MANY_CONNECTIONS, TOO_SLOW, closingOf } from './closing.js'
import type { Closing } from './closing.js'
import type { SubscriptionLimits } from './limits.js'

export interface Connection {
  readonly ip: string
  /** The caller as of now. Throws where nobody has signed in, or the token is no longer good. */
  caller(): Promise<Caller>
  /** Whether they have signed in. Closes the connection where they have not. */
  signIn(params: ConnectionInitMessage['payload']): Promise<boolean>
  send(text: string): Promise<void>
  /** Takes a message, and closes the connection where there are too many. */
  takes(): boolean
  close(closing: Closing): void
  /** Aborts when it is over. */
  readonly over: AbortSignal
}

export interface ConnectionDeps {
  readonly signIn: (authorization: string | undefined) => Promise<Caller>
  /** Counts a connection of the caller, and gives what to call when it is over; null for one too many. */
  readonly admit: (caller: Caller) => (() => void) | null
  /** Records a refusal, and gives what the caller is told. */
  readonly refused: (error: unknown, caller: Caller | null, ip: string) => Promise<HafanError>
  readonly limits: SubscriptionLimits
  readonly monotonic: () => number
}

/** Left to say goodbye to whoever does not read. */
const CLOSE_WITHIN_MS = 2_000

export function openConnection(socket: WebSocket, ip: string, deps: ConnectionDeps): Connection {
  const { limits } = deps
  const rates = createRates(limits.messages, deps.monotonic)
  const over = new AbortController()
  let authorization: string | null = null
  let leave: (() => void) | null = null
  let answers = true

  const ping = setInterval(() => {
    if (!answers) return socket.terminate()
    answers = false
    socket.ping()
  }, limits.pingEveryMs).unref()
  socket.on('pong', () => (answers = true))
  const recheck = setInterval(() => {
    if (authorization !== null) deps.signIn(authorization).catch((error: unknown) => close(closingOf(error)))
  }, limits.recheckEveryMs).unref()
  socket.on('error', () => undefined)
  socket.once('close', () => {
    clearInterval(ping)
    clearInterval(recheck)
    leave?.()
    over.abort()
  })

  function close({ code, reason }: Closing): void {
    over.abort()
    socket.close(code, reason)
    setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref()
  }

  async function signedIn(given: string | undefined): Promise<boolean> {
    let caller: Caller | null = null
    try {
      caller = await deps.signIn(given)
      if (over.signal.aborted) return false
      leave = deps.admit(caller)
      if (leave === null) {
        close(TOO_MANY_CONNECTIONS)
        return false
      }
      authorization = given ?? null
      return true
    } catch (error) {
      close(closingOf(await deps.refused(error, caller, ip)))
      return false
    }
  }

  return {
    ip,
    over: over.signal,
    close,
    signIn: params => signedIn(authorizationIn(params)),
    async caller() {
      if (authorization === null) throw new HafanError('UNAUTHENTICATED', 'Nobody has signed in on this connection.')
      return deps.signIn(authorization)
    },
    takes() {
      if (over.signal.aborted) return false
      if (rates.take('') === null) return true
      close(closingOf(new HafanError('RATE_LIMITED', 'These messages come too fast.')))
      return false
    },
    send: text =>
      new Promise(resolve => {
        if (socket.readyState !== socket.OPEN) return resolve()
        if (socket.bufferedAmount > limits.bufferedBytes) {
          close(TOO_SLOW)
          return resolve()
        }
        const late = setTimeout(() => close(TOO_SLOW), limits.sendWithinMs).unref()
        socket.send(text, () => {
          clearTimeout(late)
          resolve()
        })
      }),
  }
}

/** As the header of a request would have it. Of two that differ in their capitals neither counts. */
function authorizationIn(params: ConnectionInitMessage['payload']): string | undefined {
  const given = Object.entries(params ?? {}).filter(([name]) => name.toLowerCase() === 'authorization')
  const [only] = given.map(([, value]) => value)
  return given.length === 1 && typeof only === 'string' ? only : undefined
}
