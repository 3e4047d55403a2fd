// Budgets in the database: shared by every replica, taken before an answer, and never more than there is however many ask at once.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { BudgetLimits, Budgets } from '../../src/store/budgets.js'
import { asOwner, testDatabase } from '../support/database.js'
import type { TestDatabase } from '../support/database.js'

const HOUR = 3_600_000
const START = Date.parse('2026-03-10T12:00:00Z')
let database: TestDatabase
let budgets: Budgets
beforeAll(async () => {
  database = await testDatabase()
  budgets = database.store.budgets
}, 60_000)
afterAll(() => database.stop())

const limits = (hours = 0, rest: Partial<BudgetLimits> = {}): BudgetLimits => {
  const at = START + hours * HOUR
  return {
    at: new Date(at),
    since: new Date(at - 24 * HOUR),
    slowSince: new Date(at - 7 * 24 * HOUR),
    mostGuesses: 5,
    mostShown: 3,
    ...rest,
  }
}
const names = (count: number, start = 0): string[] => Array.from({ length: count }, (_, n) => `name ${start + n}`)
const take = (caller: string, guesses: readonly string[], shown: readonly string[] = [], at = limits()) =>
  budgets.take({ caller, guesses, shown }, at)

describe('a budget', () => {
  it('counts each identifier once, and refuses the one too many', async () => {
    const caller = randomUUID()
    expect(await take(caller, names(3))).toEqual({ refused: null, guessed: 3, guessedSlowly: 3 })
    expect(await take(caller, [...names(3), ...names(2)])).toMatchObject({ refused: null, guessed: 3 })
    expect(await take(caller, names(2, 3))).toMatchObject({ refused: null, guessed: 5 })
    expect(await budgets.isSpent(caller, limits())).toBe(true)
    expect(await take(caller, names(1, 5))).toMatchObject({ refused: 'GUESSES', guessed: 5 })
    expect(await take(caller, names(5))).toMatchObject({ refused: null })
  })

  it('is used up by a list that is too long, of which nothing is answered', async () => {
    const caller = randomUUID()
    expect(await take(caller, names(6))).toMatchObject({ refused: 'GUESSES', guessed: 5 })
    expect(await budgets.isSpent(caller, limits())).toBe(true)
  })

  it('comes back as time passes, and another caller has their own', async () => {
    const caller = randomUUID()
    await take(caller, names(5))
    expect(await budgets.isSpent(randomUUID(), limits())).toBe(false)
    expect(await budgets.isSpent(caller, limits(23))).toBe(true)
    expect(await budgets.isSpent(caller, limits(24))).toBe(false)
    expect(await take(caller, names(5, 100), [], limits(24))).toEqual({ refused: null, guessed: 5, guessedSlowly: 10 })
    expect(await take(caller, names(1), [], limits(30))).toMatchObject({ refused: 'GUESSES' })
  })

  it('of children shown refuses what is too much, takes none of it, and leaves room for less', async () => {
    const caller = randomUUID()
    expect(await take(caller, [], names(2))).toMatchObject({ refused: null })
    expect(await take(caller, names(1), names(2, 2))).toEqual({ refused: 'SHOWN', guessed: 0, guessedSlowly: 0 })
    expect(await budgets.isSpent(caller, limits())).toBe(false)
    expect(await take(caller, [], names(3))).toMatchObject({ refused: null })
    expect(await budgets.isSpent(caller, limits())).toBe(true)
    expect(await take(caller, [], names(3))).toMatchObject({ refused: null })
  })

  it('is never exceeded by operations at once, whichever replica they come to', async () => {
    const caller = randomUUID()
    const results = await Promise.all(names(40).map(name => take(caller, [name])))
    expect(results.filter(({ refused }) => refused === null)).toHaveLength(5)
  })

  it('keeps no caller, identifier or child that could be read, nor two callers that could be matched', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    await take(one, ['NHS_NUMBER\n9990000018'], ['a child'])
    await take(other, ['NHS_NUMBER\n9990000018'], ['a child'])
    const { rows } = await asOwner(database.url, client =>
      client.query<{ caller_key: string; what_key: string }>('select caller_key, what_key from hafan.budget_taken'),
    )
    for (const row of rows) {
      expect(row.caller_key).toMatch(/^[0-9a-f]{32}$/)
      expect(row.what_key).toMatch(/^[0-9a-f]{32}$/)
    }
    expect(new Set(rows.map(row => row.what_key)).size).toBe(rows.length)
  })

  it('leaves no old rows behind, also of callers who never come back', async () => {
    const gone = randomUUID()
    await take(gone, names(5))
    await take(randomUUID(), names(1), [], limits(8 * 24))
    const { rows } = await asOwner(database.url, client =>
      client.query<{ count: string }>(`select count(*) as count from hafan.budget_taken where taken_at < $1`, [
        new Date(START + HOUR),
      ]),
    )
    expect(rows).toEqual([{ count: '0' }])
  })
})

describe('whoever oversees a caller', () => {
  it('is told once a window, by a notice that names nobody readably', async () => {
    const caller = randomUUID()
    const notice = {
      kind: 'GUESSING',
      to: { agency: 'POLICE', organisation: '61' },
      about: { role: 'POLICE_OFFICER', organisation: '61', staffRef: 'PO-7' },
      childId: null,
      conflictId: null,
    } as const
    await Promise.all(names(5).map(() => budgets.alertOnce(caller, notice, limits())))
    await budgets.alertOnce(caller, notice, limits(23))
    const all = 'select kind, organisation, about from hafan.notice'
    const read = () => asOwner(database.url, async client => (await client.query<{ about: Buffer }>(all)).rows)
    expect(await read()).toMatchObject([{ kind: 'GUESSING', organisation: '61' }])
    expect((await read())[0]?.about.includes('PO-7')).toBe(false)
    await budgets.alertOnce(caller, notice, limits(24))
    expect(await read()).toHaveLength(2)
  })
})
