import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { dailyRetention, sayRetention } from '../../src/server/retention/task.js'
import { RETENTION_JOB } from '../../src/store/retention.js'
import { recordMiraf, recorder, sentAt } from '../store/recorded.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { hafan } from './support.js'

let database: TestDatabase
const children: string[] = []
beforeAll(async () => {
  database = await testDatabase()
  for (let nth = 0; nth < 2; nth += 1) {
    const id = randomUUID()
    await asOwner(database.url, client => client.query(`insert into hafan.child (id, created_at) values ($1, '1990-01-01')`, [id])) // prettier-ignore
    await recordMiraf(database.store, id, '1995-01-01T10:00:00.000Z', 'x')
    children.push(id)
  }
  await database.store.holds.place(
    { childId: children[1] ?? '', by: recorder(), decide: () => ({ reason: 'x', reviewOn: '2026-01-01' }) },
    sentAt('2025-01-01T00:00:00.000Z', 'placeLegalHold'),
  )
})
afterAll(() => database.stop())

const retention = (...words: readonly string[]) =>
  hafan(['retention', ...words, '--database-url', database.url], {
    environment: { HAFAN_SECRET: 'test'.repeat(8), HAFAN_DATA: tmpdir() },
  })
const versions = async () => [...(await database.store.mirafs.of(children, 'ALL')).values()].map(({ length }) => length)

describe('hafan retention', () => {
  it('counts without ending anything, and names the holds that are past their day', async () => {
    const { code, out, err } = await retention('--dry-run')
    expect([code, err]).toEqual([0, '2 children looked at, 1 due\n'])
    expect(out).toMatch(/^2 children looked at under gwent-1\n1 would end\n1 kept by a legal hold\n0 kept because/)
    expect(out).toMatch(/hold [0-9a-f-]{36}, placed 2025-01-01, REVIEW OVERDUE since 2026-01-01\n$/)
    expect(await versions()).toEqual([1, 1])
  })

  it('ends what is due, once', async () => {
    expect((await retention('--run')).out).toContain('1 ended')
    expect(await versions()).toEqual([0, 1])
    expect((await retention('--run')).out).toContain('0 ended')
  })

  it.each([[[]], [['--run', '--dry-run']], [['--all']]])('cannot use %j', async words => {
    expect((await retention(...words)).code).toBe(2)
    expect(await versions()).toEqual([0, 1])
  })
})

describe('the gateway’s own ending of records', () => {
  const at = new Date('2026-01-01T00:00:00Z')
  const looked: string[] = []
  const lastWhole = () => Promise.resolve((looked.push('looked'), at))
  function said(endDaily: boolean): readonly string[] {
    const sentences: string[] = []
    sayRetention({ endDaily }, { info: (_fields, sentence) => void sentences.push(sentence) })
    return sentences
  }
  const job = (endDaily: boolean) =>
    dailyRetention(
      { endDaily },
      {
        retention: { ...database.store.retention, lastWhole },
        ...{ keys: database.keys, timeZone: HUB_POLICY.timeZone, now: () => at },
        audit: { intent: () => Promise.reject(new Error('nothing is due')), outcome: () => Promise.resolve() },
        inForce: () => {
          throw new Error('nothing is due')
        },
      },
    )

  it('is no job where nobody has switched it on, which is how it is delivered', () => {
    expect(HUB_POLICY.retention.endDaily).toBe(false)
    expect(job(HUB_POLICY.retention.endDaily)).toBeUndefined()
    expect(said(HUB_POLICY.retention.endDaily)).toEqual(['No record ends by itself: retention.endDaily of hub.yaml is off']) // prettier-ignore
  })

  it('is one where it is switched on, and is said at start', async () => {
    const on = job(true)
    expect(on?.job).toBe(RETENTION_JOB)
    await on?.work(new AbortController().signal)
    expect(looked).toEqual(['looked'])
    expect(said(true)).toEqual([expect.stringContaining('end each day')])
  })
})
