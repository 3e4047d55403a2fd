// A transport that calls a simulated system without a socket, and counts: fast, for what the wire itself does not matter to.
import { performance } from 'node:perf_hooks'
import type { Call, Part, Reading } from '../../../src/adapters/agency.js'
import { sourceConfig, type SourceConfig } from '../../../src/adapters/config.js'
import { SourceFault, type Transport, type UpstreamRequest } from '../../../src/adapters/transport.js'
import type { SimulatedSystem } from '../../../simulators/kit/system.js'
import { CREDENTIALS, GSS, request, tokenOf } from '../../simulators/social-care/region.js'

/** Today, in the fixture. */
export const TODAY = '2026-02-12'

export function configOf(kind: 'eclipse' | 'ssd-rest', changes: Partial<SourceConfig> = {}): SourceConfig {
  return sourceConfig.parse({
    id: 'social-care-newport',
    name: 'Newport social services',
    agency: 'SOCIAL_CARE',
    kind,
    organisation: GSS,
    area: GSS,
    baseUrl: 'http://127.0.0.1:1',
    auth: { kind: 'none' },
    ...changes,
  })
}

export const CALL: Call = {
  correlationId: 'c-1',
  purpose: 'ASSESS_RISK',
  actor: { staffRef: 'SW-2', role: 'SW', organisation: GSS },
  deadline: performance.now() + 3_600_000,
  signal: new AbortController().signal,
}

export interface Counting extends Transport {
  readonly sent: UpstreamRequest[]
}

/** Signs in once, then hands each request to the system. `base` is the path of the configured base URL. */
export function direct(system: SimulatedSystem, base: string, scope?: string): Counting {
  const sent: UpstreamRequest[] = []
  let token: Promise<string> | null = null
  return {
    sent,
    state: () => 'UP',
    async send(upstream) {
      sent.push(upstream)
      token ??= tokenOf(system, scope)
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(upstream.query ?? {})) {
        if (value !== undefined) query.set(name, String(value))
      }
      const answer = await system.handle(
        request(`${base}/${upstream.path}`, {
          method: upstream.method ?? 'GET',
          query,
          body: upstream.json === undefined ? '' : JSON.stringify(upstream.json),
          headers: {
            ...upstream.headers,
            authorization: `Bearer ${await token}`,
            'x-api-key': CREDENTIALS.apiKey,
          },
        }),
      )
      const body: unknown = JSON.parse(JSON.stringify(answer.body ?? null))
      if (answer.status !== 200 && upstream.expect?.includes(answer.status) !== true) {
        throw new SourceFault('SOURCE_ERROR', answer.status)
      }
      return { status: answer.status, headers: answer.headers ?? {}, body }
    },
  }
}

/** A transport that gives the same body to every request. */
export function fixed(body: unknown): Transport {
  return { state: () => 'UP', send: () => Promise.resolve({ status: 200, headers: {}, body }) }
}

export type Read = Extract<Reading, { kind: 'read' }>

export function asRead(reading: Reading | undefined): Read {
  if (reading?.kind !== 'read') throw new Error(`expected a record, got ${JSON.stringify(reading)}`)
  return reading
}

export const ask = (recordId: string, ...parts: readonly Part[]) => ({ recordId, parts: new Set(parts) })
