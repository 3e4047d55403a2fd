import { describe, expect, it } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Part } from '../../../src/adapters/agency.js'
import { bareNominal, episode, nominals } from '../../simulators/police/region.js'
import { stoppedAfterEach } from '../one-source.js'
import { bending, callAs, startPolice, type Bent } from './start.js'

const startOne = stoppedAfterEach(startPolice)
async function start(bent?: Bent) {
  const started = await startOne(bent)
  const calls = () => started.running.calls().filter(call => call.path !== '/oauth2/token')
  const pathOf = ({ path, query }: { path: string; query: string }) => {
    const include = new URLSearchParams(query).get('include')
    return path.replace('/api/v1', '') + (include === null ? '' : ` +${include}`)
  }
  const asked = () => calls().map(pathOf).sort()
  return { ...started, asked }
}

describe('only what is wanted is asked for', () => {
  it.each<[Part[], string[]]>([
    [['police.nominal'], ['/persons/N-1']],
    [['police.markers'], ['/persons/N-1 +warningMarkers']],
    [['police.associates', 'police.vehicles'], ['/persons/N-1 +associates,vehicles']],
    [['professionals'], ['/persons/N-1 +officerInCase,missingPersonCoordinator']],
    [['police.occurrences'], ['/persons/N-1', '/persons/N-1/occurrences']],
    [['police.protectionNotices'], ['/persons/N-1', '/persons/N-1/ppns']],
    [['police.intelligence'], ['/persons/N-1', '/persons/N-1/intelligence']],
    [['police.custody'], ['/persons/N-1', '/persons/N-1/custody']],
    [['police.bailConditions'], ['/persons/N-1', '/persons/N-1/bail-conditions']],
    [
      ['episodes', 'fact.episodes'],
      ['/persons/N-1', '/persons/N-1/missing-episodes'],
    ],
  ])('%j', async (parts, calls) => {
    const { source, asked } = await start()
    await source.lookup({ recordId: 'N-1', parts: new Set(parts) }, callAs())
    expect(asked()).toEqual(calls)
  })
})

it("tells the force's audit who asks and why", async () => {
  const { source, running } = await start()
  const actor = { staffRef: 'PC1201', organisation: '61', policeVetted: true }
  await source.lookup({ recordId: 'N-1', parts: new Set(['police.custody']) }, callAs(actor, 'LOCATE_CHILD'))
  for (const { headers } of running.calls().filter(call => call.path !== '/oauth2/token')) {
    expect(headers).toMatchObject({
      'x-acting-officer': 'PC1201',
      'x-acting-organisation': '61',
      'x-acting-vetting': 'police',
      'x-purpose-code': 'MP-LOCATE',
      'x-request-id': 'c-1',
    })
  }
})

it('names people whose reference no header could hold as it is', async () => {
  const { source, running } = await start()
  const actor = { staffRef: 'Siân|1', organisation: 'Tŷ' }
  const reading = await source.lookup({ recordId: 'N-1', parts: new Set(['police.custody']) }, callAs(actor))
  expect(reading.kind).toBe('read')
  expect(running.calls().at(-1)?.headers).toMatchObject({
    'x-acting-officer': 'Si%C3%A2n%7C1',
    'x-acting-organisation': 'T%C5%B7',
  })
})

it.each(['QUALITY_ASSURANCE', 'STATISTICS', 'CARE_PLANNING', 'SCHOOL_SUPPORT', 'LINKING', 'RELATIONSHIP'] as const)(
  'has a purpose code for %s that the force takes',
  async purpose => {
    const { source } = await start()
    const reading = await source.lookup({ recordId: 'N-1', parts: new Set(['police.nominal']) }, callAs({}, purpose))
    expect(reading.kind).toBe('read')
  },
)

describe('pages', () => {
  const busy = (count: number) => [
    bareNominal({ episodes: Array.from({ length: count }, (_, index) => ({ ...episode, ref: `MP-${index}` })) }),
  ]

  it('are all followed', async () => {
    const { source, asked } = await start({ police: busy(120) })
    const reading = await source.lookup({ recordId: 'N-2', parts: new Set(['episodes']) }, callAs())
    expect(reading).toMatchObject({ failedParts: {} })
    expect(reading.kind === 'read' && reading.parts.episodes?.episodes).toHaveLength(120)
    expect(asked().filter(path => path.endsWith('/missing-episodes'))).toHaveLength(3)
  })

  it('beyond twenty fail the part and are not cut', async () => {
    const { source } = await start({ police: busy(1_001) })
    const reading = await source.lookup({ recordId: 'N-2', parts: new Set(['episodes']) }, callAs())
    expect(reading).toMatchObject({ kind: 'read', parts: {}, failedParts: { episodes: 'MALFORMED' } })
  })

  it('that lead to another host are not followed', async () => {
    const elsewhere = 'http://127.0.0.1:9/steal'
    const { source } = await start({
      bend: answer => {
        const text = JSON.stringify(answer.body).replace('"next":null', `"next":"${elsewhere}"`)
        return { ...answer, body: JSON.parse(text) as unknown }
      },
    })
    const reading = await source.lookup({ recordId: 'N-1', parts: new Set(['police.custody']) }, callAs())
    expect(reading).toMatchObject({ failedParts: { 'police.custody': 'MALFORMED' } })
  })
})

describe('a field that did not come fails what it belongs to', () => {
  const without = (name: string) => (attributes: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== name))
  const read = async (bent: Bent, parts: Part[]) => {
    const { source } = await start(bent)
    const reading = await source.lookup({ recordId: 'N-1', parts: new Set(parts) }, callAs())
    return reading.kind === 'read' ? reading.failedParts : reading
  }

  it.each<[string, string, Part]>([
    ['warningMarker', 'code', 'police.markers'],
    ['associate', 'name', 'police.associates'],
    ['vehicle', 'registration', 'police.vehicles'],
    ['officer', 'collarNumber', 'professionals'],
    ['occurrence', 'at', 'police.occurrences'],
    ['ppn', 'childVoice', 'police.protectionNotices'],
    ['intelligenceReport', 'handling', 'police.intelligence'],
    ['custodyEvent', 'healthConcerns', 'police.custody'],
    ['bailCondition', 'condition', 'police.bailConditions'],
    ['missingEpisode', 'status', 'episodes'],
  ])('%s.%s: %s', async (type, field, part) => {
    expect(await read({ bend: bending(type, without(field)) }, ['police.nominal', part])).toEqual({
      [part]: 'MALFORMED',
    })
  })

  it('the name: everything', async () => {
    const failed = await read({ bend: bending('person', without('surname')) }, ['police.custody'])
    expect(failed).toEqual({ kind: 'failed', reason: 'MALFORMED' })
  })

  it('a marker named and not included: the markers', async () => {
    const bend: Bent['bend'] = answer => ({ ...answer, body: { ...(answer.body as object), included: [] } })
    expect(await read({ bend }, ['police.nominal', 'police.markers'])).toEqual({ 'police.markers': 'MALFORMED' })
  })

  it('a field too many: nothing', async () => {
    expect(
      await read({ bend: bending('warningMarker', it => ({ ...it, colour: 'red' })) }, ['police.markers']),
    ).toEqual({})
  })
})

describe('many nominals', () => {
  const parts = new Set<Part>(['police.nominal', 'police.markers', 'fact.episodes'])
  const crowd = (count: number) =>
    Array.from({ length: count }, (_, index) => bareNominal({ nominalId: `N-${1000 + index}`, personId: `q-${index}` }))

  it('are asked for fifty at a time', async () => {
    const police = crowd(120)
    const { source, asked } = await start({ police })
    const readings = await source.lookupMany?.(
      police.map(({ nominalId }) => ({ recordId: nominalId, parts })),
      callAs(),
    )
    expect(readings?.map(reading => reading.kind === 'read' && reading.recordId)).toEqual(
      police.map(({ nominalId }) => nominalId),
    )
    expect(asked()).toEqual([
      ...Array.from({ length: 3 }, () => '/missing-episodes'),
      ...Array.from({ length: 3 }, () => '/persons +warningMarkers'),
    ])
  })

  it('whose lists come one nominal at a time leave room for other callers', async () => {
    const police = crowd(60)
    let [now, most] = [0, 0]
    const { source } = await start({
      police,
      bend: async (answer, { path }) => {
        if (!path.endsWith('/custody')) return answer
        now += 1
        most = Math.max(most, now)
        // Long enough for the next ones to arrive meanwhile, also on a busy machine.
        await sleep(30)
        now -= 1
        return answer
      },
    })
    const custody = new Set<Part>(['police.custody'])
    const readings = await source.lookupMany?.(
      police.map(({ nominalId }) => ({ recordId: nominalId, parts: custody })),
      callAs(),
    )
    expect(readings?.every(reading => reading.kind === 'read' && 'police.custody' in reading.parts)).toBe(true)
    expect(most).toBe(6)
  })

  it('asked for different parts are not given more than each wanted', async () => {
    const { source, asked } = await start()
    const readings = await source.lookupMany?.(
      [
        { recordId: 'N-1', parts: new Set(['police.markers']) },
        { recordId: 'N-2', parts: new Set(['police.custody']) },
        { recordId: 'N-1', parts: new Set(['police.markers']) },
      ],
      callAs(),
    )
    expect(readings?.map(reading => reading.kind === 'read' && Object.keys(reading.parts))).toEqual([
      ['police.markers'],
      ['police.custody'],
      ['police.markers'],
    ])
    expect(asked()).toEqual(['/persons', '/persons +warningMarkers', '/persons/N-2/custody'])
  })

  it('merged, unknown and known are each answered as alone', async () => {
    const { source } = await start()
    const asks = ['N-0', 'N-404', 'N-3', 'N-1'].map(recordId => ({ recordId, parts: source.offers }))
    const alone = await Promise.all(asks.map(ask => source.lookup(ask, callAs())))
    expect(await source.lookupMany?.(asks, callAs())).toEqual(alone)
  })

  it('of which one is passed over in silence: that one fails', async () => {
    const { source } = await start({
      bend: (answer, { path }) => {
        const body = answer.body as { data?: { id: string }[] }
        return path === '/api/v1/persons'
          ? { ...answer, body: { ...body, data: body.data?.filter(({ id }) => id !== 'N-2') } }
          : answer
      },
    })
    const asks = ['N-1', 'N-2'].map(recordId => ({ recordId, parts }))
    const readings = await source.lookupMany?.(asks, callAs())
    expect(readings).toMatchObject([{ kind: 'read' }, { kind: 'failed', reason: 'MALFORMED' }])
  })

  it('of which one record is malformed: that one fails', async () => {
    const bend = bending('person', it => (it['surname'] === 'Rees' ? { ...it, protected: 'maybe' } : it))
    const { source } = await start({ bend })
    const asks = ['N-1', 'N-2'].map(recordId => ({ recordId, parts }))
    const readings = await source.lookupMany?.(asks, callAs())
    expect(readings).toMatchObject([{ kind: 'read' }, { kind: 'failed', reason: 'MALFORMED' }])
  })

  it('whose episodes did not come keep the rest', async () => {
    const { source, running } = await start({ police: nominals })
    running.setFault({ kind: 'status', status: 500, path: '/missing-episodes' })
    const readings = await source.lookupMany?.([{ recordId: 'N-1', parts }], callAs())
    expect(readings).toMatchObject([{ kind: 'read', failedParts: { 'fact.episodes': 'SOURCE_ERROR' } }])
  })
})
