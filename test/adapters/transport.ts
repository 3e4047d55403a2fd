// The transport as an adapter is given it, for tests that put it before servers of every kind.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Call } from '../../src/adapters/agency.js'
import { sourceConfig } from '../../src/adapters/config.js'
import { createTransport } from '../../src/adapters/http.js'
import type { Transport, UpstreamRequest } from '../../src/adapters/transport.js'
import { serving } from './hostile.js'
import type { Hostile } from './hostile.js'

export const SECRET = 'correct horse battery staple'

/** A call with three seconds left. */
export function callOf(rest: Partial<Call> = {}): Call {
  return {
    correlationId: 'operation-1',
    purpose: 'LOCATE_CHILD',
    actor: { staffRef: 'HUB01', role: 'HUB_PRACTITIONER', organisation: 'hub' },
    deadline: performance.now() + 3_000,
    signal: new AbortController().signal,
    ...rest,
  }
}

/** The transport of a source at this address, signed in with a bearer token unless told otherwise. */
export function transportTo(url: string, rest: object = {}): Transport {
  const config = sourceConfig.parse({
    id: 'a-source',
    name: 'A source',
    agency: 'POLICE',
    kind: 'police-rms',
    organisation: '61',
    baseUrl: `${url}/api/v1`,
    auth: { kind: 'bearer', token: 'T' },
    ...rest,
  })
  return createTransport(config, { secret: () => SECRET, now: () => new Date() })
}

/** Signs in at the server's own token endpoint. */
export const withTokens = (url: string): object => ({
  auth: { kind: 'oauth2', tokenUrl: `${url}/oauth2/token`, clientId: 'us', clientSecret: 'S' },
})

export const reply = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** A server with a token endpoint of its own; `answer` for everything else. Tokens are `token-1`, `token-2` … */
export async function signingIn(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Hostile & { tokens: () => number }> {
  let tokens = 0
  const listener: RequestListener = (request, response) => {
    if (request.url !== '/oauth2/token') return answer(request, response)
    tokens += 1
    reply(response, 200, { access_token: `token-${String(tokens)}`, expires_in: 600 })
  }
  return { ...(await serving(listener)), tokens: () => tokens }
}

export const get = (path = 'persons/N-1', rest: Partial<UpstreamRequest> = {}): UpstreamRequest => ({ path, ...rest })
