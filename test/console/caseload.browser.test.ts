import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { looks, openBrowser, type TestBrowser } from './kit/browser.js'
import { signInAtProvider } from './kit/alerted.js'
import { testConsole, type TestConsole } from './kit/start.js'

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

const HEADING = { en: 'My caseload', cy: 'Fy maich achosion' } as const
const AWAY = { en: 'Away now', cy: 'I ffwrdd nawr' } as const

describe.each(looks('cy'))('%j', ({ script, language }) => {
  it('who is missing of one’s own, and what is due, takes no action after signing in', async () => {
    const visitor = await browser.visitor({ script, language })
    const { page } = visitor
    await signInAtProvider(visitor, kit, 'social-worker')
    // Actions from here on: none. At most two are allowed.
    expect(new URL(page.url()).pathname).toBe('/caseload')
    expect(await page.locator('h1').textContent()).toBe(HEADING[language])
    const rows = await page.locator('tr[data-key]').allTextContents()
    expect(rows[0]).toContain(AWAY[language])
    expect(await page.locator('tr[data-key] a[href^="/children/"]').count()).toBeGreaterThan(0)
    const away = rows.map(text => text.includes(AWAY[language]))
    expect(away).toEqual(away.toSorted((a, b) => Number(b) - Number(a)))
    expect(await visitor.axe()).toEqual([])
    await visitor.picture(`caseload-${language}-${script ? 'scripts' : 'plain'}`)
    expect(visitor.complaints()).toEqual([])
    await visitor.close()
  })
})

describe('the caseload', () => {
  it.each(['team-manager', 'reviewing-officer', 'debrief-worker', 'residential-manager', 'safeguarding-nurse'])(
    'opens for %s for a purpose of theirs',
    async persona => {
      const client = await kit.signedIn(persona)
      const at = await client.get('/')
      expect(at.to).toBe('/caseload')
      const answer = await client.get('/caseload')
      expect([answer.status, answer.text.includes('My caseload')]).toEqual([200, true])
    },
  )

  it('says of whom it cannot be said, and whom to ring, where a source does not answer', async () => {
    const police = [...kit.gateway.region.systems].filter(([id]) => id.includes('police') || id.includes('niche'))
    expect(police.length).toBeGreaterThan(0)
    for (const [, system] of police) system.setFault({ kind: 'status', status: 503 })
    try {
      const { text } = await (await kit.signedIn('social-worker')).get('/caseload')
      expect(text).toContain('data-status="UNAVAILABLE"')
      expect(text).toContain('Whom to ring')
    } finally {
      for (const [, system] of police) system.setFault(null)
    }
  })

  it('gives its living part alone to the client script', async () => {
    const { text } = await (await kit.signedIn('social-worker')).get('/caseload', { 'x-part': 'live' })
    expect(text).toContain('data-key=')
    expect(text).not.toContain('<html')
  })

  it('is no page for a role that has no children of its own', async () => {
    expect((await (await kit.signedIn('analyst')).get('/caseload')).status).toBe(403)
  })
})
