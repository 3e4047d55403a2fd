// Operations of one view share what agencies said for the decision on a child, and nothing that would make them answer otherwise.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { BREAK, CONCEALED, REASON, UNKNOWN, UNRELATED } from '../break-glass/kit.js'
import { columnOf } from '../matrix/columns.js'
import { FFION, startStage } from '../proportion/stage.js'
import type { Stage } from '../proportion/stage.js'
import { SECTIONS, costOf, factsOfPolice, openPage } from './kit.js'

const ffion = { nhsNumber: FFION }
const OFFICER = 'police-officer'
const NURSE = 'safeguarding-nurse'

let stage: Stage
let takenBack = false
let aheadMs = 0
beforeAll(async () => {
  stage = await startStage({
    clock: () => new Date(Date.now() + aheadMs),
    revoked: { key: () => false, token: () => false, person: () => takenBack },
  })
}, 180_000)
afterAll(() => stage.gateway.close())
afterEach(() => {
  takenBack = false
  aheadMs = 0
})

const sum = (calls: Readonly<Record<string, number>>): number => Object.values(calls).reduce((all, one) => all + one, 0)

describe('the sections of a page under one view', () => {
  it('ask for the facts once, and without a view each for its own', async () => {
    const alone = await openPage(stage, OFFICER)
    stage.resetCalls()
    expect((await alone.ask('', ffion)).text).toContain('"__typename":"Child"')
    const once = factsOfPolice(stage)
    expect(once).toBeGreaterThan(0)
    const facts = async (view: string | null): Promise<number> => {
      const page = await openPage(stage, OFFICER, { view })
      stage.resetCalls()
      const answers = await Promise.all(SECTIONS.map(name => page.ask(`${name} { status }`, ffion)))
      expect(answers.every(({ text }) => text.includes('"__typename":"Child"'))).toBe(true)
      return factsOfPolice(stage)
    }
    expect(await facts(randomUUID())).toBe(once)
    expect(await facts(null)).toBeGreaterThanOrEqual(once * 2)
  })

  it.each(['social-worker', 'safeguarding-nurse', OFFICER])('take no call more than one of them: %s', async persona => {
    const one = await openPage(stage, persona)
    // The gateway signs in to a system with the first call.
    await (await openPage(stage, persona)).ask('', ffion)
    const first = await costOf(stage, () => one.ask('', ffion))
    expect(sum(first.calls)).toBeGreaterThan(0)
    const page = await openPage(stage, persona)
    stage.resetCalls()
    await Promise.all(SECTIONS.map(() => page.ask('', ffion)))
    await page.ask('', ffion)
    expect(stage.calls()).toEqual(first.calls)
  })

  it('say the same as they say without one', async () => {
    const [together, apart] = [await openPage(stage, OFFICER), await openPage(stage, OFFICER, { view: null })]
    for (const name of SECTIONS) {
      const fields = `${name} { status } sources { status } relationships { relationship } completeness`
      expect((await together.ask(fields, ffion)).text).toBe((await apart.ask(fields, ffion)).text)
    }
  })
})

describe('nothing is shared', () => {
  it('between tokens, purposes, persons or children, whatever the view is called', async () => {
    const view = randomUUID()
    const page = await openPage(stage, 'social-worker', { view })
    const { calls } = await costOf(stage, () => page.ask('', ffion))
    const again = await openPage(stage, 'social-worker', { view })
    expect(await costOf(stage, () => again.ask('', ffion))).toMatchObject({ calls })
    expect(sum((await costOf(stage, () => page.ask('', ffion, 'CARE_PLANNING'))).calls)).toBeGreaterThan(0)
    const other = await openPage(stage, 'team-manager', { view })
    expect(sum((await costOf(stage, () => other.ask('', ffion))).calls)).toBeGreaterThan(0)
    const byId = { id: await publicId(page, ffion) }
    expect(sum((await costOf(stage, () => page.ask('', byId))).calls)).toBeGreaterThan(0)
  })
})

async function publicId(page: Awaited<ReturnType<typeof openPage>>, by: object): Promise<string> {
  const { data } = await page.ask('', by)
  return (data as { child: { id: string } }).child.id
}

describe('what changes in between counts at once', () => {
  it('a token that is taken back', async () => {
    const page = await openPage(stage, 'social-worker')
    await page.ask('', ffion)
    takenBack = true
    const refused = await costOf(stage, () => page.ask('', ffion))
    expect([refused.text.includes('UNAUTHENTICATED'), sum(refused.calls)]).toEqual([true, 0])
  })

  it('a conflict of interest', async () => {
    const page = await openPage(stage, 'social-worker')
    expect((await page.ask('', ffion)).text).toContain('"__typename":"Child"')
    const own = stage.staff('social-worker')
    const childId = await stage.childId(FFION)
    const id = await stage.declare(own, { kind: 'ID' }, { childId })
    expect((await page.ask('', ffion)).text).toContain('"reason":"NOT_SHOWN"')
    const by = { ...stage.staff('auditor-torfaen'), overseer: own }
    const sent = { caller: 'i\ns', act: 'withdrawConflict', key: randomUUID(), input: {}, at: stage.region.clock.now() }
    await stage.gateway.database.store.conflicts.withdraw(id, by, sent)
    expect((await page.ask('', ffion)).text).toContain('"__typename":"Child"')
  })

  it('broken glass, when it begins and when it ends', async () => {
    const token = await stage.region.tokenFor(NURSE)
    const page = await openPage(stage, NURSE, { token })
    const unrelated = { nhsNumber: UNRELATED }
    expect((await page.ask('', unrelated)).text).toContain('"ChildExists"')
    const input = { key: randomUUID(), child: unrelated, reason: REASON, minutes: 5 }
    const headers = { 'x-hafan-view': page.view }
    const broken = await stage.gateway.ask(NURSE, BREAK, { input }, { token, headers })
    expect(broken.text).toContain('"BreakGlassReceipt"')
    expect((await page.ask('', unrelated)).text).toContain('"__typename":"Child"')
    aheadMs = 5 * 60_000
    expect((await page.ask('', unrelated)).text).toContain('"ChildExists"')
  })
})

describe('who is not shown', () => {
  it.each(['IR', 'SL', 'RM'])(
    'costs the same as nobody, at the first look of a view and at the second: %s',
    async code => {
      const { persona, purpose } = columnOf(code)
      const looks: Awaited<ReturnType<typeof costOf>>[][] = []
      for (const nhsNumber of [UNKNOWN, UNRELATED, ...CONCEALED]) {
        const page = await openPage(stage, persona)
        const ask = () => page.ask('', { nhsNumber }, purpose.CLOSED)
        looks.push([await costOf(stage, ask), await costOf(stage, ask)])
      }
      expect(looks[0]?.[0]?.text).toContain('"reason":"NOT_SHOWN"')
      expect(looks).toEqual(looks.map(() => looks[0]))
    },
  )
})

describe('a header that is no view', () => {
  it.each(['1', 'x'.repeat(2_000), `${randomUUID()}, ${randomUUID()}`])('is refused and recorded: %#', async view => {
    const page = await openPage(stage, 'social-worker', { view })
    const { status, errors, text } = await page.ask('', ffion)
    expect([status, errors[0]?.extensions['code']]).toEqual([400, 'BAD_ARGUMENT'])
    expect(text).toMatch(/one UUID, made at random/)
    if (view.length > 1) expect(text).not.toContain(view)
  })
})
