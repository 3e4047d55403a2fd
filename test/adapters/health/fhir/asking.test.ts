import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import { createFhir } from '../../../../src/adapters/health/fhir/source.js'
import { createFhirSystem, type FhirOptions } from '../../../../simulators/health/fhir/system.js'
import type { SimResponse } from '../../../../simulators/kit/system.js'
import type { PatientRow } from '../../../../simulators/region/model.js'
import { decoy, NHS, patient, region } from '../region.js'
import { asRead, call, configOf, credentials, direct, parts } from '../support.js'

const three = [
  patient({ patientId: 'pat-1' }),
  patient({ ...decoy, patientId: 'pat-2', nhsNumber: NHS.twinLike, visits: [], protectedRecord: true }),
  patient({ ...decoy, patientId: 'pat-3', nhsNumber: NHS.ffion, nhsStatus: '02', missed: [] }),
]

function setUp(rows: readonly PatientRow[] = three, options: Partial<FhirOptions> = {}) {
  const common = { id: 'health-abuhb', region: region(rows), gss: null, credentials, cachedFor: () => false }
  const transport = direct(createFhirSystem({ ...common, ...options }), '/fhir', 'RS384')
  const clock = { ms: Date.parse('2026-02-11T12:30:00Z') }
  const source = createFhir(configOf('fhir', '/fhir'), transport, () => clock.ms)
  const lookup = (recordId: string, ...names: Part[]) => source.lookup({ recordId, parts: parts(...names) }, call())
  /** Types searched since the last time it was asked. */
  const searched = (): string[] =>
    transport.sent
      .splice(0)
      .map(path => path.replace(/^\/fhir\/(\w+).*$/, '$1'))
      .sort()
  return { source, transport, clock, lookup, searched }
}

describe('only what is wanted is asked for', () => {
  const cases: readonly (readonly [Part, readonly string[]])[] = [
    ['identity', ['Patient']],
    ['contact', ['Patient']],
    ['fact.area', ['Patient']],
    ['health.practice', ['Patient']],
    ['family', ['Patient', 'RelatedPerson']],
    ['professionals', ['CareTeam', 'Patient']],
    ['health.alerts', ['AllergyIntolerance', 'Condition', 'Flag', 'Patient']],
    ['health.emergencyVisits', ['Encounter', 'Patient']],
    ['health.missedAppointments', ['Appointment', 'Patient']],
    ['health.services', ['CareTeam', 'Patient']],
    ['health.conditions', ['Condition', 'Patient']],
    ['fact.care', ['CareTeam', 'Encounter', 'Patient']],
    [
      'health.sensitive',
      ['AllergyIntolerance', 'Appointment', 'CareTeam', 'Condition', 'Encounter', 'Flag', 'Patient'],
    ],
  ]
  it.each(cases)('%s', async (part, types) => {
    const { lookup, searched } = setUp()
    const read = asRead(await lookup('pat-1', part))
    expect(Object.keys(read.parts)).toEqual([part])
    expect(searched().filter(type => type !== 'metadata')).toEqual(types)
  })

  it('the practice and the staff come along only where somebody wants to ring them', async () => {
    const { lookup, transport } = setUp()
    await lookup('pat-1', 'identity', 'health.services')
    expect(transport.sent.filter(path => path.includes('_include'))).toEqual([])
    await lookup('pat-1', 'professionals')
    expect(transport.sent.filter(path => path.includes('_include'))).toHaveLength(2)
  })

  it('emergency attendances alone are asked for by class, open ones by status', async () => {
    const { lookup, transport } = setUp()
    await lookup('pat-1', 'health.emergencyVisits')
    expect(transport.sent.at(-1)).toContain('class=EMER')
    await lookup('pat-1', 'fact.care')
    expect(transport.sent.some(path => path.includes('status=arrived,triaged,in-progress,onleave'))).toBe(true)
  })
})

describe('what the server says it can do', () => {
  it('is read once in ten minutes', async () => {
    const { lookup, clock, searched } = setUp()
    const reads = async (): Promise<number> => {
      await lookup('pat-1', 'identity')
      return searched().filter(type => type === 'metadata').length
    }
    expect(await reads()).toBe(1)
    clock.ms += 9 * 60_000
    expect(await reads()).toBe(0)
    clock.ms += 2 * 60_000
    expect(await reads()).toBe(1)
  })

  it('parts whose search it lacks are NOT_OFFERED and never searched', async () => {
    const { lookup, searched } = setUp(three, { without: ['Flag', 'RelatedPerson'] })
    const read = asRead(await lookup('pat-1', 'health.alerts', 'family', 'health.conditions', 'health.sensitive'))
    expect(read.failedParts).toEqual({ 'health.alerts': 'NOT_OFFERED', family: 'NOT_OFFERED' })
    expect(Object.keys(read.parts)).toEqual(['health.conditions', 'health.sensitive'])
    expect(searched()).not.toContain('Flag')
  })

  it('a part this kind of source never has is NOT_OFFERED', async () => {
    const read = asRead(await setUp().lookup('pat-1', 'police.nominal'))
    expect(read.failedParts).toEqual({ 'police.nominal': 'NOT_OFFERED' })
  })

  it('a server that does not say is not trusted with a search', async () => {
    const { lookup, transport, searched } = setUp()
    transport.replace('metadata', { status: 200, body: { resourceType: 'Bundle', type: 'searchset' } })
    expect(await lookup('pat-1', 'identity')).toEqual({ kind: 'failed', reason: 'MALFORMED' })
    expect(searched()).toEqual(['metadata'])
  })

  it('a failure to read it is not kept', async () => {
    const { lookup, transport } = setUp()
    transport.replace('metadata', { status: 503 })
    expect(await lookup('pat-1', 'identity')).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
    transport.replace('metadata', usual => usual)
    expect((await lookup('pat-1', 'identity')).kind).toBe('read')
  })
})

describe('record ids', () => {
  it('one nobody has is nothing', async () => {
    expect(await setUp().lookup('pat-9', 'identity')).toEqual({ kind: 'nothing' })
  })

  it.each(['pat-1,pat-2', '../Flag', 'pat-1&x=1', ''])('%p is no FHIR id: nothing, and nothing is sent', async id => {
    const { lookup, searched } = setUp()
    expect(await lookup(id, 'identity')).toEqual({ kind: 'nothing' })
    expect(searched()).toEqual(['metadata'])
  })

  it('a record merged into another answers as the survivor, with what lies there', async () => {
    const { lookup, transport } = setUp()
    transport.replace('_id=pat-1', usual => merged(usual, 'pat-3'))
    const read = asRead(await lookup('pat-1', 'health.missedAppointments', 'health.emergencyVisits'))
    expect(read.recordId).toBe('pat-3')
    expect(read.parts['health.missedAppointments']).toEqual([])
    expect(read.parts['health.emergencyVisits']).toHaveLength(1)
  })

  it('records merged in a ring do not keep it going', async () => {
    const { lookup, transport } = setUp()
    transport.replace('_id=pat-1', usual => merged(usual, 'pat-3'))
    transport.replace('_id=pat-3', usual => merged(usual, 'pat-1'))
    expect(asRead(await lookup('pat-1', 'identity')).recordId).toBe('pat-3')
    expect(transport.sent).toHaveLength(3)
  })
})

function merged(usual: SimResponse, into: string): SimResponse {
  const bundle = usual.body as { entry: { resource: object }[] }
  const link = [{ type: 'replaced-by', other: { reference: `Patient/${into}` } }]
  return {
    ...usual,
    body: { ...bundle, entry: bundle.entry.map(one => ({ ...one, resource: { ...one.resource, link } })) },
  }
}

describe('many at once', () => {
  const many = Array.from({ length: 60 }, (_, n) =>
    patient({ patientId: `pat-${String(n)}`, familyName: `Name${String(n)}` }),
  )

  it('go 25 to a request, in the order asked, each as it would be alone', async () => {
    const { source, searched } = setUp(many)
    const wanted = parts('identity', 'health.emergencyVisits', 'health.alerts')
    const asks = ['pat-41', 'pat-9999', ...many.map(({ patientId }) => patientId), 'pat-41'].map(recordId => ({
      recordId,
      parts: wanted,
    }))
    const together = await source.lookupMany!(asks, call())
    expect(searched().filter(type => type === 'Patient')).toHaveLength(3)
    const alone = await Promise.all(asks.map(ask => source.lookup(ask, call())))
    expect(together).toEqual(alone)
    expect(together[1]).toEqual({ kind: 'nothing' })
  })

  it('questions for other parts are not widened', async () => {
    const { source, transport } = setUp(many)
    const asks = [
      { recordId: 'pat-1', parts: parts('identity') },
      { recordId: 'pat-2', parts: parts('identity', 'health.conditions') },
    ]
    const [first, second] = await source.lookupMany!(asks, call())
    expect(Object.keys(asRead(first).parts)).toEqual(['identity'])
    expect(Object.keys(asRead(second).parts)).toEqual(['identity', 'health.conditions'])
    expect(transport.sent.filter(path => path.includes('Condition'))).toEqual([
      expect.stringContaining('patient=Patient/pat-2&'),
    ])
  })
})

describe('finding and listing', () => {
  it('finds every record that carries the number, with how far it is verified', async () => {
    const found = await setUp().source.find!({ nhsNumber: NHS.ffion }, call())
    const records = found.kind === 'records' ? found.records : []
    expect(records.map(({ recordId, subject }) => [recordId, subject.nhsNumberVerified])).toEqual([
      ['pat-1', true],
      ['pat-3', false],
    ])
  })

  it.each([{ nhsNumber: '9990000018,9990000026' }, { nhsNumber: 'abc' }, { upn: 'M680400114001' }])(
    'asks nothing for %p',
    async identifier => {
      const { source, searched } = setUp()
      expect(await source.find!(identifier, call())).toEqual({ kind: 'records', records: [] })
      expect(searched()).toEqual([])
    },
  )

  it('a search that fails is a failure, not an absence', async () => {
    const { source, transport } = setUp()
    transport.replace('Patient?', { status: 429 })
    expect(await source.find!({ nhsNumber: NHS.ffion }, call())).toEqual({ kind: 'failed', reason: 'RATE_LIMITED' })
  })

  it('lists every patient, page by page', async () => {
    const many = Array.from({ length: 120 }, (_, n) => patient({ patientId: `pat-${String(n)}` }))
    const { source } = setUp(many)
    const seen: string[] = []
    let page: string | null = null
    do {
      const listed: Awaited<ReturnType<NonNullable<typeof source.list>>> = await source.list!(page, call())
      seen.push(...listed.records.map(({ recordId }) => recordId))
      page = listed.next
    } while (page !== null)
    expect(seen).toEqual(many.map(({ patientId }) => patientId))
  })

  it('says in the list which records are protected and whose number is verified', async () => {
    const { records } = await setUp().source.list!(null, call())
    expect(records.map(record => [record.recordId, record.protectedRecord, record.subject.nhsNumberVerified])).toEqual([
      ['pat-1', false, true],
      ['pat-2', true, true],
      ['pat-3', false, false],
    ])
  })

  it('lists the patients of a member of staff', async () => {
    const { source } = setUp()
    const whose = { staffRef: 'ABUHB-N001', teams: [], organisation: '7A6' }
    expect(await source.listFor!(whose, call())).toEqual({ kind: 'records', recordIds: ['pat-1', 'pat-2', 'pat-3'] })
    expect(await source.listFor!({ ...whose, staffRef: 'a,b' }, call())).toEqual({ kind: 'records', recordIds: [] })
  })

  it('cannot list them where the server has no such search', async () => {
    const { source } = setUp(three, { without: ['CareTeam'] })
    const whose = { staffRef: 'ABUHB-N001', teams: [], organisation: '7A6' }
    expect(await source.listFor!(whose, call())).toEqual({ kind: 'failed', reason: 'NOT_OFFERED' })
  })
})
