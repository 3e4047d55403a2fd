// A report of a missing child in a browser, by keyboard alone, on a phone, in both languages, with scripts and without.
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { looks, openBrowser, signInAs, type TestBrowser } from './kit/browser.js'
import { testConsole, type TestConsole } from './kit/start.js'

// A browser on a machine busy with other tests takes its time.
jest.setTimeout(180_000)

let kit: TestConsole
let browser: TestBrowser
beforeAll(async () => {
  ;[kit, browser] = await Promise.all([testConsole(), openBrowser()])
}, 240_000)
afterAll(async () => {
  await browser.close()
  await kit.close()
})

const HUB = { en: 'The hub', cy: 'Yr hwb' } as const
const TAKEN = { en: 'The report is taken. Say now', cy: 'Cymerwyd yr adroddiad. Dywedwch nawr' } as const

it.each(looks('en'))('is made from the board, by keyboard: %j', async ({ script, language }) => {
  const visitor = await browser.visitor({ script, language, width: 320 })
  const { page } = visitor
  await signInAs(visitor, kit.running.url, HUB[language], 'hub-police')
  await page.goto(`${kit.running.url}/board`)
  await page.locator('main a[href="/report"]').focus()
  await page.keyboard.press('Enter')
  await page.locator('#number').waitFor()
  expect(await visitor.axe()).toEqual([])
  const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  if (script) expect(await page.evaluate(wide)).toBe(0)
  await page.locator('#place').focus()
  await page.keyboard.type('Bus station')
  await page.locator('form button.govuk-button[data-prevent-double-click]').focus()
  await page.keyboard.press('Enter')
  await page.locator('.govuk-error-summary a[href="#number"]').waitFor()
  // A form with mistakes is answered 422, of which the browser writes a line.
  expect(visitor.complaints().filter(line => !line.includes('422'))).toEqual([])
  expect(await visitor.axe()).toEqual([])
  expect(await page.locator('#place').inputValue()).toBe('Bus station')
  await page.locator('.govuk-error-summary a[href="#number"]').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('9990000034')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.locator('summary').focus()
  await page.keyboard.press('Enter')
  await page.locator('#other-1').waitFor({ state: 'visible' })
  expect(await visitor.axe()).toEqual([])
  await visitor.picture(`report-${language}-${script ? 'scripts' : 'plain'}`)
  await page.locator('form button.govuk-button[data-prevent-double-click]').focus()
  await page.keyboard.press('Enter')
  await page.getByText(TAKEN[language]).waitFor()
  expect(await page.getByText('Bus station').count()).toBe(1)
  expect(await visitor.axe()).toEqual([])
  expect(visitor.complaints()).toEqual([])
  await visitor.close()
})
