// Puts the gateway together and opens its door: one HTTP server, one path, every answer audited.
import { performance } from 'node:perf_hooks'
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import { isEnumType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import type { AgencySource } from '../adapters/agency.js'
import type { Audit, WitnessState } from '../audit/index.js'
import type { SourceView } from '../children/source-view.js'
import type { HubPolicy } from '../hub/policy.js'
import { createHubSource, type HubClock } from '../hub/source.js'
import { contactOfAgency } from '../policies/decide/index.js'
import type { CompiledProtocol, Editions } from '../policies/protocol/index.js'
import { guardSchema, ruleTree } from '../policies/shield.js'
import { resolvers } from '../resolvers/index.js'
import { scalarResolvers } from '../resolvers/scalars.js'
import { buildBare, buildExecutable, enumLabels } from '../schema/build.js'
import { classify } from '../schema/classification.js'
import type { Keys } from '../store/keys.js'
import type { Store } from '../store/open.js'
import { assertActs } from './acts/whole.js'
import type { Post } from './alerts/post.js'
import { checkTeamRoles } from './alerts/team-roles.js'
import { TEAMS_NOT_SET, type TeamSettings } from './alerts/teams.js'
import { startAlertWorker } from './alerts/worker.js'
import type { ErrorLog } from './format-error.js'
import { startDueWork } from './acts/due-worked-out.js'
import { dailyRetention } from './retention/task.js'
import type { OperationContext } from './context.js'
import { beginningOf, createContextFactory } from './create-context.js'
import { formatError } from './format-error.js'
import { createHttpServer } from './http-server.js'
import type { HttpServerDeps } from './http-server.js'
import { registerIncidents } from './incidents/route.js'
import { MOST_TOKENS } from './limits.js'
import { createMetrics } from './metrics.js'
import { createExecute } from './operation/compiled/execute.js'
import { createDocuments } from './operation/documents.js'
import type { GateThree } from './operation/gate-three.js'
import { operationPlugin } from './operation/plugin.js'
import { createIndexRefresh } from './operation/refresh-index.js'
import { sentAs } from './operation/sent.js'
import { createSharedFacts } from './operation/shared-facts.js'
import { SUBSCRIPTION_LIMITS } from './subscriptions/limits.js'
import type { SubscriptionLimits } from './subscriptions/limits.js'
import { openAlertSubscriptions } from './subscriptions/open.js'
import { createTraffic } from './traffic.js'
import type { TrafficOptions } from './traffic.js'

export interface GatewayOptions {
  readonly editions: Editions
  readonly sources: readonly SourceView[]
  readonly store: Store
  readonly audit: Audit
  /** What became of writing checkpoints of the audit, for operators. */
  readonly witness?: () => WitnessState
  readonly keys: Keys
  readonly signIn: HttpServerDeps['signIn']
  readonly now: () => Date
  /** The numbers of the hub's rules; as the sources say where it is absent. */
  readonly policy: HubPolicy
  readonly log: ErrorLog
  readonly host: string
  readonly port: number
  /** Most milliseconds for one operation. */
  readonly deadlineMs: number
  readonly notShownMs: number
  readonly traffic: TrafficOptions
  /** Which answers gate 3 looks through before they leave. */
  readonly gateThree: GateThree
  /** Who is told of alerts. Absent: the hub, by its inbox alone. */
  readonly teams?: TeamSettings
  /** How much connections for subscriptions may take; what real use begins with, where absent. */
  readonly subscriptions?: Partial<SubscriptionLimits>
  /** Works alerts off in this process; absent: another does, or nobody. */
  readonly alerts?: { readonly post: Post; readonly sweepEveryMs?: number }
  /** More routes on the same door, for development. */
  readonly extend?: (server: ReturnType<typeof createHttpServer>) => Promise<void>
}

export interface Gateway {
  readonly url: string
  readonly sources: readonly AgencySource[]
  /** What operators see, in the text format of Prometheus. */
  metrics(): Promise<string>
  close(): Promise<void>
}

/** Throws, naming every gap, if the schema or its rules are not whole. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { editions, store, keys, log, now, policy } = options
  const plain = buildExecutable(resolvers)
  const classification = classify(plain)
  const teams = options.teams ?? TEAMS_NOT_SET
  checkTeamRoles(teams.teams, editions.current(now()))
  const onFault = (error: unknown): void =>
    log.error({ error: error instanceof Error ? error.name : typeof error }, 'An adapter or the door failed.')
  assertActs(plain, classification)
  // What a rule or resolver throws is an error of the operation, and is logged with its number.
  const guarded = guardSchema(plain, ruleTree(classification), () => undefined)
  // What the server, the gates and validation look at: what there is, and no way to any of it.
  const schema = buildBare(scalarResolvers)
  const viewsUnder = withHub(options.sources, store, { now, policy })
  const sources = viewsUnder(editions.current(now())).map(({ source }) => source)
  const isSource = (id: string): boolean => sources.some(({ description }) => description.id === id)

  const monotonic = (): number => performance.now()
  const documents = createDocuments(schema)
  const traffic = createTraffic(options.traffic, {
    monotonic,
    onShedding: shedding =>
      log.warn(
        { shedding },
        'The gateway turns requests away while it has too much to do, and says when it no longer does',
      ),
  })
  const metrics = createMetrics({
    load: traffic.load,
    sources: options.sources,
    statuses: new Set(valuesOf(plain, 'AnswerStatus')),
    monotonic,
  })
  const audit = metrics.watch(options.audit)
  const door: HttpServerDeps = {
    traffic,
    metrics,
    signIn: options.signIn,
    audit,
    inForce: () => editions.current(now()),
    ping: () => store.ping(),
    onFault,
    ...(options.witness === undefined ? {} : { witness: options.witness }),
  }
  const server = createHttpServer(door)
  registerIncidents(server, { ...door, store, keys, policy, now })
  const apollo = new ApolloServer<OperationContext>({
    schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: MOST_TOKENS },
    // A step of gate 1 instead: the limits come first there, since validating is itself worth an attack.
    dangerouslyDisableValidation: true,
    documentStore: documents.store,
    stringifyResult: sentAs,
    formatError,
    logger: silentLogger,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operationPlugin({
        ...{ schema, guarded, classification, isSource, audit, documents, traffic, metrics, log },
        execute: createExecute({ schema: plain, classification }),
        gateThree: options.gateThree,
      }),
      fastifyApolloDrainPlugin(server),
    ],
  })
  await apollo.start()
  const refreshIndex = createIndexRefresh({ index: store.identityIndex, now, onFault })
  const createContext = createContextFactory({
    classification, viewsUnder, store, keys, now, policy, refreshIndex,
    labels: enumLabels(plain),
    sharedFacts: createSharedFacts({ monotonic }),
    onFault,
    notShownMs: options.notShownMs,
    deadlineMs: options.deadlineMs,
    teams: teams.teams,
    monotonic,
  }) // prettier-ignore
  await server.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['POST'],
    context: (request, reply) => Promise.resolve(createContext(beginningOf(request, reply))),
  })
  const inForce = (): CompiledProtocol => editions.current(now())
  await options.extend?.(server)
  const subscriptions = await openAlertSubscriptions({
    ...{ schema, classification, isSource, documents, inForce, apollo, createContext, store, keys, now },
    ...{ audit, traffic, metrics, monotonic, onFault, http: server.server, signIn: options.signIn, teams: teams.teams },
    limits: { ...SUBSCRIPTION_LIMITS, ...options.subscriptions },
  })
  const url = await server.listen({ host: options.host, port: options.port }).catch(async (error: unknown) => {
    await subscriptions.close()
    throw error
  })
  const ending = dailyRetention(policy.retention, {
    ...{ retention: store.retention, audit, keys, inForce, timeZone: policy.timeZone, now },
  })
  const dueWork = startDueWork({ store, policy, now, onFault })
  const alerts =
    options.alerts &&
    startAlertWorker({
      ...{ store, keys, audit, policy, now, onFault, ...teams, ...options.alerts },
      inForce,
      sources: () => sources,
      ...(ending && { beside: ending }),
    })
  return {
    url: `${url}/graphql`,
    sources,
    metrics: () => metrics.text(),
    async close() {
      traffic.load.stop()
      await alerts?.stop()
      await dueWork.stop()
      await subscriptions.close()
      await server.close()
      await apollo.stop()
      await refreshIndex.stop()
    },
  }
}

const valuesOf = (schema: GraphQLSchema, name: string): readonly string[] => {
  const type = schema.getType(name)
  return isEnumType(type) ? type.getValues().map(value => value.name) : []
}

/** Every source, the hub's own records last. They are the same records under every edition; whom to ring for them is not. */
function withHub(
  sources: readonly SourceView[],
  store: Store,
  clock: HubClock,
): (protocol: CompiledProtocol) => readonly SourceView[] {
  const known = new WeakMap<CompiledProtocol, readonly SourceView[]>()
  return protocol => {
    const views = known.get(protocol) ?? [
      ...sources,
      { source: createHubSource(store, contactOfAgency(protocol, 'HUB'), clock), state: () => 'UP' as const },
    ]
    known.set(protocol, views)
    return views
  }
}

/** Apollo's own messages may hold parts of documents; ours go through the funnel. */
const silentLogger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
