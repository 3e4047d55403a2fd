import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { recordMeeting, recordReferral } from '../../src/hub/casework/record.js'
import { DUE_KINDS } from '../../src/hub/due/kinds.js'
import { HUB_POLICY, hubPolicy } from '../../src/hub/policy.js'
import { markOf, startDueWork, workOutDue } from '../../src/server/acts/due-worked-out.js'
import type { DuePage, DuePlace, DueRow } from '../../src/store/due-page.js'
import { asOwner, keptDatabase, testDatabase, type TestDatabase } from '../support/database.js'
import { children, type PlainChild } from '../hub/due/random.js'
import { dueByForce } from '../hub/due/reading.js'
import { rowsOf, type Rows } from './due-histories.js'
import { recordCasework, recordMiraf, sentAt } from './recorded.js'

const KINDS = Object.keys(DUE_KINDS)
const AT = '2026-02-12T10:00:00.000Z'
/** When everybody of the random histories is a case still. */
const EARLY = '2024-01-01T00:00:00.000Z'
const EVERYTHING: Omit<DuePage, 'first' | 'after'> = { kinds: KINDS, areas: null, of: null, before: null }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const deps = (policy = HUB_POLICY, at = AT) => ({ store: database.store, policy, now: () => new Date(at) })
const isBehind = (policy = HUB_POLICY) => database.store.dueWork.isBehind(markOf(policy), new Date(AT))
const rows = <T>(query: string, ...values: unknown[]): Promise<T[]> =>
  asOwner(database.url, async client => (await client.query(query, values)).rows as T[])

async function aChild(): Promise<string> {
  const id = randomUUID()
  await rows('insert into hafan.child (id) values ($1)', id)
  await rows('insert into hafan.hub_case (child_id, opened_at) values ($1, $2)', id, AT)
  return id
}

async function writeIn(client: Pick<pg.Client, 'query'>, all: Rows): Promise<void> {
  for (const [table, of] of Object.entries(all))
    for (const row of of) {
      const values = Object.entries(row)
      const names = values.map(([name]) => name).join(', ')
      const marks = values.map((_, nth) => `$${nth + 1}`).join(', ')
      await client.query(`insert into hafan.${table} (${names}) values (${marks})`, values.map(([, value]) => value)) // prettier-ignore
    }
}

/** Page by page. */
async function all(asked = EVERYTHING, first = 7): Promise<readonly DueRow[]> {
  const found: DueRow[] = []
  for (let after: DuePlace | null = null; ;) {
    const page: readonly DueRow[] = await database.store.dueWork.page({ ...asked, first, after })
    found.push(...page)
    if (page.length < first) return found
    after = page.at(-1) ?? null
  }
}

/** As the second reading writes a line. */
function lineOf({ kind, reference, dueAt, because }: DueRow): string {
  const why = because.length > 1 && kind === 'MEETING' ? because.slice(0, 1) : [...because].sort()
  return [kind, reference === '' ? '-' : reference, dueAt, why.join('+')].join(' ')
}
const timeOf = (line: string): string => line.split(' ')[2] ?? ''
const kindOf = (line: string): string => line.split(' ')[0] ?? ''

/** Until when somebody is a case of the hub's, by an episode or an open referral of the last year; 0: never. */
const caseByForce = ({ episodes, referrals }: PlainChild): number => {
  const open = referrals.flatMap(({ state, lastAt }) => (['SENT', 'ACCEPTED'].includes(state) ? [lastAt] : []))
  const last = [...episodes.map(({ at }) => at), ...open].sort().at(-1)
  return last === undefined ? 0 : Date.parse(last) + 365 * 86_400_000
}

const PLACES = ['W06000022', 'E06000023', null]
const WHO = ['HP-1', 'HP-2', null]

describe('what is due of all children', () => {
  it('is what brute force finds of each, for random histories, in order, however it is narrowed', async () => {
    // An assessment has a level of the list.
    const drawn = fc
      .sample(children, { numRuns: 90, seed: 49 })
      .filter(({ child }) => child.miraf?.level !== 'UNRECOGNISED')
    const sample = drawn.map(({ child, work }) => {
      // A plan is of a meeting.
      const planned = child.meetings.length === 0 ? [] : child.actions
      return { childId: randomUUID(), child: { ...child, actions: planned }, work }
    })
    const whereOf = (child: number, episode: number) => ({
      ...{ area: work(child).episodes[episode]?.area ?? null, home_authority: PLACES[(child + episode) % 3] ?? null },
      ...{ assigned_person: WHO[(child * 7 + episode) % 3] ?? null, assigned_team: null },
    })
    const work = (child: number) => sample[child]?.work ?? { episodes: [] }
    const expected: { line: string; childId: string; until: number; at: ReturnType<typeof whereOf> | null }[] = []
    const writing = async (client: pg.Client) => {
      for (const [nth, { childId, ...one }] of sample.entries()) {
        await client.query('insert into hafan.child (id) values ($1)', [childId])
        const all = rowsOf(childId, one, episode => whereOf(nth, episode))
        const { record_key = [], episode = [], episode_event = [], ...rest } = all
        await writeIn(client, { record_key, episode, episode_event })
        // Worked out half way too: what comes later is worked out again.
        if (nth % 10 === 0) expect(await workOutDue(deps(HUB_POLICY, EARLY), 10)).toBe(true)
        await writeIn(client, rest)
        const merged = one.work.episodes
          .map((each, index) => ({ each, index }))
          .filter(({ each }) => each.mergedInto === null)
        const [newest] = [...merged].sort((a, b) => (a.each.reportedAt < b.each.reportedAt ? 1 : a.each.reportedAt > b.each.reportedAt ? -1 : a.each.reference < b.each.reference ? -1 : 1)) // prettier-ignore
        for (const line of dueByForce(one.child)) {
          const [kind, reference = ''] = line.split(' ')
          const own = /^E-(\d+)$/.exec(reference)?.[1]
          const of = own === undefined ? newest?.index : Number(own)
          const shown = kind === 'ACTION' ? line.replace(/ M-\d+ /, ' M-0 ') : line
          expected.push({
            line: shown,
            childId,
            until: caseByForce(one.child),
            at: of === undefined ? null : whereOf(nth, of),
          })
        }
      }
    }
    await asOwner(database.url, writing)
    expect(await workOutDue(deps(HUB_POLICY, EARLY), 100)).toBe(true)
    const lines = (found: readonly DueRow[]) => found.map(one => `${lineOf(one)} ${one.childId}`)
    const wanted = (is: (one: (typeof expected)[number]) => boolean) =>
      expected.filter(one => one.until > 0 && is(one)).map(({ line, childId }) => `${line} ${childId}`)
    const found = await all()
    expect(found.length).toBeGreaterThan(250)
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(KINDS))
    expect([...lines(found)].sort()).toEqual(wanted(() => true).sort())
    const inOrder = ({ dueAt, kind, childId, reference, nth }: DueRow) => [dueAt, kind, childId, reference, String(nth)].join('\n') // prettier-ignore
    expect(found.map(inOrder)).toEqual(found.map(inOrder).sort())
    // One page of all has them in the same order as many small ones.
    expect(lines(await all(EVERYTHING, 1_000))).toEqual(lines(found))

    const same = async (asked: Partial<DuePage>, is: (one: (typeof expected)[number]) => boolean) => {
      const some = await all({ ...EVERYTHING, ...asked })
      expect([...lines(some)].sort()).toEqual(wanted(is).sort())
      expect(some.length).toBeGreaterThan(10)
      const places = new Set(lines(some))
      expect(lines(some)).toEqual(lines(found).filter(line => places.has(line)))
    }
    const before = timeOf(lineOf(found[100] ?? found[0] ?? ({} as DueRow)))
    await same({ kinds: ['ACTION', 'MEETING'] }, ({ line }) => ['ACTION', 'MEETING'].includes(kindOf(line)))
    await same({ before }, ({ line }) => timeOf(line) <= before)
    const areas = ['W06000022', 'E06000023']
    const isIn = ({ at }: (typeof expected)[number]) => at !== null && [at.area, at.home_authority].some(one => one !== null && areas.includes(one)) // prettier-ignore
    await same({ areas }, isIn)
    const isMine = ({ at }: (typeof expected)[number]) => at?.assigned_person === 'HP-1'
    await same({ of: { persons: ['HP-1'], teams: ['none'] } }, isMine)
    await same({ areas, of: { persons: ['HP-1'], teams: [] } }, one => isIn(one) && isMine(one))
    await same({ of: 'NOBODY' }, ({ at }) => at === null || at.assigned_person === null)
    expect(await all({ ...EVERYTHING, kinds: [] })).toEqual([])
    // Later, of those who are cases of the hub's still.
    const later = Date.parse('2027-04-10T00:00:00.000Z')
    expect(await workOutDue(deps(HUB_POLICY, new Date(later).toISOString()), 100)).toBe(true)
    const rest = await all()
    expect([...lines(rest)].sort()).toEqual(wanted(({ until }) => until >= later).sort())
    expect(rest.length).toBeGreaterThan(20)
    expect(rest.length).toBeLessThan(found.length - 20)
  }, 300_000)
})

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
