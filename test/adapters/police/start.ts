// The police adapter on its real transport, before its simulated system. `bend` changes what the system answers.
import type { AgencySource, Call } from '../../../src/adapters/agency.js'
import { createPoliceRms } from '../../../src/adapters/police/rms/source.js'
import { serve, type RunningSystem } from '../../../simulators/kit/serve.js'
import type { SimRequest, SimResponse } from '../../../simulators/kit/system.js'
import { createPoliceSystem } from '../../../simulators/police/system.js'
import type { PoliceNominal } from '../../../simulators/region/model.js'
import { realTransport } from '../../contract/suite.js'
import { credentials, nominals, regionWith } from '../../simulators/police/region.js'

export interface Bent {
  readonly police?: readonly PoliceNominal[]
  readonly bend?: (answer: SimResponse, request: SimRequest) => SimResponse | Promise<SimResponse>
}

export async function startPolice({ police = nominals, bend }: Bent = {}): Promise<{
  source: AgencySource
  running: RunningSystem
  stop(): Promise<void>
}> {
  const region = regionWith({ police })
  const system = createPoliceSystem({ id: 'police-gwent', region, gss: null, credentials })
  const bent = {
    ...system,
    handle: async (request: SimRequest) => (bend ?? (a => a))(await system.handle(request), request),
  }
  const running = await serve(bent, { latencyScale: 0, now: () => new Date(), random: Math.random })
  const { clientId, clientSecret } = credentials
  const { config, transport } = realTransport(
    {
      id: 'police-gwent',
      agency: 'POLICE',
      kind: 'police-rms',
      baseUrl: `${running.url}/api/v1`,
      auth: { kind: 'oauth2', tokenUrl: `${running.url}/oauth2/token`, clientId, clientSecret: 'SECRET' },
    },
    { SECRET: clientSecret },
  )
  return { source: createPoliceRms(config, transport), running, stop: () => running.close() }
}

/** Changes the attributes of every resource of one type in an answer. */
export function bending(type: string, change: (attributes: Record<string, unknown>) => Record<string, unknown>) {
  return (answer: SimResponse): SimResponse => {
    const body = answer.body as { data?: unknown; included?: unknown }
    const each = (resource: { type: string; attributes: Record<string, unknown> }) =>
      resource.type === type ? { ...resource, attributes: change(resource.attributes) } : resource
    const all = (value: unknown) => (Array.isArray(value) ? value.map(each) : value)
    const one = (value: unknown) => (Array.isArray(value) || value === undefined ? all(value) : each(value as never))
    return typeof body !== 'object' || !('data' in body)
      ? answer
      : { ...answer, body: { ...body, data: one(body.data), included: all(body.included) } }
  }
}

export function callAs(
  actor: Partial<Call['actor']> = {},
  purpose: Call['purpose'] = 'ASSESS_RISK',
  withinMs = 5_000,
): Call {
  return {
    correlationId: 'c-1',
    purpose,
    actor: { staffRef: 'S-1', role: 'HUB_PRACTITIONER', organisation: 'hub', ...actor },
    deadline: performance.now() + withinMs,
    signal: new AbortController().signal,
  }
}
