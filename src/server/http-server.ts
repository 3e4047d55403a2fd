// The HTTP edge: limits of the door itself, and who is there. A request without a good token never reaches GraphQL.
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AuditUnavailable } from '../audit/index.js'
import type { Audit } from '../audit/index.js'
import { ERROR_CODES, HafanError } from '../errors.js'
import type { ErrorCode } from '../errors.js'
import type { Caller } from '../types/caller.js'

export interface HttpServerDeps {
  /** Throws HafanError for a token that is none, or none of ours. */
  readonly signIn: (authorization: string | undefined) => Promise<Caller>
  readonly audit: Audit
  readonly edition: string
  readonly ping: () => Promise<void>
}

const MOST_BODY_BYTES = 100_000
const HEADERS_WITHIN_MS = 10_000
const REQUEST_WITHIN_MS = 15_000
const MOST_REQUESTS_A_SOCKET = 1_000

const callers = new WeakMap<FastifyRequest, Caller>()

/** The signed-in caller of a request that passed the door. */
export function callerOfRequest(request: FastifyRequest): Caller {
  const caller = callers.get(request)
  if (!caller) throw new Error('the request did not pass sign-in')
  return caller
}

export function createHttpServer(deps: HttpServerDeps): FastifyInstance {
  const server = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionTimeout: REQUEST_WITHIN_MS * 2,
    maxRequestsPerSocket: MOST_REQUESTS_A_SOCKET,
    genReqId: () => randomUUID(),
    logger: false,
    http: { headersTimeout: HEADERS_WITHIN_MS },
  })

  server.addHook('preHandler', async request => {
    if (request.routeOptions.url !== '/graphql') return
    callers.set(request, await deps.signIn(request.headers.authorization))
  })

  server.setErrorHandler(async (error, request, reply) => {
    const own = await refusal(error, request, deps)
    return reply
      .code(ERROR_CODES[own.code])
      .header('cache-control', 'no-store')
      .send({ errors: [{ message: own.message, extensions: { code: own.code } }] })
  })

  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      errors: [{ message: 'There is nothing here. POST to /graphql.', extensions: { code: 'DOCUMENT_INVALID' } }],
    }),
  )

  server.get('/health/live', () => ({ status: 'live' }))
  server.get('/health/ready', async (_request, reply) => {
    try {
      await deps.ping()
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'not ready', reason: 'the store does not answer' })
    }
  })
  return server
}

/** A refusal at the door is recorded like any other; if it cannot be, even that is answered with 503. */
async function refusal(error: unknown, request: FastifyRequest, deps: HttpServerDeps): Promise<HafanError> {
  const own = error instanceof HafanError ? error : new HafanError(codeOf(error), textOf(error))
  if (request.routeOptions.url !== '/graphql') return own
  try {
    await deps.audit.refusal({
      operationId: randomUUID(),
      caller: null,
      application: null,
      purpose: null,
      code: own.code,
      documentHash: null,
      edition: deps.edition,
    })
    return own
  } catch (fault) {
    if (!(fault instanceof AuditUnavailable)) throw fault
    return new HafanError(
      'AUDIT_UNAVAILABLE',
      'The audit record could not be written, so nothing is shown. Try again shortly.',
    )
  }
}

const statusOf = (error: unknown): number => {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  return typeof status === 'number' ? status : 500
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
