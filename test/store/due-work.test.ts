import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { recordMeeting, recordReferral } from '../../src/hub/casework/record.js'
import { HUB_POLICY, hubPolicy } from '../../src/hub/policy.js'
import { markOf, startDueWork, workOutDue } from '../../src/server/acts/due-worked-out.js'
import { asOwner, keptDatabase, testDatabase, type TestDatabase } from '../support/database.js'
import { pagesOf } from './due-histories.js'
import { recordCasework, recordMiraf, sentAt } from './recorded.js'

const AT = '2026-02-12T10:00:00.000Z'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const deps = (policy = HUB_POLICY, at = AT) => ({ store: database.store, policy, now: () => new Date(at) })
const isBehind = (policy = HUB_POLICY) => database.store.dueWork.isBehind(markOf(policy), new Date(AT))
const rows = <T>(query: string, ...values: unknown[]): Promise<T[]> =>
  asOwner(database.url, async client => (await client.query(query, values)).rows as T[])

const all = () => pagesOf(database.store)

async function aChild(): Promise<string> {
  const id = randomUUID()
  await rows('insert into hafan.child (id) values ($1)', id)
  await rows('insert into hafan.hub_case (child_id, opened_at) values ($1, $2)', id, AT)
  return id
}

const plan = (due: string) => ({ what: 'Unmistakable errand', measure: 'Done', owner: 'Unmistakable Owner', due })
const meeting = (due: string) => ({
  ...{ kind: 'STRATEGY', heldAt: AT, decision: 'Go on', tookPart: [{ party: 'POLICE', who: null }] },
  actions: [plan(due), plan(due)],
})
const meets = (childId: string) =>
  recordCasework(database.store, childId, AT, (seen, made) => recordMeeting(seen, 0, meeting('2026-02-20'), made), {
    sent: sentAt(AT, 'recordMeeting'),
  })

describe('what is due of one child', () => {
  const of = async (childId: string) => (await all()).filter(one => one.childId === childId)
  const referral = { service: 'MEDIATION', to: 'Mediation', episode: null, when: AT }

  it('is to be worked out again from the moment something is recorded, in the same transaction', async () => {
    const childId = await aChild()
    await workOutDue(deps(), 100)
    expect(await isBehind()).toBe(false)
    const broken = recordCasework(database.store, childId, AT, () => {
      throw new Error('refused')
    })
    await expect(broken).rejects.toThrow('refused')
    expect(await isBehind()).toBe(false)
    await recordCasework(database.store, childId, AT, (seen, made) => recordReferral(seen, referral, made))
    expect(await isBehind()).toBe(true)
    expect(await workOutDue(deps(), 1)).toBe(true)
    expect((await of(childId)).map(({ kind }) => kind)).toEqual(['REFERRAL'])
  })

  it('is each action of a plan for itself, and no word of it', async () => {
    const childId = await aChild()
    const { reference } = await meets(childId)
    await workOutDue(deps(), 1)
    const found = await of(childId)
    expect(found.map(({ kind, nth, dueAt, reference: of }) => [kind, nth, dueAt, of])).toEqual([
      ['ACTION', 1, '2026-02-21T00:00:00.000Z', reference],
      ['ACTION', 2, '2026-02-21T00:00:00.000Z', reference],
    ])
    expect(JSON.stringify(await rows('select * from hafan.due_work'))).not.toContain('Unmistakable')
  })

  it('passes by whoever is being written of, and has them when that is done', async () => {
    const childId = await aChild()
    await workOutDue(deps(), 100)
    await asOwner(database.url, async client => {
      await client.query('set search_path = hafan')
      await client.query('begin')
      await client.query(
        `insert into casework (child_id, reference, kind, code, state, happened_at, last_at, version, sealed)
         values ($1, 'R', 'REFERRAL', 'MEDIATION', 'SENT', $2, $2, 1, 'x')`,
        [childId, AT],
      )
      expect(await workOutDue(deps(), 5)).toBe(true)
      await client.query('commit')
    })
    expect(await workOutDue(deps(), 5)).toBe(true)
    expect((await of(childId)).map(({ reference }) => reference)).toEqual(['R'])
  })

  it('ends with the records it follows from, in the same transaction', async () => {
    const childId = await aChild()
    await meets(childId)
    await recordMiraf(database.store, childId, AT, 'x')
    await workOutDue(deps(), 1)
    expect((await of(childId)).map(({ kind }) => kind).sort()).toEqual(['ACTION', 'ACTION', 'MIRAF'])
    const ends = (kind: string) =>
      rows('select hafan.end_records($1, $2, $3, $4, now())', childId, kind, '2030-01-01T00:00:00Z', 'six')
    await ends('CASEWORK')
    // Nothing of the day is left, also before it is worked out again; what is owed by what is left comes back.
    expect(await rows('select 1 from hafan.due_work where child_id = $1', childId)).toEqual([])
    await workOutDue(deps(), 1)
    expect((await of(childId)).map(({ kind }) => kind)).toEqual(['MIRAF'])
    await ends('MIRAF')
    expect(await rows('select 1 from hafan.due_work where child_id = $1', childId)).toEqual([])
    await workOutDue(deps(), 1)
    expect(await of(childId)).toEqual([])
  })

  it('is worked out anew where the numbers of the rules are others, and not where they are the same', async () => {
    const childId = await aChild()
    await recordCasework(database.store, childId, AT, (seen, made) => recordReferral(seen, referral, made))
    const start = async (policy = HUB_POLICY) => {
      const faults: unknown[] = []
      const work = startDueWork({ ...deps(policy), onFault: error => faults.push(error) })
      while (faults.length === 0 && (await isBehind(policy)));
      await work.stop()
      expect(faults).toEqual([])
    }
    await start()
    expect((await of(childId))[0]?.dueAt).toBe('2026-02-27T00:00:00.000Z')
    await database.store.dueWork.ruledBy(markOf(HUB_POLICY))
    expect(await isBehind()).toBe(false)
    const other = hubPolicy.parse({ due: { referralSilentAfterDays: 20 } })
    await database.store.dueWork.ruledBy(markOf(other))
    expect(await isBehind()).toBe(true)
    await start(other)
    expect((await of(childId))[0]?.dueAt).toBe('2026-03-05T00:00:00.000Z')
    await start()
  }, 60_000)

  it('tells that it is not whole while more children wait than one reading works out', async () => {
    await rows(`insert into hafan.child (id) select gen_random_uuid() from generate_series(1, 150)`)
    await rows(
      `insert into hafan.casework (child_id, reference, kind, code, state, happened_at, last_at, version, sealed)
       select id, 'R', 'REFERRAL', 'MEDIATION', 'SENT', $1::timestamptz, $1::timestamptz, 1, 'x' from hafan.child
       where id not in (select child_id from hafan.casework)`,
      AT,
    )
    expect(await workOutDue(deps(), 1)).toBe(false)
    expect(await workOutDue(deps(), 5)).toBe(true)
  })
})

describe('a hub of the release before', () => {
  it('has all that is due in the list after its start', async () => {
    const childId = await aChild()
    await meets(childId)
    await recordMiraf(database.store, childId, AT, 'x')
    await workOutDue(deps(), 10)
    const before = await all()
    expect(before.filter(one => one.childId === childId)).toHaveLength(3)
    const functions = ['due_has_changed', 'due_has_changed_or_ended', 'due_has_gone'].map(one => `hafan.${one}()`)
    await rows(`drop table hafan.due_work, hafan.due_changed, hafan.due_rules`)
    await rows(`drop function ${functions.join(', ')} cascade`)
    await rows(`delete from hafan.migration where id = '0020-due-work'`)
    const started = await keptDatabase(database.url)
    try {
      expect(await isBehind()).toBe(true)
      const work = startDueWork({ ...deps(), store: started.store, onFault: error => { throw error } }) // prettier-ignore
      while (await started.store.dueWork.isBehind(markOf(HUB_POLICY), new Date(AT)));
      await work.stop()
      expect(await all()).toEqual(before)
    } finally {
      await started.stop()
    }
  }, 60_000)
})
