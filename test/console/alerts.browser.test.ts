import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { alertedConsole, arrive, signInAtProvider, type AlertedConsole } from './kit/alerted.js'
import { looks, openBrowser, type TestBrowser } from './kit/browser.js'
import { hiddenFields } from './kit/client.js'

jest.setTimeout(180_000)

let kit: AlertedConsole
let browser: TestBrowser
beforeAll(async () => {
  ;[kit, browser] = await Promise.all([alertedConsole(), openBrowser()])
  await kit.tell('NEW_EPISODE', 'RISK_RAISED', 'MIRAF_VERSION', 'THRESHOLD')
}, 240_000)
afterAll(async () => {
  await browser.close()
  await kit.close()
})

const HEADING = { en: 'My alerts', cy: 'Fy hysbysiadau' } as const
const TAKE = { en: 'Acknowledge', cy: 'Cydnabod' } as const
const NOTED = { en: 'The alert is acknowledged', cy: 'wedi’i gydnabod' } as const

describe.each(looks('en'))('%j', ({ script, language }) => {
  it('an alert is acknowledged', async () => {
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    await signInAtProvider(visitor, kit, 'hub-police')
    await arrive(visitor, /\/alerts$/, () => page.locator('nav a[href="/alerts"]').click())
    expect(await page.locator('h1').textContent()).toBe(HEADING[language])
    const waiting = await page.locator('tr[data-key]').count()
    expect(waiting).toBeGreaterThan(0)
    expect(await page.locator('tr[data-key] a[href^="/children/"]').count()).toBe(waiting)
    expect(await visitor.axe()).toEqual([])
    await visitor.picture(`alerts-${language}-${script ? 'scripts' : 'plain'}`)
    await arrive(visitor, /done=1/, () => page.locator('form[action="/alerts"] button').first().click())
    expect(await page.getByRole('alert').first().textContent()).toContain(NOTED[language])
    if (script) expect(await page.locator(':focus').getAttribute('role')).toBe('alert')
    expect(await page.locator('tr[data-key]').count()).toBe(waiting - 1)
    expect(await visitor.axe()).toEqual([])
    await arrive(visitor, /of=all$/, () => page.locator('nav a[href="/alerts?of=all"]').click())
    const rows = await page.locator('tr[data-key]').allTextContents()
    const unread = rows.map(text => text.includes(TAKE[language]) && !text.includes('✓'))
    expect(unread).toEqual(unread.toSorted((a, b) => Number(b) - Number(a)))
    expect(unread.filter(one => one).length).toBe(waiting - 1)
    expect(await visitor.axe()).toEqual([])
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })
})

describe('the teams that do not read theirs', () => {
  it.each(['en', 'cy'] as const)('are named to the hub’s manager, in %s', async language => {
    const visitor = await browser.visitor({ script: language === 'en', language })
    const { page } = visitor
    await signInAtProvider(visitor, kit, 'hub-manager')
    await arrive(visitor, /\/alerts\/teams$/, () => page.locator('nav a[href="/alerts/teams"]').click())
    const rows = await page.locator('tr[data-key]').allTextContents()
    expect(rows.length).toBeGreaterThan(3)
    // The hub acknowledged; a team that did not has a sign and words beside its colour.
    expect(rows.filter(text => text.includes('⚠')).length).toBe(rows.length - 1)
    expect(await visitor.axe()).toEqual([])
    await visitor.picture(`alert-report-${language}`)
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })

  it('are not for others', async () => {
    for (const persona of ['hub-police', 'social-worker']) {
      const client = await kit.signedIn(persona)
      expect((await client.get('/alerts/teams')).status).toBe(403)
      expect((await client.get('/alerts')).text).not.toContain('/alerts/teams')
    }
  })
})

describe('taking note', () => {
  const waitingOf = (text: string): number => text.match(/name="alert"/g)?.length ?? 0

  it('twice is done once, and what was sent after the sign-in ended is the same act', async () => {
    const client = await kit.signedIn('social-worker')
    const page = await client.get('/alerts')
    const before = waitingOf(page.text)
    const fields = hiddenFields(page.text)
    for (const _time of [1, 2]) {
      const sent = await client.post('/alerts', fields)
      expect([sent.status, sent.to]).toEqual([303, '/alerts?of=unread&done=1'])
    }
    expect(waitingOf((await client.get('/alerts')).text)).toBe(before - 1)
    const late = hiddenFields((await client.get('/alerts')).text)
    kit.later(61 * 60_000)
    expect((await client.post('/alerts', late)).to).toContain('/sign-in?')
    await client.signIn(kit.providerOf('social-worker'), 'social-worker', '/alerts')
    const back = await client.get('/alerts')
    expect(back.text).toContain('This form was not finished')
    expect(back.text).toContain(`value="${late['key'] ?? 'no key'}"`)
  })

  it('of another team’s alert, of none, and without a key is refused with what to do', async () => {
    const theirs = hiddenFields((await (await kit.signedIn('social-worker')).get('/alerts')).text)
    const client = await kit.signedIn('team-manager')
    const own = hiddenFields((await client.get('/alerts')).text)
    const other = await client.post('/alerts', { ...own, alert: theirs['alert'] ?? '', key: 'another-key' })
    expect([other.status, other.text.includes('There is no such alert of your teams')]).toEqual([404, true])
    const none = await client.post('/alerts', { ...own, alert: 'x<b>', key: 'another-key' })
    expect([none.status, none.text.includes('BAD_ARGUMENT'), none.text.includes('x<b>')]).toEqual([502, true, false])
    expect((await client.post('/alerts', { ...own, key: '' })).text).toContain('BAD_ARGUMENT')
  })

  it('is part of what the client script asks for again', async () => {
    const client = await kit.signedIn('social-worker')
    const { text } = await client.get('/alerts', { 'x-part': 'live' })
    expect(text).toContain('name="_csrf"')
    expect(text).not.toContain('<html')
  })

  it('is for roles that have no team here a page that says so', async () => {
    const answer = await (await kit.signedIn('analyst')).get('/alerts')
    expect(answer.status).toBe(403)
  })
})
