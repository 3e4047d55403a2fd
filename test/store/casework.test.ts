import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import {
  recordCall, recordMeeting, recordOfReferral, recordReferral, recordServed,
} from '../../src/hub/casework/record.js' // prettier-ignore
import { asSeraf, callOf, meetingOf, referralOf } from '../../src/hub/casework/kept.js'
import { owedCasework } from '../../src/hub/casework/read.js'
import { personOfEpisodes } from '../../src/store/hub.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { recordCasework, recorder, sentAt } from './recorded.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const AT = '2026-02-12T10:00:00.000Z'
const rows = <T>(query: string, ...values: unknown[]): Promise<T[]> =>
  asOwner(database.url, async client => (await client.query(query, values)).rows as T[])
async function aChild(): Promise<string> {
  const id = randomUUID()
  await rows('insert into hafan.child (id) values ($1)', id)
  return id
}
const referral = { service: 'MEDIATION', to: 'Ask for Unmistakable Smith', episode: null, when: AT }
const send = (childId: string, sent = sentAt(AT)) =>
  recordCasework(database.store, childId, AT, (seen, deps) => recordReferral(seen, referral, deps), { sent })
const chase = (childId: string, reference: string, version: number, person = 'HP-1') => {
  const decide = (...[seen, deps]: Parameters<Parameters<typeof recordCasework>[3]>) =>
    recordOfReferral(seen, { reference, version }, { type: 'CHASE', when: AT, note: null } as never, deps)
  return recordCasework(database.store, childId, AT, decide, { by: recorder(person), sent: sentAt(AT, 'chaseReferral', person) }) // prettier-ignore
}

describe('what the hub keeps of casework', () => {
  it('is where it stands and every step, and no word of it in the clear', async () => {
    const childId = await aChild()
    const { reference } = await send(childId)
    await chase(childId, reference, 1, 'HP-2')
    await recordCasework(database.store, childId, AT, (_seen, deps) =>
      recordCall({ calledAt: AT, reason: 'Unmistakable reason' }, deps),
    )
    const served = {
      ...{
        kind: 'HARBOURING_NOTICE',
        adult: 'Unmistakable Adult',
        address: 'Unmistakable Street',
        servedOn: '2026-02-11',
      },
      ...{ servedBy: null, adultIsCarer: false, episode: null, note: null },
    }
    await recordCasework(database.store, childId, AT, (seen, deps) => recordServed(seen, served, deps))
    const held = (await database.store.casework.of([childId])).get(childId) ?? []
    const one = held.find(each => each.reference === reference)
    expect(one).toMatchObject({ kind: 'REFERRAL', code: 'MEDIATION', state: 'SENT', version: 2 })
    expect(one?.history.map(({ kind, by }) => [kind, by])).toEqual([['SEND', 'HP-1'], ['CHASE', 'HP-2']]) // prettier-ignore
    expect(one?.history[0]?.body).toMatchObject({ to: 'Ask for Unmistakable Smith' })
    expect(held.find(({ kind }) => kind === 'MEASURE')?.standing).toMatchObject({ adult: 'Unmistakable Adult' })
    const stored = [
      ...(await rows('select * from hafan.casework')),
      ...(await rows('select * from hafan.casework_event')),
    ]
    const plain = stored.map(row => Object.values(row as object).map(value => Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)).join(' ')).join('\n') // prettier-ignore
    expect(plain).toContain('MEDIATION')
    for (const word of ['Unmistakable', 'HP-1', 'HP-2']) expect(plain).not.toContain(word)
    const owed = (await database.store.casework.owedOf([childId])).get(childId) ?? []
    expect(owed.map(({ kind, standing }) => [kind, standing]).sort()).toEqual([['CALL', null], ['REFERRAL', null]]) // prettier-ignore
  })

  it('is of two who go on from one version the first, and nothing of the other', async () => {
    const childId = await aChild()
    const { reference } = await send(childId)
    const both = await Promise.allSettled(['a', 'b', 'c'].map(person => chase(childId, reference, 1, person)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(both.flatMap(one => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual(
      Array(2).fill('Error: CASEWORK_CHANGED_MEANWHILE'),
    )
    expect(await rows('select seq from hafan.casework_event where reference = $1 order by seq', reference)).toEqual([{ seq: 1 }, { seq: 2 }]) // prettier-ignore
  })

  it('tells what falls due by its rows alone, but for the days of actions that are open', async () => {
    const childId = await aChild()
    await send(childId)
    const plan = [{ what: 'Ask the school', measure: 'Asked', owner: 'SL', due: '2026-02-20' }]
    const day = (days: number) => new Date(Date.parse(AT) - days * 86_400_000).toISOString()
    const kept = (decide: Parameters<typeof recordCasework>[3]) => recordCasework(database.store, childId, AT, decide)
    for (const [days, actions] of [[3, plan], [2, []]] as const)
      await kept((seen, deps) => recordMeeting(seen, seen.held.filter(({ kind }) => kind === 'MEETING').length, { kind: 'STRATEGY', heldAt: day(days), tookPart: [{ party: 'POLICE', who: null }], decision: 'x', actions }, deps)) // prettier-ignore
    await kept((_seen, deps) => recordCall({ calledAt: day(1), reason: 'Again' }, deps))
    const all = (await database.store.casework.of([childId])).get(childId) ?? []
    const owed = (await database.store.casework.owedOf([childId])).get(childId) ?? []
    expect(owed.map(({ state, standing }) => [state, standing !== null])).toEqual([
      ['ACTIONS_OPEN', true],
      ['SETTLED', false],
      ['CALLED', false],
      ['SENT', false],
    ])
    const [meeting] = all.filter(({ kind }) => kind === 'MEETING')
    expect(owedCasework(owed)).toEqual({
      calls: all.filter(({ kind }) => kind === 'CALL').map(one => ({ at: callOf(one).calledAt })),
      meetings: all.filter(({ kind }) => kind === 'MEETING').map(one => ({ heldAt: meetingOf(one).heldAt })),
      actions: [{ reference: meeting?.reference, due: '2026-02-20' }],
      referrals: all.filter(({ kind }) => kind === 'REFERRAL').map(referralOf).map(({ state, lastAt }, nth) => ({ reference: all.filter(({ kind }) => kind === 'REFERRAL')[nth]?.reference, state, lastAt })),
      serafOn: null,
    }) // prettier-ignore
    for (const [category, found] of [
      [4, '2026-02-10'],
      [1, null],
    ] as const) {
      const seraf = asSeraf({ assessedOn: '2026-02-10', components: [], total: 0, category })
      const one = { ...seraf, childId, reference: 'S', version: 1 }
      expect(owedCasework([one]).serafOn).toBe(found)
    }
    await rows(`update hafan.casework set sealed = 'x' where child_id = $1 and state <> 'ACTIONS_OPEN'`, childId)
    expect((await database.store.casework.owedOf([childId])).get(childId)).toEqual(owed)
    await rows(`update hafan.casework set sealed = 'x' where child_id = $1`, childId)
    await expect(database.store.casework.owedOf([childId])).rejects.toThrow('another key')
  })

  it('is recorded once for a key, and what is refused leaves nothing', async () => {
    const childId = await aChild()
    const sent = sentAt(AT)
    expect(await send(childId, sent)).toEqual(await send(childId, sent))
    const early = { kind: 'STRATEGY', heldAt: '2027-01-01T00:00:00.000Z', tookPart: [{ party: 'POLICE', who: null }], decision: 'x', actions: [] } // prettier-ignore
    await expect(
      recordCasework(database.store, childId, AT, (seen, deps) => recordMeeting(seen, 0, early, deps)),
    ).rejects.toThrow('IN_FUTURE')
    expect(await rows('select kind from hafan.casework where child_id = $1', childId)).toEqual([{ kind: 'REFERRAL' }])
    expect(await rows('select 1 from hafan.act_done where receipt is null')).toEqual([])
  })

  it('says of each call who made it, by a keyed name, and when a meeting was last held, also when its words are ended', async () => {
    const childId = await aChild()
    const call = { calledAt: AT, reason: 'x' }
    const by = recorder('PM-1')
    await recordCasework(database.store, childId, AT, (_seen, deps) => recordCall(call, deps), { by, sent: sentAt(AT, 'callMeeting', 'PM-1') }) // prettier-ignore
    const facts = async () => (await database.store.hub.factsOf([childId])).get(childId)
    expect(await facts()).toMatchObject({ calls: [{ at: AT, by: personOfEpisodes(database.keys, by.person) }], lastMeetingAt: null }) // prettier-ignore
    const held = { kind: 'STRATEGY', heldAt: AT, tookPart: [{ party: 'POLICE', who: null }], decision: 'x', actions: [] } // prettier-ignore
    await recordCasework(database.store, childId, AT, (seen, deps) => recordMeeting(seen, 1, held, deps))
    await rows(`update hafan.casework set sealed = '' where child_id = $1`, childId)
    expect(await facts()).toMatchObject({ calls: [], lastMeetingAt: AT })
  })

  it('opens only in the place it was written in', async () => {
    const [one, other] = [await aChild(), await aChild()]
    await send(one)
    await send(other)
    await rows('update hafan.casework set sealed = (select sealed from hafan.casework where child_id = $1) where child_id = $2', one, other) // prettier-ignore
    await expect(database.store.casework.of([other])).rejects.toThrow('another place')
  })

  it('has a step that may not be changed or taken away by the gateway, and nothing of it may be taken away', async () => {
    const asGateway = `${database.url}?options=${encodeURIComponent('-c role=hafan_app -c search_path=hafan')}`
    for (const statement of [
      `update casework_event set by_role = 'x'`,
      'delete from casework_event',
      'delete from casework',
    ])
      await expect(asOwner(asGateway, client => client.query(statement))).rejects.toMatchObject({ code: '42501' })
  })
})
