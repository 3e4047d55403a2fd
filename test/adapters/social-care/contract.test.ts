// Both social-care adapters before the contract that every adapter keeps, on real sockets.
import { createEclipse } from '../../../src/adapters/social-care/eclipse/source.js'
import { PART_COLLECTIONS } from '../../../src/adapters/social-care/ssd/parts.js'
import { createSsdRest } from '../../../src/adapters/social-care/ssd/source.js'
import { COLLECTIONS } from '../../../src/adapters/social-care/ssd/upstream.js'
import type { Part } from '../../../src/adapters/agency.js'
import { serve } from '../../../simulators/kit/serve.js'
import type { SimulatedSystem } from '../../../simulators/kit/system.js'
import { createEclipseSystem } from '../../../simulators/social-care/eclipse/system.js'
import { createSsdSystem } from '../../../simulators/social-care/ssd/system.js'
import { describeAdapterContract, realTransport, type ContractSubject } from '../../contract/suite.js'
import {
  CREDENTIALS,
  ESTIMATED,
  FFION,
  GSS,
  LOCKED,
  plainRow,
  REFUGE,
  region,
} from '../../simulators/social-care/region.js'
import { TODAY } from './direct.js'

const options = {
  id: 'social-care-newport',
  region: region([FFION, ESTIMATED, LOCKED, REFUGE, plainRow('50000')]),
  gss: GSS,
  credentials: CREDENTIALS,
} as const
const merged = new Map([['39000', FFION.laChildId]])
const ids = {
  found: FFION.laChildId,
  missing: 'no-such-child',
  wrongChild: FFION.laChildId,
  merged: { asked: '39000', current: FFION.laChildId },
  others: [REFUGE.laChildId, LOCKED.laChildId, '50000'],
}

async function serving(system: SimulatedSystem) {
  return serve(system, { latencyScale: 0, now: () => new Date(), random: () => 0.5 })
}

const eclipse: ContractSubject = {
  async start() {
    const running = await serving(createEclipseSystem(options, { merged }))
    const { clientId, clientSecret } = CREDENTIALS
    const auth = {
      kind: 'oauth2',
      tokenUrl: `${running.url}/oauth2/token`,
      clientId,
      clientSecret: 'SECRET',
      scope: `api://${clientId}/.default`,
    } as const
    const { config, transport } = realTransport(
      { id: options.id, agency: 'SOCIAL_CARE', kind: 'eclipse', baseUrl: running.url, area: GSS, auth },
      { SECRET: clientSecret },
    )
    return { source: createEclipse(config, transport, () => TODAY), running, stop: () => running.close() }
  },
  ids: { ...ids, restricted: { id: LOCKED.laChildId, as: 'locked' } },
  required: [
    'data',
    'surname',
    'warningAssignments',
    'securedContext',
    'cursor',
    'results',
    'doNotDisclose',
    'attributes',
    'legalStatuses',
  ],
  signsIn: true,
}

const ssd: ContractSubject = {
  async start() {
    const running = await serving(createSsdSystem(options, { merged }))
    const { clientId, clientSecret, apiKey } = CREDENTIALS
    const auth = {
      kind: 'oauth2',
      tokenUrl: `${running.url}/oauth2/token`,
      clientId,
      clientSecret: 'SECRET',
      apiKey: { header: 'x-api-key', key: 'KEY' },
    } as const
    const { config, transport } = realTransport(
      { id: options.id, agency: 'SOCIAL_CARE', kind: 'ssd-rest', baseUrl: `${running.url}/api/v1`, area: GSS, auth },
      { SECRET: clientSecret, KEY: apiKey },
    )
    return { source: createSsdRest(config, transport, () => TODAY), running, stop: () => running.close() }
  },
  ids: { ...ids, restricted: { id: REFUGE.laChildId, as: 'protected' } },
  required: [
    'pers_surname',
    'record_protection',
    'items',
    'total',
    'lega_legal_status',
    'clap_do_not_disclose',
    'miss_person_id',
  ],
  endpoints: Object.keys(COLLECTIONS).map(name => ({
    path: `/${name}`,
    parts: Object.entries(PART_COLLECTIONS).flatMap(([part, needed]: [string, readonly string[]]) =>
      needed.includes(name) ? [part as Part] : [],
    ),
  })),
  signsIn: true,
}

describeAdapterContract('Eclipse', eclipse)
describeAdapterContract('SSD over REST', ssd)
