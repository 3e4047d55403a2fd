import { describe, expect, it } from '@jest/globals'
import { createSsdSystem, type SsdExtras } from '../../../simulators/social-care/ssd/system.js'
import { CHILDREN_REGION, CREDENTIALS, FFION, GSS, LOCKED, NOW, request, TALKATIVE, tokenOf } from './region.js'

const create = (extras: SsdExtras = {}) =>
  createSsdSystem({ id: 'social-care-newport', region: CHILDREN_REGION, gss: GSS, credentials: CREDENTIALS }, extras)

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly total: number
}

async function get(path: string, headers: Record<string, string> = {}, system = create()) {
  const authorization = `Bearer ${await tokenOf(system)}`
  const answer = await system.handle(
    request(`/api/v1/${path}`, { headers: { authorization, 'x-api-key': CREDENTIALS.apiKey, ...headers } }),
  )
  return { ...answer, page: answer.body as Page }
}

describe('signing in to the simulated SSD system', () => {
  it('needs the key and the token', async () => {
    const system = create()
    const authorization = `Bearer ${await tokenOf(system)}`
    const status = async (headers: Record<string, string>) =>
      (await system.handle(request('/api/v1/children', { headers }))).status
    expect(await status({ authorization, 'x-api-key': CREDENTIALS.apiKey })).toBe(200)
    expect(await status({ authorization })).toBe(401)
    expect(await status({ authorization, 'x-api-key': 'another' })).toBe(401)
    expect(await status({ 'x-api-key': CREDENTIALS.apiKey })).toBe(401)
  })
})

describe('what the simulated SSD system answers', () => {
  it('finds children by NHS number, by UPN, and by family name with date of birth', async () => {
    for (const query of ['nhsNumber=9990000018', 'upn=M680400114001', 'familyName=prys&dob=2010-04-07']) {
      const { page, headers } = await get(`children?${query}`)
      expect(page.items.map(item => item['pers_person_id'])).toEqual(['40017'])
      expect(headers?.['x-total-count']).toBe('1')
    }
    expect((await get('children?familyName=prys&dob=2010-07-04')).page.total).toBe(0)
  })

  it('answers a locked child with a problem, and in a list with its id alone', async () => {
    const { status, headers, body } = await get('children/40522')
    expect([status, headers?.['content-type']]).toEqual([403, 'application/problem+json'])
    expect(body).toMatchObject({
      type: 'urn:ssd:problem:record-locked',
      status: 403,
      instance: '/api/v1/children/40522',
    })
    const { page } = await get(`children?upn=${LOCKED.upn ?? ''}`)
    expect(page.items).toEqual([{ pers_person_id: '40522', restricted: true }])
    expect((await get('placements?laChildId=40522')).page.items).toEqual([])
  })

  it('opens a locked child to a worker on its list', async () => {
    const own = { 'x-acting-user': 'SW-1', 'x-acting-organisation': GSS }
    expect((await get('children/40522', own)).status).toBe(200)
    expect((await get('children/40522', { ...own, 'x-acting-organisation': '61' })).status).toBe(403)
  })

  it('answers an unknown child with a problem of its own', async () => {
    const { status, body } = await get('children/nobody')
    expect([status, (body as { type: string }).type]).toEqual([404, 'urn:ssd:problem:no-such-child'])
    const elsewhere = await get('adults/40017')
    expect((elsewhere.body as { type: string }).type).toBe('urn:ssd:problem:no-such-resource')
  })

  it('pages by offset and limit', async () => {
    const { page } = await get(`children/${TALKATIVE.laChildId}/chronology?offset=200&limit=100`)
    expect([page.items.length, page.total]).toEqual([30, 230])
    expect((await get(`children/${TALKATIVE.laChildId}/chronology`)).page.items).toHaveLength(50)
    expect((await get(`children/${TALKATIVE.laChildId}/chronology?limit=501`)).status).toBe(400)
  })

  it('answers for many children at once, at most fifty', async () => {
    const { page } = await get('missing-episodes?laChildId=40017,40600')
    expect(page.items.map(item => [item['miss_person_id'], item['miss_table_id']])).toEqual([
      ['40017', 'ME-117'],
      ['40017', 'ME-118'],
    ])
    expect((await get('placements')).status).toBe(400)
    const many = Array.from({ length: 51 }, (_, index) => String(index)).join(',')
    expect((await get(`children?laChildId=${many}`)).status).toBe(400)
  })

  it('lists contacts since a day', async () => {
    expect((await get('children/40017/contacts?since=2023-01-04')).page.total).toBe(1)
    expect((await get('children/40017/contacts?since=2023-01-05')).page.total).toBe(0)
  })

  it("marks another authority's protection plan", async () => {
    const { page } = await get('children/40017/cp-plans')
    expect(page.items).toMatchObject([{ cppl_cp_plan_ola: 'Y', cppl_cp_plan_latest_category: 'NEG' }])
  })

  it('answers an old id under the new one, and names the old', async () => {
    const { body } = await get('children/39000', {}, create({ merged: new Map([['39000', FFION.laChildId]]) }))
    expect(body).toMatchObject({ pers_person_id: '40017', pers_legacy_id: '39000' })
  })

  it('is down in its weekly window, where it has one', async () => {
    // 12 February 2026 is a Thursday.
    const system = create({ downtime: { weekday: 4, fromHour: 10, untilHour: 11 } })
    const at = async (now: Date) => await system.handle(request('/api/v1/children', { now }))
    expect(await at(NOW)).toMatchObject({ status: 503, headers: { 'retry-after': '1800' } })
    expect((await at(new Date('2026-02-12T11:00:00Z'))).status).toBe(401)
    expect((await at(new Date('2026-02-13T10:00:00Z'))).status).toBe(401)
  })

  it('is read only', async () => {
    const system = create()
    const authorization = `Bearer ${await tokenOf(system)}`
    const headers = { authorization, 'x-api-key': CREDENTIALS.apiKey }
    expect((await system.handle(request('/api/v1/children', { method: 'POST', headers }))).status).toBe(405)
  })
})
