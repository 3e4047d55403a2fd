// Starts a whole region in this process: agency systems, identity providers, the control server. The command and the
// integration tests both begin here; tests need no files.
import { CONSOLE_APPLICATION, CONSOLE_SECRET, consoleProviders, type ConsoleProvider } from './console.js'
import { createGatewayKey, createSystemCredentials, randomSecret, type GatewayKey } from './credentials.js'
import { APPLICATIONS, applicationsAt } from './identity/applications.js'
import { planProviders } from './identity/providers.js'
import { createIdentityProvider, type IdentityProvider } from './identity/provider.js'
import { createSignIn, type SignIn } from './identity/sign-in.js'
import { createClock, type Clock } from './kit/clock.js'
import { serveControl } from './kit/control.js'
import { serve, type RunningSystem, type ServeOptions } from './kit/serve.js'
import type { SimulatedSystem } from './kit/system.js'
import type { Region } from './region/model.js'
import { personasOf, type Persona } from './region/personas.js'
import { createRandom } from './region/random.js'
import { seedOf, truthOf } from './region/seed.js'
import { settingsOf, type Settings } from './settings.js'
import { planSystems } from './systems.js'
import { teamsIn } from './teams.js'

export interface StartOptions {
  readonly region: Region
  /** Of the real systems' latencies; 0 by default. */
  readonly latencyScale?: number
  /** Every agency system answers after so many ms instead. */
  readonly fixedLatencyMs?: number
  /** Who may sign in; absent: `personasOf(region)`. For regions made by hand. */
  readonly personas?: readonly Persona[]
  /** Source ids to start; absent: all. Sources not started are in no settings. */
  readonly only?: readonly string[]
  /** Control server on this port, the others after it; absent: free ports. */
  readonly portBase?: number
}

export interface Partner {
  readonly id: string
  readonly secret: string
  readonly tokenEndpoints: readonly string[]
}

export interface RunningRegion extends SignIn {
  readonly region: Region
  /** Starts at the region's own now. A gateway tested on a region of the past is given `clock.now`. */
  readonly clock: Clock
  readonly systems: ReadonlyMap<string, RunningSystem>
  /** By id, such as `identity-police-61`: faults and calls of the servers. */
  readonly providers: ReadonlyMap<string, RunningSystem & { readonly provider: IdentityProvider }>
  readonly control: RunningSystem
  readonly settings: Settings
  /** For the practitioners' pages: where people sign in. */
  readonly consoleProviders: readonly ConsoleProvider[]
  /** The value of a secret the settings name. Throws for a name they do not. */
  secret(name: string): string
  readonly secrets: Readonly<Record<string, string>>
  readonly seed: ReturnType<typeof seedOf>
  readonly truth: ReturnType<typeof truthOf>
  readonly personas: readonly Persona[]
  /** Applications with their secrets, and where they get tokens. */
  readonly partners: readonly Partner[]
  /** A running system by source id. Throws where there is none. */
  system(id: string): RunningSystem
  close(): Promise<void>
}

/** One a process, however many regions it starts: an RSA pair takes a tenth of a second. */
let gatewayKey: GatewayKey | undefined

/** Starts everything on loopback. Rejects, with nothing left running, where a port is taken. */
export async function startRegion(options: StartOptions): Promise<RunningRegion> {
  const { region, only } = options
  const clock = createClock(new Date(region.now))
  const random = createRandom(region.seed, 'latency')
  const started: RunningSystem[] = []
  let port = options.portBase
  const start = async (system: SimulatedSystem, latency: Partial<ServeOptions>): Promise<RunningSystem> => {
    const next = port === undefined ? {} : { port: (port += 1) }
    const running = await serve(system, {
      latencyScale: 0,
      now: clock.now,
      random: () => random.next(),
      ...latency,
      ...next,
    })
    started.push(running)
    return running
  }
  const close = async (): Promise<void> => {
    await Promise.all(started.map(each => each.close()))
  }

  try {
    const personas = options.personas ?? personasOf(region)
    const applicationSecrets = new Map(APPLICATIONS.map(({ id }) => [id, randomSecret()]))
    const providers = new Map<string, RunningSystem & { provider: IdentityProvider }>()
    const plans = planProviders(region, personas)
    for (const plan of plans) {
      const applications = applicationsAt(plan.agency).map(({ id, actsForPersons, signsPersonsIn = false }) => ({
        ...{ id, actsForPersons, signsPersonsIn },
        secret: applicationSecrets.get(id) ?? randomSecret(),
      }))
      const provider = createIdentityProvider({ ...plan, applications })
      providers.set(plan.id, { ...(await start(provider, {})), provider })
    }

    const key = (gatewayKey ??= createGatewayKey())
    const systems = new Map<string, RunningSystem>()
    const sources = []
    const secrets: Record<string, string> = { [CONSOLE_SECRET]: applicationSecrets.get(CONSOLE_APPLICATION) ?? '' }
    const latency = {
      latencyScale: options.latencyScale ?? 0,
      ...(options.fixedLatencyMs === undefined ? {} : { fixedLatencyMs: options.fixedLatencyMs }),
    }
    for (const plan of planSystems(region)) {
      if (only !== undefined && !only.includes(plan.id)) continue
      const credentials = createSystemCredentials(plan.id, key)
      const running = await start(plan.create(credentials), latency)
      systems.set(plan.id, running)
      sources.push(plan.source(running.url))
      Object.assign(secrets, plan.secrets(credentials, key.privateKeyPem))
    }

    const all = new Map([...systems, ...providers])
    const control = await serveControl({
      systems: all,
      clock,
      ...(options.portBase === undefined ? {} : { port: options.portBase }),
    })
    started.push(control)
    const settings = settingsOf(sources, plans, id => urlOf(providers, id), teamsIn(options.region))
    return {
      ...createSignIn(plans, id => urlOf(providers, id), applicationSecrets),
      region,
      clock,
      systems,
      providers,
      control,
      settings,
      consoleProviders: consoleProviders(plans, id => urlOf(providers, id)),
      secrets,
      personas,
      partners: APPLICATIONS.filter(({ registeredAt }) => registeredAt.length > 0).map(({ id, registeredAt }) => ({
        id,
        secret: applicationSecrets.get(id) ?? '',
        tokenEndpoints: plans
          .filter(({ agency }) => registeredAt.includes(agency))
          .map(plan => `${urlOf(providers, plan.id)}/token`),
      })),
      seed: seedOf(region),
      truth: truthOf(region),
      secret: name => found(secrets[name], `secret ${name}`),
      system: id => found(systems.get(id), `system ${id}`),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const urlOf = (providers: ReadonlyMap<string, RunningSystem>, id: string): string =>
  found(providers.get(id), `identity provider ${id}`).url

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the region has no ${what}`)
  return value
}
