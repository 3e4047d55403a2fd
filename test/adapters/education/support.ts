// The adapters' tests without sockets: a transport that hands each request to the simulated system itself.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { AgencySource, Call, Part, Reading } from '../../../src/adapters/agency.js'
import { sourceConfig, type SourceConfig } from '../../../src/adapters/config.js'
import { SourceFault, type Transport } from '../../../src/adapters/transport.js'
import type { SimRequest, SimResponse, SimulatedSystem } from '../../../simulators/kit/system.js'
import { ORIGIN, simRequestAt } from '../../simulators/sim-request.js'
import { NOW } from './region.js'

export const CREDENTIALS = {
  clientId: 'gateway',
  clientSecret: 'secret',
  token: 'TOKEN',
  apiKey: 'key',
  publicKeyPem: '',
  keyId: 'k1',
}

export const call: Call = {
  correlationId: randomUUID(),
  purpose: 'ASSESS_RISK',
  actor: { staffRef: 'S-1', role: 'HUB_PRACTITIONER', organisation: 'hub' },
  deadline: performance.now() + 60_000,
  signal: new AbortController().signal,
}

export const request = (path: string, over: Partial<SimRequest> = {}): SimRequest => simRequestAt(NOW, path, over)

export function config(kind: 'wonde' | 'oneroster', area: string, base: string): SourceConfig {
  const id = `education-${kind}`
  const auth = { kind: 'none' } as const
  return sourceConfig.parse({
    id,
    name: id,
    agency: 'EDUCATION',
    kind,
    organisation: area,
    area,
    baseUrl: ORIGIN + base,
    auth,
  })
}

/** What one may do to an answer on its way back. */
export type Bend = (asked: URL, answer: SimResponse) => SimResponse

/** A transport straight into the system, the URLs it was asked in order, and a way to bend answers. */
export function direct(
  system: SimulatedSystem,
  base: string,
  authorization: string,
  bend: Bend = (_asked, answer) => answer,
): { transport: Transport; asked: string[] } {
  const asked: string[] = []
  const transport: Transport = {
    async send({ path, query, expect }) {
      const url = new URL(path, ORIGIN + base)
      for (const [name, value] of Object.entries(query ?? {}))
        if (value !== undefined) url.searchParams.set(name, String(value))
      asked.push(url.pathname.slice(base.length) + url.search)
      const answer = await system.handle(request(url.href, { headers: { authorization } }))
      const { status, headers = {}, body = null } = bend(url, answer)
      if (status === 200 || expect?.includes(status) === true)
        return { status, headers: lower(headers), body: JSON.parse(JSON.stringify(body)) as unknown }
      throw new SourceFault(status === 401 || status === 403 ? 'REFUSED' : 'SOURCE_ERROR', status)
    },
    state: () => 'UP',
  }
  return { transport, asked }
}

/** A lookup that must give a record. */
export async function read(source: AgencySource, recordId: string, parts: Iterable<Part> = source.offers) {
  const reading: Reading = await source.lookup({ recordId, parts: new Set(parts) }, call)
  if (reading.kind !== 'read') throw new Error(`expected a record, got ${JSON.stringify(reading)}`)
  return reading
}

/** Every page of a source's list into `seen`; gives the number of pages. */
export async function listAll(source: AgencySource, seen: string[]): Promise<number> {
  if (source.list === undefined) throw new Error('the source does not list')
  let page: string | null = null
  let pages = 0
  do {
    const listed: Awaited<ReturnType<typeof source.list>> = await source.list(page, call)
    seen.push(...listed.records.map(record => record.recordId))
    page = listed.next
    pages += 1
  } while (page !== null)
  return pages
}

function lower(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
