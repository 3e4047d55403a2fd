// The gateway put together from its settings: the same for trying out and for real use.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { performance } from 'node:perf_hooks'
import { openSources } from '../../adapters/registry.js'
import type { OpenedSource } from '../../adapters/registry.js'
import { openWitnessedAudit, type CheckpointKey } from '../../audit/index.js'
import type { Editions } from '../../policies/protocol/index.js'
import type { Keys } from '../../store/keys.js'
import type { Log } from '../../store/log.js'
import type { Store } from '../../store/open.js'
import { openWays } from '../alerts/ways.js'
import { openGateway } from '../gateway.js'
import type { GatewayOptions } from '../gateway.js'
import { sayRetention } from '../retention/task.js'
import type { Settings } from '../settings.js'
import { openMetricsServer } from '../metrics-server.js'
import type { MetricsPlace } from '../metrics-server.js'
import { openSignIn } from '../sign-in/open.js'
import type { Revoked } from '../sign-in/revoked.js'
import { TRAFFIC } from '../traffic.js'
import type { Belongings } from './belongings.js'
import type { WaysSettings } from './ways.js'

export interface CoreOptions {
  readonly settings: Settings
  /** Keys, people and tokens taken back; nothing where absent. */
  readonly revoked?: Revoked
  /** The value of a named secret. */
  readonly secret: (name: string) => string
  readonly editions: Editions
  readonly keys: Keys
  readonly store: Store
  /** Where the audit is witnessed, and the key that signs there. */
  readonly checkpoints: { readonly folder: string; readonly key: CheckpointKey }
  readonly host: string
  readonly port: number
  readonly now: () => Date
  readonly log: Log
  readonly gateThree: GatewayOptions['gateThree']
  /** How alerts leave; absent: not by mail, and by webhook to the public internet alone. */
  readonly ways?: WaysSettings
  /** Where the metrics can be read; null: nowhere. */
  readonly metrics: MetricsPlace | null
  /** Routes beside /graphql, for development. */
  readonly extend?: (
    server: Parameters<NonNullable<GatewayOptions['extend']>>[0],
    signIn: GatewayOptions['signIn'],
  ) => Promise<void>
}

/** Most milliseconds an operation may take, and when the answers that show no child leave. */
const DEADLINE_MS = 10_000
const NOT_SHOWN_MS = 1_000

/** Opens the door. Throws, in words for the operator, where a secret is missing or the port is taken. */
export async function openCore(
  options: CoreOptions,
  { own }: Belongings,
): Promise<{ readonly url: string; readonly sources: readonly OpenedSource[] }> {
  const {
    settings,
    revoked,
    secret,
    editions,
    keys,
    store,
    checkpoints,
    host,
    port,
    now,
    log,
    metrics,
    extend,
    gateThree,
  } = options
  const sources = openSources(settings.sources, { secret, now })
  const { issuers, applications } = settings
  const signIn = openSignIn({ issuers, applications, now, ...(revoked === undefined ? {} : { revoked }) })
  const audit = await own(
    openWitnessedAudit({
      ...{ pool: store.auditPool, chainId: randomUUID(), keys, clock: now, log },
      ...{ ...checkpoints, monotonic: () => performance.now() },
    }),
    opened => opened.stop(),
  )
  const ways = await own(
    openWays({
      ...(options.ways ?? { mail: null, networks: [] }),
      ...{ secret, now },
      onFault: error =>
        log.error(
          { error: error instanceof Error ? error.name : typeof error },
          'A webhook could not be signed: its secret in teams.yaml is missing, or not as the standard has it',
        ),
    }),
    opened => opened.close(),
  )
  const gateway = await own(
    openGateway({
      ...{ editions, sources, store, audit, keys, signIn, now, log, host, port, gateThree },
      ...{ teams: settings.teams, policy: settings.hub },
      alerts: { post: ways.post },
      traffic: TRAFFIC,
      witness: () => audit.witness(),
      deadlineMs: DEADLINE_MS,
      notShownMs: NOT_SHOWN_MS,
      ...(extend === undefined ? {} : { extend: server => extend(server, signIn) }),
    }).catch((error: unknown) => {
      throw inWords(error, port)
    }),
    opened => opened.close(),
  )
  sayRetention(settings.hub.retention, log)
  if (metrics) {
    const opened = openMetricsServer(metrics, () => gateway.metrics()).catch((error: unknown) => {
      throw inWords(error, metrics.port)
    })
    const { url } = await own(opened, server => server.close())
    log.info({ url }, 'Metrics are served')
  }
  return { url: gateway.url, sources }
}

/** Throws a sentence where the port cannot be had: asked first, since the rest takes a while. */
export async function checkPort(host: string, port: number, setBy = 'PORT'): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(inWords(error, port, setBy)))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()))
  })
}

function inWords(error: unknown, port: number, setBy = 'PORT'): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken by another program. Set ${setBy} to another, or to 0 for any free one.`)
  }
  if (code === 'EACCES') return new Error(`Port ${port} may not be used by this account. Set ${setBy} to another.`)
  return error instanceof Error ? error : new Error(String(error))
}
