import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { alertedConsole, arrive, signInAtProvider, type AlertedConsole } from './kit/alerted.js'
import { looks, openBrowser, type TestBrowser } from './kit/browser.js'
import { hiddenFields } from './kit/client.js'

jest.setTimeout(180_000)

let kit: AlertedConsole
let browser: TestBrowser
beforeAll(async () => {
  ;[kit, browser] = await Promise.all([alertedConsole(), openBrowser()])
  await kit.tell('NEW_EPISODE')
}, 240_000)
afterAll(async () => {
  await browser.close()
  await kit.close()
})

const SCHOOL = { en: 'My school', cy: 'Fy ysgol' } as const
const PUPIL = { en: 'Summary of a pupil', cy: 'Crynodeb o ddisgybl' } as const
const DO = { en: 'What to do', cy: 'Beth i’w wneud' } as const
const DUE = { en: 'What is due', cy: 'Yr hyn sy’n ddyledus' } as const
describe.each(looks('en'))('%j', ({ script, language }) => {
  it('a school lead reads the morning’s digest, and a pupil’s summary one action after signing in', async () => {
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    await signInAtProvider(visitor, kit, 'school-lead')
    expect(await page.locator('h1').textContent()).toBe(SCHOOL[language])
    expect(await page.locator('tr[data-digest]').count()).toBe(1)
    expect(await page.locator('tr[data-pupil]').count()).toBeGreaterThan(0)
    expect(await visitor.axe()).toEqual([])
    await visitor.picture(`school-${language}-${script ? 'scripts' : 'plain'}`)
    let actions = 0
    await arrive(visitor, /\/school\/./, () => page.locator('tr[data-digest] a[href^="/school/"]').click())
    actions += 1
    expect(await page.locator('h1').textContent()).toBe(PUPIL[language])
    expect(await page.locator('main').textContent()).toContain(DO[language])
    expect(actions).toBeLessThanOrEqual(3)
    expect(await visitor.axe()).toEqual([])
    await visitor.picture(`pupil-${language}-${script ? 'scripts' : 'plain'}`)
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })

  it('the hub reads what is due, and narrows it', async () => {
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    await signInAtProvider(visitor, kit, 'hub-manager')
    await arrive(visitor, /\/due$/, () => page.locator('nav a[href="/due"]').click())
    expect(await page.locator('h1').textContent()).toBe(DUE[language])
    const all = await page.locator('tr[data-due]').count()
    expect(all).toBeGreaterThan(0)
    expect(await page.locator('tr[data-due] a[href^="/children/"]').count()).toBeGreaterThan(0)
    expect(await visitor.axe()).toEqual([])
    const kind = (await page.locator('tr[data-due]').first().getAttribute('data-due')) ?? ''
    await page.locator(`#kind-${kind}`).check()
    await arrive(visitor, /[?&]kind=/, () => page.locator('main form button').click())
    expect(new URL(page.url()).searchParams.getAll('kind')).toEqual([kind])
    expect(await page.locator(`#kind-${kind}`).isChecked()).toBe(true)
    expect(await page.locator(`tr[data-due]:not([data-due="${kind}"])`).count()).toBe(0)
    expect(await page.locator('tr[data-due]').count()).toBeGreaterThan(0)
    expect(await visitor.axe()).toEqual([])
    await visitor.picture(`due-${language}-${script ? 'scripts' : 'plain'}`)
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })
})

describe('a pupil by number', () => {
  it('is found by the school; a wrong number, none and another’s come back with what to do', async () => {
    const client = await kit.signedIn('school-lead')
    const hidden = hiddenFields((await client.get('/school')).text)
    const rows = Object.values(kit.gateway.region.region.education).flat()
    const upn = rows.find(({ personId }) => personId === 'showcase-ffion-prys')?.upn ?? ''
    const found = await client.post('/school', { ...hidden, upn: ` ${upn.toLowerCase()} ` })
    expect([found.status, found.to?.startsWith('/school/')]).toEqual([303, true])
    const wrong = await client.post('/school', { ...hidden, upn: '"><b>x' })
    expect([wrong.status, wrong.text.includes('This is not a pupil number')]).toEqual([422, true])
    expect(wrong.text).toContain('value="&quot;&gt;&lt;B&gt;X"')
    expect((await client.post('/school', { ...hidden, upn: '' })).text).toContain('Enter the number of the pupil')
  })

  it('has the summary and nothing else of the hub, and an id of nobody shows nobody', async () => {
    const client = await kit.signedIn('school-lead')
    const to = /href="(\/school\/[^"]+)"/.exec((await client.get('/school')).text)?.[1] ?? ''
    const { status, text } = await client.get(to)
    expect(status).toBe(200)
    expect(text).not.toMatch(/MIRAF|Companions|Push|Pull/)
    expect(text).toContain('What to do if the pupil is not where expected')
    // Whether there is such a child is not said: neither by the status nor by the words.
    const nobody = await client.get('/school/nobody-at-all')
    expect([nobody.status, nobody.text.includes('No child can be shown')]).toEqual([200, true])
    expect(nobody.text).not.toMatch(/What to do if|has written no summary|As it was at/)
  })
})

describe('pages of one role', () => {
  it.each([
    ['school-lead', '/due'],
    ['social-worker', '/due'],
    ['social-worker', '/alerts/teams'],
    ['team-manager', '/school'],
  ])('are for %s at %s a refusal in words', async (persona, path) => {
    const answer = await (await kit.signedIn(persona)).get(path)
    expect([answer.status, answer.text.includes('not open to your role')]).toEqual([403, true])
  })
})
