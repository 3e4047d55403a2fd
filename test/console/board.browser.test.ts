import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { openBrowser, signInAs, type TestBrowser } from './kit/browser.js'
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
const HEADING = { en: 'Who is missing now', cy: 'Pwy sydd ar goll nawr' } as const

describe('a browser', () => {
  it('that is not there fails the tests, and says what to install', async () => {
    await expect(openBrowser(['/nowhere/chromium']).then(opened => opened.close())).rejects.toThrow(
      'apt-get install chromium',
    )
  })

  it('has its complaints seen: a script that throws, a breach of the policy, a page axe would not pass', async () => {
    const visitor = await browser.visitor()
    await visitor.page.goto(`${kit.running.url}/sign-in`)
    expect(visitor.complaints()).toEqual([])
    await visitor.page.evaluate(`setTimeout(() => { throw new Error('seeded') })`)
    await visitor.page.evaluate(
      `document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.invalid/a.png' }))`,
    )
    await visitor.page.waitForTimeout(300)
    const complaints = visitor.complaints().join('\n')
    expect(complaints).toContain('seeded')
    expect(complaints).toContain('Content Security Policy')
    expect((await visitor.axe()).join()).toContain('image-alt')
    await visitor.close()
  })
})

describe.each([true, false])('with scripts: %s', script => {
  it.each(['en', 'cy'] as const)('the board is read in %s', async language => {
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    await signInAs(visitor, kit.running.url, HUB[language], 'hub-manager')
    expect(await page.locator('h1').textContent()).toBe(HEADING[language])
    expect(await page.locator('tr[data-key]').count()).toBeGreaterThan(1)
    expect(await visitor.axe()).toEqual([])
    await visitor.picture(`board-${language}-${script ? 'scripts' : 'plain'}`)
    const other = language === 'en' ? 'cy' : 'en'
    await page.locator(`a[hreflang="${other}"]`).click()
    expect(await page.locator('h1').textContent()).toBe(HEADING[other])
    await page.locator('main a[href^="/board"]').last().click()
    expect(await page.locator('h1').textContent()).toBe(HEADING[other])
    await page.locator('form[action="/sign-out"] button').click()
    expect(page.url()).toContain('/signed-out')
    expect(await visitor.axe()).toEqual([])
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })

  it('the other pages pass axe, also on a small screen', async () => {
    const visitor = await browser.visitor({ script, width: 320 })
    for (const path of ['/sign-in', '/accessibility', '/nowhere']) {
      await visitor.page.goto(kit.running.url + path)
      expect(await visitor.axe()).toEqual([])
      // Nothing can be asked of a page whose scripts are switched off; it is as wide as the other.
      if (script) expect(await visitor.page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    }
    // The page that is not there is told of as one that failed to load, and nothing else is.
    expect(visitor.complaints().filter(line => !line.includes('404'))).toEqual([])
    await visitor.close()
  })
})

describe('the living board', () => {
  it('takes in what changed without being loaded again, and says when it cannot', async () => {
    const visitor = await browser.visitor()
    const { page } = visitor
    // The page asks every twenty seconds; the test has it ask as soon as it is told to.
    await page.clock.install()
    await signInAs(visitor, kit.running.url, HUB.en, 'hub-manager')
    const changed =
      '<p>As it was</p><table><tbody><tr data-key="new"><td>A row that came since</td></tr></tbody></table>'
    let answer: 'changed' | 'gone' = 'changed'
    await page.route('**/board?*', route =>
      answer === 'gone' ? route.abort() : route.fulfill({ status: 200, contentType: 'text/html', body: changed }),
    )
    await page.clock.runFor(21_000)
    await page.getByText('A row that came since').waitFor()
    expect(await page.locator('[data-live-said]').textContent()).toBe('The list has changed.')
    expect(await page.locator('[data-live-failed]').isVisible()).toBe(false)
    answer = 'gone'
    await page.clock.runFor(21_000)
    await page.locator('[data-live-failed]').waitFor({ state: 'visible' })
    expect(await page.locator('[data-live-failed]').textContent()).toContain('could not be refreshed')
    await visitor.close()
  })
})
