// Budgets as a caller meets them: guessing is stopped, honest work is not.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { performance } from 'node:perf_hooks'
import { crawl, numbers } from '../../../bench/proportion/crawl.js'
import { week } from '../../../bench/proportion/week.js'
import { asOwner } from '../../support/database.js'
import { FFION, UNKNOWN, startStage } from './stage.js'
import type { Stage } from './stage.js'

const FLOOR_MS = 30
const EARLY_MS = 2
const HOUR_MS = 3_600_000
/** Known, and nobody's who signs in here. */
const UNRELATED = '9990000034'

let stage: Stage
let hours = 0
const start = Date.now()
beforeAll(async () => {
  stage = await startStage({ notShownMs: FLOOR_MS, clock: () => new Date(start + hours * HOUR_MS) })
}, 90_000)
afterAll(() => stage.gateway.close())

const forget = (): Promise<unknown> =>
  asOwner(stage.gateway.database.url, client =>
    client.query('delete from hafan.budget_taken; delete from hafan.budget_alert; delete from hafan.notice'),
  )
const code = ({ errors }: { errors: readonly { extensions: object }[] }): unknown =>
  (errors[0]?.extensions as { code?: string } | undefined)?.code

describe('somebody who walks through numbers', () => {
  it.each(['police-officer', 'social-worker'])('as %s is answered fifty at most, and overseers hear of it once', async persona => {
    await forget()
    const { guessed, shown, refused } = await crawl(stage.gateway, persona, numbers(1_600))
    expect(guessed + shown).toBeGreaterThan(0)
    expect(guessed).toBeLessThanOrEqual(50)
    expect(refused).toBeGreaterThan(5)
    expect((await stage.notices()).toSorted()).toEqual(['GUESSES_SPENT', 'GUESSING'])
  }, 30_000) // prettier-ignore

  it('is told what to do, the same of a child who is known and one who is not, and no sooner', async () => {
    const answers = []
    for (const nhsNumber of [UNRELATED, UNKNOWN]) {
      stage.resetCalls()
      const began = performance.now()
      const answer = await stage.child('social-worker', { nhsNumber })
      expect(performance.now() - began).toBeGreaterThanOrEqual(FLOOR_MS - EARLY_MS)
      // Every answer has a number of its own to ask by, and it tells nothing.
      const text = answer.text.replace(/"correlationId":"[0-9a-f-]{36}"/, '')
      answers.push({ text, calls: stage.calls() })
      expect([answer.status, code(answer)]).toEqual([429, 'BUDGET_SPENT'])
      expect(answer.errors[0]?.message).toContain('01632 960100')
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.calls).toEqual({})
  })

  it('is still shown the children they work with', async () => {
    expect((await stage.child('social-worker', { nhsNumber: FFION })).text).toContain('"__typename":"Child"')
    hours += 24
    expect(code(await stage.child('social-worker', { nhsNumber: UNKNOWN }))).toBeUndefined()
  })

  it('slowly is noticed within the day, also where no budget is ever used up', async () => {
    await forget()
    const ids = numbers(60, 999_500_000)
    const began = hours
    while (ids.length > 0 && !(await stage.notices()).includes('GUESSING')) {
      hours += 1
      await stage.child('team-manager', { nhsNumber: ids.shift() })
    }
    expect(hours - began).toBeLessThanOrEqual(24)
    expect(await stage.notices()).toEqual(['GUESSING'])
  }, 30_000)
})

describe('the budget of children shown', () => {
  const MANY = `query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { __typename ... on Child { id } } }`
  it('lets a practitioner have so many a day, and those again; then refuses every other alike', async () => {
    await forget()
    const { keys, url } = stage.gateway.database
    const made = await asOwner(url, async client => {
      const { rows } = await client.query<{ id: string }>(
        'insert into hafan.child (id) select gen_random_uuid() from generate_series(1, 420) returning id',
      )
      await client.query('insert into hafan.hub_case (child_id, opened_at) select unnest($1::uuid[]), now()', [
        rows.map(({ id }) => id),
      ])
      return rows.map(({ id }) => ({ id: keys.childId.encode(id) }))
    })
    const ask = (by: readonly object[]) => stage.gateway.ask('hub-police', MANY, { by })
    expect(code(await ask(made.slice(0, 400)))).toBeUndefined()
    expect(code(await ask(made.slice(0, 400)))).toBeUndefined()
    expect(code(await ask(made.slice(400, 401)))).toBe('BUDGET_SPENT')
    expect(code(await ask([{ nhsNumber: UNKNOWN }]))).toBe('BUDGET_SPENT')
    expect((await stage.notices()).at(-1)).toBe('SHOWN_SPENT')
  })

  it('does not count a caseload, nor hinder a hub through two days', async () => {
    expect(await week(30, 5)).toMatchObject({ refused: 0, operations: 12 })
  }, 60_000)
})
