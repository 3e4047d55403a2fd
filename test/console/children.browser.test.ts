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

describe.each([
  ['en', true],
  ['cy', false],
] as const)('in %s, with scripts: %s', (language, script) => {
  it('a child is found, looked at in one look, and followed through time', async () => {
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    await signInAs(visitor, kit.running.url, HUB[language], 'hub-manager')
    await page.locator('tbody th a[href^="/children/"]').first().click()
    await page.locator('section[slot="gaps"]').waitFor()
    // Shown where it belongs: the risk above what the police hold, whichever came first.
    const top = async (place: string): Promise<number> =>
      (await page.locator(`[slot="${place}"]`).first().boundingBox())?.y ?? -1
    const tops = await Promise.all(['who', 'now', 'risk', 'warn-police', 'gaps', 'police'].map(top))
    expect(tops.every(each => each > 0)).toBe(true)
    expect(tops).toEqual(tops.toSorted((a, b) => a - b))
    expect(await page.locator('.hafan-waiting:visible').count()).toBe(0)
    expect(await visitor.axe()).toEqual([])
    await visitor.picture(`child-${language}`)
    for (const name of ['timeline', 'patterns']) {
      await page.locator(`main a[href*="/${name}"]`).first().click()
      expect(await visitor.axe()).toEqual([])
      await visitor.picture(`${name}-${language}`)
    }
    await page.goto(`${kit.running.url}/find`)
    expect(await visitor.axe()).toEqual([])
    await page.locator('#text').fill('Ffion Prys 14')
    await page.locator('main form button').click()
    await page.locator('[data-results], .govuk-error-summary').first().waitFor()
    await visitor.picture(`find-${language}`)
    // The answer to a form that could not be read is told of by the browser as one that failed.
    expect(visitor.complaints().filter(line => !line.includes('422'))).toEqual([])
    await visitor.close()
  })
})
