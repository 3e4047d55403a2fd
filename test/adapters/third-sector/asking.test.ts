import { describe, expect, it } from '@jest/globals'
import type { AgencySource, Part } from '../../../src/adapters/agency.js'
import { bareClient, clients, fullClient } from '../../simulators/third-sector/region.js'
import { readAs, stoppedAfterEach } from '../one-source.js'
import { callAs } from '../police/start.js'
import { startCharity, type Bent } from './start.js'

const startOne = stoppedAfterEach(startCharity)
async function start(bent?: Bent) {
  const started = await startOne(bent)
  const asked = () =>
    started.running
      .calls()
      .map(({ path }) => path.replace('/api/v1', ''))
      .filter(path => path !== '/oauth2/token')
      .sort()
  return { ...started, asked }
}

const read = (source: AgencySource, recordId: string, ...parts: Part[]) => readAs(source, recordId, parts, callAs())

describe('asking the charity', () => {
  it.each<[Part, string[]]>([
    ['identity', ['/clients']],
    ['thirdSector.debriefs', ['/clients', '/debriefs']],
    ['thirdSector.accounts', ['/accounts', '/clients']],
    ['thirdSector.mediation', ['/clients', '/mediation']],
    ['thirdSector.referrals', ['/clients', '/referrals']],
    ['professionals', ['/clients', '/workers']],
  ])('for %s asks no more than it takes', async (part, paths) => {
    const { source, asked } = await start()
    await read(source, 'LL-1', part)
    expect(asked()).toEqual(paths)
  })

  it('says for whom and why', async () => {
    const { source, running } = await start()
    await read(source, 'LL-1', 'identity')
    const { headers } = running.calls().find(({ path }) => path.endsWith('/clients')) ?? {}
    expect(headers).toMatchObject({ 'x-on-behalf-of': 'S-1', 'x-purpose': 'ASSESS_RISK' })
  })

  it.each(['', 'LL-1,LL-2', '../accounts'])('never sends the number "%s"', async recordId => {
    const { source, asked } = await start()
    expect(await source.lookup({ recordId, parts: source.offers }, callAs())).toEqual({ kind: 'nothing' })
    expect(asked()).toEqual([])
  })

  it('for many clients takes one round of calls for fifty', async () => {
    const charity = Array.from({ length: 60 }, (_, n) => bareClient({ clientId: `LL-${100 + n}`, personId: `q-${n}` }))
    const { source, asked } = await start({ charity })
    const parts = new Set<Part>(['identity', 'thirdSector.debriefs'])
    const asks = charity.map(({ clientId }) => ({ recordId: clientId, parts }))
    const readings = await source.lookupMany?.(asks, callAs())
    expect(readings?.map(each => each.kind === 'read' && each.recordId)).toEqual(asks.map(({ recordId }) => recordId))
    expect(asked()).toEqual(['/clients', '/clients', '/debriefs', '/debriefs'])
  })

  it('loses no more than the part of the client whose row is malformed', async () => {
    const charity = [fullClient, { ...fullClient, clientId: 'LL-3', personId: 'p-3' }]
    const bad: Bent['bend'] = ['debriefs', item => (item['clientId'] === 'LL-3' ? { ...item, outcome: 7 } : item)]
    const { source } = await start({ charity, bend: bad })
    const parts = new Set<Part>(['identity', 'thirdSector.debriefs'])
    const asks = ['LL-1', 'LL-3'].map(recordId => ({ recordId, parts }))
    expect(await source.lookupMany?.(asks, callAs())).toMatchObject([
      { kind: 'read', failedParts: {} },
      { kind: 'read', failedParts: { 'thirdSector.debriefs': 'MALFORMED' } },
    ])
  })

  it("fails the part that holds another client's row", async () => {
    const { source } = await start({ bend: ['debriefs', item => ({ ...item, clientId: 'LL-2' })] })
    expect((await read(source, 'LL-1', 'thirdSector.debriefs')).failedParts).toEqual({
      'thirdSector.debriefs': 'MALFORMED',
    })
  })

  it('fails a client whom the answer does not account for', async () => {
    const { source } = await start({ bend: ['clients', item => ({ ...item, id: 'LL-2' })] })
    const reading = await source.lookup({ recordId: 'LL-1', parts: new Set(['identity']) }, callAs())
    expect(reading).toEqual({ kind: 'failed', reason: 'MALFORMED' })
  })

  it('follows pages and does not cut what goes beyond twenty', async () => {
    const of = (count: number) => [
      {
        ...fullClient,
        mediation: Array.from({ length: count }, () => ({ startedOn: null, sessions: 1, status: 'OPEN' }) as never),
      },
    ]
    const { source } = await start({ charity: of(250) })
    expect((await read(source, 'LL-1', 'thirdSector.mediation')).parts['thirdSector.mediation']).toHaveLength(250)
    const { source: endless } = await start({ charity: of(2_001) })
    expect((await read(endless, 'LL-1', 'thirdSector.mediation')).failedParts).toEqual({
      'thirdSector.mediation': 'MALFORMED',
    })
  })
})

describe("a worker's clients", () => {
  const whose = { staffRef: 'DBW1', teams: [], organisation: 'llwybr' }

  it('are those whose interview is open, each once', async () => {
    const twice = { ...fullClient, debriefs: [...fullClient.debriefs, ...fullClient.debriefs.slice(1)] }
    const { source } = await start({ charity: [twice, ...clients.slice(1)] })
    expect(await source.listFor?.(whose, callAs())).toEqual({ kind: 'records', recordIds: ['LL-1'] })
    expect(await source.listFor?.({ ...whose, staffRef: 'DBW2' }, callAs())).toEqual({ kind: 'records', recordIds: [] })
  })

  it('cannot be listed while the charity does not answer, which is not an empty list', async () => {
    const { source, running } = await start()
    running.setFault({ kind: 'status', status: 500 })
    expect(await source.listFor?.(whose, callAs())).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
  })
})
