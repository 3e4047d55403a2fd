// From the report to what it sets off: signing in, triage, the risk assessment, and taking note of the alert that it caused. By
// keyboard alone, along what each page leads to; with scripts and without.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { alertedConsole, arrive, type AlertedConsole } from './kit/alerted.js'
import { openBrowser, type TestBrowser } from './kit/browser.js'
import { enter, tabTo, typeInto } from './kit/keyboard.js'
import { reported } from './miraf-kit.js'

// A browser on a machine busy with other tests takes its time.
jest.setTimeout(180_000)

let kit: AlertedConsole
let browser: TestBrowser
beforeAll(async () => {
  ;[kit, browser] = await Promise.all([alertedConsole(), openBrowser()])
}, 240_000)
afterAll(async () => {
  await browser.close()
  await kit.close()
})

const TRIAGED = { en: 'The triage is recorded.', cy: 'Mae’r brysbennu wedi’i gofnodi.' } as const
const SAVED = { en: 'The version is saved.', cy: 'Mae’r fersiwn wedi’i chadw.' } as const
const REVISED = { en: 'A risk assessment was revised', cy: 'Diwygiwyd asesiad risg' } as const

describe.each([
  { script: true, language: 'en', nhsNumber: '9990000034' },
  { script: false, language: 'cy', nhsNumber: '9990000026' },
] as const)('in $language, with scripts: $script', ({ script, language, nhsNumber }) => {
  it('a report is triaged, assessed, and its alert acknowledged, by keyboard', async () => {
    const { id, episode } = await reported(kit, nhsNumber)
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    const look = async (): Promise<void> => {
      expect(await visitor.axe()).toEqual([])
    }

    await page.goto(`${kit.running.url}/sign-in`)
    await arrive(visitor, /authorize/, () =>
      enter(visitor, page.locator(`a[href*="/${kit.providerOf('hub-police')}"]`)),
    )
    await arrive(visitor, /\/board$/, () => enter(visitor, page.locator('button[value="hub-police"]')))

    await arrive(visitor, /\/triage$/, () => enter(visitor, page.locator(`main a[href="${episode}/triage"]`)))
    await look()
    await tabTo(visitor, page.locator('#is'))
    await page.keyboard.press('Space')
    await tabTo(visitor, page.locator('#risk'))
    await page.keyboard.press('Space')
    await typeInto(visitor, page.locator('#reason'), 'Older people pick her up')
    await arrive(visitor, /recorded=1/, () => enter(visitor, page.locator('main form button')))
    expect(await page.getByRole('region').first().textContent()).toContain(TRIAGED[language])
    await look()

    await arrive(visitor, /\/miraf\/write$/, () => enter(visitor, page.locator('main a[href$="/miraf/write"]')))
    await look()
    await tabTo(visitor, page.locator('#hazard-SELF_HARM-likelihood'))
    for (const _ of ['once', 'twice']) await page.keyboard.press('ArrowDown')
    await tabTo(visitor, page.locator('#hazard-SELF_HARM-impact'))
    for (const _ of ['once', 'twice', 'thrice', 'again']) await page.keyboard.press('ArrowDown')
    await typeInto(visitor, page.locator('#hazard-SELF_HARM-note'), 'Told a <b>friend</b>')
    await typeInto(visitor, page.locator('#reason'), 'First look')
    await arrive(visitor, /saved=1/, () => enter(visitor, page.locator('button[value="save"]')))
    expect(await page.getByRole('region').first().textContent()).toContain(SAVED[language])
    expect(await page.locator('article').textContent()).toContain('Told a <b>friend</b>')
    await look()
    await visitor.picture(`miraf-${language}-${script ? 'scripts' : 'plain'}`)

    await kit.settled()
    await arrive(visitor, /\/alerts$/, () => enter(visitor, page.locator('nav a[href="/alerts"]')))
    const caused = page
      .locator('tr[data-key]', { has: page.locator(`a[href="/children/${id}"]`) })
      .filter({ hasText: REVISED[language] })
    expect(await caused.count()).toBe(1)
    await arrive(visitor, /done=1/, () => enter(visitor, caused.locator('button')))
    expect(await caused.count()).toBe(0)
    await look()
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })
})

it('a focus that cannot be seen, and what Tab never reaches, are noticed', async () => {
  const visitor = await browser.visitor()
  await visitor.page.setContent('<button>a</button><button style="outline:none">b</button><p id="c">c</p>')
  await expect(tabTo(visitor, visitor.page.getByText('b'))).rejects.toThrow('cannot be seen: <button style')
  await visitor.page.setContent('<button>a</button><p id="c">c</p>')
  await expect(tabTo(visitor, visitor.page.locator('#c'))).rejects.toThrow('not reached')
  await visitor.close()
})
