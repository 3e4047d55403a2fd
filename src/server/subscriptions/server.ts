// Subscriptions over WebSocket (the graphql-transport-ws protocol), on the gateway's own door. The library keeps the protocol;
// what an operation may do is decided by the same gate, and each event goes the whole way of a query.
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DocumentNode, ExecutionResult, FormattedExecutionResult, GraphQLSchema } from 'graphql'
import { handleProtocols, makeServer } from 'graphql-ws'
import type { ConnectionInitMessage, SubscribePayload } from 'graphql-ws'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { HafanError } from '../../errors.js'
import type { Caller } from '../../types/caller.js'
import { asGraphQLError, formatError } from '../format-error.js'
import { keyOf } from '../traffic.js'
import type { Traffic } from '../traffic.js'
import { GOING_AWAY, closingOf } from './closing.js'
import { openConnection } from './connection.js'
import type { Connection, ConnectionDeps } from './connection.js'
import { endable, eventsAfter } from './events.js'
import type { Events, EventsDeps } from './events.js'

/** A subscription that was let in. */
export interface Subscribed extends Pick<EventsDeps, 'check' | 'after' | 'answer'> {
  readonly document: DocumentNode
  /** The place after which it begins. */
  readonly from: string
}

export interface SubscriptionsDeps extends Omit<ConnectionDeps, 'admit'>, Pick<EventsDeps, 'word'> {
  readonly schema: GraphQLSchema
  readonly http: FastifyInstance['server']
  readonly traffic: Pick<Traffic, 'load' | 'request'>
  /** Lets a subscription in. Throws what the one funnel of errors words. */
  readonly subscribe: (asked: SubscribePayload, caller: Caller) => Promise<Subscribed>
  readonly onFault: (error: unknown) => void
}

export interface Subscriptions {
  /** Open connections. */
  open(): number
  close(): Promise<void>
}

type Incoming = FastifyRequest['raw']

const PATH = '/graphql'
const STATUS = { 404: 'Not Found', 503: 'Service Unavailable' } as const

export function openSubscriptions(deps: SubscriptionsDeps): Subscriptions {
  const { limits, http, schema } = deps
  const sockets = new WebSocketServer({
    ...{ noServer: true, maxPayload: limits.messageBytes, perMessageDeflate: false },
    handleProtocols: offered => handleProtocols(offered),
  })
  const connections = new Set<Connection>()
  const strangers = new Set<Connection>()
  const ofCallers = new Map<string, number>()
  let closing = false

  function admit(caller: Caller): (() => void) | null {
    const key = keyOf(caller)
    const held = ofCallers.get(key) ?? 0
    if (held >= limits.connectionsOfOneCaller) return null
    ofCallers.set(key, held + 1)
    return () => {
      const left = (ofCallers.get(key) ?? 1) - 1
      if (left === 0) ofCallers.delete(key)
      else ofCallers.set(key, left)
    }
  }

  const protocol = makeServer<ConnectionInitMessage['payload'], Connection>({
    connectionInitWaitTimeout: limits.signInWithinMs,
    onConnect: async ({ extra, connectionParams }) => {
      const signedIn = await extra.signIn(connectionParams)
      strangers.delete(extra)
      return signedIn
    },
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      let caller: Caller | null = null
      // Before anything is waited for: the next may come meanwhile, and is counted already.
      const tooMany = Object.keys(subscriptions).length > limits.subscriptionsOfOneConnection
      try {
        caller = await extra.caller()
        deps.traffic.request(caller)
        if (tooMany) throw new HafanError('TOO_MANY', 'This connection has as many subscriptions as one may have.')
        const subscribed = await deps.subscribe(payload, caller)
        return { schema, document: subscribed.document, contextValue: eventsOf(subscribed, extra) }
      } catch (error) {
        const own = await deps.refused(error, caller, extra.ip)
        if (caller === null) extra.close(closingOf(own))
        return [asGraphQLError(own)]
      }
    },
    // What onSubscribe made, and nothing of the document: each event is run by itself.
    subscribe: ({ contextValue }) => contextValue as Events as AsyncGenerator<ExecutionResult>,
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _payload, errors) => errors.map(error => formatError(error.toJSON(), error)),
  })

  function eventsOf(subscribed: Subscribed, connection: Connection): Events {
    const ended = new AbortController()
    const signal = AbortSignal.any([ended.signal, connection.over])
    const events = eventsAfter(subscribed.from, signal, {
      ...{ check: subscribed.check, after: subscribed.after, answer: subscribed.answer, word: deps.word },
      caller: () => connection.caller(),
      recheckEveryMs: limits.recheckEveryMs,
      onEnd(error) {
        if (!(error instanceof HafanError)) deps.onFault(error)
        connection.close(closingOf(error))
      },
    })
    return endable(events, () => ended.abort())
  }

  function opened(socket: WebSocket, ip: string): void {
    const connection = openConnection(socket, ip, { ...deps, admit })
    connections.add(connection)
    strangers.add(connection)
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: text => connection.send(text),
        close: (code = 1000, reason = '') => connection.close({ code, reason }),
        onMessage: take =>
          socket.on('message', (message: Buffer) => {
            if (!connection.takes()) return
            take(message.toString('utf8')).catch((error: unknown) => {
              deps.onFault(error)
              connection.close(closingOf(error))
            })
          }),
      },
      connection,
    )
    socket.once('close', (code, reason) => {
      connections.delete(connection)
      strangers.delete(connection)
      closed(code, reason.toString()).catch(deps.onFault)
    })
  }

  function upgrade(request: Incoming, socket: Duplex, head: Buffer): void {
    socket.on('error', () => undefined)
    const status = refusedAtDoor(request)
    if (status !== null) {
      socket.end(`HTTP/1.1 ${String(status)} ${STATUS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const { remoteAddress = '' } = request.socket
    sockets.handleUpgrade(request, socket, head, made => opened(made, remoteAddress))
  }

  function refusedAtDoor({ url = '' }: Incoming): keyof typeof STATUS | null {
    if (url.split('?')[0] !== PATH) return 404
    if (closing || connections.size >= limits.connections || strangers.size >= limits.strangers) return 503
    try {
      deps.traffic.load.enter()()
      return null
    } catch {
      return 503
    }
  }

  http.on('upgrade', upgrade)
  return {
    open: () => connections.size,
    async close() {
      closing = true
      for (const connection of connections) connection.close(GOING_AWAY)
      await new Promise<void>(resolve => sockets.close(() => resolve()))
    },
  }
}
