import { describe, expect, it } from '@jest/globals'
import { createFhirSystem, type FhirOptions } from '../../../simulators/health/fhir/system.js'
import type { SimResponse } from '../../../simulators/kit/system.js'
import { decoy, NHS, NOW, patient, region } from '../../adapters/health/region.js'
import { assertion, bearer, credentials, signIn, simRequest } from '../../adapters/health/support.js'
import { ORIGIN } from '../sim-request.js'

interface Entry {
  readonly search: { readonly mode: string }
  readonly resource: { readonly resourceType: string; readonly id: string } & Readonly<Record<string, unknown>>
}
interface Bundle {
  readonly total: number
  readonly link: readonly { readonly relation: string; readonly url: string }[]
  readonly entry?: readonly Entry[]
}

const rows = [
  patient({ patientId: 'pat-1', pasNumber: 'E0001' }),
  patient({ ...decoy, patientId: 'pat-2', nhsNumber: NHS.twinLike, visits: [], missed: [] }),
  patient({
    ...decoy,
    patientId: 'pat-3',
    familyName: 'Siân',
    nhsNumber: null,
    nhsStatus: null,
    dateOfBirth: '2012-01-05',
  }),
]

async function board(options: Partial<FhirOptions> = {}) {
  const base = { id: 'health-abuhb', region: region(rows), gss: null, credentials, cachedFor: () => false }
  const system = createFhirSystem({ ...base, ...options })
  const headers = await bearer(system, 'RS384')
  const get = async (url: string, over: object = {}): Promise<SimResponse> =>
    system.handle(simRequest({ url, headers, ...over }))
  const search = async (url: string, over: object = {}): Promise<Bundle> =>
    (await get(`/fhir/${url}`, over)).body as Bundle
  return { system, get, search }
}

const ids = (bundle: Bundle, mode = 'match'): string[] =>
  (bundle.entry ?? []).filter(({ search }) => search.mode === mode).map(({ resource }) => resource.id)
const issue = (response: SimResponse): { severity: string; code: string } =>
  (response.body as { issue: { severity: string; code: string }[] }).issue[0] ?? { severity: '', code: '' }

describe('signing in as a SMART backend service', () => {
  it('takes an assertion signed RS384, once', async () => {
    const { system } = await board()
    const signed = assertion('RS384')
    expect((await signIn(system, signed)).status).toBe(200)
    expect((await signIn(system, signed)).status).toBe(401)
  })

  it.each([
    ['another algorithm', assertion('RS512')],
    ['another audience', assertion('RS384', { aud: 'https://elsewhere.example/token' })],
    ['an expired assertion', assertion('RS384', { exp: Math.floor(NOW.getTime() / 1000) - 10 })],
    ['an assertion that lives too long', assertion('RS384', { exp: Math.floor(NOW.getTime() / 1000) + 900 })],
    ['another client', assertion('RS384', { iss: 'other', sub: 'other' })],
    ['an unknown key id', assertion('RS384', {}, 'key-2')],
  ])('refuses %s', async (_what, signed) => {
    expect((await signIn((await board()).system, signed)).status).toBe(401)
  })

  it('refuses a scope it does not have', async () => {
    const { system } = await board()
    expect((await signIn(system, assertion('RS384'), 'system/Patient.rs')).status).toBe(200)
    expect((await signIn(system, assertion('RS384'), 'system/*.write')).status).toBe(400)
  })

  it('answers nothing about anybody without a token, and an expired one is refused', async () => {
    const { system, get } = await board()
    const open = await system.handle(simRequest({ url: '/fhir/Patient' }))
    expect([open.status, issue(open).code]).toEqual([401, 'login'])
    const late = await get('/fhir/Patient', { now: new Date(NOW.getTime() + 301_000) })
    expect([late.status, issue(late).code]).toEqual([401, 'expired'])
  })

  it('says openly what it can do and where to sign in', async () => {
    const { system } = await board()
    const metadata = await system.handle(simRequest({ url: '/fhir/metadata' }))
    expect(metadata.status).toBe(200)
    const smart = await system.handle(simRequest({ url: '/fhir/.well-known/smart-configuration' }))
    expect(smart.body).toMatchObject({ token_endpoint: `${ORIGIN}/oauth2/token` })
  })
})

describe('searching', () => {
  it.each([
    [`Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|${NHS.ffion}`, ['pat-1']],
    ['Patient?identifier=https://fhir.abuhb.nhs.wales/Id/pas-identifier|E0001', ['pat-1']],
    [`Patient?identifier=https://elsewhere.example|${NHS.ffion}`, []],
    ['Patient?_id=pat-3,pat-1,pat-9', ['pat-3', 'pat-1']],
    ['Patient?family=sian&birthdate=2012-01-05', ['pat-3']],
    ['Patient?birthdate=ge2011-01-01', ['pat-3']],
    ['Patient?family=prys&birthdate=2010-04-07', ['pat-1', 'pat-2']],
    ['Encounter?patient=pat-1&class=EMER', ['enc-pat-1-1']],
    ['Encounter?patient=Patient/pat-1,pat-2', ['enc-pat-1-1']],
    ['Encounter?patient=pat-1&status=in-progress', []],
    ['Condition?patient=pat-1&clinical-status=active', ['con-pat-1-1', 'con-pat-1-2']],
    ['Condition?patient=pat-1&code=http://snomed.info/sct|195967001', ['con-pat-1-1']],
    ['AllergyIntolerance?patient=pat-2', ['all-pat-2-1']],
    ['Flag?patient=pat-1&status=active', ['flag-pat-1-1']],
    ['Appointment?patient=pat-1&status=noshow', ['apt-pat-1-1']],
    ['Appointment?patient=pat-1&status=booked', []],
    ['CareTeam?participant=Practitioner/ABUHB-N001', ['team-pat-1-1', 'team-pat-2-1', 'team-pat-3-1']],
    ['RelatedPerson?patient=pat-1', ['rel-pat-1-1']],
  ])('%s', async (url, expected) => {
    expect(ids(await (await board()).search(url))).toEqual(expected)
  })

  it('reads one resource, and 404 is an outcome', async () => {
    const { get } = await board()
    expect((await get('/fhir/Patient/pat-1')).body).toMatchObject({ resourceType: 'Patient', id: 'pat-1' })
    const none = await get('/fhir/Patient/pat-9')
    expect([none.status, issue(none).code]).toEqual([404, 'not-found'])
  })

  it('includes the practice where asked, as an include', async () => {
    const bundle = await (await board()).search('Patient?_id=pat-1&_include=Patient:general-practitioner')
    expect([ids(bundle), ids(bundle, 'include'), bundle.total]).toEqual([['pat-1'], ['org-W93999'], 1])
  })

  it('refuses what it does not support rather than ignoring it', async () => {
    const { get } = await board()
    for (const url of ['Patient?shoe=9', 'Patient?_include=Patient:link', 'Patient?_count=x', 'Patient?_count=0'])
      expect((await get(`/fhir/${url}`)).status).toBe(400)
    expect((await get('/fhir/Observation?patient=pat-1')).status).toBe(404)
    expect((await get('/fhir/Patient', { method: 'POST' })).status).toBe(405)
  })

  it('warns beside the result when encounters come from a copy', async () => {
    const { search } = await board({ cachedFor: id => id === 'pat-1' })
    const bundle = await search('Encounter?patient=pat-1,pat-2')
    expect(bundle.entry?.at(-1)).toMatchObject({
      search: { mode: 'outcome' },
      resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'timeout' }] },
    })
    expect(ids(await search('Encounter?patient=pat-2'), 'outcome')).toEqual([])
  })

  it('answers 429 with how long to wait', async () => {
    const { get } = await board({ requestsPerMinute: 1 })
    expect((await get('/fhir/Patient')).status).toBe(200)
    const second = await get('/fhir/Patient')
    expect([second.status, second.headers?.['retry-after'], issue(second).code]).toEqual([429, '60', 'throttled'])
  })

  it('answers for another child under the id asked when that fault is set', async () => {
    const { search } = await board()
    const bundle = await search('Patient?_id=pat-1', { fault: 'wrong-child' })
    expect(bundle.entry?.[0]?.resource).toMatchObject({ id: 'pat-1', name: [{ given: ['Ffion', 'Mari'] }] })
    const allergies = await search('AllergyIntolerance?patient=pat-1', { fault: 'wrong-child' })
    expect(allergies.entry?.[0]?.resource).toMatchObject({ id: 'all-pat-2-1', patient: { reference: 'Patient/pat-1' } })
  })
})

describe('paging', () => {
  it('gives every match once, by opaque next links', async () => {
    const { get, search } = await board()
    const seen: string[] = []
    let page = await search('Patient?_count=1')
    for (let number = 0; number < 5; number += 1) {
      seen.push(...ids(page))
      expect(page.total).toBe(3)
      const next = page.link.find(({ relation }) => relation === 'next')?.url
      if (next === undefined) break
      page = (await get(next)).body as Bundle
    }
    expect(seen).toEqual(['pat-1', 'pat-2', 'pat-3'])
  })

  it('gives no more than fifty, whatever is asked', async () => {
    const many = Array.from({ length: 60 }, (_, index) => patient({ patientId: `pat-${String(index)}` }))
    const { search } = await board({ region: region(many) })
    expect(ids(await search('Patient?_count=500'))).toHaveLength(50)
  })

  it('lets a page expire: 410; and an invented page is refused', async () => {
    const { system, search } = await board()
    const next = (await search('Patient?_count=1')).link.find(({ relation }) => relation === 'next')?.url ?? ''
    const later = new Date(NOW.getTime() + 11 * 60_000)
    const signed = assertion('RS384', { exp: Math.floor(later.getTime() / 1000) + 200 })
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signed,
    })
    const token = await system.handle(
      simRequest({ method: 'POST', url: '/oauth2/token', body: form.toString(), now: later }),
    )
    const headers = { authorization: `Bearer ${(token.body as { access_token: string }).access_token}` }
    const expired = await system.handle(simRequest({ url: next, headers, now: later }))
    expect(expired.status).toBe(410)
    expect((await system.handle(simRequest({ url: '/fhir?_page=bm9wZQ', headers, now: later }))).status).toBe(400)
  })
})

describe('what is in a Patient', () => {
  const patientNow = async (over: object): Promise<Record<string, unknown>> => {
    const { get } = await board({ region: region([patient({ patientId: 'pat-1', ...over })]) })
    return (await get('/fhir/Patient/pat-1')).body as Record<string, unknown>
  }

  it('two spellings of the verification status, the same one each time', async () => {
    const spelling = async (patientId: string): Promise<string> => {
      const { get } = await board({ region: region([patient({ patientId })]) })
      const text = JSON.stringify((await get(`/fhir/Patient/${patientId}`)).body)
      return /"code":"(01|number-present-and-verified)"/.exec(text)?.[1] ?? 'none'
    }
    const spellings = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(spelling))
    expect(new Set(spellings)).toEqual(new Set(['01', 'number-present-and-verified']))
    expect(await spelling('a')).toBe(spellings[0])
  })

  it('nn is Welsh only', async () => {
    expect(JSON.stringify(await patientNow({ nhsStatus: 'nn' }))).toContain('VerificationStatusWales","code":"nn"')
  })

  it('a restricted patient has a label and no whereabouts', async () => {
    const restricted = await patientNow({ restricted: true })
    expect(restricted['meta']).toMatchObject({ security: [{ code: 'R' }] })
    for (const field of ['address', 'telecom', 'contact', 'generalPractitioner'])
      expect(restricted).not.toHaveProperty(field)
  })

  it('an address that must not be passed on was never given to the hospital', async () => {
    const [home] = patient({ patientId: 'x' }).addresses
    expect(await patientNow({ addresses: [{ ...home, doNotDisclose: true }] })).not.toHaveProperty('address')
  })
})
