// Calls by POST. A read is tried once more where it came to nothing; an act never is, but it has a key under which the very same
// may be sent again without being done twice.
import { exchange } from './exchange.js'
import type { Operation, OperationKind } from './operation.js'
import { unreachable } from './outcome.js'
import type { Call } from './outcome.js'
import { readAnswer } from './read-answer.js'
import type { SignIn } from './sign-in.js'

export interface ClientOptions {
  /** The address of the API, with its `/graphql`. */
  readonly url: string
  readonly signIn: SignIn
  readonly fetch?: typeof globalThis.fetch
  /** For a call with all its tries. */
  readonly deadlineMs?: number
  readonly mostBytes?: number
  readonly newKey?: () => string
  /** Milliseconds, from any beginning. */
  readonly monotonic?: () => number
  readonly wait?: (ms: number) => Promise<void>
}

export interface CallOptions {
  readonly signal?: AbortSignal
  readonly deadlineMs?: number
}

/** What an act is sent with, besides its key. */
type WithoutKey<Input> = Input extends unknown ? Omit<Input, 'key'> : never

export type Act<Data> = Call<Data> & {
  /** To be kept until the act is answered or refused: sent again with it, the same act is done once. */
  readonly key: string
}

export interface Client {
  query<Data, Variables>(
    operation: Operation<Data, Variables, 'query'>,
    variables: Variables,
    options?: CallOptions,
  ): Promise<Call<Data>>
  act<Data, Input extends { readonly key: string }>(
    operation: Operation<Data, { readonly input: Input }, 'mutation'>,
    input: WithoutKey<Input>,
    options?: CallOptions & { readonly key?: string },
  ): Promise<Act<Data>>
}

const DEADLINE_MS = 20_000
/** Before a second try of which nobody said when. */
const PAUSE_MS = 250
const MOST_BYTES = 20_000_000
const AGAIN = new Set(['RATE_LIMITED', 'OVERLOADED', 'STORE_BUSY', 'AUDIT_UNAVAILABLE', 'IDP_UNAVAILABLE'])

export function createClient(options: ClientOptions): Client {
  const { url, signIn, fetch = globalThis.fetch, mostBytes = MOST_BYTES } = options
  const { monotonic = () => performance.now(), wait = pause, newKey = () => crypto.randomUUID() } = options

  async function once<Data, Variables>(
    operation: Operation<Data, Variables, OperationKind>,
    variables: unknown,
    signal: AbortSignal,
    mayRenew = true,
  ): Promise<Call<Data>> {
    const signed = await signIn.token(signal)
    if (signed.is === 'UNREACHABLE') return signed
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${signed.token}`,
    }
    const body = JSON.stringify({ query: operation.text, operationName: operation.name, variables })
    const received = await exchange({ url, headers, body, signal }, { fetch, mostBytes })
    if (received.is === 'UNREACHABLE') return received
    const call = readAnswer(received, operation)
    if (call.is !== 'REFUSED' || call.code !== 'UNAUTHENTICATED') return call
    signIn.forget(signed.token)
    // Refused at the door: nothing was begun, so this is safe for acts too.
    return mayRenew ? once(operation, variables, signal, false) : call
  }

  async function within<Data>(
    { signal, deadlineMs = options.deadlineMs ?? DEADLINE_MS }: CallOptions,
    tries: (signal: AbortSignal, leftMs: () => number) => Promise<Call<Data>>,
  ): Promise<Call<Data>> {
    if (signal?.aborted === true) return unreachable('CANCELLED', 'The call was cancelled.')
    const until = monotonic() + deadlineMs
    const over = AbortSignal.timeout(deadlineMs)
    return tries(signal ? AbortSignal.any([signal, over]) : over, () => until - monotonic())
  }

  return {
    query: (operation, variables, callOptions = {}) =>
      within(callOptions, async (signal, leftMs) => {
        const call = await once(operation, variables, signal)
        const pauseMs = pauseAfter(call)
        if (pauseMs === null || pauseMs >= leftMs() || signal.aborted) return call
        await wait(pauseMs)
        return signal.aborted ? call : once(operation, variables, signal)
      }),
    async act(operation, input, { key = newKey(), ...callOptions } = {}) {
      const call = await within(callOptions, signal => once(operation, { input: { ...input, key } }, signal))
      return { ...call, key }
    },
  }
}

/** Milliseconds until a read may be tried again; null where that would not help. */
function pauseAfter<Data>(call: Call<Data>): number | null {
  switch (call.is) {
    case 'ANSWERED':
      return null
    case 'REFUSED':
      return AGAIN.has(call.code) ? (call.retryAfterSeconds ?? 0) * 1000 || PAUSE_MS : null
    case 'UNREACHABLE':
      return call.why === 'NO_CONNECTION' || call.why === 'NOT_UNDERSTOOD' ? PAUSE_MS : null
  }
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
