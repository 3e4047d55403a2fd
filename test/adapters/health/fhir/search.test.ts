import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import { createFhir } from '../../../../src/adapters/health/fhir/source.js'
import { createFhirSystem, type FhirOptions } from '../../../../simulators/health/fhir/system.js'
import type { SimResponse } from '../../../../simulators/kit/system.js'
import type { PatientRow } from '../../../../simulators/region/model.js'
import { patient, region } from '../region.js'
import { asRead, call, configOf, credentials, direct, parts } from '../support.js'

const base = patient({ patientId: 'pat-1' })
const [visit] = base.visits

function setUp(rows: readonly PatientRow[] = [base], options: Partial<FhirOptions> = {}) {
  const common = { id: 'health-abuhb', region: region(rows), gss: null, credentials, cachedFor: () => false }
  const transport = direct(createFhirSystem({ ...common, ...options }), '/fhir', 'RS384')
  const source = createFhir(configOf('fhir', '/fhir'), transport)
  const lookup = (...names: Part[]) => source.lookup({ recordId: 'pat-1', parts: parts(...names) }, call())
  const read = async (...names: Part[]) => asRead(await lookup(...names))
  return { source, transport, lookup, read }
}

const visits = (count: number): PatientRow =>
  patient({
    patientId: 'pat-1',
    visits: Array.from({ length: count }, (_, n) => ({ ...visit!, id: `enc-${String(n)}` })),
  })

/** Changes the bundle of an answer. */
const edit =
  (change: (bundle: Record<string, unknown>) => object) =>
  (usual: SimResponse): SimResponse => ({ ...usual, body: change(usual.body as Record<string, unknown>) })

const withOutcome = (severity: string, code: string) =>
  edit(bundle => ({
    ...bundle,
    entry: [
      ...((bundle['entry'] as object[] | undefined) ?? []),
      { search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome', issue: [{ severity, code }] } },
    ],
  }))

describe('pages', () => {
  it('are all followed', async () => {
    const { read, transport } = setUp([visits(130)])
    const found = await read('health.emergencyVisits')
    expect(found.parts['health.emergencyVisits']).toHaveLength(130)
    expect(transport.sent.filter(path => path.includes('_page='))).toHaveLength(2)
  })

  it('beyond twenty fail the part rather than cutting it', async () => {
    const found = await setUp([visits(1001)]).read('health.emergencyVisits', 'identity')
    expect(found.failedParts).toEqual({ 'health.emergencyVisits': 'MALFORMED' })
    expect(found.parts).not.toHaveProperty(['health.emergencyVisits'])
    expect(found.parts.identity).toBeDefined()
  })

  it.each([
    ['another host', 'https://elsewhere.example/fhir?_page=x'],
    ['another port', 'http://127.0.0.1:9999/fhir?_page=x'],
    ['no address', 'http://['],
  ])('on %s are not fetched', async (_what, url) => {
    const { read, transport } = setUp([visits(2)])
    transport.replace(
      'Encounter',
      edit(bundle => ({ ...bundle, link: [{ relation: 'next', url }] })),
    )
    expect((await read('health.emergencyVisits')).failedParts).toEqual({ 'health.emergencyVisits': 'MALFORMED' })
    expect(transport.sent.filter(path => path.includes('_page'))).toEqual([])
  })

  it('that have expired fail the part, not the first page for the whole', async () => {
    const { read, transport } = setUp([visits(60)])
    transport.replace('_page=', { status: 410, body: {} })
    expect((await read('health.emergencyVisits')).failedParts).toEqual({ 'health.emergencyVisits': 'SOURCE_ERROR' })
  })

  it('fewer than the server counted fail the part', async () => {
    const { read, transport } = setUp()
    transport.replace(
      'Encounter',
      edit(bundle => ({ ...bundle, total: 5 })),
    )
    expect((await read('health.emergencyVisits')).failedParts).toEqual({ 'health.emergencyVisits': 'MALFORMED' })
  })
})

describe('outcome entries inside a searchset', () => {
  it('a copy of last night: the part stays, the reading is stale', async () => {
    const found = await setUp([base], { cachedFor: () => true }).read('health.emergencyVisits')
    expect([found.stale, found.asOf, found.parts['health.emergencyVisits']?.length]).toEqual([true, null, 1])
  })

  it('without one the reading is not stale', async () => {
    expect((await setUp().read('health.emergencyVisits')).stale).toBe(false)
  })

  it.each([
    ['error', 'exception', 'SOURCE_ERROR'],
    ['error', 'timeout', 'TIMED_OUT'],
    ['fatal', 'throttled', 'RATE_LIMITED'],
    ['error', 'forbidden', 'REFUSED'],
    ['warning', 'incomplete', 'SOURCE_ERROR'],
  ])('%s %s fails that part and no other: %s', async (severity, code, reason) => {
    const { read, transport } = setUp()
    transport.replace('Encounter', withOutcome(severity, code))
    const found = await read('health.emergencyVisits', 'health.missedAppointments')
    expect(found.failedParts).toEqual({ 'health.emergencyVisits': reason })
    expect(found.parts['health.missedAppointments']).toHaveLength(1)
  })

  it.each([
    ['warning', 'something-new', true],
    ['warning', 'informational', false],
    ['information', 'informational', false],
  ])('%s %s: stale is %s', async (severity, code, stale) => {
    const { read, transport } = setUp()
    transport.replace('Encounter', withOutcome(severity, code))
    expect((await read('health.emergencyVisits')).stale).toBe(stale)
  })

  it('what the server suppressed marks the part as short', async () => {
    const { read, transport } = setUp()
    transport.replace('Encounter', withOutcome('information', 'suppressed'))
    expect((await read('health.emergencyVisits')).restrainedParts).toEqual(['health.emergencyVisits'])
  })

  it('an outcome as the whole answer is a failure, not an empty list', async () => {
    const { read, transport } = setUp()
    const body = { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] }
    transport.replace('Encounter', { status: 200, body })
    expect((await read('health.emergencyVisits')).failedParts).toEqual({ 'health.emergencyVisits': 'SOURCE_ERROR' })
  })
})

describe('answers that cannot be relied on', () => {
  it.each([
    ['not a bundle', () => ({})],
    ['a bundle of another kind', (bundle: object) => ({ ...bundle, type: 'history' })],
    ['a row without what is required', () => bundleOf({ resourceType: 'Encounter', id: 'e' })],
    ['a row of another type among the matches', () => bundleOf({ resourceType: 'Flag', id: 'f' })],
  ])('%s: MALFORMED', async (_what, change) => {
    const { read, transport } = setUp()
    transport.replace('Encounter', edit(change))
    expect((await read('health.emergencyVisits')).failedParts).toEqual({ 'health.emergencyVisits': 'MALFORMED' })
  })

  it("another patient's row: SUBJECT_MISMATCH, and nothing of it is shown", async () => {
    const { read, transport } = setUp()
    const text = (usual: SimResponse): SimResponse => ({
      ...usual,
      body: JSON.parse(JSON.stringify(usual.body).replaceAll('Patient/pat-1', 'Patient/pat-2')) as unknown,
    })
    transport.replace('Encounter', text)
    const found = await read('health.emergencyVisits')
    expect([found.failedParts, found.parts]).toEqual([{ 'health.emergencyVisits': 'SUBJECT_MISMATCH' }, {}])
  })

  it('fields nobody knows are ignored', async () => {
    const { read, transport } = setUp()
    const text = (usual: SimResponse): SimResponse => ({
      ...usual,
      body: JSON.parse(JSON.stringify(usual.body).replaceAll('"status":', '"brandNew":{"a":[1]},"status":')) as unknown,
    })
    transport.replace('Encounter', text)
    expect((await read('health.emergencyVisits')).failedParts).toEqual({})
  })

  it('two patients under one id are many', async () => {
    const { lookup, transport } = setUp()
    transport.replace(
      'Patient?',
      edit(bundle => ({
        ...bundle,
        total: 2,
        entry: [...(bundle['entry'] as object[]), ...(bundle['entry'] as object[])],
      })),
    )
    expect(await lookup('identity')).toEqual({ kind: 'many' })
  })

  it('a patient that cannot be read fails the whole reading', async () => {
    const { lookup, transport } = setUp()
    transport.replace('Patient?', { status: 500 })
    expect(await lookup('identity', 'health.alerts')).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
  })

  it('another child answered under the id asked is told by what the record says of itself', async () => {
    const { read, transport } = setUp([
      base,
      patient({ patientId: 'pat-2', givenName: 'Mari', nhsNumber: '9990000026' }),
    ])
    transport.fault('wrong-child')
    const found = await read('identity')
    expect([found.recordId, found.subject?.nhsNumber]).toEqual(['pat-1', '9990000026'])
  })
})

function bundleOf(resource: object): object {
  return { resourceType: 'Bundle', type: 'searchset', total: 1, entry: [{ resource, search: { mode: 'match' } }] }
}

describe('a list of patients', () => {
  const rows = Array.from({ length: 8 }, (_, n) => patient({ patientId: `pat-${String(n)}` }))
  const asks = rows.map(({ patientId }) => ({ recordId: patientId, parts: parts('health.emergencyVisits') }))

  it('a warning about one is not laid on the others', async () => {
    const { source } = setUp(rows, { cachedFor: id => id === 'pat-5' })
    const readings = await source.lookupMany!(asks, call())
    expect(readings.map(reading => asRead(reading).stale)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      false,
      false,
    ])
  })

  it('a warning about all costs two more searches, not one for each', async () => {
    const { source, transport } = setUp(rows, { cachedFor: () => true })
    const readings = await source.lookupMany!(asks, call())
    expect(readings.every(reading => asRead(reading).stale)).toBe(true)
    expect(transport.sent.filter(path => path.includes('Encounter'))).toHaveLength(3)
  })

  it('a failed search fails its part for each', async () => {
    const { source, transport } = setUp(rows)
    transport.replace('Encounter', { status: 503 })
    for (const reading of await source.lookupMany!(asks, call()))
      expect(asRead(reading).failedParts).toEqual({ 'health.emergencyVisits': 'SOURCE_ERROR' })
  })
})
