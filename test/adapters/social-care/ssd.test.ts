import { describe, expect, it } from '@jest/globals'
import { HANDLING, type Part } from '../../../src/adapters/agency.js'
import { createSsdRest } from '../../../src/adapters/social-care/ssd/source.js'
import { SourceFault, type Transport } from '../../../src/adapters/transport.js'
import {
  BY_MONTH,
  FFION,
  GSS,
  LOCKED,
  plainRow,
  REFUGE,
  region,
  TALKATIVE,
} from '../../simulators/social-care/region.js'
import { ask, asRead, CALL, configOf, fixed, TODAY } from './direct.js'
import { PARTS, paths, start } from './ssd-start.js'

describe('what the SSD adapter asks for', () => {
  it('calls the child and the wanted collections, and nothing else', async () => {
    const { source, transport } = start()
    asRead(await source.lookup(ask(FFION.laChildId, 'professionals', 'fact.involvements', 'contact'), CALL))
    expect(paths(transport)).toEqual([
      'children/40017',
      'children/40017/addresses',
      'children/40017/involvements',
      'children/40017/telephones',
    ])
  })

  it('calls for the child alone where no part needs more', async () => {
    const { source, transport } = start()
    const read = asRead(await source.lookup(ask(FFION.laChildId, 'identity'), CALL))
    expect(paths(transport)).toEqual(['children/40017'])
    expect(read.parts.identity).toMatchObject({ givenName: 'FFION', upn: 'M680400114001' })
  })

  it('asks for fifty children as for one, in the order asked, each with its own rows', async () => {
    const rows = Array.from({ length: 70 }, (_, index) =>
      plainRow(`5${String(index).padStart(4, '0')}`, {
        meetings: [{ type: `Meeting ${String(index)}`, on: '2026-01-01', decision: null }],
      }),
    )
    const { source, transport } = start({}, region(rows))
    const ids = [...rows.map(row => row.laChildId), 'no-such-child'].reverse()
    const readings = await source.lookupMany?.(
      ids.map(id => ask(id, 'socialCare.meetings')),
      CALL,
    )
    expect(paths(transport)).toEqual(['children', 'children', 'meetings', 'meetings'])
    expect(readings?.[0]).toEqual({ kind: 'nothing' })
    expect(
      readings?.slice(1).map(one => [asRead(one).recordId, asRead(one).parts['socialCare.meetings']?.[0]?.type]),
    ).toEqual(ids.slice(1).map((id, index) => [id, `Meeting ${String(69 - index)}`]))
  })

  it('answers for many as for one', async () => {
    const { source } = start({ merged: new Map([['39000', FFION.laChildId]]) })
    const asks = [FFION.laChildId, LOCKED.laChildId, '39000', 'none', 'a,b', REFUGE.laChildId].map(id =>
      ask(id, ...PARTS),
    )
    const alone = await Promise.all(asks.map(one => source.lookup(one, CALL)))
    expect(await source.lookupMany?.(asks, CALL)).toEqual(alone)
  })

  it('follows every page, and fails a list that does not end in twenty', async () => {
    const notes = (length: number) =>
      Array.from({ length }, () => ({ at: '2025-01-01T00:00:00Z', type: 'NOTE', text: 'x' }))
    const { source, transport } = start({}, region([plainRow('1', { chronology: notes(1_200) }), plainRow('2', { chronology: notes(10_001) })])) // prettier-ignore
    const long = asRead(await source.lookup(ask('1', 'socialCare.chronology'), CALL))
    expect(long.parts['socialCare.chronology']).toHaveLength(1_200)
    expect(transport.sent).toHaveLength(4)
    const endless = asRead(await source.lookup(ask('2', 'socialCare.chronology'), CALL))
    expect(endless.failedParts).toEqual({ 'socialCare.chronology': 'MALFORMED' })
  })
})

describe('what the SSD adapter makes of a record', () => {
  const lookup = async (recordId: string, ...parts: readonly Part[]) =>
    asRead(await start().source.lookup(ask(recordId, ...parts), CALL))

  it('says who it is about', async () => {
    const read = await lookup(FFION.laChildId)
    expect(read.subject).toMatchObject({
      nhsNumber: '9990000018',
      nhsNumberVerified: false,
      upn: 'M680400114001',
      demographics: {
        dateOfBirth: '2010-04-07',
        sex: 'FEMALE',
        postcodeSector: null,
      },
    })
  })

  it('has no UPN where the field says why there is none', async () => {
    expect((await lookup(REFUGE.laChildId)).subject?.upn).toBeNull()
  })

  it('gives a masked date of birth as a range', async () => {
    const read = await lookup(BY_MONTH.laChildId, 'identity')
    expect(read.parts.identity?.dateOfBirthRange).toEqual({ earliest: '2011-09-01', latest: '2011-09-30' })
    expect(read.subject?.demographics.dateOfBirth).toBeNull()
  })

  it('restrains what is not to be disclosed, and nothing else', async () => {
    const { parts } = await lookup(FFION.laChildId, 'contact', 'socialCare.placements')
    expect(parts.contact?.addresses?.map(one => HANDLING in one)).toEqual([false, true, false])
    expect(parts['socialCare.placements']?.placements.map(one => [one.name, HANDLING in one])).toEqual([
      ['Tŷ Enghraifft', true],
      [null, false],
    ])
  })

  it('says that a record is protected', async () => {
    expect((await lookup(REFUGE.laChildId)).protectedRecord).toBe(true)
    expect((await lookup(FFION.laChildId)).protectedRecord).toBe(false)
  })

  it('gives the same record as Eclipse does, where both hold it', async () => {
    const { parts } = await lookup(FFION.laChildId, ...PARTS)
    expect(parts['socialCare.statuses']?.map(one => [one.status, one.endReason?.label?.cy])).toEqual([
      ['IN_NEED', 'Rheswm arall'],
      ['LOOKED_AFTER', undefined],
    ])
    expect(parts['socialCare.protectionPlans']).toMatchObject([{ otherAuthority: 'YES', category: { code: 'NEG' } }])
    expect(parts['socialCare.legalOrders']?.[0]?.order?.label?.cy).toContain('adran 76')
    expect(parts['fact.placement']).toEqual({ urn: 'SC999999', hostAuthority: GSS, responsibleAuthority: 'W06000020' })
    expect(parts['fact.area']).toEqual({ homeAuthority: GSS })
    expect(parts['fact.episodes']?.map(one => [one.reference, one.open])).toEqual([
      ['ME-118', true],
      ['ME-117', false],
    ])
    expect(parts['fact.involvements']?.map(one => one.role)).toEqual(['WORKER', 'IRO', 'WORKER'])
    expect(parts.family?.people?.map(one => one.parentalResponsibility)).toEqual(['YES', 'NO', 'NOT_RECORDED'])
    expect(parts['socialCare.referrals']?.[0]?.source?.label?.en).toBe('School')
  })
})

describe('what the SSD adapter does with refusals', () => {
  it('says that a locked record is locked, alone and among many', async () => {
    const { source } = start()
    expect(await source.lookup(ask(LOCKED.laChildId, ...PARTS), CALL)).toEqual({ kind: 'locked' })
    expect(await source.lookupMany?.([ask(LOCKED.laChildId, 'family')], CALL)).toEqual([{ kind: 'locked' }])
  })

  it('says nothing of a child the system does not have', async () => {
    const { source } = start()
    expect(await source.lookup(ask('no-such-child', ...PARTS), CALL)).toEqual({ kind: 'nothing' })
  })

  it.each([
    [403, null, 'REFUSED'],
    [403, { type: 'urn:ssd:problem:somewhere-else' }, 'REFUSED'],
    [404, null, 'SOURCE_ERROR'],
    [404, { type: 'about:blank' }, 'SOURCE_ERROR'],
  ] as const)('does not take %i with %j for its own word: %s', async (status, body, reason) => {
    const transport: Transport = { state: () => 'UP', send: () => Promise.resolve({ status, headers: {}, body }) }
    const source = createSsdRest(configOf('ssd-rest'), transport, () => TODAY)
    expect(await source.lookup(ask('1'), CALL)).toEqual({ kind: 'failed', reason })
  })

  it('fails only the parts of a collection that failed', async () => {
    const { transport } = start()
    const broken: Transport = {
      ...transport,
      send: (request, call) => {
        if (request.path.endsWith('/involvements')) return Promise.reject(new SourceFault('TIMED_OUT'))
        return transport.send(request, call)
      },
    }
    const source = createSsdRest(configOf('ssd-rest'), broken, () => TODAY)
    const read = asRead(await source.lookup(ask(FFION.laChildId, ...PARTS), CALL))
    expect(read.failedParts).toEqual({ professionals: 'TIMED_OUT', 'fact.involvements': 'TIMED_OUT' })
    expect(Object.keys(read.parts)).toHaveLength(PARTS.length - 2)
  })

  it('refuses rows that say they are of another child', async () => {
    const { transport } = start()
    const mixed: Transport = {
      ...transport,
      send: (request, call) =>
        transport.send({ ...request, path: request.path.replace('40017/meetings', '40017/episodes') }, call),
    }
    const swapped: Transport = {
      ...transport,
      send: async (request, call) => {
        const answer = await transport.send(request, call)
        const text = JSON.stringify(answer.body).replace('"meet_person_id":"40017"', '"meet_person_id":"40018"')
        return { ...answer, body: JSON.parse(text) as unknown }
      },
    }
    for (const bent of [mixed, swapped]) {
      const source = createSsdRest(configOf('ssd-rest'), bent, () => TODAY)
      const reading = await source.lookup(ask(FFION.laChildId, 'socialCare.meetings'), CALL)
      expect(reading.kind === 'read' ? reading.failedParts : reading).toEqual(
        bent === mixed ? { 'socialCare.meetings': 'MALFORMED' } : { kind: 'failed', reason: 'MALFORMED' },
      )
    }
  })

  it.each([[{}], [null], [{ pers_person_id: '1' }]])('takes %j for malformed, never for nothing', async body => {
    const source = createSsdRest(configOf('ssd-rest'), fixed(body), () => TODAY)
    expect(await source.lookup(ask('1', 'identity'), CALL)).toEqual({ kind: 'failed', reason: 'MALFORMED' })
  })

  it('answers a merged record under its present id', async () => {
    const { source } = start({ merged: new Map([['39000', FFION.laChildId]]) })
    const read = asRead(await source.lookup(ask('39000', 'socialCare.meetings'), CALL))
    expect(read.recordId).toBe(FFION.laChildId)
    expect(read.parts['socialCare.meetings']).toHaveLength(1)
  })
})

describe('what the SSD adapter finds and lists', () => {
  it('finds by NHS number and by UPN', async () => {
    const { source } = start()
    for (const identifier of [{ nhsNumber: '9990000018' }, { upn: 'M680400114001' }]) {
      expect(await source.find?.(identifier, CALL)).toMatchObject({ kind: 'records', records: [{ recordId: '40017' }] })
    }
  })

  it('finds a record that is kept back, and says of it what was asked', async () => {
    const found = await start().source.find?.({ upn: LOCKED.upn ?? '' }, CALL)
    expect(found).toMatchObject({
      records: [{ recordId: '40522', subject: { upn: LOCKED.upn, demographics: { familyNames: [] } } }],
    })
  })

  it('lists the children of a worker and of teams, each once', async () => {
    const whose = { staffRef: 'SW-1', teams: ['LAC 2', 'Reviewing'], organisation: GSS }
    expect(await start().source.listFor?.(whose, CALL)).toEqual({ kind: 'records', recordIds: ['40017'] })
  })

  it('pages through the register, leaving out only what is kept back', async () => {
    const rows = Array.from({ length: 250 }, (_, index) =>
      plainRow(`6${String(index).padStart(4, '0')}`, index === 3 ? { lockedTo: ['SW-1'] } : {}),
    )
    const { source } = start({}, region(rows))
    const first = await source.list?.(null, CALL)
    const second = await source.list?.(first?.next ?? '', CALL)
    expect([first?.records.length, first?.next]).toEqual([199, '200'])
    expect([second?.records.length, second?.next]).toEqual([50, null])
  })

  it('keeps a long chronology whole among many', async () => {
    const readings = await start().source.lookupMany?.([ask(TALKATIVE.laChildId, 'socialCare.chronology')], CALL)
    expect(asRead(readings?.[0]).parts['socialCare.chronology']).toHaveLength(230)
  })
})
