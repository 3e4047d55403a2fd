import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { recordMiraf } from '../store/recorded.js'
import { openDatabase } from '../../src/verify/read-database.js'
import { verifyLedger } from '../../src/verify/verify.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { hafan } from './support.js'

// Each command opens a store of its own: on a busy machine that takes its time.
jest.setTimeout(180_000)

const REASON = 'Asked for by the coroner of Gwent'
const BY = 'Hub manager of Gwent'
const LATER = '2027-11-30'

let database: TestDatabase
/** Long grown up: no case of the hub's any more. */
const child = randomUUID()
beforeAll(async () => {
  database = await testDatabase()
  await owner(`insert into hafan.child (id, created_at) values ('${child}', '1990-01-01')`)
  await recordMiraf(database.store, child, '1995-01-01T10:00:00.000Z', 'x')
})
afterAll(() => database.stop())

const owner = <T extends object>(query: string): Promise<readonly T[]> =>
  asOwner(database.url, async client => (await client.query<T>(query)).rows)
const run = (command: string, ...words: readonly string[]) =>
  hafan([command, ...words, '--database-url', database.url], {
    environment: { HAFAN_SECRET: 'test'.repeat(8), HAFAN_DATA: tmpdir() },
  })
const hold = (...words: readonly string[]) => run('hold', ...words)
const id = (of = child): string => database.keys.childId.encode(of)
const said = (reason = REASON): string[] => ['--child', id(), '--reason', reason, '--by', BY]
const place = (...more: readonly string[]) => hold('--place', ...said(), '--review-on', LATER, ...more)
const release = (...more: readonly string[]) => hold('--release', ...said('The inquest is over'), ...more)
const holds = () =>
  owner<{ id: string; released_at: Date | null }>('select * from hafan.legal_hold order by placed_at, id')
const standing = async (): Promise<string[]> =>
  (await holds()).flatMap(one => (one.released_at === null ? [one.id] : []))
/** Status and reason of each outcome, oldest first, and how many were intended. */
async function audited(): Promise<{ readonly intents: number; readonly outcomes: readonly string[] }> {
  const rows = await owner<{ kind: string; said: string }>(
    `select kind, record::json -> 'body' -> 'sources' -> 0 ->> 'status' || ' ' || (record::json -> 'body' -> 'sources' -> 0 ->> 'reason')
       as said from hafan.audit_row join hafan.audit_chain using (chain_id)
     where record like '%6.RETENTION%' or kind = 'INTENT' order by epoch, audit_row.seq`,
  )
  return {
    intents: rows.filter(({ kind }) => kind === 'INTENT').length,
    outcomes: rows.flatMap(({ kind, said }) => (kind === 'OUTCOME' ? [said] : [])),
  }
}

describe('hafan hold', () => {
  it.each([
    [[], /Say --place, --release or --list/],
    [['--place', '--release'], /Say --place/],
    [['--place', '--reason', 'x', '--by', 'x', '--review-on', LATER], /--child is/],
    [['--place', '--child', 'x', '--by', 'x', '--review-on', LATER], /--reason says/],
    [['--place', '--child', 'x', '--reason', 'x', '--review-on', LATER], /--by says/],
    [['--place', '--child', 'x', '--reason', 'x', '--by', 'x'], /--review-on is/],
    [['--place', '--child', 'x', '--reason', 'x', '--by', 'x', '--review-on', LATER, '--hold', 'x'], /--hold is for/],
    [['--release', '--child', 'x', '--reason', 'x', '--by', 'x', '--another'], /are for --place/],
    [['--list', '--child', 'x'], /--child is/],
    [['--all'], /--all/],
  ])('cannot use %j', async (words, says) => {
    const { code, err } = await hold(...words)
    expect([code, err]).toEqual([2, expect.stringMatching(says)])
    expect(await holds()).toEqual([])
  })

  it('refuses by code, writes no hold, and echoes nothing', async () => {
    const other = ['--reason', REASON, '--by', BY, '--review-on', LATER]
    const cases: [string[], string][] = [
      [['--place', '--child', id(randomUUID()), ...other], 'HOLD_CHILD_UNKNOWN'],
      [['--place', '--child', child.slice(1), ...other], 'HOLD_CHILD_UNKNOWN'],
      [['--place', ...said(' '), '--review-on', LATER], 'REASON_REQUIRED'],
      [['--place', ...said(), '--review-on', '2026-11-27'], 'HOLD_REVIEW_PAST'],
      [['--place', '--child', id(), '--reason', REASON, '--by', ' ', '--review-on', LATER], 'FIELD_INVALID'],
      [['--release', ...said()], 'HOLD_NOT_PLACED'],
    ]
    for (const [words, code] of cases) {
      const { code: exit, err } = await hold(...words)
      expect([exit, err.split(':')[0]]).toEqual([2, code])
      for (const word of ['coroner', 'Gwent', id()]) expect(err).not.toContain(word)
    }
    expect(await holds()).toEqual([])
  })

  it('looks only, where it is asked to', async () => {
    const before = await audited()
    expect(await place('--dry-run')).toMatchObject({ code: 0, out: 'Would be placed. Nothing was written.\n' })
    expect([await holds(), await audited()]).toEqual([[], before])
  })

  it('places one, once, by which the run keeps what is due, and lets it end once it is released', async () => {
    const before = (await audited()).outcomes.length
    expect(await place()).toMatchObject({ code: 0, err: '' })
    const [only = ''] = await standing()
    expect(JSON.stringify(await holds())).not.toMatch(/coroner|Gwent/)
    expect(await place()).toMatchObject({ code: 2, err: expect.stringMatching(/^HOLD_STANDS: /) })
    expect(await standing()).toEqual([only])
    expect((await run('retention', '--run')).out).toMatch(/\n0 ended\n1 kept by a legal hold\n/)
    const listed = `hold ${only}, child ${id()}, placed 2026-11-27, reviewed on ${LATER}\n`
    expect((await hold('--list')).out).toBe(listed)
    expect((await hold('--list', '--child', id(randomUUID()))).out).toBe('')

    expect((await place('--another')).code).toBe(0)
    expect(await release()).toMatchObject({ code: 2, err: expect.stringMatching(/^HOLD_ONE_OF_SEVERAL: /) })
    expect(await release('--hold', only, '--dry-run')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Would be/),
    })
    expect((await release('--hold', only)).out).toContain(`Released: hold ${only}.`)
    expect(await release('--hold', only)).toMatchObject({ code: 2, err: expect.stringMatching(/^HOLD_RELEASED: /) })
    expect((await release()).code).toBe(0)
    expect(await standing()).toEqual([])
    expect((await run('retention', '--run')).out).toMatch(/\n1 ended\n0 kept by a legal hold\n/)
    expect((await audited()).outcomes.slice(before)).toEqual([
      'RECORDED placeLegalHold',
      'REFUSED HOLD_STANDS',
      'RECORDED placeLegalHold',
      'RECORDED releaseLegalHold',
      'REFUSED HOLD_RELEASED',
      'RECORDED releaseLegalHold',
    ])
  })

  it('is in an audit that verifies', async () => {
    const opened = await openDatabase(database.url)
    const { findings, rows } = await verifyLedger(() => Promise.resolve(opened), null)
    await opened.close()
    expect(findings).toEqual([])
    expect(rows).toBeGreaterThan(10)
  })
})
