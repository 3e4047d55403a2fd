// What is owed when a child is back: the return, the safe and well check, the interview. Each step stands on the one before. Then
// their pages as a phone shows them, and the interview held on one.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { putMoment } from '../../console/server/forms/moments.js'
import { asOwner } from '../support/database.js'
import { arrive, signInAtProvider } from './kit/alerted.js'
import { looks, openBrowser, type TestBrowser, type Visitor } from './kit/browser.js'
import type { Client } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { reported, send, type Reported } from './miraf-kit.js'

// A browser on a machine busy with other tests takes its time.
jest.setTimeout(180_000)

let kit: TestConsole
let browser: TestBrowser
let which: Reported
let hub: Client
beforeAll(async () => {
  ;[kit, browser] = await Promise.all([testConsole(), openBrowser()])
  which = await reported(kit)
  hub = await kit.signedIn('hub-police')
  const missing = { is: 'missing', risk: 'HIGH', label: 'Red' }
  expect((await send(hub, `${which.episode}/triage`, missing)).to).toContain('recorded=1')
}, 240_000)
afterAll(async () => {
  await browser.close()
  await kit.close()
})

/** So many minutes from now, as a form says it: nobody is back before they were reported, or interviewed before they are back. */
const moment = (name: string, minutes: number): Record<string, string> => {
  const form = new URLSearchParams()
  putMoment(form, name, new Date(Date.now() + minutes * 60_000))
  return Object.fromEntries(form)
}

async function lacks(
  path: string,
  field: string,
  typed: Readonly<Record<string, string>>,
  kept: string,
): Promise<void> {
  const { status, text } = await send(hub, path, typed)
  expect([field, status]).toEqual([field, 422])
  expect(text).toContain(`href="#${field}"`)
  expect(text).toContain(`id="${field}-error"`)
  expect(text).toContain(kept)
}

describe('the return', () => {
  it('says what it lacks, and is recorded', async () => {
    const path = `${which.episode}/return`
    expect((await hub.get('/board')).text).toContain(`href="${path}"`)
    expect((await hub.get(path)).status).toBe(200)
    const typed = { by: 'POLICE', place: 'The <i>pier' }
    await lacks(path, 'found', typed, 'The &lt;i&gt;pier')
    await lacks(path, 'by', { ...moment('found', -20), place: 'The <i>pier' }, 'The &lt;i&gt;pier')
    const early = { ...typed, 'found-day': '2001-01-01', 'found-time': '10:00' }
    await lacks(path, 'found', early, 'value="2001-01-01"')
    const { to } = await send(hub, path, { ...typed, ...moment('found', -20) })
    expect(to).toBe(`${path}?recorded=1`)
    expect((await hub.get(hub.sealed(to))).text).toContain('The return is recorded.')
    // From then on what is due leads on, and the return is no more to be recorded.
    const board = (await hub.get('/board')).text
    for (const name of ['safe-and-well', 'interview']) expect(board).toContain(`href="${which.episode}/${name}"`)
    expect(board).not.toContain(`href="${path}"`)
  })
})

describe('the safe and well check', () => {
  it('says what it lacks, and is recorded', async () => {
    const path = `${which.episode}/safe-and-well`
    expect((await hub.get(path)).status).toBe(200)
    const typed = { officer: 'PC <b>Rees', summary: 'Was cold' }
    await lacks(path, 'was', typed, 'PC &lt;b&gt;Rees')
    await lacks(path, 'at', { ...typed, was: 'done' }, 'Was cold')
    await lacks(path, 'officer', { was: 'done', ...moment('at', -10), summary: 'Was cold' }, 'Was cold')
    await lacks(path, 'decidedBy', { was: 'notDone', reason: 'NO_OFFICER', note: 'Kept words' }, 'Kept words')
    const other = { was: 'notDone', reason: 'OTHER', decidedBy: 'Sergeant' }
    await lacks(path, 'note', other, 'value="Sergeant"')
    await lacks(path, 'at', { ...typed, was: 'done', ...moment('at', -40) }, 'Was cold')
    const { to } = await send(hub, path, { ...typed, was: 'done', ...moment('at', -10), harm: 'NONE_KNOWN' })
    expect(to).toBe(`${path}?recorded=1`)
  })
})

describe('the interview', () => {
  it('is offered and answered, and says what an answer lacks', async () => {
    const path = `${which.episode}/interview`
    expect((await hub.get(path)).text).toContain('Not offered yet')
    const step = async (typed: Readonly<Record<string, string>>): Promise<unknown> => (await send(hub, path, typed)).to
    expect(await step({ step: 'offer', provider: 'The charity' })).toBe(`${path}?recorded=1`)
    await lacks(path, 'answer', { step: 'answer', note: 'Kept <b>words' }, 'Kept &lt;b&gt;words')
    await lacks(path, 'note', { step: 'answer', answer: 'DECLINED', reason: 'OTHER' }, 'value="OTHER" checked')
    expect(await step({ step: 'answer', answer: 'ACCEPTED' })).toBe(`${path}?recorded=1`)
    expect((await hub.get(path)).text).not.toContain('value="hold"')
  })

  it('is to be held by whoever was assigned to it, and says what it lacks', async () => {
    const path = `${which.episode}/interview`
    const staff = await asOwner(kit.gateway.database.url, async owner => {
      const { rows } = await owner.query<{ staff_ref: string }>(
        'select staff_ref from hafan.debrief_assignment limit 1',
      )
      return rows[0]?.staff_ref
    })
    const assigned = await kit.gateway.ask(
      'hub-manager',
      `mutation ($input: AssignDebriefInput!) { assignDebrief(input: $input) { __typename } }`,
      {
        input: { key: 'assigned-here', child: { id: which.id }, episode: which.reference, is: { assigned: staff } },
      },
    )
    expect(assigned.errors).toEqual([])
    const worker = await kit.signedIn('debrief-worker')
    expect((await worker.get(path)).text).toContain('value="hold"')
    const typed = { step: 'hold', childsWords: 'Nobody <b>listens', agreedToShare: 'Wants to see family' }
    const early = await send(worker, path, typed)
    expect(early.status).toBe(422)
    expect(early.text).toContain('id="held-error"')
    expect(early.text).toContain('Nobody &lt;b&gt;listens')
  })
})

/** As wide as WCAG wants a page to be read without scrolling sideways. */
const PHONE = 320

async function fits({ page, axe }: Visitor): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE)
  expect(await axe()).toEqual([])
}

describe.each(looks('cy'))('on a phone, %j', ({ script, language }) => {
  it('the pages of a return fit, also when something is lacking', async () => {
    const visitor = await browser.visitor({ script, language, width: PHONE })
    const { page } = visitor
    await signInAtProvider(visitor, kit, 'hub-police')
    for (const name of ['return', 'safe-and-well', 'interview']) {
      await page.goto(`${kit.running.url}${which.episode}/${name}`)
      await fits(visitor)
      await visitor.picture(`${name}-${language}-${script ? 'scripts' : 'plain'}`)
      await page.locator('main form button').click()
      await page.locator('.govuk-error-summary').waitFor()
      await fits(visitor)
    }
    // The answer to a form that lacks something is told of by the browser as one that failed.
    expect(visitor.complaints().filter(line => !line.includes('422'))).toEqual([])
    await visitor.close()
  })
})

describe('an interview on a phone', () => {
  it('is filled in, outlives the end of the session, and is recorded', async () => {
    const visitor = await browser.visitor({ width: PHONE })
    const { page } = visitor
    await signInAtProvider(visitor, kit, 'debrief-worker')
    const address = `${kit.running.url}${which.episode}/interview`
    await page.goto(address)
    const form = page.locator('form', { has: page.locator('input[value="hold"]') })
    for (const [name, text] of Object.entries(moment('held', 2))) await form.locator(`[name="${name}"]`).fill(text)
    await form.locator('#childsWords').fill('Nobody <b>listens</b>\nat home')
    await form.locator('#agreedToShare').fill('Wants to see family')
    await form.locator('[name="agreedAudience"][value="HUB"]').check()
    await form.locator('[name="push"]').first().check()
    await form.locator('#places').fill('The pier\nThe bus station')
    await fits(visitor)
    await visitor.picture('interview-held')
    const typed = (): Promise<readonly string[]> =>
      form.locator('textarea, input:not([type="hidden"])').evaluateAll(statesOf)
    const before = await typed()
    expect(before.join()).toContain('The pier')

    kit.later(61 * 60_000)
    await arrive(visitor, /\/sign-in\?/, () => form.locator('button').click())
    await fits(visitor)
    await page.locator(`a[href^="/sign-in/at/${kit.providerOf('debrief-worker')}"]`).click()
    await arrive(visitor, /\/interview$/, () => page.locator('button[value="debrief-worker"]').click())
    expect(await page.locator('main').textContent()).toContain('This form was not finished')
    expect(await typed()).toEqual(before)
    await fits(visitor)
    await arrive(visitor, /recorded=1/, () => form.locator('button').click())
    expect(await page.locator('#stands').textContent()).toContain('Nothing more is owed')
    await fits(visitor)
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })
})

/** Runs in the browser: what each input has in it. */
function statesOf(inputs: readonly object[]): readonly string[] {
  return inputs.map(input => {
    const { name, value, checked } = input as { name: string; value: string; checked?: boolean }
    return `${name}=${value}${checked === true ? ' checked' : ''}`
  })
}
