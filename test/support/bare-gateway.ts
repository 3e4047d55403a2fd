// A gateway with nothing behind it: no agency, no database, an audit in memory. For what is decided before anybody is asked.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Audit } from '../../src/audit/index.js'
import { HafanError } from '../../src/errors.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { projectRoot } from '../../src/paths.js'
import { always, readProtocol } from '../../src/policies/protocol/index.js'
import { openGateway } from '../../src/server/gateway.js'
import type { Gateway, GatewayOptions } from '../../src/server/gateway.js'
import type { Store } from '../../src/store/open.js'
import type { Caller } from '../../src/types/caller.js'
import { testKeys } from './database.js'
import { UNHINDERED } from './gateway.js'

export interface BareGateway extends Gateway {
  readonly server: FastifyInstance
  /** Codes of refusals, in order. */
  readonly refusals: string[]
  /** Lines of the log. */
  readonly log: string[]
  /** Posts without a socket. */
  post(body: unknown, headers?: Record<string, string>): Promise<BareAnswer>
}

export interface BareAnswer {
  readonly status: number
  readonly code: string | undefined
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

const PERSON: Caller = {
  issuer: 'https://hub.example', subject: 'a.person',
  application: { id: 'explorer', actsForPersons: true, ceiling: 'ALL' },
  person: { role: 'HUB_PRACTITIONER', agency: 'HUB', organisation: 'hub', staffRef: 's', posts: [], secondedFrom: null, vetting: null, clearance: [] },
} // prettier-ignore

/** Nothing here may come to need it. */
const NO_STORE = new Proxy({} as Store, {
  get: (_target, name) => {
    if (name === 'ping') return () => Promise.resolve()
    if (name === 'dueWork') return { isBehind: () => Promise.resolve(false) }
    if (name === 'alertStream') return { listen: () => Promise.resolve({ stop: () => Promise.resolve() }) }
    return new Proxy(() => undefined, {
      get: () => () => Promise.reject(new Error('there is no store here')),
      apply: () => Promise.reject(new Error('there is no store here')),
    })
  },
})

/** The token is the name of whoever asks; without one nobody does. */
export async function bareGateway(
  options: Partial<Pick<GatewayOptions, 'traffic' | 'port'>> = {},
): Promise<BareGateway> {
  const read = readProtocol(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const refusals: string[] = []
  const log: string[] = []
  const line = (fields: Readonly<Record<string, unknown>>, sentence: string): void =>
    void log.push(`${sentence} ${JSON.stringify(fields)}`)
  const audit: Audit = {
    intent: async row => void (typeof row === 'function' ? row() : row),
    outcome: async rows => void (typeof rows === 'function' ? rows() : rows),
    refusal: async ({ code }) => void refusals.push(code),
    stop: () => Promise.resolve(),
  }
  const servers: FastifyInstance[] = []
  const gateway = await openGateway({
    editions: always(read.protocol),
    sources: [],
    store: NO_STORE,
    audit,
    keys: testKeys,
    policy: HUB_POLICY,
    signIn: async authorization => {
      const [, name] = /^Bearer (\w+)$/.exec(authorization ?? '') ?? []
      if (name === undefined) throw new HafanError('UNAUTHENTICATED', 'The request carries no access token.')
      return { ...PERSON, subject: name }
    },
    now: () => new Date(),
    log: { warn: line, error: line },
    host: '127.0.0.1',
    port: options.port ?? 0,
    gateThree: 'ALWAYS',
    deadlineMs: 10_000,
    notShownMs: 1,
    traffic: options.traffic ?? UNHINDERED,
    extend: async server => void servers.push(server),
  })
  const [server] = servers
  if (!server) throw new Error('the gateway was not extended')
  return {
    ...gateway,
    server,
    refusals,
    log,
    async post(body, headers = { authorization: 'Bearer somebody' }) {
      const answer = await server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', ...headers },
        payload: typeof body === 'string' ? body : JSON.stringify(body),
      })
      const { errors } = JSON.parse(answer.payload) as { errors?: { extensions: { code: string } }[] }
      return {
        status: answer.statusCode,
        code: errors?.[0]?.extensions.code,
        text: answer.payload,
        headers: answer.headers,
      }
    },
  }
}
