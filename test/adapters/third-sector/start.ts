// The debrief adapter on its real transport, before its simulated system. `bend` changes what the system answers.
import type { AgencySource } from '../../../src/adapters/agency.js'
import { createDebriefService } from '../../../src/adapters/third-sector/debrief/source.js'
import { serve, type RunningSystem } from '../../../simulators/kit/serve.js'
import type { SimRequest } from '../../../simulators/kit/system.js'
import type { CharityRow } from '../../../simulators/region/model.js'
import { createDebriefSystem } from '../../../simulators/third-sector/system.js'
import { realTransport } from '../../contract/suite.js'
import { credentials, regionWith } from '../../simulators/police/region.js'
import { clients } from '../../simulators/third-sector/region.js'

type Item = Record<string, unknown>

export interface Bent {
  readonly charity?: readonly CharityRow[]
  /** Changes each item of the collection named. */
  readonly bend?: readonly [collection: string, change: (item: Item) => Item]
}

export async function startCharity({ charity = clients, bend }: Bent = {}): Promise<{
  source: AgencySource
  running: RunningSystem
  stop(): Promise<void>
}> {
  const region = regionWith({ charity })
  const system = createDebriefSystem({ id: 'third-sector-debrief', region, gss: null, credentials })
  const handle = async (request: SimRequest) => {
    const answer = await system.handle(request)
    if (bend === undefined || !request.path.endsWith(`/${bend[0]}`)) return answer
    const body = answer.body as { items: Item[] }
    return { ...answer, body: { ...body, items: body.items.map(bend[1]) } }
  }
  const running = await serve({ ...system, handle }, { latencyScale: 0, now: () => new Date(), random: Math.random })
  const { clientId, clientSecret } = credentials
  const { config, transport } = realTransport(
    {
      id: 'third-sector-debrief',
      name: 'Debriefing service',
      agency: 'THIRD_SECTOR',
      kind: 'debrief',
      baseUrl: `${running.url}/api/v1`,
      auth: { kind: 'oauth2', tokenUrl: `${running.url}/oauth2/token`, clientId, clientSecret: 'SECRET' },
    },
    { SECRET: clientSecret },
  )
  return { source: createDebriefService(config, transport), running, stop: () => running.close() }
}
