import { describe, expect, it } from '@jest/globals'
import { createPoliceSystem } from '../../../simulators/police/system.js'
import type { PoliceNominal } from '../../../simulators/region/model.js'
import { ask, requestOf, signIn } from './ask.js'
import { bareNominal, credentials, nominals, regionWith } from './region.js'

const acting = { 'x-acting-officer': 'PC1201', 'x-purpose-code': 'SG-RISK', 'x-request-id': 'r-1' }
const create = (police: readonly PoliceNominal[] = nominals, over = {}) =>
  createPoliceSystem({ id: 'police-gwent', region: regionWith({ police }), gss: null, credentials, ...over })
const system = create()
const get = (path: string, headers = {}, over = {}) => ask(system, `/api/v1/${path}`, { ...acting, ...headers }, over)
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => bareNominal({ nominalId: `N-9${index}`, personId: `q-${index}` }))
const first = (body: unknown) => (body as { errors: { code: string; meta?: unknown }[] }).errors[0]
interface List {
  data: { id: string; attributes: Record<string, unknown> }[]
  links: { next: string | null }
  meta: { totalRecords: number; merged?: unknown; notFound?: unknown }
}

describe('the door of the police records system', () => {
  it('refuses a caller without a token', async () => {
    const answer = await system.handle(requestOf('/api/v1/persons/N-1', { headers: acting }))
    expect([answer.status, first(answer.body)?.code]).toEqual([401, 'UNAUTHENTICATED'])
  })

  it('refuses a wrong secret', async () => {
    const body = 'grant_type=client_credentials&client_id=gateway&client_secret=guess'
    expect((await system.handle(requestOf('/oauth2/token', { method: 'POST', body }))).status).toBe(401)
  })

  it.each(Object.keys(acting))('refuses a request without %s, in its own media type', async header => {
    const answer = await get('persons/N-1', { [header]: '' })
    expect([answer.status, first(answer.body)?.code]).toEqual([400, 'MISSING_HEADER'])
    expect(answer.headers?.['content-type']).toBe('application/vnd.api+json')
  })

  it('refuses a purpose that it does not know', async () => {
    expect(first((await get('persons/N-1', { 'x-purpose-code': 'CURIOUS' })).body)?.code).toBe('INVALID_PURPOSE')
  })

  it('refuses one session too many, and lets it in when another has rested five minutes', async () => {
    const small = create(nominals, { sessionLimit: 1 })
    expect((await ask(small, '/api/v1/persons/N-1', acting)).status).toBe(200)
    const authorization = `Bearer ${await signIn(small)}`
    const second = await ask(small, '/api/v1/persons/N-1', { ...acting, authorization })
    expect([second.status, first(second.body)?.code, second.headers?.['retry-after']]).toEqual([
      429,
      'SESSION_LIMIT',
      '30',
    ])
    const now = new Date('2026-03-01T12:06:00Z')
    expect((await ask(small, '/api/v1/persons/N-1', { ...acting, authorization }, { now })).status).toBe(200)
  })

  it.each([
    ['2026-07-01T01:15:00Z', 503],
    ['2026-07-01T02:15:00Z', 200],
    ['2026-01-15T02:15:00Z', 503],
    ['2026-01-15T02:40:00Z', 200],
  ])('at %s, with the nightly window on, answers as the local clock says', async (at, status) => {
    const night = create(nominals, { maintenance: true })
    const now = new Date(at)
    const authorization = `Bearer ${await signIn(night, { now })}`
    const answer = await ask(night, '/api/v1/persons/N-1', { ...acting, authorization }, { now })
    expect(answer.status).toBe(status)
    if (answer.status === 503) expect(answer.headers?.['content-type']).toBe('text/html')
  })

  it('has no window unless it is turned on', async () => {
    const now = new Date('2026-01-15T02:15:00Z')
    const authorization = `Bearer ${await signIn(system, { now })}`
    expect((await get('persons/N-1', { authorization }, { now })).status).toBe(200)
  })

  it('takes nothing but GET', async () => {
    expect((await get('persons/N-1', {}, { method: 'POST' })).status).toBe(405)
  })
})

describe('nominals', () => {
  it('come with the relations asked for and no others', async () => {
    const { body } = await get('persons/N-1?include=warningMarkers,vehicles')
    const { data, included } = body as { data: { relationships: object }; included: { type: string }[] }
    expect(Object.keys(data.relationships)).toEqual(['warningMarkers', 'vehicles'])
    expect(included.map(({ type }) => type)).toEqual(['warningMarker', 'warningMarker', 'vehicle'])
  })

  it('refuse a relation that does not exist', async () => {
    expect(first((await get('persons/N-1?include=secrets')).body)?.code).toBe('INVALID_INCLUDE')
  })

  it('give a postcode sector and no address unasked', async () => {
    const text = JSON.stringify((await get('persons/N-1')).body)
    expect(text).toContain('NP20 9')
    expect(text).not.toMatch(/NP20 9ZZ|Heol Enghraifft/)
  })

  it('name the survivor of a merge', async () => {
    const answer = await get('persons/N-0')
    expect([answer.status, first(answer.body)]).toMatchObject([
      409,
      { code: 'NOMINAL_MERGED', meta: { survivingId: 'N-1' } },
    ])
  })

  it('that do not exist say so', async () => {
    const answer = await get('persons/N-404/custody')
    expect([answer.status, first(answer.body)?.code]).toEqual([404, 'NOMINAL_NOT_FOUND'])
  })

  it('are found by every filter given, merged ones left out', async () => {
    const one = (await get('persons?filter[surname]=PRICE&filter[dateOfBirth]=2010-04-07&filter[postcode]=np209zz'))
      .body
    expect((one as List).data.map(({ id }) => id)).toEqual(['N-1'])
    expect(((await get('persons?filter[surname]=Rees')).body as List).data.map(({ id }) => id)).toEqual(['N-2'])
    expect(((await get('persons?filter[surname]=Price&filter[givenName]=Owain')).body as List).data).toEqual([])
  })

  it('are not listed without a filter', async () => {
    expect((await get('persons')).status).toBe(400)
  })

  it('beyond two hundred hits ask for a narrower search', async () => {
    const path = '/api/v1/persons?filter[surname]=Rees'
    expect((await ask(create(many(201)), path, acting)).status).toBe(413)
    expect((await ask(create(many(200)), path, acting)).status).toBe(200)
  })

  it('asked for by number account for every number', async () => {
    const { data, meta } = (await get('persons?filter[id]=N-1,N-0,N-404,N-2')).body as List
    expect(data.map(({ id }) => id)).toEqual(['N-1', 'N-2'])
    expect(meta).toMatchObject({ merged: [{ id: 'N-0', survivingId: 'N-1' }], notFound: ['N-404'] })
  })

  it('are given fifty at most by number', async () => {
    const ids = many(51).map(row => row.nominalId)
    expect((await get(`persons?filter[id]=${ids.join(',')}`)).status).toBe(400)
    expect((await get(`missing-episodes?filter[nominalId]=${ids.join(',')}`)).status).toBe(400)
  })
})

describe('lists', () => {
  it('come in pages that lead to each other', async () => {
    const paged = create(many(3))
    const query = 'filter[surname]=Rees&page[size]=2'
    const one = (await ask(paged, `/api/v1/persons?${query}`, acting)).body as List
    expect([one.data.length, one.meta.totalRecords]).toEqual([2, 3])
    const two = (await ask(paged, one.links.next ?? '', acting)).body as List
    expect([two.data.length, two.links.next]).toEqual([1, null])
  })

  it.each(['page[size]=51', 'page[size]=0', 'page[number]=0', 'page[number]=x'])('refuse %s', async query => {
    expect((await get(`persons?filter[surname]=Rees&${query}`)).status).toBe(400)
  })

  it('give only the attributes named', async () => {
    const { data } = (await get('persons/N-1/missing-episodes?fields[missingEpisode]=status,areas')).body as List
    expect(data.map(row => Object.keys(row.attributes).sort())).toEqual([
      ['areas', 'status'],
      ['areas', 'status'],
    ])
  })

  it('of episodes are filtered by state, day and nominal', async () => {
    const ids = async (query: string) =>
      ((await get(`missing-episodes?${query}`)).body as List).data.map(({ id }) => id)
    expect(await ids('filter[status]=open')).toEqual(['MP-61-26-000001'])
    expect(await ids('filter[reportedSince]=2026-01-01T00:00:00Z')).toEqual(['MP-61-26-000001'])
    expect(await ids('filter[nominalId]=N-1,N-2')).toEqual(['MP-61-26-000001', 'MP-61-25-000002'])
    expect((await get('missing-episodes')).status).toBe(400)
  })

  it('keep the words of the older category', async () => {
    const { data } = (await get('persons/N-1/missing-episodes')).body as List
    expect(data[1]?.attributes).toMatchObject({
      riskLevel: 'NO_APPARENT_RISK',
      riskLabel: 'No apparent risk (absent)',
    })
  })

  it('do not exist under names nobody knows', async () => {
    expect((await get('persons/N-1/secrets')).status).toBe(404)
    expect((await get('persons/N-1/custody/1')).status).toBe(404)
    expect((await get('elsewhere')).status).toBe(404)
  })
})

describe('intelligence', () => {
  const stub = { restricted: true, handling: 'C', contact: 'Force Intelligence Bureau duty desk' }

  it('with handling code C is a stub to those not cleared', async () => {
    const { data } = (await get('persons/N-1/intelligence')).body as List
    expect(data.find(({ id }) => id === 'IR-2')?.attributes).toEqual(stub)
    expect(JSON.stringify(data)).not.toContain('covert')
  })

  it('with handling code C comes whole, with its conditions, to those cleared', async () => {
    const { data } = (await get('persons/N-1/intelligence', { 'x-acting-vetting': 'police' })).body as List
    expect(data.find(({ id }) => id === 'IR-2')?.attributes).toMatchObject({ conditions: 'Ask the source handler' })
  })
})

it("answers with another child's record under the id asked when that fault is set", async () => {
  const { body } = await get('persons/N-1', {}, { fault: 'wrong-child' })
  expect(body).toMatchObject({ data: { id: 'N-1', attributes: { surname: 'Rees' } } })
})
