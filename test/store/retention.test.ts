// What has been kept for long enough ends, and cannot be had back; the audit of it holds.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { createAudit } from '../../src/audit/index.js'
import { recordCall, recordReferral } from '../../src/hub/casework/record.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { runRetention, type RetentionDeps } from '../../src/server/retention/run.js'
import { retentionTask } from '../../src/server/retention/task.js'
import { hafan } from '../cli/support.js'
import { gwent } from '../policies/protocol/support.js'
import { recordChild } from '../statistics/history.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { recordCasework, recordMiraf, recorder, sentAt } from './recorded.js'

const WORDS = 'Unmistakable words of a child'
const LONG_AGO = '2018-03-10T10:00:00.000Z'
const NOW = new Date('2050-01-01T12:00:00Z')

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterEach(() =>
  owner('truncate hafan.child, hafan.incident cascade').then(() => owner('delete from hafan.retention_run')),
)
afterAll(() => database.stop())

const owner = <T = unknown>(query: string, ...values: unknown[]): Promise<T[]> =>
  asOwner(database.url, async client => (await client.query(query, values)).rows as T[])
const keys = () => database.keys
const audit = () =>
  createAudit({ pool: database.store.auditPool, chainId: randomUUID(), keys: keys(), clock: () => NOW })
const deps = (more: Partial<RetentionDeps> = {}): RetentionDeps => ({
  ...{ retention: database.store.retention, audit: audit(), keys: keys(), protocol: gwent() },
  ...{ timeZone: HUB_POLICY.timeZone, now: () => NOW, ...more },
})

async function aChild(name: string, episode: { backAfter?: number; nfa?: string } = { nfa: 'NOT_MISSING' }) {
  await recordChild(database.store, name, [{ reportedAt: LONG_AGO, ...episode }])
  const found = await database.store.children.byIdentifier('UPN', [name])
  const childId = found.get(name) ?? ''
  await owner('update hafan.child set created_at = $1', LONG_AGO)
  return childId
}
async function everything(name: string): Promise<string> {
  const childId = await aChild(name)
  await recordMiraf(database.store, childId, LONG_AGO, WORDS)
  await recordCasework(database.store, childId, LONG_AGO, (_seen, on) =>
    recordCall({ calledAt: LONG_AGO, reason: WORDS }, on),
  )
  await owner(
    `insert into hafan.miraf_summary (child_id, risk, text_en, text_cy, what_to_do_en, what_to_do_cy, approved_at, review_due)
     values ($1, 'HIGH', $2, $2, $2, $2, $3, '2019-01-01')`,
    childId,
    WORDS,
    LONG_AGO,
  )
  const incident = randomUUID()
  await owner(
    `insert into hafan.incident (id, source, reference_key, content_key, received_at, sealed) values ($1, 'x', $2, 'x', now(), $3)`,
    ...[incident, incident, Buffer.from(WORDS)],
  )
  await owner(
    `insert into hafan.incident_person (incident, seq, state, child_id, episode, settled_at, sealed)
     select $1, 1, 'REPORTED', child_id, reference, now(), $3 from hafan.episode where child_id = $2`,
    ...[incident, childId, Buffer.from(WORDS)],
  )
  return childId
}

/** Every column of every table, as text and as the bytes that lie there. */
async function dump(): Promise<string> {
  const tables = await owner<{ name: string }>(`select table_name as name from information_schema.tables where table_schema in ('hafan', 'graphile_worker')`) // prettier-ignore
  const all: string[] = []
  for (const { name } of tables) {
    const schema = name.startsWith('_private') || ['jobs', 'migrations'].includes(name) ? 'graphile_worker' : 'hafan'
    for (const row of await owner<object>(`select * from ${schema}.${name}`))
      all.push(...Object.values(row).map(value => Buffer.isBuffer(value) ? `${value.toString('hex')} ${value.toString('latin1')}` : JSON.stringify(value) ?? '')) // prettier-ignore
  }
  return all.join('\n')
}
const SEALED = `select child_id, sealed from hafan.episode union all select child_id, sealed from hafan.episode_event
  union all select child_id, sealed from hafan.miraf union all select child_id, sealed from hafan.casework
  union all select child_id, sealed from hafan.casework_event`
const held = async (childId: string) => ({
  episodes: ((await database.store.episodes.of([childId])).get(childId) ?? []).length,
  mirafs: ((await database.store.mirafs.of([childId], 'ALL')).get(childId) ?? []).length,
  casework: ((await database.store.casework.of([childId])).get(childId) ?? []).length,
})
const placeHold = (childId: string) =>
  database.store.holds.place(
    { childId, by: recorder('HM-1', 'HUB_MANAGER'), decide: () => ({ reason: WORDS, reviewOn: '2051-01-01' }) },
    sentAt(NOW.toISOString(), 'placeLegalHold'),
  )

describe('what the protocol lets end', () => {
  it('is in no table any more, nor can what was copied of it be opened, and the audit chain holds', async () => {
    const childId = await everything('R-1')
    const copied = (await owner<{ sealed: Buffer }>(SEALED)).map(({ sealed }) => sealed.toString('hex'))
    expect(copied.length).toBeGreaterThan(4)
    const [kept] = await owner<{ sealed: Buffer }>('select * from hafan.miraf')
    const keyRows = await owner<{ sealed: Buffer }>('select sealed from hafan.record_key')
    expect(keyRows.length).toBe(3)
    // The search finds what is there: the summary lies in the clear, the rest as the bytes it was sealed to.
    const before = await dump()
    for (const one of [WORDS, ...copied]) expect(before).toContain(one)

    expect(await runRetention(deps(), false)).toEqual({ lookedAt: 1, ended: 3, held: 0, open: 0, whole: true })

    const after = await dump()
    for (const one of [WORDS, ...copied, ...keyRows.map(({ sealed }) => sealed.toString('hex'))])
      expect(after).not.toContain(one)
    // The rows as a copy has them, put back: no key opens them.
    await owner(
      `insert into hafan.miraf select (json_populate_record(null::hafan.miraf, $1::json)).*`,
      JSON.stringify({ ...kept, sealed: `\\x${kept?.sealed.toString('hex')}` }),
    )
    await expect(database.store.mirafs.of([childId], 'ALL')).rejects.toThrow('another key')
    await owner('delete from hafan.miraf')
    expect(await held(childId)).toEqual({ episodes: 0, mirafs: 0, casework: 0 })
    const facts = (await database.store.hub.factsOf([childId])).get(childId)
    expect([[...(facts?.ended ?? [])].sort(), facts?.episodes, facts?.summary]).toEqual([['CASEWORK', 'EPISODES', 'MIRAF'], [], null]) // prettier-ignore
    // Each is on record with the rules it ended by, and the chain is whole by the verifier's own reading.
    const told = await owner<{ record: string }>(`select record from hafan.audit_row where kind = 'OUTCOME'`)
    expect(told.filter(({ record }) => record.includes('6.MIRAF.1') && record.includes('ENDED'))).toHaveLength(1)
    const verified = await hafan(['audit', 'verify', '--without-checkpoints', '--database-url', database.url])
    expect([verified.code, verified.err]).toEqual([0, ''])
    // What was counted of it still is.
    const march = { from: new Date('2018-03-01'), until: new Date('2018-04-01'), firstDay: '', lastDay: '' }
    expect(await database.store.statistics.mirafs(march)).toEqual({ ALL: 1, 'VERSION.FIRST': 1 })
  })

  it('is of what was sealed before there were keys as well', async () => {
    const childId = await everything('R-2')
    const place = ['version', childId, 1].join('\n')
    await owner(`update hafan.miraf set sealed = $1`, keys().miraf.seal(JSON.stringify({ text: WORDS }), place))
    await owner(`delete from hafan.record_key where kind = 'MIRAF'`)
    expect((await held(childId)).mirafs).toBe(1)
    await runRetention(deps(), false)
    expect((await held(childId)).mirafs).toBe(0)
    expect((await database.store.hub.factsOf([childId])).get(childId)?.ended).toContain('MIRAF')
  })

  it('leaves alone what a hold stands on, until it is released', async () => {
    const childId = await everything('R-3')
    const { reference } = await placeHold(childId)
    expect(await runRetention(deps(), true)).toMatchObject({ ended: 0, held: 3 })
    expect(await runRetention(deps(), false)).toMatchObject({ ended: 0, held: 3 })
    // Nor by asking the database itself, as the gateway may.
    const [page] = (await database.store.retention.page(null, 10)).kept
    if (page) expect(await database.store.retention.end({ ...page, held: false }, ['x'], NOW)).toBe('HELD')
    expect(await held(childId)).toMatchObject({ mirafs: 1, casework: 1 })
    expect(await dump()).not.toContain(`"reason":"${WORDS}`)
    await database.store.holds.release(
      { childId, hold: reference, by: recorder('HM-1', 'HUB_MANAGER'), decide: () => ({ reason: 'over' }) },
      sentAt(NOW.toISOString(), 'releaseLegalHold'),
    )
    expect(await runRetention(deps(), false)).toMatchObject({ ended: 3, held: 0 })
  })

  it('leaves alone a child whose episode is not closed, and what was recorded meanwhile', async () => {
    const away = await aChild('R-4', {})
    const back = await aChild('R-5', { backAfter: 3 })
    expect(await runRetention(deps(), false)).toMatchObject({ lookedAt: 2, ended: 0, open: 2 })
    const { kept } = await database.store.retention.page(null, 10)
    for (const one of kept) expect(await database.store.retention.end(one, ['x'], NOW)).toBe('OPEN')
    expect([await held(away), await held(back)]).toMatchObject([{ episodes: 1 }, { episodes: 1 }])
    const other = await everything('R-6')
    const seen = (await database.store.retention.page(null, 10)).kept.find(one => one.childId === other && one.kind === 'MIRAF') // prettier-ignore
    await recordMiraf(database.store, other, '2049-12-31T10:00:00.000Z', 'newer')
    if (seen) expect(await database.store.retention.end(seen, ['x'], NOW)).toBe('CHANGED')
    expect((await held(other)).mirafs).toBe(2)
  })

  it('is counted and not touched by a dry run, and nothing is due a day too soon', async () => {
    const childId = await everything('R-7')
    const before = await dump()
    expect(await runRetention(deps(), true)).toMatchObject({ ended: 3 })
    expect(await dump()).toBe(before)
    // Of no known age at the report: 25 years from the day of the report, to its end.
    const on = (time: string) => runRetention(deps({ now: () => new Date(time) }), true)
    expect([(await on('2043-03-10T23:59:59Z')).ended, (await on('2043-03-11T00:00:00Z')).ended]).toEqual([0, 3])
    // Whoever was 16 or 17 at the report is 25 nine years later, by when the last record is six years old.
    await owner(`update hafan.episode set age_band = 'FROM_16_TO_17' where child_id = $1`, childId)
    expect([(await on('2027-03-10T23:59:59Z')).ended, (await on('2027-03-11T00:00:00Z')).ended]).toEqual([0, 3])
  })

  it('goes on where a run broke off, and done again changes nothing', async () => {
    for (const name of ['R-8', 'R-9']) await everything(name)
    let left = 4
    const { retention } = database.store
    const breaking = { ...retention, end: (...args: Parameters<typeof retention.end>) => (left-- > 0 ? retention.end(...args) : Promise.reject(new Error('killed'))) } // prettier-ignore
    await expect(runRetention(deps({ retention: breaking }), false)).rejects.toThrow('killed')
    expect(await owner('select 1 from hafan.record_key where ended_at is not null')).toHaveLength(4)
    const stopped = new AbortController()
    stopped.abort()
    expect(await runRetention(deps({ signal: stopped.signal }), false)).toMatchObject({ ended: 0, whole: false })
    expect(await retention.lastWhole()).toBeNull()
    expect(await runRetention(deps(), false)).toMatchObject({ ended: 2, whole: true })
    const after = await owner('select * from hafan.record_key order by child_id, kind')
    expect(await runRetention(deps(), false)).toMatchObject({ ended: 0, whole: true })
    expect(await owner('select * from hafan.record_key order by child_id, kind')).toEqual(after)
  })

  it('is looked for once a day', async () => {
    await everything('R-10')
    const task = (now: Date) => retentionTask({ ...deps({ now: () => now }), inForce: gwent })
    await task(NOW)
    await task(new Date(NOW.getTime() + 3_600_000))
    expect(await owner('select ended from hafan.retention_run')).toEqual([{ ended: 3 }])
    await task(new Date(NOW.getTime() + 24 * 3_600_000))
    expect(await owner('select 1 from hafan.retention_run')).toHaveLength(2)
  })

  it('makes room for what is recorded since, under a new key', async () => {
    const childId = await everything('R-11')
    await runRetention(deps(), false)
    await recordMiraf(database.store, childId, NOW.toISOString(), 'since')
    await recordCasework(database.store, childId, NOW.toISOString(), (seen, on) =>
      recordReferral(seen, { service: 'MARF', to: 'x', episode: null, when: NOW.toISOString() } as never, on),
    )
    expect(await held(childId)).toEqual({ episodes: 0, mirafs: 1, casework: 1 })
    const facts = (await database.store.hub.factsOf([childId])).get(childId)
    expect(facts?.ended).toHaveLength(3)
  })

  it('is done by nobody but the one function: the gateway may not touch keys or rows', async () => {
    const asGateway = `${database.url}?options=${encodeURIComponent('-c role=hafan_app -c search_path=hafan')}`
    for (const statement of [
      'update record_key set sealed = null',
      'delete from record_key',
      `update miraf set sealed = ''`,
      'delete from legal_hold',
    ])
      // prettier-ignore
      await expect(asOwner(asGateway, client => client.query(statement))).rejects.toMatchObject({ code: '42501' })
  })
})
