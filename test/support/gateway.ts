// A whole gateway in this process, with a region of invented agencies behind it: for tests that ask as a caller would.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { openSources } from '../../src/adapters/registry.js'
import { createAudit, openWitnessedAudit } from '../../src/audit/index.js'
import type { Audit, CheckpointKey } from '../../src/audit/index.js'
import { linkingPass } from '../../src/children/identity/linking-pass.js'
import { projectRoot } from '../../src/paths.js'
import { always, readProtocol } from '../../src/policies/protocol/index.js'
import type { Editions } from '../../src/policies/protocol/index.js'
import { openGateway } from '../../src/server/gateway.js'
import type { GatewayOptions } from '../../src/server/gateway.js'
import { parseSettings } from '../../src/server/settings.js'
import { openSignIn } from '../../src/server/sign-in/open.js'
import type { Revoked } from '../../src/server/sign-in/revoked.js'
import { TRAFFIC } from '../../src/server/traffic.js'
import type { TrafficOptions } from '../../src/server/traffic.js'
import { generateRegion } from '../../simulators/region/generate.js'
import { startRegion } from '../../simulators/start.js'
import type { RunningRegion, StartOptions } from '../../simulators/start.js'
import { keptDatabase, silent, testDatabase, testKeys } from './database.js'
import type { TestDatabase } from './database.js'

export interface Answer {
  readonly status: number
  readonly data: never
  readonly errors: readonly { message: string; path?: (string | number)[]; extensions: Record<string, never> }[]
  readonly text: string
}

/** What a gateway needs of the region behind it, wherever that runs. */
export interface RegionBehind extends Pick<RunningRegion, 'settings' | 'seed' | 'secret'> {
  now(): Date
  tokenFor(persona: string, options?: { application?: string }): Promise<string>
  close(): Promise<void>
}

export interface TestGateway extends GatewayBefore {
  readonly region: RunningRegion
}

/** A gateway before a region. */
export interface GatewayBefore {
  readonly database: TestDatabase
  readonly url: string
  /** Asks as a persona; `token` instead of one where given. */
  ask(
    persona: string | null,
    query: string,
    variables?: object,
    options?: { token?: string; application?: string; headers?: Readonly<Record<string, string>> },
  ): Promise<Answer>
  close(): Promise<void>
}

/** Tests ask much at once on a busy machine; only those about rates are to meet them. */
export const UNHINDERED: TrafficOptions = {
  ...TRAFFIC,
  caller: { burst: 1e9, perSecond: 1e9 },
  address: { burst: 1e9, perSecond: 1e9 },
  strangers: { burst: 1e9, perSecond: 1e9 },
  mostLagMs: 1e9,
}

export interface TestGatewayOptions extends Partial<
  Pick<GatewayOptions, 'deadlineMs' | 'notShownMs' | 'log' | 'traffic' | 'alerts' | 'subscriptions' | 'policy'>
> {
  readonly size?: number
  readonly latency?: Pick<StartOptions, 'latencyScale' | 'fixedLatencyMs'>
  readonly timeoutMs?: number
  readonly now?: string
  /** The gateway's clock, where it should not run on with the region's. Sign-in keeps the region's. */
  readonly clock?: () => Date
  /** How long calls to a failing source are held back; the gateway's own default where absent. */
  readonly halfOpenAfterMs?: number
  /** Wraps the audit, to make it fail. */
  readonly audit?: (audit: Audit) => Audit
  /** Editions of the protocol; the repository's, whatever the day, where absent. */
  readonly editions?: Editions
  /** Application id → the manifest of the only operations it may send. */
  readonly manifests?: Readonly<Record<string, string>>
  /** Has the audit witnessed there. */
  readonly checkpoints?: { readonly folder: string; readonly key: CheckpointKey; readonly everyMs?: number }
  /** Most milliseconds for an audit row. */
  readonly auditWithinMs?: number
  /** A database that has been seeded, in place of one of its own; it stays. */
  readonly on?: string
  /** What has been taken back; nothing where absent. */
  readonly revoked?: Revoked
  /** Skips the linking pass: only seeded links. */
  readonly seedOnly?: boolean
}

export async function testGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const region = await startRegion({
    region: generateRegion({ seed: 1, size: options.size ?? 200, now: options.now ?? new Date().toISOString() }),
    ...options.latency,
  })
  const behind = { ...region, now: () => region.clock.now() }
  return { region, ...(await gatewayBefore(behind, options)) }
}

/** The gateway alone, before a region that runs already; closing it closes the region too. */
export async function gatewayBefore(region: RegionBehind, options: TestGatewayOptions = {}): Promise<GatewayBefore> {
  const database = options.on === undefined ? await testDatabase() : await keptDatabase(options.on)
  if (options.on === undefined) await database.store.hub.seed(region.seed)
  const files: Record<string, string> = {
    'sources.yaml': stringify({
      sources: region.settings.sources.map(source => ({
        ...source,
        ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      })),
    }),
    'teams.yaml': stringify(region.settings.teams),
    'issuers.yaml': stringify({ issuers: region.settings.issuers }),
    'applications.yaml': stringify({
      applications: region.settings.applications.map(row =>
        options.manifests?.[row.id] === undefined ? row : { ...row, operations: `${row.id}.json` },
      ),
    }),
  }
  for (const [id, text] of Object.entries(options.manifests ?? {})) files[`${id}.json`] = text
  const settings = parseSettings(name => files[name] ?? '')
  const now = options.clock ?? ((): Date => region.now())
  const opened = openSources(settings.sources, {
    secret: name => region.secret(name),
    now,
    ...(options.halfOpenAfterMs === undefined ? {} : { halfOpenAfterMs: options.halfOpenAfterMs }),
  })
  if (options.seedOnly !== true) {
    await linkingPass(
      opened.map(({ source }) => ({ source, rate: 1000 })),
      {
        store: database.store,
        call: () => ({
          correlationId: randomUUID(),
          purpose: 'LINKING',
          actor: { staffRef: 'hafan', role: 'SYSTEM', organisation: 'hub' },
          deadline: performance.now() + 20_000,
          signal: new AbortController().signal,
        }),
        progress: () => undefined,
        now,
        signal: new AbortController().signal,
      },
    )
  }
  const read = readProtocol(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const auditOptions = {
    ...{ pool: database.store.auditPool, chainId: randomUUID(), keys: testKeys, clock: now },
    // A machine busy with other tests is slow to write; only tests of the audit itself are about that.
    withinMs: options.auditWithinMs ?? 15_000,
  }
  const { checkpoints } = options
  const writer = checkpoints
    ? await openWitnessedAudit({ ...auditOptions, ...checkpoints, log: silent, monotonic: () => performance.now() })
    : createAudit(auditOptions)
  const gateway = await openGateway({
    editions: options.editions ?? always(read.protocol),
    sources: opened,
    store: database.store,
    audit: options.audit?.(writer) ?? writer,
    keys: testKeys,
    signIn: openSignIn({
      ...{ issuers: settings.issuers, applications: settings.applications, now: () => region.now() },
      ...(options.revoked === undefined ? {} : { revoked: options.revoked }),
    }),
    now,
    log: options.log ?? {
      warn: () => undefined,
      error: (fields, sentence) => process.stderr.write(`${sentence} ${JSON.stringify(fields)}\n`),
    },
    traffic: options.traffic ?? UNHINDERED,
    host: '127.0.0.1',
    port: 0,
    ...{ teams: settings.teams, policy: options.policy ?? settings.hub },
    ...(options.subscriptions === undefined ? {} : { subscriptions: options.subscriptions }),
    ...(options.alerts === undefined ? {} : { alerts: options.alerts }),
    gateThree: 'ALWAYS',
    deadlineMs: options.deadlineMs ?? 10_000,
    notShownMs: options.notShownMs ?? 50,
  })
  return {
    database,
    url: gateway.url,
    async ask(persona, query, variables = {}, { token, application, headers = {} } = {}) {
      const bearer =
        token ??
        (persona === null ? null : await region.tokenFor(persona, application === undefined ? {} : { application }))
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      })
      const text = await response.text()
      const body = JSON.parse(text) as { data?: never; errors?: Answer['errors'] }
      return { status: response.status, data: body.data as never, errors: body.errors ?? [], text }
    },
    async close() {
      await gateway.close()
      await writer.stop()
      await database.stop()
      await region.close()
    },
  }
}

/** The repository's protocol without its budgets, for a test that looks through a whole region to find somebody. */
export function withoutBudgets(): Editions {
  const text = readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8')
  const [before = '', budgets = '', after = ''] = text.split(/^(proportion:\n(?:[ #].*\n)+)/m)
  const lifted = budgets
    .replace(/^( {4}[A-Z]{2}: )\d+$/gm, '$1100000')
    .replace(/guesses: .*/, 'guesses: { atMost: 100000, flaggedFrom: 90000 }')
    .replace(/(slowly: .*flaggedFrom: )\d+/, '$190000')
  const read = readProtocol(`${before}${lifted}${after}`)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return always(read.protocol)
}
