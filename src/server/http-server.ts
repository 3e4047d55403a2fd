// The HTTP edge: limits of the door itself, and who is there. A request without a good token never reaches GraphQL.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Audit, WitnessState } from '../audit/index.js'
import { BadArgument, ERROR_CODES, HafanError, TryLater } from '../errors.js'
import type { ErrorCode } from '../errors.js'
import type { CompiledProtocol } from '../policies/protocol/index.js'
import type { Caller } from '../types/caller.js'
import { recordRefusal } from './door.js'
import { viewOf } from './operation/view.js'
import type { View } from './operation/view.js'
import { checkBody, takesJson } from './operation-body.js'
import type { Metrics } from './metrics.js'
import { authorizationOf } from './sign-in/authorization.js'
import type { Traffic } from './traffic.js'

export interface HttpServerDeps {
  /** Throws HafanError for a token that is none, or none of ours. */
  readonly signIn: (authorization: string | undefined) => Promise<Caller>
  readonly audit: Audit
  /** The edition of the protocol in force now. */
  readonly inForce: () => CompiledProtocol
  readonly ping: () => Promise<void>
  readonly traffic: Traffic
  readonly metrics: Pick<Metrics, 'answered' | 'took' | 'limited'>
  readonly witness?: () => WitnessState
  /** Hears of exceptions that are bugs, before they are masked. */
  readonly onFault: (error: unknown) => void
}

const MOST_BODY_BYTES = 100_000
const HEADERS_WITHIN_MS = 10_000
const REQUEST_WITHIN_MS = 15_000
const MOST_REQUESTS_A_SOCKET = 1_000
/** Left alone, Node looks for clients past their time only each half minute. */
const LOOK_AT_CLIENTS_EVERY_MS = 1_000
const MOST_CONNECTIONS = 5_000

const callers = new WeakMap<FastifyRequest, Caller>()

/** The signed-in caller of a request that passed the door. */
export function callerOfRequest(request: FastifyRequest): Caller {
  const caller = callers.get(request)
  if (!caller) throw new Error('the request did not pass sign-in')
  return caller
}

const views = new WeakMap<FastifyRequest, View | null>()

/** The view that a request says it is part of. */
export const viewOfRequest = (request: FastifyRequest): View | null => views.get(request) ?? null

const editions = new WeakMap<FastifyRequest, CompiledProtocol>()

/** The edition of the protocol that was in force when the request came. */
export function protocolOfRequest(request: FastifyRequest): CompiledProtocol {
  const protocol = editions.get(request)
  if (!protocol) throw new Error('the request did not come through the door')
  return protocol
}

export function createHttpServer(deps: HttpServerDeps): FastifyInstance {
  const server = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionTimeout: REQUEST_WITHIN_MS * 2,
    maxRequestsPerSocket: MOST_REQUESTS_A_SOCKET,
    genReqId: () => randomUUID(),
    logger: false,
    http: { headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: LOOK_AT_CLIENTS_EVERY_MS },
    frameworkErrors: (_error, request, reply) => {
      const headers = { 'cache-control': 'no-store', 'x-correlation-id': request.id }
      void (reply as FastifyReply).code(404).headers(headers).send(NOTHING_HERE)
    },
  })
  server.server.maxConnections = MOST_CONNECTIONS
  // Only JSON is read: text would come through as it is.
  server.removeContentTypeParser('text/plain')

  server.addHook('onRequest', async (request, reply) => {
    editions.set(request, deps.inForce())
    void reply.headers({ 'cache-control': 'no-store', 'x-correlation-id': request.id })
    if (HEALTH.has(request.routeOptions.url ?? '')) return
    const started = performance.now()
    const leave = deps.traffic.load.enter()
    reply.raw.once('close', () => {
      leave()
      deps.metrics.took((performance.now() - started) / 1000)
    })
    if (!ASKED.has(request.routeOptions.url ?? '')) return
    // Before the body is read: nobody's body is worth reading.
    const authorization = authorizationOf(request.raw.rawHeaders)
    const caller = await deps.signIn(authorization)
    callers.set(request, caller)
    deps.traffic.request(caller)
    views.set(request, viewOf(request.raw.rawHeaders, authorization ?? '', caller))
  })

  server.addHook('preHandler', async request => {
    if (request.routeOptions.url !== GRAPHQL) return
    if (!takesJson(request.headers.accept)) {
      throw withStatus(406, new HafanError('DOCUMENT_INVALID', 'Answers are given as application/json: accept that.'))
    }
    checkBody(request.body)
  })

  server.setErrorHandler(async (error, request, reply) => {
    const { own, status } = await refusedAtTheDoor(error, request, reply, deps)
    const where = own instanceof BadArgument ? { field: own.field } : {}
    const extensions = { code: own.code, ...where, correlationId: request.id }
    return reply.code(status).send({ errors: [{ message: own.message, extensions }] })
  })

  server.setNotFoundHandler(async (request, reply) => {
    if (pathOf(request) !== GRAPHQL) return reply.code(404).send(NOTHING_HERE)
    void reply.header('allow', 'POST')
    throw withStatus(405, new HafanError('DOCUMENT_INVALID', 'Send the operation by POST, as a JSON object.'))
  })

  server.get('/health/live', () => ({ status: 'live' }))
  server.get('/health/ready', async (_request, reply) => {
    try {
      await deps.ping()
    } catch {
      return reply.code(503).send({ status: 'not ready', reason: 'the store does not answer' })
    }
    const checkpoints = deps.witness && shown(deps.witness())
    if (deps.witness?.().overdue !== true) return { status: 'ready', ...(checkpoints && { checkpoints }) }
    const reason = 'no checkpoint of the audit could be written for too long'
    return reply.code(503).send({ status: 'not ready', reason, checkpoints })
  })
  return server
}

const shown = ({ written, failed, sinceMs }: WitnessState): object => ({
  written,
  failed,
  secondsSinceLast: Math.round(sinceMs / 1_000),
})

/** Records what is refused, and gives the error that is answered, with its status. */
export async function refusedAtTheDoor(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: HttpServerDeps,
): Promise<{ readonly own: HafanError; readonly status: number }> {
  const own = await refusal(error, request, deps)
  if (own.code === 'INTERNAL') deps.onFault(error)
  deps.metrics.answered(own.code)
  if (own instanceof TryLater) void reply.header('retry-after', String(own.retryAfterSeconds))
  return { own, status: isOfOurs(own) ? ERROR_CODES[own.code] : statusOf(error) }
}

async function refusal(error: unknown, request: FastifyRequest, deps: HttpServerDeps): Promise<HafanError> {
  const own = error instanceof HafanError ? error : new HafanError(codeOf(error), textOf(error))
  if (!ASKED.has(pathOf(request))) return own
  const { id, ip } = request
  const caller = callers.get(request) ?? null
  return recordRefusal(own, { id, ip, caller, edition: protocolOfRequest(request).id }, deps)
}

/** What took the place of the error that was thrown. */
const isOfOurs = (own: HafanError): boolean => own instanceof TryLater || own.code === 'AUDIT_UNAVAILABLE'

const GRAPHQL = '/graphql'
/** Where systems of the police send reports. */
export const INCIDENTS = '/incidents'
/** Paths that ask who is there, and of which a refusal is recorded. */
const ASKED: ReadonlySet<string> = new Set([GRAPHQL, INCIDENTS])
const HEALTH: ReadonlySet<string> = new Set(['/health/live', '/health/ready'])

const NOTHING_HERE = {
  errors: [{ message: 'There is nothing here. POST to /graphql.', extensions: { code: 'DOCUMENT_INVALID' } }],
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? ''

const withStatus = (statusCode: number, error: HafanError): HafanError => Object.assign(error, { statusCode })

/** What is wrong with the request itself keeps the status HTTP has for it; of anything else the code decides. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null
  if (typeof status === 'number' && status >= 400 && status < 500) return status
  return error instanceof HafanError ? ERROR_CODES[error.code] : 500
}

const codeOf = (error: unknown): ErrorCode =>
  statusOf(error) === 413 ? 'DOCUMENT_TOO_LARGE' : statusOf(error) < 500 ? 'DOCUMENT_INVALID' : 'INTERNAL'

const textOf = (error: unknown): string => {
  const status = statusOf(error)
  if (status === 413) return `A request may have ${MOST_BODY_BYTES} bytes.`
  return status < 500
    ? 'Send a JSON body with "query" as content-type application/json.'
    : 'Something went wrong here, and it has been noted.'
}
