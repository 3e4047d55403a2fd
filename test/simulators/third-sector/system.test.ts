import { describe, expect, it } from '@jest/globals'
import { createDebriefSystem } from '../../../simulators/third-sector/system.js'
import type { CharityRow } from '../../../simulators/region/model.js'
import { ask, requestOf } from '../police/ask.js'
import { credentials, regionWith } from '../police/region.js'
import { bareClient, clients, fullClient } from './region.js'

const acting = { 'x-on-behalf-of': 'DBW1', 'x-purpose': 'ASSESS_RISK' }
const create = (charity: readonly CharityRow[] = clients) =>
  createDebriefSystem({ id: 'third-sector-debrief', region: regionWith({ charity }), gss: null, credentials })
const get = (path: string, headers = {}, over = {}, system = create()) =>
  ask(system, `/api/v1/${path}`, { ...acting, ...headers }, over)
const codeOf = (body: unknown) => (body as { error: { code: string } }).error.code
interface List {
  items: Record<string, unknown>[]
  total: number
  next: string | null
  unknown?: string[]
}

describe("the debrief charity's case system", () => {
  it('refuses a caller without a token', async () => {
    const answer = await create().handle(requestOf('/api/v1/clients/LL-1', { headers: acting }))
    expect([answer.status, codeOf(answer.body)]).toEqual([401, 'UNAUTHENTICATED'])
  })

  it.each(Object.keys(acting))('refuses a request without %s', async header => {
    const answer = await get('clients/LL-1', { [header]: '' })
    expect([answer.status, codeOf(answer.body)]).toEqual([400, 'MISSING_HEADER'])
  })

  it('takes nothing but GET', async () => {
    expect((await get('clients/LL-1', {}, { method: 'DELETE' })).status).toBe(405)
  })

  it('gives a client with a postcode sector and no address', async () => {
    const { body } = await get('clients/LL-1')
    expect(body).toMatchObject({ id: 'LL-1', firstName: 'Fion', dateOfBirthPrecision: 'day', postcodeSector: 'NP20 9' })
    expect(JSON.stringify(body)).not.toMatch(/9ZZ|Enghraifft/)
  })

  it('says that it has no such client', async () => {
    const answer = await get('clients/LL-404/debriefs')
    expect([answer.status, codeOf(answer.body)]).toEqual([404, 'CLIENT_NOT_FOUND'])
  })

  it.each(['debriefs', 'accounts', 'mediation', 'referrals', 'workers'])(
    'gives %s of one and of many alike',
    async list => {
      const one = (await get(`clients/LL-1/${list}`)).body as List
      const many = (await get(`${list}?ids=LL-1,LL-2,LL-404`)).body as List
      expect(one.items.length).toBeGreaterThan(0)
      expect(many).toMatchObject({ items: one.items, unknown: ['LL-404'] })
      expect(one.items.every(({ clientId }) => clientId === 'LL-1')).toBe(true)
    },
  )

  it('names the numbers that nobody has', async () => {
    const { items, unknown } = (await get('clients?ids=LL-2,LL-404,LL-1')).body as List
    expect([items.map(({ id }) => id), unknown]).toEqual([['LL-2', 'LL-1'], ['LL-404']])
  })

  it('takes fifty numbers at most, and one at least', async () => {
    const ids = Array.from({ length: 51 }, (_, index) => `LL-${index}`)
    expect((await get(`clients?ids=${ids.join()}`)).status).toBe(400)
    expect((await get('clients')).status).toBe(400)
  })

  it('pages', async () => {
    const one = (await get('clients/LL-1/debriefs?pageSize=1')).body as List
    expect([one.items.length, one.total]).toEqual([1, 2])
    const system = create()
    const two = (await ask(system, one.next ?? '', acting)).body as List
    expect([two.items[0]?.['id'], two.next]).toEqual(['LL-1-D2', null])
    expect((await get('clients/LL-1/debriefs?pageSize=101')).status).toBe(400)
    expect((await get('clients/LL-1/debriefs?page=0')).status).toBe(400)
  })

  it("lists a worker's open interviews and nobody else's", async () => {
    const charity = [fullClient, bareClient({ debriefs: fullClient.debriefs.slice(0, 1) })]
    const { items } = (await get('assignments?worker=DBW1', {}, {}, create(charity))).body as List
    expect(items).toEqual([{ clientId: 'LL-1', debriefId: 'LL-1-D2', since: '2026-02-12T12:00:00Z' }])
    expect(((await get('assignments?worker=DBW2')).body as List).items).toEqual([])
    expect((await get('assignments')).status).toBe(400)
  })

  it('keeps a worker on until the last interview is settled', async () => {
    const held = bareClient({ debriefs: fullClient.debriefs.slice(0, 1) })
    const open = (await get('clients/LL-1/workers')).body as List
    const done = (await get('clients/LL-2/workers', {}, {}, create([held]))).body as List
    expect([open.items[0]?.['until'], done.items[0]?.['until']]).toEqual([null, '2025-11-03T12:00:00Z'])
  })

  it.each(['secrets?ids=LL-1', 'clients/LL-1/secrets', 'clients/LL-1/debriefs/1', 'debriefs/LL-1'])(
    'knows no %s',
    async path => {
      expect((await get(path)).status).toBe(404)
    },
  )

  it("answers with another client's record under the number asked when that fault is set", async () => {
    expect((await get('clients/LL-1', {}, { fault: 'wrong-child' })).body).toMatchObject({
      id: 'LL-1',
      lastName: 'Rees',
    })
  })
})
