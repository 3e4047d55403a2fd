// What an adapter hands to the contract suite, and the small tools its cases share.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { AgencySource, Ask, Call, Part, Reading } from '../../src/adapters/agency.js'
import { createTransport } from '../../src/adapters/http.js'
import { sourceConfig } from '../../src/adapters/config.js'
import type { SourceConfig } from '../../src/adapters/config.js'
import type { SoughtPerson } from '../../src/adapters/search.js'
import type { Transport } from '../../src/adapters/transport.js'
import type { RunningSystem } from '../../simulators/kit/serve.js'

/** An adapter on its real transport, before its simulated system. */
export interface Running {
  readonly source: AgencySource
  readonly running: RunningSystem
  stop(): Promise<void>
}

/** Whom a system that can be searched by name is searched for. */
export interface SearchSubject {
  /** Finds `ids.found` alone. */
  readonly one: SoughtPerson
  readonly restricted: SoughtPerson
  readonly many: SoughtPerson
  /** As `ContractSubject.required`. */
  readonly required: readonly string[]
}

export interface ContractSubject {
  /** A fresh source each time, so that an open breaker does not reach the next case. The region may be shared. */
  start(): Promise<Running>
  readonly ids: {
    /** A record with something in most parts. */
    readonly found: string
    /** Well-formed, no such record. */
    readonly missing: string
    /** Asked with this id while the system answers for another child. */
    readonly wrongChild: string
    readonly merged?: { readonly asked: string; readonly current: string }
    /** A record its owner restricts, and how this source says so. */
    readonly restricted?: { readonly id: string; readonly as: 'locked' | 'restrained' | 'protected' }
    /** An id that more than one record answers to. */
    readonly many?: string
    /** Further records for `lookupMany`. */
    readonly others?: readonly string[]
  }
  /** Wire fields the adapter cannot do without: renamed, something must fail, and nothing may look empty. */
  readonly required: readonly string[]
  /** Endpoints asked only for certain parts: `path` is a text in the URL. A fault there fails these parts alone. */
  readonly endpoints?: readonly { readonly path: string; readonly parts: readonly Part[] }[]
  /** The system has a token endpoint of its own. */
  readonly signsIn: boolean
  readonly actor?: Call['actor']
  readonly search?: SearchSubject
}

/** Every call of a contract case ends this many ms after its start. */
export const DEADLINE_MS = 500
/** The deadline of a case that is about something else. */
export const UNHURRIED_MS = 10_000
/** What a case allows beyond the deadline. */
export const GRACE_MS = 50

/** A call as the gateway makes them. */
export function callOf(subject: ContractSubject, deadlineMs = 5_000): Call {
  return {
    correlationId: randomUUID(),
    purpose: 'ASSESS_RISK',
    actor: subject.actor ?? { staffRef: 'S-1', role: 'HUB_PRACTITIONER', organisation: 'hub' },
    deadline: performance.now() + deadlineMs,
    signal: new AbortController().signal,
  }
}

/** All the parts a source offers, of one record. */
export const askAll = (source: AgencySource, recordId: string): Ask => ({ recordId, parts: source.offers })

export interface ContractCase {
  readonly name: string
  /** Rejects where the adapter breaks the contract. */
  run(): Promise<void>
}

export type Read = Extract<Reading, { kind: 'read' }>

/** The reading as read, or an error that says what it was instead. */
export function asRead(reading: Reading): Read {
  if (reading.kind === 'read') return reading
  throw new Error(`expected a record, got ${JSON.stringify(reading)}`)
}

/** Starts the subject, runs `work`, stops it whatever happens. */
export async function withRunning(subject: ContractSubject, work: (it: Running) => Promise<void>): Promise<void> {
  const it = await subject.start()
  try {
    await work(it)
  } finally {
    await it.stop()
  }
}

/** A source configuration with defaults filled in, and the real transport over it. Secrets are given by name. */
export function realTransport(
  config: Partial<SourceConfig> & Pick<SourceConfig, 'id' | 'agency' | 'kind' | 'baseUrl' | 'auth'>,
  secrets: Readonly<Record<string, string>>,
  now: () => Date = () => new Date(),
): { config: SourceConfig; transport: Transport } {
  const whole = sourceConfig.parse({ name: config.id, organisation: config.id, ...config })
  const secret = (name: string): string => {
    const value = secrets[name]
    if (value === undefined) throw new Error(`no secret ${name}`)
    return value
  }
  return { config: whole, transport: createTransport(whole, { secret, now }) }
}

/** All that is offered of one record, with time enough. */
export const lookup = (source: AgencySource, subject: ContractSubject, recordId: string): Promise<Reading> =>
  source.lookup(askAll(source, recordId), callOf(subject))
