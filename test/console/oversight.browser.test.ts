import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { looks, openBrowser, signInAs, type TestBrowser, type Visitor } from './kit/browser.js'
import { doubt, noDoubts } from './kit/doubt.js'
import { testConsole, type TestConsole } from './kit/start.js'

// A browser on a machine busy with other tests takes its time.
jest.setTimeout(240_000)

const GLASS = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { __typename } }`
const ID = `{ child(by: { nhsNumber: "9990000018" }, purpose: ASSESS_RISK) { ... on Child { id } } }`
/** An agency's words are text, whatever they look like. */
const HOSTILE = 'Seen at the river {{ 7*7 }} &lt;script&gt;alert(1)&lt;/script&gt; by a passer-by'

let kit: TestConsole
let browser: TestBrowser
/** The records of a child, one of whom waits for a decision elsewhere. */
let records: string
beforeAll(async () => {
  ;[kit, browser] = await Promise.all([testConsole(), openBrowser()])
  await noDoubts(kit)
  await doubt(kit, '9990000018', 'police-gwent')
  const { data } = await kit.gateway.ask('hub-manager', ID)
  records = `/children/${(data as { child: { id: string } }).child.id}/links`
  const input = { key: 'browser-glass-1', child: { nhsNumber: '9990000034' }, reason: HOSTILE }
  await kit.gateway.ask('safeguarding-nurse', GLASS, { input })
}, 240_000)
afterAll(async () => {
  await browser.close()
  await kit.close()
})

const HUB = { en: 'The hub', cy: 'Yr hwb' } as const
const HEALTH = { en: 'Health board', cy: 'Bwrdd iechyd' } as const
const TITLES = {
  '/reviews': { en: 'Emergency access under review', cy: 'Mynediad brys dan adolygiad' },
  '/reviews?of=inbox': { en: 'Emergency access under review', cy: 'Mynediad brys dan adolygiad' },
  '/links': { en: 'Is this record this child’s?', cy: 'Ai cofnod y plentyn hwn yw hwn?' },
  '/protocol': { en: 'What the sharing protocol gives whom', cy: 'Beth mae’r protocol rhannu’n ei roi i bwy' },
  '/levels': { en: 'What the protocol gives my role', cy: 'Yr hyn y mae’r protocol yn ei roi i’m rôl' },
  '/conflicts': { en: 'Conflicts of interest', cy: 'Gwrthdaro buddiannau' },
  '/audit': { en: 'Who looked', cy: 'Pwy edrychodd' },
} as const

async function passes({ axe, complaints, page }: Visitor, status?: number): Promise<void> {
  expect(await axe()).toEqual([])
  // A page that answers with a mistake is told of as one that failed to load, and nothing else is.
  expect(complaints().filter(line => status === undefined || !line.includes(String(status)))).toEqual([])
  expect(await page.locator('h1').count()).toBe(1)
}

describe('a browser', () => {
  it.each(looks('cy'))('reads what a manager oversees: %j', async ({ language, script }) => {
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    await signInAs(visitor, kit.running.url, HUB[language], 'hub-manager')
    for (const [path, title] of Object.entries(TITLES)) {
      await page.goto(kit.running.url + path)
      expect(await page.locator('h1').textContent()).toBe(title[language])
      await passes(visitor)
      await visitor.picture(`${path.replaceAll(/\W+/g, '-').slice(1)}-${language}-${script ? 'scripts' : 'plain'}`)
    }
    await page.goto(kit.running.url + records)
    await passes(visitor)
    await page.locator('a[href*="?link="]').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('#rationale').waitFor()
    await passes(visitor)
    await visitor.picture(`child-links-${language}-${script ? 'scripts' : 'plain'}`)
    await page.locator('main form button').first().click()
    await page.locator('.govuk-error-summary').waitFor()
    await passes(visitor, 422)
    await page.goto(`${kit.running.url}/conflicts`)
    await page.locator('main form button').first().click()
    await page.locator('.govuk-error-summary a[href="#who"]').waitFor()
    await passes(visitor, 422)
    await page.goto(`${kit.running.url}/reviews`)
    expect(await page.locator('main').textContent()).toContain(HOSTILE)
    await page.locator('a[href^="/reviews/"]').first().click()
    await passes(visitor)
    await page.locator('main form button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await passes(visitor, 422)
    await visitor.close()
  })

  it.each(looks('cy'))('breaks the glass: %j', async ({ language, script }) => {
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    await signInAs(visitor, kit.running.url, HEALTH[language], 'emergency-clinician')
    await page.goto(`${kit.running.url}/children/break-glass`)
    await passes(visitor)
    await visitor.picture(`break-glass-${language}-${script ? 'scripts' : 'plain'}`)
    await page.locator('main form button').click()
    await page.locator('.govuk-error-summary').waitFor()
    await passes(visitor, 422)
    await page.locator('#kind-nhsNumber').check()
    await page.locator('#number').fill('999 000 0034')
    await page.locator('#reason-IDENTITY_UNKNOWN').check()
    await page.locator('#text').fill('Brought in by ambulance, and nobody here can say who she is.')
    await page.locator('main form button').click()
    await page.waitForURL(url => /^\/children\/(?!break-glass)[\w-]+$/.test(url.pathname))
    await visitor.close()
  })
})

describe('somebody who has signed out', () => {
  it.each([true, false])('sees nothing by going back, also in another tab; scripts: %s', async script => {
    const visitor = await browser.visitor({ script })
    const { page } = visitor
    await signInAs(visitor, kit.running.url, HUB.en, 'hub-manager')
    const tab = await page.context().newPage()
    await tab.goto(`${kit.running.url}/reviews`)
    expect(await tab.locator('main').textContent()).toContain('Seen at the river')
    await page.goto(`${kit.running.url}/reviews`)
    await page.locator('form[action="/sign-out"] button').click()
    await page.waitForURL(/signed-out/)
    await page.goBack()
    await page.waitForURL(/sign-in/)
    expect(await page.locator('body').textContent()).not.toContain('Seen at the river')
    await tab.reload()
    expect(tab.url()).toContain('/sign-in')
    await visitor.close()
  })
})
