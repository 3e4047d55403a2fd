import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import { createPds } from '../../../../src/adapters/health/pds/source.js'
import { createPdsSystem } from '../../../../simulators/health/pds/system.js'
import { decoy, entry, NHS, region } from '../region.js'
import { asRead, call, configOf, credentials, direct, parts } from '../support.js'

const BASE = '/personal-demographics/FHIR/R4'
const VOID = '9990000050'
const rows = [
  entry({ nhsNumber: NHS.ffion, supersedes: [NHS.old] }),
  entry({ ...decoy, nhsNumber: NHS.twinLike, restricted: true }),
]

function setUp() {
  const options = { id: 'health-wds', region: region([], rows), gss: null, credentials, invalidated: [VOID] }
  const transport = direct(createPdsSystem(options), BASE, 'RS512')
  const source = createPds(configOf('pds', BASE), transport)
  const lookup = (recordId: string, ...names: Part[]) => source.lookup({ recordId, parts: parts(...names) }, call())
  return { transport, source, lookup }
}
const all: readonly Part[] = ['identity', 'contact', 'family', 'health.practice', 'professionals']

describe('a person of the national register', () => {
  it('identity, verified under the first code list', async () => {
    const { parts: found, subject, recordId } = asRead(await setUp().lookup(NHS.ffion, 'identity'))
    expect(recordId).toBe(NHS.ffion)
    expect(subject).toMatchObject({ nhsNumber: NHS.ffion, nhsNumberVerified: true })
    expect(found.identity).toMatchObject({
      givenName: 'Ffion',
      familyName: 'Prys',
      otherNames: [{ givenName: 'Ffion', familyName: 'Price', use: 'former' }],
      language: { code: 'cy', label: { cy: 'Cymraeg' } },
      interpreterNeeded: 'NO',
      nhsNumberStatus: 'VERIFIED',
    })
  })

  it('contact, practice and who to ring', async () => {
    const { parts: found } = asRead(await setUp().lookup(NHS.ffion, 'contact', 'health.practice', 'professionals'))
    expect(found.contact).toMatchObject({
      addresses: [
        { use: 'HOME', lines: ['14 Heol Enghraifft', 'CASNEWYDD'], postcode: 'NP20 9ZZ', uprn: '100000000001' },
      ],
      phones: [{ number: '07700 900100' }],
    })
    expect(found['health.practice']).toEqual({ name: null, odsCode: 'W93999', phone: null })
    expect(found.professionals).toMatchObject([{ organisation: 'W93999', reveals: 'HEALTH_RECORD' }])
  })

  it('family', async () => {
    const { parts: found } = asRead(await setUp().lookup(NHS.ffion, 'family'))
    expect(found.family?.people).toMatchObject([{ name: 'Carys Prys', relationship: { code: 'MTH' }, priority: 1 }])
  })

  it('a superseded number is answered under the current one', async () => {
    const read = asRead(await setUp().lookup(NHS.old, ...all))
    expect([read.recordId, read.failedParts]).toEqual([NHS.ffion, {}])
  })

  it('a restricted person: protected, and no part tells where', async () => {
    const read = asRead(await setUp().lookup(NHS.twinLike, ...all))
    expect(read.protectedRecord).toBe(true)
    expect(read.parts).toMatchObject({ contact: null, family: null, 'health.practice': null, professionals: [] })
    expect(read.restrainedParts).toEqual(['contact', 'family', 'health.practice', 'professionals'])
  })

  it.each(['9000000009', VOID, 'not-a-number', '../Patient', '9991234560'])('%s is nobody', async number => {
    expect(await setUp().lookup(number, 'identity')).toEqual({ kind: 'nothing' })
  })

  it("a 404 without the service's own words is a failure, not nobody", async () => {
    const { transport, lookup } = setUp()
    transport.replace('Patient/', { status: 404, body: { message: 'no route' } })
    expect(await lookup(NHS.ffion, 'identity')).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
  })

  it('too many matches in place of a person is MALFORMED, not nobody', async () => {
    const { transport, lookup } = setUp()
    const issue = [{ severity: 'information', code: 'multiple-matches' }]
    transport.replace('Patient/', { status: 200, body: { resourceType: 'OperationOutcome', issue } })
    expect(await lookup(NHS.ffion, 'identity')).toEqual({ kind: 'failed', reason: 'MALFORMED' })
  })

  it('relatives that do not come fail that part alone', async () => {
    const { transport, lookup } = setUp()
    transport.replace('RelatedPerson', { status: 503 })
    const read = asRead(await lookup(NHS.ffion, 'identity', 'family'))
    expect(read.failedParts).toEqual({ family: 'SOURCE_ERROR' })
    expect(read.parts.identity?.familyName).toBe('Prys')
  })

  it("another person's relatives are not shown", async () => {
    const { transport, lookup } = setUp()
    transport.replace('RelatedPerson', usual => ({
      ...usual,
      body: JSON.parse(JSON.stringify(usual.body).replaceAll(NHS.ffion, NHS.dylan)) as unknown,
    }))
    expect(asRead(await lookup(NHS.ffion, 'family')).failedParts).toEqual({ family: 'SUBJECT_MISMATCH' })
  })
})

describe('how it is asked', () => {
  it('relatives only where wanted', async () => {
    const { transport, lookup } = setUp()
    await lookup(NHS.ffion, 'identity', 'contact', 'health.practice', 'professionals')
    expect(transport.sent).toEqual([`${BASE}/Patient/${NHS.ffion}`])
  })

  it('each request has a UUID of its own, the same when the operation repeats it', async () => {
    const { transport, lookup } = setUp()
    await lookup(NHS.ffion, 'identity', 'family')
    await lookup(NHS.ffion, 'identity', 'family')
    const ids = transport.headers.map(headers => headers['x-request-id'] ?? '')
    expect(new Set(ids).size).toBe(2)
    expect([...ids.slice(0, 2)].sort()).toEqual([...ids.slice(2)].sort())
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('a part it does not hold is NOT_OFFERED', async () => {
    const read = asRead(await setUp().lookup(NHS.ffion, 'identity', 'health.alerts'))
    expect(read.failedParts).toEqual({ 'health.alerts': 'NOT_OFFERED' })
  })
})

describe('finding by NHS number', () => {
  it('gives the current record, also for an old number', async () => {
    const found = await setUp().source.find!({ nhsNumber: NHS.old }, call())
    expect(found).toMatchObject({ kind: 'records', records: [{ recordId: NHS.ffion, protectedRecord: false }] })
  })

  it('nobody is an empty list, a failure is a failure', async () => {
    const { source, transport } = setUp()
    expect(await source.find!({ nhsNumber: '9000000009' }, call())).toEqual({ kind: 'records', records: [] })
    expect(await source.find!({ upn: 'M680400114001' }, call())).toEqual({ kind: 'records', records: [] })
    transport.replace('Patient/', { status: 429 })
    expect(await source.find!({ nhsNumber: NHS.ffion }, call())).toEqual({ kind: 'failed', reason: 'RATE_LIMITED' })
  })
})
