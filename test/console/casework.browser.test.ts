// The pages of a child's casework as a phone shows them, in both languages, with scripts and without, also when something lacks.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { caseworkOf, day, moment, record, type CaseworkOf } from './casework-kit.js'
import { signInAtProvider } from './kit/alerted.js'
import { looks, openBrowser, type TestBrowser, type Visitor } from './kit/browser.js'
import { testConsole, type TestConsole } from './kit/start.js'

// A browser on a machine busy with other tests takes its time.
jest.setTimeout(240_000)

const PHONE = 320

let kit: TestConsole
let browser: TestBrowser
let which: CaseworkOf
/** The forms, each after the casework's own address. */
let forms: readonly string[]
beforeAll(async () => {
  ;[kit, browser] = await Promise.all([testConsole(), openBrowser()])
  which = await caseworkOf(kit)
  const child = { id: which.id }
  const meeting = await record(kit, 'hub-manager', 'recordMeeting', {
    ...{ child, version: 0, kind: 'STRATEGY', heldAt: moment(-9 * 24 * 60), decision: 'Go on' },
    tookPart: [{ party: 'POLICE', who: 'PC Rees' }],
    actions: [{ what: 'Visit the home', measure: 'Seen alone', owner: 'Youth worker', due: day(-4) }],
  })
  const referral = await record(kit, 'hub-manager', 'sendReferral', { child, service: 'CAMHS', to: 'The clinic' })
  const found = { vulnerabilities: ['ISOLATED'], moderate: ['PHONE'], significant: [] }
  await record(kit, 'hub-manager', 'recordSeraf', { child, assessedOn: day(0), ...found })
  forms = ['call', 'meeting', `meetings/${meeting}`, 'referral', `referrals/${referral}`, 'seraf']
}, 240_000)
afterAll(async () => {
  await browser.close()
  await kit.close()
})

async function fits({ page, axe }: Visitor): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE)
  expect(await axe()).toEqual([])
  expect(await page.locator('h1').count()).toBe(1)
}

describe.each(looks('cy'))('on a phone, %j', ({ script, language }) => {
  it('casework and its forms fit, also when something is lacking', async () => {
    const visitor = await browser.visitor({ script, language, width: PHONE })
    const { page } = visitor
    const named = (name: string): string => `${name}-${language}-${script ? 'scripts' : 'plain'}`
    await signInAtProvider(visitor, kit, 'hub-manager')
    await page.goto(kit.running.url + which.path)
    await fits(visitor)
    await visitor.picture(named('casework'))
    for (const form of forms) {
      await page.goto(`${kit.running.url}${which.path}/${form}`)
      await fits(visitor)
      await visitor.picture(named(`casework-${form.split('/')[0] ?? ''}`))
      await page.locator('main form button').first().click()
      await page.locator('.govuk-error-summary').waitFor()
      await fits(visitor)
    }
    // The answer to a form that lacks something is told of by the browser as one that failed.
    expect(visitor.complaints().filter(line => !line.includes('422'))).toEqual([])
    await visitor.close()
  })
})
