import { describe, expect, it } from '@jest/globals'
import { createPdsSystem, type PdsOptions } from '../../../simulators/health/pds/system.js'
import type { SimResponse } from '../../../simulators/kit/system.js'
import { decoy, entry, NHS, NOW, region } from '../../adapters/health/region.js'
import { assertion, bearer, credentials, signIn, simRequest } from '../../adapters/health/support.js'

const ID = '6b8a1d6e-0a3c-4a53-9d9a-0d8f2a3b4c5d'
const BASE = '/personal-demographics/FHIR/R4'
const rows = [
  entry({ nhsNumber: NHS.ffion, supersedes: [NHS.old] }),
  entry({ ...decoy, nhsNumber: NHS.twinLike, restricted: true, givenName: 'Mari', familyName: 'Bowen' }),
  entry({ ...decoy, nhsNumber: NHS.dylan, givenName: 'Siân', familyName: 'Rees', dateOfBirth: '2011-09-30' }),
]

async function service(options: Partial<PdsOptions> = {}) {
  const system = createPdsSystem({ id: 'health-wds', region: region([], rows), gss: null, credentials, ...options })
  const headers = { ...(await bearer(system, 'RS512')), 'x-request-id': ID }
  const get = async (path: string, over: object = {}): Promise<SimResponse> =>
    system.handle(simRequest({ url: `${BASE}/${path}`, headers, ...over }))
  return { system, headers, get }
}

interface Outcome {
  readonly issue: readonly {
    readonly severity: string
    readonly details: { readonly coding: readonly { code: string }[] }
  }[]
}
const code = ({ body }: SimResponse): string | undefined => (body as Outcome).issue[0]?.details.coding[0]?.code
const found = ({ body }: SimResponse): string[] =>
  ((body as { entry?: { resource: { id: string } }[] }).entry ?? []).map(({ resource }) => resource.id)

describe('signing in', () => {
  it('takes RS512 and gives a token for 599 seconds, said as text', async () => {
    const { system } = await service()
    const answer = await signIn(system, assertion('RS512'))
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: '599' } })
    expect((await signIn(system, assertion('RS384'))).status).toBe(401)
  })

  it('refuses without a token, with an old one, and answers a ping to anybody', async () => {
    const { system, get } = await service()
    const bare = await system.handle(
      simRequest({ url: `${BASE}/Patient/${NHS.ffion}`, headers: { 'x-request-id': ID } }),
    )
    expect([bare.status, code(bare)]).toEqual([401, 'ACCESS_DENIED'])
    expect((await get(`Patient/${NHS.ffion}`, { now: new Date(NOW.getTime() + 600_000) })).status).toBe(401)
    expect((await system.handle(simRequest({ url: `${BASE}/_ping` }))).status).toBe(200)
  })
})

describe('the request id', () => {
  it('is required, must be a UUID, and comes back, on refusals too', async () => {
    const { headers, get } = await service()
    const { authorization = '' } = headers as { authorization?: string }
    const without = await get(`Patient/${NHS.ffion}`, { headers: { authorization } })
    expect([without.status, code(without)]).toEqual([400, 'MISSING_VALUE'])
    const wrong = await get(`Patient/${NHS.ffion}`, { headers: { authorization, 'x-request-id': 'abc' } })
    expect([wrong.status, code(wrong)]).toEqual([400, 'INVALID_VALUE'])
    const given = { ...headers, 'x-correlation-id': 'c-1' }
    expect((await get(`Patient/${NHS.ffion}`, { headers: given })).headers).toMatchObject({
      'x-request-id': ID,
      'x-correlation-id': 'c-1',
      etag: 'W/"2"',
    })
    expect((await get('Patient/9000000009', { headers: given })).headers).toMatchObject({ 'x-request-id': ID })
  })
})

describe('reading', () => {
  it('gives a person with the verification code of the first code list', async () => {
    const { body } = await (await service()).get(`Patient/${NHS.ffion}`)
    expect(body).toMatchObject({ id: NHS.ffion, meta: { security: [{ code: 'U' }] } })
    expect(JSON.stringify(body)).toContain('"version":"1.0.0","code":"01"')
  })

  it('answers a superseded number under the current one', async () => {
    expect((await (await service()).get(`Patient/${NHS.old}`)).body).toMatchObject({ id: NHS.ffion })
  })

  it('keeps back where a restricted person is', async () => {
    const { get } = await service()
    const { body } = await get(`Patient/${NHS.twinLike}`)
    expect(body).toMatchObject({ meta: { security: [{ code: 'R' }] } })
    for (const field of ['address', 'telecom', 'generalPractitioner']) expect(body).not.toHaveProperty(field)
    expect(found(await get(`Patient/${NHS.twinLike}/RelatedPerson`))).toEqual([])
  })

  it.each([
    ['9000000009', 404, 'RESOURCE_NOT_FOUND'],
    ['9990000042', 404, 'INVALIDATED_RESOURCE'],
    ['9991234560', 400, 'INVALID_RESOURCE_ID'],
    ['123', 400, 'INVALID_RESOURCE_ID'],
  ])('%s: %i %s', async (number, status, spine) => {
    const answer = await (await service({ invalidated: ['9990000042'] })).get(`Patient/${number}`)
    expect([answer.status, code(answer)]).toEqual([status, spine])
  })

  it('lists relatives', async () => {
    const { body } = await (await service()).get(`Patient/${NHS.ffion}/RelatedPerson`)
    expect(body).toMatchObject({ total: 1, entry: [{ resource: { relationship: [{ coding: [{ code: 'MTH' }] }] } }] })
  })

  it('limits how often it may be asked', async () => {
    const { get } = await service({ requestsPerMinute: 1 })
    await get(`Patient/${NHS.ffion}`)
    const second = await get(`Patient/${NHS.ffion}`)
    expect([second.status, code(second)]).toEqual([429, 'TOO_MANY_REQUESTS'])
    expect(JSON.stringify(second.body)).toContain('has exceeded its quota of 1 requests every 1 minute')
  })
})

describe('searching', () => {
  it.each([
    ['family=prys&birthdate=eq2010-04-07', [NHS.ffion]],
    ['family=PR*&birthdate=2010-04-07', [NHS.ffion]],
    ['family=rees&given=sian&birthdate=ge2011-01-01', [NHS.dylan]],
    ['family=price&birthdate=eq2010-04-07', []],
    ['family=price&birthdate=eq2010-04-07&_history=true', [NHS.ffion]],
    ['_fuzzy-match=true&family=prus&given=fion&birthdate=eq2010-04-07', [NHS.ffion]],
    ['family=bowen&birthdate=eq2010-04-07', [NHS.twinLike]],
    ['family=bowen&birthdate=eq2010-04-07&address-postalcode=NP20 9ZZ', []],
    ['family=bowen&birthdate=eq2010-04-07&general-practitioner=W93999', []],
    ['family=prys&birthdate=eq2010-04-07&gender=male', []],
  ])('%s', async (query, expected) => {
    expect(found(await (await service()).get(`Patient?${query}`))).toEqual(expected)
  })

  it('says 200 and too many matches rather than listing them', async () => {
    const twins = [entry({ nhsNumber: NHS.ffion }), entry({ nhsNumber: NHS.dylan })]
    const answer = await (
      await service({ region: region([], twins) })
    ).get('Patient?family=prys&birthdate=eq2010-04-07')
    expect([answer.status, code(answer)]).toEqual([200, 'TOO_MANY_MATCHES'])
  })

  it.each([
    ['family=prys', 400, 'INVALID_SEARCH_DATA'],
    ['family=p*&birthdate=eq2010-04-07', 400, 'INVALID_SEARCH_DATA'],
    ['_fuzzy-match=true&family=pry*&given=ffion&birthdate=eq2010-04-07', 400, 'INVALID_SEARCH_DATA'],
    ['family=prys&birthdate=7 April', 400, 'INVALID_VALUE'],
    ['family=prys&birthdate=eq2010-04-07&shoe=9', 400, 'ADDITIONAL_PROPERTIES'],
    ['family=prys&birthdate=eq2010-04-07&_max-results=5', 403, 'INVALID_VALUE'],
  ])('%s: %i %s', async (query, status, spine) => {
    const answer = await (await service()).get(`Patient?${query}`)
    expect([answer.status, code(answer)]).toEqual([status, spine])
  })
})
