// Figures of the hub's work besides episodes: records entered, and counted again.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { recordCall, recordMeeting, recordOfReferral, recordReferral } from '../../src/hub/casework/record.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { figure, type Asked, type FigureAnswer } from '../../src/statistics/answer.js'
import { givenFrom, recordsFrom } from '../../src/statistics/from-store.js'
import { meetingsDue } from '../../src/statistics/meetings.js'
import { parsePeriod } from '../../src/statistics/periods.js'
import { recordCasework, recordMiraf } from '../store/recorded.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { recordChild } from './history.js'
import { REFERRALS } from './published.js'

let database: TestDatabase
const NOW = new Date('2018-08-01T00:00:00Z')
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

async function ask(id: Asked['id'], text: string, by: string | null = null, controlled = false): Promise<FigureAnswer> {
  const period = parsePeriod(text)
  if (!period) throw new Error(text)
  const kept = { records: recordsFrom(database.store, HUB_POLICY), given: givenFrom(database.store) }
  return figure({ id, period, by, controlled }, { ...kept, now: NOW, timeZone: HUB_POLICY.timeZone })
}
const shown = ({ rows }: FigureAnswer): Readonly<Record<string, number | null>> =>
  Object.fromEntries(rows.flatMap(({ part, count }) => (count === 0 ? [] : [[part, count]])))
const rows = (query: string, ...values: unknown[]) => asOwner(database.url, client => client.query(query, values))
async function aChild(): Promise<string> {
  const id = randomUUID()
  await rows('insert into hafan.child (id) values ($1)', id)
  return id
}
async function named(name: string): Promise<string> {
  return (await database.store.children.byIdentifier('UPN', [name])).get(name) ?? ''
}

describe('referrals from April to September 2015, recorded', () => {
  beforeAll(async () => {
    const childId = await aChild()
    for (const [service, [, spring, summer]] of Object.entries(REFERRALS))
      for (const [number, month] of [
        [spring, '2015-05'],
        [summer, '2015-08'],
      ] as const)
        for (let nth = 0; nth < number; nth += 1) {
          const when = `${month}-10T10:00:00.000Z`
          const said = { service, to: 'Duty desk', episode: null, when }
          await recordCasework(database.store, childId, when, (seen, on) => recordReferral(seen, said, on))
        }
    const [first] = (await database.store.casework.of([childId])).get(childId) ?? []
    const accepted = { type: 'ACCEPT', when: '2015-06-01T10:00:00.000Z', note: null } as const
    await recordCasework(database.store, childId, accepted.when, (seen, on) =>
      recordOfReferral(seen, { reference: first?.reference ?? '', version: 1 }, accepted, on),
    )
  }, 60_000)

  it('are 64, 35 and 29, by service as they were printed', async () => {
    for (const [period, place] of [
      ['2015-04..2015-09', 0],
      ['2015-Q2', 1],
      ['2015-Q3', 2],
    ] as const) {
      const answer = await ask('REFERRALS', period, 'SERVICE')
      expect(answer.total).toBe([64, 35, 29][place])
      const printed = Object.entries(REFERRALS).map(([service, numbers]) => [service, numbers[place]])
      expect(shown(answer)).toEqual(Object.fromEntries(printed.filter(([, number]) => number !== 0)))
    }
    expect(shown(await ask('REFERRALS', '2015-Q2', 'TAKE_UP'))).toEqual({ SENT: 34, ACCEPTED: 1 })
    // To anybody without a service that had fewer than five.
    expect(shown(await ask('REFERRALS', '2015-Q2', 'SERVICE', true))).toMatchObject({
      MEDIATION: 10,
      BEREAVEMENT: null,
    })
  })
})

describe('risk assessments', () => {
  it('are counted in the month of each version, first and revised', async () => {
    for (const months of [['2016-01'], ['2016-01', '2016-02'], ['2016-02', '2016-02', '2016-03']]) {
      const childId = await aChild()
      for (const month of months) await recordMiraf(database.store, childId, `${month}-20T10:00:00.000Z`, 'x')
    }
    expect(shown(await ask('MIRAFS', '2016-01', 'VERSION'))).toEqual({ FIRST: 2 })
    expect(shown(await ask('MIRAFS', '2016-02', 'VERSION'))).toEqual({ FIRST: 1, REVISED: 2 })
    expect((await ask('MIRAFS', '2016-Q1')).total).toBe(6)
  })
})

describe('alerts', () => {
  it('are counted by the first who acknowledged one, and digests are not among them', async () => {
    const childId = await aChild()
    const sent = '2016-05-10T10:00:00Z'
    for (const [kind, waits] of [['RETURN', ['30 minutes', '2 days']], ['RETURN', ['60 minutes']], ['RETURN', ['3 hours']], ['RETURN', ['9 days']], ['RETURN', []], ['SCHOOL_DIGEST', ['1 minute']]] as const) {
      const id = randomUUID()
      await rows('insert into hafan.alert (id, kind, child_id, cause_key, created_at, routed_at) values ($1, $2, $3, $5, $4, $4)', id, kind, kind === 'RETURN' ? childId : null, sent, id)
      for (const [nth, wait] of waits.entries())
        await rows(
          `insert into hafan.alert_recipient (id, alert_id, team, stands_as, confirmed, chain, created_at, acknowledged_at, acknowledged_by, acknowledged_role)
           values (gen_random_uuid(), $1, $2, 'HUB', true, gen_random_uuid(), $3, $3::timestamptz + $4::interval, 'x', 'x')`,
          ...[id, `team ${nth}`, sent, wait],
        )
    }
    expect(shown(await ask('ALERTS', '2016-05', 'ACKNOWLEDGED'))).toEqual({ UP_TO_1_HOUR: 2, UP_TO_24_HOURS: 1, LATER: 1, NOT_YET: 1 })
    expect((await ask('ALERTS', '2016-06')).total).toBe(0)
  }) // prettier-ignore
})

describe('episodes by who counted them', () => {
  it('are the police’s, the authority’s, both’s or neither’s, and a merged report counts for whoever made it', async () => {
    const march = Array.from({ length: 5 }, (_, nth) => ({ reportedAt: `2016-07-0${nth + 1}T10:00:00Z`, backAfter: 2 }))
    await recordChild(database.store, 'W-1', march)
    const childId = await named('W-1')
    const [one, two, three, four, five] = ((await database.store.episodes.of([childId])).get(childId) ?? []).map(({ reference }) => reference) // prettier-ignore
    const by = (reference: string | undefined, seq: number, role: string) =>
      rows('update hafan.episode_event set by_role = $3 where reference = $1 and seq = $2', reference, seq, role)
    await by(one, 1, 'POLICE_SYSTEM')
    await by(two, 1, 'POLICE_OFFICER')
    await by(two, 2, 'SOCIAL_WORKER')
    await by(three, 2, 'DUTY_TEAM')
    await by(five, 1, 'POLICE_COORDINATOR')
    await rows('update hafan.episode set merged_into = $1 where reference = $2', four, five)
    expect(shown(await ask('RECONCILIATION', '2016-07', 'COUNTED_BY'))).toEqual({
      POLICE_ONLY: 2,
      BOTH: 1,
      AUTHORITY_ONLY: 1,
    })
    await rows(`update hafan.episode_event set by_role = 'RESIDENTIAL_MANAGER' where reference = $1`, three)
    expect(shown(await ask('RECONCILIATION', '2016-07', 'COUNTED_BY'))).toMatchObject({ NEITHER: 1 })
  })
})

describe('threshold meetings', () => {
  const missing = (...days: string[]) => days.map((day, nth) => ({ reference: `E${nth}`, reportedAt: `${day}T10:00:00.000Z` })) // prettier-ignore
  const due = (history: object) =>
    meetingsDue({ childId: 'c', missing: [], calls: [], held: [], ...history }, HUB_POLICY).map(({ dueAt, heldAt }) => [dueAt.slice(0, 10), heldAt?.slice(0, 10)]) // prettier-ignore

  it('are one for all causes between two that were held', () => {
    const three = missing('2017-01-01', '2017-01-02', '2017-01-03')
    expect(due({ missing: three.slice(0, 2) })).toEqual([])
    // The end of the seventh day after, and of the first after a call.
    expect(due({ missing: three })).toEqual([['2017-01-11', undefined]])
    expect(due({ missing: three, calls: ['2017-01-04T10:00:00.000Z'] })).toEqual([['2017-01-06', undefined]])
    expect(due({ missing: three, held: ['2017-01-02T10:00:00.000Z', '2017-01-09T10:00:00.000Z'] })).toEqual([['2017-01-11', '2017-01-09']]) // prettier-ignore
    const five = missing('2017-01-01', '2017-01-02', '2017-01-03', '2017-01-20', '2017-01-21')
    expect(due({ missing: five, held: ['2017-01-12T10:00:00.000Z'] })).toEqual([
      ['2017-01-11', '2017-01-12'],
      ['2017-01-29', undefined],
    ])
  })

  it('are counted in the month they fell due, also where the cause was in the month before', async () => {
    const at = (day: string) => `${day}T10:00:00Z`
    const run = (...days: string[]) => days.map(day => ({ reportedAt: at(day), backAfter: 2 }))
    await recordChild(database.store, 'T-1', run('2017-01-27', '2017-01-28', '2017-01-29'))
    await recordChild(database.store, 'T-2', run('2017-02-01', '2017-02-02', '2017-02-03'))
    await recordChild(database.store, 'T-3', run('2016-11-01', '2016-11-02', '2016-11-03', '2017-02-04'))
    const meet = (childId: string, day: string) =>
      recordCasework(
        database.store,
        childId,
        `${day}T12:00:00.000Z`,
        (seen, on) =>
        recordMeeting(seen, 0, { kind: 'STRATEGY', heldAt: `${day}T11:00:00.000Z`, tookPart: [{ party: 'POLICE', who: null }], decision: 'x', actions: [] }, on), // prettier-ignore
      )
    await meet(await named('T-1'), '2017-02-02')
    await meet(await named('T-2'), '2017-02-20')
    const called = await aChild()
    await recordCasework(database.store, called, '2017-02-10T12:00:00.000Z', (_seen, on) =>
      recordCall({ calledAt: '2017-02-10T11:00:00.000Z', reason: 'x' }, on),
    )
    expect(shown(await ask('MEETINGS', '2017-02', 'STATE'))).toEqual({ HELD_IN_TIME: 1, HELD_LATE: 1, DUE: 1 })
    expect((await ask('MEETINGS', '2017-01')).total).toBe(0)
    // Owed since November, and counted there alone.
    expect(shown(await ask('MEETINGS', '2016-11', 'STATE'))).toEqual({ DUE: 1 })
  })
})
