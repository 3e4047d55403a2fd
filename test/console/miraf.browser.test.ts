// The risk assessment between several people: two who write at once, and a summary that a second person approves.
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { openBrowser, signInAs, type TestBrowser } from './kit/browser.js'
import { hiddenFields } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { reported, send, type Reported } from './miraf-kit.js'

// A browser on a machine busy with other tests takes its time.
jest.setTimeout(180_000)

let kit: TestConsole
let browser: TestBrowser
let which: Reported
beforeAll(async () => {
  ;[kit, browser] = await Promise.all([testConsole(), openBrowser()])
  which = await reported(kit)
}, 240_000)
afterAll(async () => {
  await browser.close()
  await kit.close()
})

const HUB = { en: 'The hub', cy: 'Yr hwb' } as const

it('of two who write at once the second sees both, and the versions are compared', async () => {
  const [first, second] = [await kit.signedIn('hub-police'), await kit.signedIn('hub-manager')]
  const path = `/children/${which.id}/miraf`
  const begun = {
    'hazard-SELF_HARM-likelihood': 'UNLIKELY',
    'hazard-SELF_HARM-impact': 'MAJOR',
    reviewOn: '2099-01-01',
  }
  expect((await send(first, `${path}/write`, { ...begun, reason: 'First look' })).to).toBe(`${path}?saved=1`)
  const [mine, theirs] = [await first.get(`${path}/write`), await second.get(`${path}/write`)].map(({ text }) =>
    hiddenFields(text),
  )
  const typed = { 'hazard-SELF_HARM-likelihood': 'RARE', 'hazard-SELF_HARM-impact': 'MINOR', reviewOn: '2099-01-01' }
  for (const _ of ['sent', 'again'])
    expect((await first.post(`${path}/write`, { ...mine, ...typed, reason: 'Calmer', places: 'Park' })).to).toBe(
      `${path}?saved=1`,
    )
  const refused = await second.post(`${path}/write`, { ...theirs, ...typed, reason: 'Mine', places: 'The <i>pier' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('meanwhile')
  expect(refused.text).toContain('Calmer')
  expect(refused.text).toContain('The &lt;i&gt;pier')
  const half = await send(second, `${path}/write`, {
    'hazard-VIOLENCE-likelihood': 'RARE',
    reason: 'x',
    reviewOn: '2099-01-01',
  })
  expect(half.text).toContain('href="#hazard-VIOLENCE-impact"')
  expect((await send(second, `${path}/write`, { ...typed, do: 'level' })).text).toContain('comes to: Very low')
  const compared = await second.get(`${path}/compare?from=2&to=1`)
  expect(compared.text).toContain('Self-harm or suicide: how likely')
  expect((await send(second, path, { reason: '' })).status).toBe(422)
  expect((await send(second, path, { reason: 'A new friend' })).to).toBe(`${path}?asked=1`)
})

/** A4 between margins of a centimetre, in CSS pixels. */
const PAPER = 718

it.each(['en', 'cy'] as const)('is printed whole, with nothing of the page around it, in %s', async language => {
  const visitor = await browser.visitor({ language, width: PAPER })
  const { page } = visitor
  await signInAs(visitor, kit.running.url, HUB[language], 'hub-police')
  await page.goto(`${kit.running.url}/children/${which.id}/miraf`)
  const around = page.locator('header, nav, footer, form, button, a.govuk-skip-link').filter({ visible: true })
  const note = page.locator('.hafan-only-print')
  expect([(await around.count()) > 3, await note.isVisible()]).toEqual([true, false])
  await page.emulateMedia({ media: 'print' })
  expect([await around.count(), await note.isVisible()]).toEqual([0, true])
  // Whose it is, and every part of it, also where it is empty; nothing runs over the edge of the paper.
  expect(await page.locator('main .hafan-of-child').isVisible()).toBe(true)
  const leads = `getComputedStyle(document.querySelector('main .hafan-of-child a'), '::after').content`
  expect(await page.evaluate(leads)).toBe('none')
  const parts = page.locator('article h3')
  expect(await parts.count()).toBeGreaterThan(10)
  expect(await parts.filter({ visible: false }).count()).toBe(0)
  for (const text of ['Calmer', 'Park']) expect(await page.locator('article').innerText()).toContain(text)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PAPER)
  // Its contrasts are those of the paper.
  expect(await visitor.axe()).toEqual([])
  await visitor.picture(`miraf-printed-${language}`)
  expect(visitor.complaints()).toEqual([])
  await visitor.close()
})

it('a summary that tells too much is refused at its text, and another is approved by a second person', async () => {
  const [author, other] = [await kit.signedIn('hub-police'), await kit.signedIn('hub-manager')]
  const path = `/children/${which.id}/miraf/summary`
  const texts = { 'text.en': 'She goes to town.', 'text.cy': 'Mae’n mynd i’r dref.', 'whatToDo.en': 'Ring the hub.', 'whatToDo.cy': 'Ffoniwch yr hwb.' } // prettier-ignore
  const draft = async (more: object): Promise<unknown> =>
    (await send(author, path, { ...texts, reviewDue: '2099-01-01', do: 'draft', ...more })).to
  expect(await draft({ 'text.en': 'Intelligence says she is at 12 High Street.' })).toBe(`${path}?said=drafted`)
  const approve = async (): ReturnType<typeof send> => {
    const { text } = await other.get(path)
    const form = text.slice(text.indexOf('id="waits"'), text.indexOf('value="approve"'))
    return other.post(path, { ...hiddenFields(form), do: 'approve' })
  }
  const refused = await approve()
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('href="#draft-text.en"')
  expect(refused.text).toMatch(/<mark class="hafan-mark"[^>]*>Intelligence<\/mark>/)
  expect(refused.text).toContain('an address')
  expect(await draft({})).toBe(`${path}?said=drafted`)
  expect((await approve()).to).toBe(`${path}?said=approved`)
  const visitor = await browser.visitor({ width: 320 })
  await signInAs(visitor, kit.running.url, HUB.en, 'hub-manager')
  await visitor.page.goto(kit.running.url + path)
  expect(await visitor.axe()).toEqual([])
  expect(visitor.complaints()).toEqual([])
  await visitor.close()
})
