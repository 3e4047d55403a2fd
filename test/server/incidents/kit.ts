// The door with a store behind it, and reports as a force sends them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { HafanError } from '../../../src/errors.js'
import { HUB_POLICY, type HubPolicy } from '../../../src/hub/policy.js'
import { projectRoot } from '../../../src/paths.js'
import { readProtocol } from '../../../src/policies/protocol/index.js'
import { createHttpServer } from '../../../src/server/http-server.js'
import { registerIncidents } from '../../../src/server/incidents/route.js'
import { createMetrics } from '../../../src/server/metrics.js'
import { createTraffic } from '../../../src/server/traffic.js'
import type { Store } from '../../../src/store/open.js'
import type { Caller } from '../../../src/types/caller.js'
import { asOwner, testDatabase, testKeys } from '../../support/database.js'
import { UNHINDERED } from '../../support/gateway.js'

const AT = new Date('2026-02-12T10:00:00.000Z')
const ISSUER = { issuer: 'https://police.example', subject: 'application:rms' }
const application = { id: 'rms', actsForPersons: false, ceiling: {}, sendsIncidentsOf: '61' } as const
const CALLERS: Readonly<Record<string, Caller>> = {
  force: { ...ISSUER, application, person: null },
  figures: { ...ISSUER, application: { id: 'figures', actsForPersons: false, ceiling: {} }, person: null },
}

export interface Sent {
  readonly status: number
  readonly text: string
  readonly errors: readonly { readonly code: string; readonly source?: { readonly pointer: string } }[]
}

export interface IncidentKit {
  readonly store: Store
  readonly server: FastifyInstance
  /** What the audit was given. */
  readonly audited: { readonly intents: string[]; readonly outcomes: (string | null)[]; readonly refusals: string[] }
  readonly faults: unknown[]
  /** Makes the next write to the store fail, or the next report after it. */
  breaks: 'STORE' | 'REPORT' | null
  /** The numbers of the hub's rules; another for a test of them. */
  policy: HubPolicy
  post(body: unknown, as?: string, type?: string): Promise<Sent>
  rows<T>(query: string): Promise<T[]>
  written(): Promise<Record<string, string>>
  stop(): Promise<void>
}

export async function openIncidentKit(): Promise<IncidentKit> {
  const database = await testDatabase()
  const read = readProtocol(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const audited: IncidentKit['audited'] = { intents: [], outcomes: [], refusals: [] }
  const faults: unknown[] = []
  const monotonic = (): number => performance.now()
  const traffic = createTraffic(UNHINDERED, { monotonic, onShedding: () => undefined })
  const { incidents } = database.store
  const failing = (when: IncidentKit['breaks']): void => {
    if (kit.breaks === when) throw new Error('the database is gone')
  }
  const door = {
    ...{ traffic, metrics: createMetrics({ load: traffic.load, sources: [], statuses: new Set<string>(), monotonic }) },
    signIn: async (authorization: string | undefined) => {
      const caller = CALLERS[authorization?.replace('Bearer ', '') ?? '']
      if (!caller) throw new HafanError('UNAUTHENTICATED', 'The request carries no access token.')
      return caller
    },
    audit: {
      intent: async (row: unknown) => void audited.intents.push(JSON.stringify(row)),
      outcome: async (rows: unknown) =>
        void audited.outcomes.push(...(rows as { handleId: string | null }[]).map(one => one.handleId)),
      refusal: async ({ code }: { code: string }) => void audited.refusals.push(code),
      stop: async () => undefined,
    },
    inForce: () => read.protocol,
    ping: () => Promise.resolve(),
    onFault: (error: unknown) => void faults.push(error),
  }
  const server = createHttpServer(door)
  registerIncidents(server, {
    ...{ ...door, keys: testKeys, now: () => AT },
    get policy() {
      return kit.policy
    },
    store: {
      incidents: {
        ...incidents,
        receive: async sent => {
          failing('STORE')
          return incidents.receive(sent)
        },
        report: async (...args) => {
          failing('REPORT')
          return incidents.report(...args)
        },
      },
    },
  })
  const rows = <T>(query: string): Promise<T[]> =>
    asOwner(database.url, async client => (await client.query(query)).rows as T[])
  const kit: IncidentKit = {
    ...{ store: database.store, server, audited, faults, breaks: null, policy: HUB_POLICY, rows },
    async post(body, as = 'force', type = 'application/vnd.api+json') {
      const payload = typeof body === 'string' ? body : JSON.stringify(body)
      const headers = { 'content-type': type, ...(as === '' ? {} : { authorization: `Bearer ${as}` }) }
      const answer = await server.inject({ method: 'POST', url: '/incidents', headers, payload })
      const { errors = [] } = JSON.parse(answer.payload) as { errors?: Sent['errors'] }
      return { status: answer.statusCode, text: answer.payload, errors }
    },
    async written() {
      const tables = ['incident', 'incident_person', 'episode', 'episode_event', 'child', 'child_identifier']
      const [found] = await rows<Record<string, string>>(
        `select ${tables.map(name => `(select count(*) from hafan.${name}) as ${name}`).join(', ')}`,
      )
      return found ?? {}
    },
    async stop() {
      traffic.load.stop()
      await server.close()
      await database.stop()
    },
  }
  return kit
}

const MISSING = { missingPerson: { data: { type: 'incident', id: 'i1' } } }

/** One of the incident, with a relationship to it. */
export const person = (id: string, attributes: object, relationships: object = MISSING): object => ({
  ...{ type: 'person', id, attributes, relationships },
})

export const submission = (reference: string, more: object = {}): object => ({
  ...{ type: 'submission', id: 's1' },
  attributes: {
    ...{ forceIdentifier: '61', category: 'MISSING', customerReferenceNumber: reference },
    ...{ submitTime: '2026-02-12T09:30:00Z', ...more },
  },
})

export const incident = (attributes: object, ...included: readonly object[]): object => ({
  data: { type: 'incident', id: 'i1', attributes },
  included,
})
