// The contract every adapter keeps, run on both health adapters over real HTTP with real sign-in.
import { createFhir } from '../../../src/adapters/health/fhir/source.js'
import { createPds } from '../../../src/adapters/health/pds/source.js'
import { createFhirSystem } from '../../../simulators/health/fhir/system.js'
import { createPdsSystem } from '../../../simulators/health/pds/system.js'
import { serve } from '../../../simulators/kit/serve.js'
import type { SimulatedSystem } from '../../../simulators/kit/system.js'
import { type ContractSubject, describeAdapterContract, realTransport, type Running } from '../../contract/suite.js'
import { decoy, entry, NHS, patient, region } from './region.js'
import { credentials, PRIVATE_KEY } from './support.js'

const world = region(
  [
    patient({ patientId: 'pat-1' }),
    patient({ ...decoy, patientId: 'pat-2', nhsNumber: NHS.twinLike, givenName: 'Mari', dateOfBirth: '2012-08-30' }),
    patient({ ...decoy, patientId: 'pat-3', nhsNumber: NHS.dylan, restricted: true }),
  ],
  [
    entry({ nhsNumber: NHS.ffion, supersedes: [NHS.old] }),
    entry({ ...decoy, nhsNumber: NHS.twinLike, givenName: 'Mari', dateOfBirth: '2012-08-30' }),
    entry({ ...decoy, nhsNumber: NHS.dylan, givenName: 'Dylan', restricted: true }),
    ...['9990000131', '9990000142'].map(nhsNumber => entry({ ...decoy, nhsNumber, givenName: 'Alex' })),
  ],
)
const options = { region: world, gss: null, credentials }

async function start(
  system: SimulatedSystem,
  kind: 'fhir' | 'pds',
  path: string,
  create: typeof createPds,
): Promise<Running> {
  const running = await serve(system, { latencyScale: 0, now: () => new Date(), random: Math.random })
  const { config, transport } = realTransport(
    {
      id: system.id,
      agency: 'HEALTH',
      kind,
      baseUrl: running.url + path,
      auth: {
        kind: 'oauth2-assertion',
        tokenUrl: `${running.url}/oauth2/token`,
        clientId: credentials.clientId,
        keyId: credentials.keyId,
        privateKey: 'KEY',
        algorithm: kind === 'fhir' ? 'RS384' : 'RS512',
      },
    },
    { KEY: PRIVATE_KEY },
  )
  return { source: create(config, transport), running, stop: () => running.close() }
}

const fhir: ContractSubject = {
  start: () =>
    start(
      createFhirSystem({ id: 'health-abuhb', ...options, cachedFor: id => id === 'pat-2' }),
      'fhir',
      '/fhir',
      createFhir,
    ),
  ids: {
    found: 'pat-1',
    missing: 'pat-404',
    wrongChild: 'pat-1',
    restricted: { id: 'pat-3', as: 'protected' },
    others: ['pat-2', 'pat-3'],
  },
  // Not `participant`: an appointment must have it, a care team need not.
  required: ['resourceType', 'entry', 'resource', 'type', 'id', 'subject', 'patient', 'status', 'class'],
  endpoints: [
    { path: '/fhir/RelatedPerson', parts: ['family'] },
    { path: '/fhir/Encounter', parts: ['health.emergencyVisits', 'health.sensitive', 'fact.care'] },
    { path: '/fhir/Appointment', parts: ['health.missedAppointments', 'health.sensitive'] },
    { path: '/fhir/AllergyIntolerance', parts: ['health.alerts', 'health.sensitive'] },
    { path: '/fhir/Flag', parts: ['health.alerts', 'health.sensitive'] },
    { path: '/fhir/Condition', parts: ['health.alerts', 'health.conditions', 'health.sensitive'] },
    { path: '/fhir/CareTeam', parts: ['professionals', 'health.services', 'health.sensitive', 'fact.care'] },
  ],
  signsIn: true,
}

const sought = { familyName: 'Prys', dateOfBirth: '2010-04-07', sex: 'FEMALE' } as const

const pds: ContractSubject = {
  start: () =>
    start(createPdsSystem({ id: 'health-wds', ...options }), 'pds', '/personal-demographics/FHIR/R4', createPds),
  ids: {
    found: NHS.ffion,
    missing: '9000000009',
    wrongChild: NHS.ffion,
    merged: { asked: NHS.old, current: NHS.ffion },
    restricted: { id: NHS.dylan, as: 'protected' },
  },
  required: ['resourceType', 'id', 'entry', 'resource', 'type', 'patient'],
  endpoints: [{ path: '/RelatedPerson', parts: ['family'] }],
  signsIn: true,
  search: {
    one: { ...sought, givenName: 'Ffion' },
    restricted: { ...sought, givenName: 'Dylan' },
    many: { ...sought, givenName: 'Alex' },
    required: ['resourceType', 'entry', 'resource', 'type', 'id'],
  },
}

describeAdapterContract('FHIR', fhir)
describeAdapterContract('PDS', pds)
