import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { workOutDue } from '../../src/server/acts/due-worked-out.js'
import type { DuePage, DueRow } from '../../src/store/due-page.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { children, later as afterwards, type PlainChild, type PlainEpisode } from '../hub/due/random.js'
import { dueByForce } from '../hub/due/reading.js'
import { EVERYTHING, pagesOf, rowsOf, type Rows } from './due-histories.js'

/** When everybody of the random histories is a case still. */
const EARLY = '2024-01-01T00:00:00.000Z'
const KINDS = EVERYTHING.kinds

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const deps = (at: string) => ({ store: database.store, policy: HUB_POLICY, now: () => new Date(at) })
const all = (asked = EVERYTHING, first?: number) => pagesOf(database.store, asked, first)

async function writeIn(client: Pick<pg.Client, 'query'>, all: Rows): Promise<void> {
  for (const [table, of] of Object.entries(all))
    for (const row of of) {
      const names = Object.keys(row)
      const marks = names.map((_, nth) => `$${nth + 1}`).join(', ')
      const values: readonly unknown[] = Object.values(row)
      await client.query(`insert into hafan.${table} (${names.join(', ')}) values (${marks})`, [...values])
    }
}

/** As the second reading writes a line. */
function lineOf({ kind, reference, dueAt, because }: DueRow): string {
  const why = because.length > 1 && kind === 'MEETING' ? because.slice(0, 1) : [...because].sort()
  return [kind, reference === '' ? '-' : reference, dueAt, why.join('+')].join(' ')
}
const timeOf = (line: string): string => line.split(' ')[2] ?? ''
const kindOf = (line: string): string => line.split(' ')[0] ?? ''

/** When an episode was over, however it came about; null while the child is missing. */
const overAt = ({ at, away, end, category }: PlainEpisode): string | null => {
  if (away !== null) return afterwards(at, away)
  return end !== null || category === 'NO_FURTHER_ACTION' ? at : null
}

/** Until when somebody is a case of the hub's, while missing and by an episode or an open referral of the last year; 0: never. */
const caseByForce = ({ episodes, referrals }: PlainChild): number => {
  const open = referrals.flatMap(({ state, lastAt }) => (['SENT', 'ACCEPTED'].includes(state) ? [lastAt] : []))
  const over = episodes.map(overAt)
  if (over.includes(null)) return Infinity
  const last = [...over.flatMap(at => at ?? []), ...open].sort().at(-1)
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
        if (nth % 10 === 0) expect(await workOutDue(deps(EARLY), 10)).toBe(true)
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
    expect(await workOutDue(deps(EARLY), 100)).toBe(true)
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
    expect(await workOutDue(deps(new Date(later).toISOString()), 100)).toBe(true)
    const rest = await all()
    expect([...lines(rest)].sort()).toEqual(wanted(({ until }) => until >= later).sort())
    expect(rest.length).toBeGreaterThan(20)
    expect(rest.length).toBeLessThan(found.length - 20)
  }, 300_000)
})
