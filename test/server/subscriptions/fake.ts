// Connections to an HTTP server of their own, before events that a test gives: for what holds of a connection whatever is sent.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSchema, parse } from 'graphql'
import { WebSocket } from 'ws'
import { HafanError } from '../../../src/errors.js'
import { SUBSCRIPTION_LIMITS } from '../../../src/server/subscriptions/limits.js'
import type { SubscriptionLimits } from '../../../src/server/subscriptions/limits.js'
import { openSubscriptions } from '../../../src/server/subscriptions/server.js'
import type { Subscriptions, SubscriptionsDeps } from '../../../src/server/subscriptions/server.js'
import { createWord } from '../../../src/server/subscriptions/words.js'
import type { Caller } from '../../../src/types/caller.js'

const schema = buildSchema('type Query { a: Int } type Subscription { a: Int }')
const document = parse('subscription { a }')

const callerNamed = (subject: string): Caller => ({
  issuer: 'https://idp.example',
  subject,
  application: { id: 'console', actsForPersons: true, ceiling: 'ALL' },
  person: null,
})

export interface Fake {
  readonly subscriptions: Subscriptions
  /** Errors a token meets from now on. */
  readonly refused: Map<string, HafanError>
  readonly faults: unknown[]
  readonly recorded: string[]
  /** What the store has: places are the indices. */
  readonly events: string[]
  /** Adds an event, and says so unless told not to. */
  happen(value: string, said?: boolean): void
  connect(token?: string | null): Promise<Client>
  raw(path?: string, protocol?: string): WebSocket
  close(): Promise<void>
}

export interface FakeOptions {
  readonly limits?: Partial<SubscriptionLimits>
  readonly answer?: (value: string) => Promise<object>
  readonly check?: (caller: Caller) => void
  readonly overloaded?: () => boolean
}

export async function fakeGateway({ limits, answer, check, overloaded }: FakeOptions = {}): Promise<Fake> {
  const http = createServer()
  const word = createWord()
  const refused = new Map<string, HafanError>()
  const faults: unknown[] = []
  const recorded: string[] = []
  const events: string[] = []
  const deps: SubscriptionsDeps = {
    ...{ schema, http, word },
    limits: { ...SUBSCRIPTION_LIMITS, ...limits },
    monotonic: () => performance.now(),
    onFault: error => faults.push(error),
    signIn(authorization) {
      const token = authorization?.slice('Bearer '.length) ?? ''
      const no = token === '' ? new HafanError('UNAUTHENTICATED', 'No token.') : refused.get(token)
      return no ? Promise.reject(no) : Promise.resolve(callerNamed(token))
    },
    refused(error) {
      const own = error instanceof HafanError ? error : new HafanError('INTERNAL', 'Something went wrong.')
      recorded.push(own.code)
      return Promise.resolve(own)
    },
    traffic: {
      request: () => undefined,
      load: {
        enter() {
          if (overloaded?.() === true) throw new HafanError('OVERLOADED', 'Too much to do.')
          return () => undefined
        },
        ...{ look: () => undefined, lagMs: () => 0, underWay: () => 0, stop: () => undefined },
      },
    },
    subscribe: ({ query }) => {
      if (query.includes('refuse')) return Promise.reject(new HafanError('OPERATION_REFUSED', 'Not yours.'))
      return Promise.resolve({
        document,
        from: '0',
        check: check ?? (() => undefined),
        after: (_caller, place) =>
          Promise.resolve(events.map((_, index) => String(index + 1)).filter(one => Number(one) > Number(place))),
        answer: async (_caller, place) => {
          const value = events[Number(place) - 1] ?? ''
          return answer ? answer(value) : { data: { a: value } }
        },
      })
    },
  }
  const subscriptions = openSubscriptions(deps)
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const url = `ws://127.0.0.1:${String((http.address() as AddressInfo).port)}`
  const sockets: WebSocket[] = []
  const raw = (path = '/graphql', protocol = 'graphql-transport-ws'): WebSocket => {
    const socket = new WebSocket(`${url}${path}`, protocol)
    sockets.push(socket)
    return socket
  }
  return {
    ...{ subscriptions, refused, faults, recorded, events, raw },
    happen(value, said = true) {
      events.push(value)
      if (said) word.give()
    },
    connect: token => connected(raw(), token === undefined ? 'one' : token),
    async close() {
      for (const socket of sockets) socket.terminate()
      await subscriptions.close()
      await new Promise(resolve => http.close(resolve))
    },
  }
}

export interface Message {
  readonly id?: string
  readonly type: string
  readonly payload?: unknown
}

export interface Client {
  readonly socket: WebSocket
  readonly messages: Message[]
  say(message: object): void
  subscribe(id?: string, query?: string): void
  /** Resolves once there are as many messages of the type; rejects where the connection ends before. */
  until(type: string, count?: number): Promise<readonly Message[]>
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
}

/** A client that signs in with the token; null: that says nothing. Resolves when the connection stands or is closed. */
export async function connected(socket: WebSocket, token: string | null): Promise<Client> {
  const messages: Message[] = []
  const waiting = new Set<() => void>()
  const wake = (): void => waiting.forEach(look => look())
  let over: { code: number; reason: string } | null = null
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString('utf8')) as Message)
    wake()
  })
  const closed = new Promise<{ code: number; reason: string }>(resolve =>
    socket.once('close', (code, reason) => {
      over = { code, reason: reason.toString() }
      wake()
      resolve(over)
    }),
  )
  socket.on('error', () => undefined)
  const say = (message: object): void => socket.send(JSON.stringify(message))
  await new Promise<void>(resolve => {
    socket.once('open', resolve)
    socket.once('close', () => resolve())
  })
  const client: Client = {
    ...{ socket, messages, say, closed },
    subscribe: (id = '1', query = 'subscription { a }') => say({ id, type: 'subscribe', payload: { query } }),
    until: (type, count = 1) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = messages.filter(one => one.type === type)
          if (found.length >= count) resolve(found)
          else if (over) reject(new Error(`closed with ${String(over.code)} ${over.reason}`))
          else return
          waiting.delete(look)
        }
        waiting.add(look)
        look()
      }),
  }
  if (token !== null && socket.readyState === socket.OPEN) {
    say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })
    await client.until('connection_ack').catch(() => undefined)
  }
  return client
}
