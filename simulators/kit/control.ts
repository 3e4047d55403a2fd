// The control server of a whole region, on loopback: what runs, which fault is set, which calls came, what time it is.
import { z } from 'zod'
import type { Clock } from './clock.js'
import { serve, type RunningSystem } from './serve.js'
import type { SimRequest, SimResponse } from './system.js'

const limits = {
  tokens: z.boolean().exactOptional(),
  path: z.string().exactOptional(),
  skip: z.number().int().min(0).exactOptional(),
  times: z.number().int().min(1).exactOptional(),
}
const ms = z.number().min(0).max(600_000)
const of = <K extends string, S extends z.core.$ZodLooseShape>(
  kind: K,
  shape: S,
): z.ZodObject<{ kind: z.ZodLiteral<K> } & S & typeof limits, z.core.$strict> =>
  z.strictObject({ kind: z.literal(kind), ...shape, ...limits })

/** A fault as JSON. Unknown fields are refused: a misspelt limit would make the fault touch everything. */
const faultShape = z.discriminatedUnion('kind', [
  of('latency', { ms }),
  of('hang', {}),
  of('hang-body', {}),
  of('cut', { at: z.number().int().min(0) }),
  of('drip', { msPerByte: ms }),
  of('status', {
    status: z.number().int().min(200).max(599),
    retryAfter: z.number().int().min(0).exactOptional(),
    html: z.boolean().exactOptional(),
  }),
  of('html', {}),
  of('wrong-child', {}),
  of('redirect', { to: z.url() }),
  of('oversize', { bytes: z.number().int().min(1).max(1_000_000_000) }),
  of('drift', { from: z.string().min(1), to: z.string().min(1) }),
  of('json', { body: z.unknown() }),
  of('refuse', {}),
  of('gzip', {}),
])

export interface ControlOptions {
  readonly systems: ReadonlyMap<string, RunningSystem>
  readonly clock: Clock
  readonly port?: number
}

/** Starts the control server; closing it leaves the systems running. */
export async function serveControl(options: ControlOptions): Promise<RunningSystem> {
  const handle = createControl(options)
  const port = options.port === undefined ? {} : { port: options.port }
  return serve(
    { id: 'control', latency: { p50: 1, p99: 1 }, handle },
    { latencyScale: 0, now: options.clock.now, random: () => 0, ...port },
  )
}

/** The control server's answers, apart from its socket. */
function createControl({ systems, clock }: ControlOptions): (request: SimRequest) => SimResponse {
  const shown = (system: RunningSystem): object => ({
    id: system.id,
    url: system.url,
    fault: system.fault(),
    calls: system.calls().length,
  })

  function forSystem(system: RunningSystem, what: string, request: SimRequest): SimResponse {
    switch (`${request.method} ${what}`) {
      case 'GET ':
        return ok(shown(system))
      case 'PUT /fault': {
        const fault = faultShape.safeParse(json(request.body))
        if (!fault.success) return { status: 400, body: { error: z.prettifyError(fault.error) } }
        system.setFault(fault.data)
        return ok(shown(system))
      }
      case 'DELETE /fault':
        system.setFault(null)
        return ok(shown(system))
      case 'GET /calls':
        return ok({ calls: system.calls() })
      case 'DELETE /calls':
        system.resetCalls()
        return ok(shown(system))
      default:
        return notFound
    }
  }

  function forClock(request: SimRequest): SimResponse {
    if (request.method === 'PUT') {
      const wanted = z.strictObject({ now: z.iso.datetime() }).safeParse(json(request.body))
      if (!wanted.success) return { status: 400, body: { error: z.prettifyError(wanted.error) } }
      clock.set(new Date(wanted.data.now))
    }
    return ok({ now: clock.now().toISOString() })
  }

  return request => {
    if (request.path === '/clock') return forClock(request)
    if (request.path === '/systems') return ok({ systems: [...systems.values()].map(shown) })
    const [, id = '', what = ''] = /^\/systems\/([^/]+)(\/\w+)?$/.exec(request.path) ?? []
    const system = systems.get(id)
    return system === undefined ? notFound : forSystem(system, what, request)
  }
}

const ok = (body: object): SimResponse => ({ status: 200, body })
const notFound: SimResponse = { status: 404, body: { error: 'no such system or control' } }

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
