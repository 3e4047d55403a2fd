// The adapters on a transport that calls the simulated system directly, signed in as the system asks: fast, no sockets.
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Call, Part, Reading } from '../../../src/adapters/agency.js'
import { sourceConfig, type SourceConfig } from '../../../src/adapters/config.js'
import { SourceFault, type Transport, type UpstreamRequest } from '../../../src/adapters/transport.js'
import type { SimRequest, SimResponse, SimulatedSystem, SystemCredentials } from '../../../simulators/kit/system.js'
import { ORIGIN, simRequestAt } from '../../simulators/sim-request.js'
import { NOW } from './region.js'

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

export const PRIVATE_KEY = keys.privateKey
export const credentials: SystemCredentials = {
  clientId: 'hafan',
  clientSecret: 'unused',
  token: 'unused',
  apiKey: 'unused',
  publicKeyPem: keys.publicKey,
  keyId: 'key-1',
}

/** One request as a system receives it. */
export const simRequest = ({ url = '/', ...over }: Partial<SimRequest> & { url?: string }): SimRequest =>
  simRequestAt(NOW, url, over)

/** A signed assertion as the token endpoints want it; `over` changes a claim. */
export function assertion(algorithm: 'RS384' | 'RS512', over: object = {}, keyid = 'key-1'): string {
  const seconds = Math.floor(NOW.getTime() / 1000)
  const claims = {
    iss: 'hafan',
    sub: 'hafan',
    aud: `${ORIGIN}/oauth2/token`,
    iat: seconds,
    exp: seconds + 240,
    jti: randomUUID(),
    ...over,
  }
  return jwt.sign(claims, PRIVATE_KEY, { algorithm, keyid })
}

/** Asks the token endpoint. */
export async function signIn(system: SimulatedSystem, signed: string, scope?: string): Promise<SimResponse> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signed,
    ...(scope === undefined ? {} : { scope }),
  })
  return system.handle(simRequest({ method: 'POST', url: '/oauth2/token', body: form.toString() }))
}

/** A bearer header that the system accepts. */
export async function bearer(system: SimulatedSystem, algorithm: 'RS384' | 'RS512'): Promise<Record<string, string>> {
  const { body } = await signIn(system, assertion(algorithm))
  return { authorization: `Bearer ${(body as { access_token: string }).access_token}` }
}

export interface Direct extends Transport {
  /** Requests sent so far, as path and query. */
  readonly sent: string[]
  readonly headers: Readonly<Record<string, string>>[]
  /** Answers the next requests whose path and query hold the text. */
  replace(containing: string, answer: SimResponse | ((usual: SimResponse) => SimResponse)): void
  fault(fault: SimRequest['fault']): void
}

/** A transport straight into a system. Bodies pass through JSON, as on the wire. */
export function direct(system: SimulatedSystem, base: string, algorithm: 'RS384' | 'RS512'): Direct {
  const sent: string[] = []
  const headers: Readonly<Record<string, string>>[] = []
  const replaced = new Map<string, SimResponse | ((usual: SimResponse) => SimResponse)>()
  let fault: SimRequest['fault'] = null
  let signedIn: Promise<Record<string, string>> | null = null
  const send = async (request: UpstreamRequest): Promise<SimResponse> => {
    const url = new URL(request.path, `${ORIGIN}${base}/`)
    for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, String(value))
    const target = decodeURIComponent(url.pathname + url.search)
    sent.push(target)
    headers.push(request.headers ?? {})
    signedIn ??= bearer(system, algorithm)
    const usual = await system.handle(
      simRequest({ url: url.href, headers: { ...request.headers, ...(await signedIn) }, fault }),
    )
    const other = [...replaced].find(([containing]) => target.includes(containing))?.[1]
    return other === undefined ? usual : typeof other === 'function' ? other(usual) : other
  }
  return {
    sent,
    headers,
    replace: (containing, answer) => replaced.set(containing, answer),
    fault: next => {
      fault = next
    },
    state: () => 'UP',
    async send(request) {
      const { status, body } = await send(request)
      if (status !== 200 && request.expect?.includes(status) !== true)
        throw new SourceFault(status === 429 ? 'RATE_LIMITED' : status === 401 ? 'REFUSED' : 'SOURCE_ERROR', status)
      return { status, headers: {}, body: body === undefined ? null : (JSON.parse(JSON.stringify(body)) as unknown) }
    },
  }
}

export function configOf(kind: 'fhir' | 'pds', base: string): SourceConfig {
  return sourceConfig.parse({
    id: kind === 'fhir' ? 'health-abuhb' : 'health-wds',
    name: 'Health',
    agency: 'HEALTH',
    kind,
    organisation: '7A6',
    baseUrl: ORIGIN + base,
    auth: { kind: 'none' },
  })
}

export function call(): Call {
  return {
    correlationId: 'b1f4d2c0-0000-4000-8000-000000000001',
    purpose: 'ASSESS_RISK',
    actor: { staffRef: 'S-1', role: 'HUB_PRACTITIONER', organisation: 'hub' },
    deadline: performance.now() + 5_000,
    signal: new AbortController().signal,
  }
}

export const parts = (...names: Part[]): ReadonlySet<Part> => new Set(names)

export type Read = Extract<Reading, { kind: 'read' }>

/** The reading as read, or an error that says what it was. */
export function asRead(reading: Reading | undefined): Read {
  if (reading?.kind === 'read') return reading
  throw new Error(`expected a record, got ${JSON.stringify(reading)}`)
}
