// The adapter before a FHIR server that others wrote, over HTTP with the real transport.
// Left out, because Medplum's memory repository does not do it: following pages (it gives no `link next`; what the
// adapter then does is tested below), included practices and staff (`_include` is ignored: telephones stay unknown),
// /metadata (answered as an empty searchset; medplum.ts answers it), sign-in, and outcome entries beside matches.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { AgencySource, Part } from '../../../src/adapters/agency.js'
import { createFhir } from '../../../src/adapters/health/fhir/source.js'
import { createFhirSystem } from '../../../simulators/health/fhir/system.js'
import { realTransport } from '../../contract/suite.js'
import { type SecondServer, serveMedplum } from './medplum.js'
import { decoy, NHS, patient, region } from './region.js'
import { asRead, call, configOf, credentials, direct, parts } from './support.js'

const base = patient({ patientId: 'pat-1' })
const labelled = base.visits.map(visit => ({ ...visit, id: 'enc-secret', reason: 'SECRET', label: 'R' as const }))
const world = region([
  { ...base, visits: [...base.visits, ...labelled] },
  patient({ ...decoy, patientId: 'pat-2', nhsNumber: NHS.twinLike }),
  patient({ ...decoy, patientId: 'pat-3', nhsNumber: NHS.ffion, restricted: true }),
  patient({
    patientId: 'pat-4',
    visits: Array.from({ length: 60 }, (_, n) => ({ ...base.visits[0]!, id: `enc-many-${String(n)}` })),
  }),
])
const PARTS: readonly Part[] = [
  'identity',
  'contact',
  'family',
  'health.alerts',
  'health.emergencyVisits',
  'health.missedAppointments',
  'health.services',
  'health.conditions',
  'health.sensitive',
  'fact.care',
  'fact.area',
]

let server: SecondServer
let source: AgencySource

beforeAll(async () => {
  server = await serveMedplum(world)
  const { config, transport } = realTransport(
    { id: 'health-second', agency: 'HEALTH', kind: 'fhir', baseUrl: server.url, auth: { kind: 'none' } },
    {},
  )
  source = createFhir(config, transport)
}, 60_000)
afterAll(() => server.close())

describe('the FHIR adapter before Medplum', () => {
  it.each(['pat-1', 'pat-2', 'pat-3'])('%s reads as it does from our own server', async recordId => {
    const common = { id: 'health-abuhb', region: world, gss: null, credentials, cachedFor: () => false }
    const own = createFhir(configOf('fhir', '/fhir'), direct(createFhirSystem(common), '/fhir', 'RS384'))
    const ask = { recordId, parts: parts(...PARTS) }
    const [here, there] = [asRead(await source.lookup(ask, call())), asRead(await own.lookup(ask, call()))]
    expect(here.failedParts).toEqual({})
    expect(here).toEqual(there)
  })

  it('labelled entries leak from it no more than from ours', async () => {
    const read = asRead(await source.lookup({ recordId: 'pat-1', parts: parts(...PARTS) }, call()))
    expect(JSON.stringify(read)).not.toContain('SECRET')
    expect(read.parts['health.sensitive']).toHaveLength(1)
  })

  it('a practice that is not included has a name and no telephone', async () => {
    const read = asRead(await source.lookup({ recordId: 'pat-1', parts: parts('health.practice') }, call()))
    expect(read.parts['health.practice']).toEqual({ name: 'Meddygfa Enghraifft', odsCode: 'W93999', phone: null })
  })

  it('nobody is nothing', async () => {
    expect(await source.lookup({ recordId: 'pat-9', parts: parts('identity') }, call())).toEqual({ kind: 'nothing' })
  })

  it('finds both records of one NHS number', async () => {
    const found = await source.find!({ nhsNumber: NHS.ffion }, call())
    const ids = found.kind === 'records' ? found.records.map(({ recordId }) => recordId) : []
    expect(ids.sort()).toEqual(['pat-1', 'pat-3', 'pat-4'])
  })

  it('answers for a list as for each', async () => {
    const asks = ['pat-3', 'pat-1', 'pat-9', 'pat-2'].map(recordId => ({ recordId, parts: parts(...PARTS) }))
    expect(await source.lookupMany!(asks, call())).toEqual(
      await Promise.all(asks.map(ask => source.lookup(ask, call()))),
    )
  })

  it('lists the patients of a member of staff', async () => {
    const whose = { staffRef: 'ABUHB-N001', teams: [], organisation: '7A6' }
    const listed = await source.listFor!(whose, call())
    expect(listed.kind === 'records' && [...listed.recordIds].sort()).toEqual(['pat-1', 'pat-2', 'pat-3', 'pat-4'])
  })

  it('sixty visits without a next link are not taken for fifty', async () => {
    const read = asRead(await source.lookup({ recordId: 'pat-4', parts: parts('health.emergencyVisits') }, call()))
    expect(read.failedParts).toEqual({ 'health.emergencyVisits': 'MALFORMED' })
  })
})
