import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { createSealing } from '../../console/sessions/seal.js'
import { asOwner } from '../support/database.js'
import { hiddenFields } from './kit/client.js'
import { SECRET, testConsole, type TestConsole } from './kit/start.js'

let kit: TestConsole
beforeAll(async () => {
  kit = await testConsole()
}, 240_000)
afterAll(() => kit.close())

const SESSION = 'hafan-session'
const rows = (): Promise<number> =>
  asOwner(kit.gateway.database.url, async client => {
    const { rows: found } = await client.query<{ n: number }>('select count(*)::int as n from console.session')
    return found[0]?.n ?? 0
  })

describe('signing in', () => {
  it('is asked of whoever is not, and leads back to the page that was wanted', async () => {
    const client = kit.client()
    const wanted = await client.get('/board?of=mine')
    expect([wanted.status, wanted.to]).toEqual([303, '/sign-in?to=%2Fboard%3Fof%3Dmine'])
    const choose = await client.get(wanted.to ?? '')
    expect(choose.text).toContain('The hub')
    expect(choose.text).toContain(`/sign-in/at/${kit.providerOf('hub-manager')}?to=%2Fboard%3Fof%3Dmine`)
    const back = await client.signIn(kit.providerOf('hub-manager'), 'hub-manager', '/board?of=mine')
    expect([back.status, back.to]).toEqual([303, '/board?of=mine'])
    const page = await client.get('/board?of=mine')
    expect(page.status).toBe(200)
    expect(page.text).toContain('Sign out')
  })

  it('gives a token that the gateway takes as the console’s', async () => {
    const client = await kit.signedIn('hub-police')
    expect((await client.get('/')).to).toBe('/board')
    const token = client.cookies.get(SESSION) ?? ''
    const [row] = await asOwner(kit.gateway.database.url, async owner => {
      const id = createHash('sha256').update(token).digest()
      return (await owner.query<{ sealed: Buffer }>('select sealed from console.session where id = $1', [id])).rows
    })
    const opened = createSealing(SECRET).open('session', token, row?.sealed ?? Buffer.alloc(0)) ?? '{}'
    const { access } = JSON.parse(opened) as { access: string }
    expect(jwt.decode(access)).toMatchObject({ azp: 'hub-console', role: 'HUB_PRACTITIONER' })
    expect(createSealing(SECRET).open('session', 'another token', row?.sealed ?? Buffer.alloc(0))).toBeNull()
  })

  it('makes a session that nobody can have known before, and ends the one that was there', async () => {
    const client = await kit.signedIn('hub-manager')
    const before = client.cookies.get(SESSION) ?? ''
    await client.signIn(kit.providerOf('hub-police'), 'hub-police')
    const after = client.cookies.get(SESSION) ?? ''
    expect(after).not.toBe(before)
    const thief = kit.client()
    thief.cookies.set(SESSION, before)
    expect((await thief.get('/board')).to).toMatch(/^\/sign-in/)
    const planted = kit.client()
    planted.cookies.set(SESSION, 'planted')
    await planted.signIn(kit.providerOf('hub-police'), 'hub-police')
    expect(planted.cookies.get(SESSION)).not.toBe('planted')
  })

  it.each<[string, (back: URL) => URL, boolean]>([
    ['another state', back => (back.searchParams.set('state', 'another'), back), true],
    ['no state', back => (back.searchParams.delete('state'), back), true],
    ['another issuer', back => (back.searchParams.set('iss', 'https://elsewhere.invalid'), back), true],
    ['a code nobody gave', back => (back.searchParams.set('code', 'guessed'), back), true],
    ['a refusal of the provider', back => (back.searchParams.set('error', 'access_denied'), back), true],
    ['another browser', back => back, false],
  ])('is refused with %s', async (_what, change, sameBrowser) => {
    const client = kit.client()
    const back = change(new URL(await client.wayBack(kit.providerOf('hub-manager'), 'hub-manager')))
    const came = sameBrowser ? client : kit.client()
    const answer = await came.get(`${back.pathname}${back.search}`)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('SIGN_IN_FAILED')
    expect(came.cookies.has(SESSION)).toBe(false)
  })

  it('is refused where the way back comes a second time, or after ten minutes', async () => {
    const client = kit.client()
    const back = new URL(await client.wayBack(kit.providerOf('hub-manager'), 'hub-manager'))
    const flow = client.cookies.get('hafan-flow') ?? ''
    expect((await client.get(`${back.pathname}${back.search}`)).status).toBe(303)
    client.cookies.set('hafan-flow', flow)
    expect((await client.get(`${back.pathname}${back.search}`)).status).toBe(400)
    const slow = kit.client()
    const late = new URL(await slow.wayBack(kit.providerOf('hub-manager'), 'hub-manager'))
    kit.later(601_000)
    expect((await slow.get(`${late.pathname}${late.search}`)).status).toBe(400)
  })

  it.each(['//elsewhere.invalid', 'https://elsewhere.invalid/', '/\\elsewhere.invalid', 'board', '/a\nb'])(
    'never leads to another site: %j',
    async to => {
      const client = kit.client()
      const answer = await client.signIn(kit.providerOf('hub-manager'), 'hub-manager', to)
      expect(answer.to).toBe('/')
    },
  )

  it('says so where the provider cannot be reached, and is tried anew afterwards', async () => {
    const id = kit.providerOf('police-coordinator')
    const system = kit.gateway.region.providers.get(`identity-${id}`)
    system?.setFault({ kind: 'refuse' })
    const client = kit.client()
    const answer = await client.get(`/sign-in/at/${id}`)
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('SIGN_IN_UNAVAILABLE')
    system?.setFault(null)
    expect((await client.get(`/sign-in/at/${id}`)).status).toBe(303)
  })
})

describe('a session', () => {
  it('ends with signing out: its row is gone, and its cookie opens nothing', async () => {
    const client = await kit.signedIn('hub-manager')
    const token = client.cookies.get(SESSION) ?? ''
    const before = await rows()
    const { _csrf: csrf = '' } = hiddenFields((await client.get('/board')).text)
    const out = await client.post('/sign-out', { _csrf: csrf })
    expect([out.status, out.to]).toEqual([303, '/signed-out'])
    expect(await rows()).toBe(before - 1)
    client.cookies.set(SESSION, token)
    expect((await client.get('/board')).to).toMatch(/^\/sign-in/)
  })

  it('is not ended by a form of another site', async () => {
    const client = await kit.signedIn('hub-manager')
    expect((await client.post('/sign-out', { _csrf: 'guessed' })).status).toBe(403)
    expect((await client.get('/board')).status).toBe(200)
  })

  it('lives sixty minutes from its last use; a page that refreshes itself is none', async () => {
    const client = await kit.signedIn('hub-manager')
    kit.later(50 * 60_000)
    expect((await client.get('/board')).status).toBe(200)
    kit.later(50 * 60_000)
    expect((await client.get('/board', { 'x-part': 'live' })).status).toBe(200)
    kit.later(11 * 60_000)
    expect((await client.get('/board')).to).toMatch(/^\/sign-in/)
  })

  it('renews its token quietly, and asks for a new sign-in where the agency does not', async () => {
    const client = await kit.signedIn('hub-manager')
    const other = await kit.signedIn('hub-manager')
    kit.later(16 * 60_000)
    const both = await Promise.all([client.get('/board'), client.get('/board'), client.get('/board')])
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await client.get('/board')).status).toBe(200)
    kit.gateway.region.providers.get(`identity-${kit.providerOf('hub-manager')}`)?.provider.endRefreshing()
    const ended = await other.get('/board')
    expect([ended.status, ended.to]).toEqual([303, '/sign-in?to=%2Fboard'])
  })

  it('ends after twelve hours, however much it is used', async () => {
    const client = await kit.signedIn('hub-manager')
    // A page for everybody counts as use too, and asks no gateway.
    for (let used = 0; used < 14; used += 1) {
      kit.later(50 * 60_000)
      expect((await client.get('/accessibility')).text).toContain('action="/sign-out"')
    }
    expect((await client.get('/board')).status).toBe(200)
    kit.later(50 * 60_000)
    expect((await client.get('/board')).to).toMatch(/^\/sign-in/)
  }, 120_000)

  it('that was signed out in one tab is over in another, whose form is not sent and not lost', async () => {
    const tab = await kit.signedIn('hub-manager')
    const other = kit.client()
    for (const [name, value] of tab.cookies) other.cookies.set(name, value)
    const form = hiddenFields((await other.get('/test-form/9')).text)
    await tab.post('/sign-out', { _csrf: form['_csrf'] ?? '' })
    const sent = await other.post('/test-form/9', { ...form, note: 'long enough' })
    expect([sent.status, sent.to]).toEqual([303, '/sign-in?to=%2Ftest-form%2F9&kept=1'])
    const back = await other.signIn(kit.providerOf('hub-manager'), 'hub-manager', '/test-form/9')
    expect((await other.get(back.to ?? '')).text).toContain('value="long enough"')
  })

  it('of somebody else in the same browser takes no form of the one before', async () => {
    const client = await kit.signedIn('hub-manager')
    const form = hiddenFields((await client.get('/test-form/10')).text)
    await client.signIn(kit.providerOf('hub-police'), 'hub-police')
    const sent = await client.post('/test-form/10', { ...form, note: 'long enough' })
    expect([sent.status, sent.text.includes('FORM_REFUSED')]).toEqual([403, true])
  })

  it('leaves nothing behind that going back could show: no page may be stored, by whom or whatever it is asked', async () => {
    const client = await kit.signedIn('hub-manager')
    const { _csrf: csrf = '' } = hiddenFields((await client.get('/board')).text)
    for (const path of ['/', '/board', '/reviews', '/test-form/11', '/nowhere', '/signed-out'])
      expect([path, (await client.get(path)).headers.get('cache-control')]).toEqual([path, 'no-store'])
    const out = await client.post('/sign-out', { _csrf: csrf })
    expect(out.headers.get('cache-control')).toBe('no-store')
    expect(out.headers.getSetCookie().join()).toMatch(/hafan-session=;.*(Max-Age=0|1970)/i)
    expect((await client.get('/board')).to).toMatch(/^\/sign-in/)
  })

  it('has a cookie that no script reads and no other site sends', async () => {
    const client = kit.client()
    const answer = await client.signIn(kit.providerOf('hub-manager'), 'hub-manager')
    const cookie = answer.headers.getSetCookie().find(line => line.startsWith(SESSION)) ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Domain/i)
  })

  it('is kept sealed: nothing of the person or the token lies in the row', async () => {
    await kit.signedIn('hub-manager')
    const text = await asOwner(kit.gateway.database.url, async client => {
      const { rows: found } = await client.query<{ sealed: Buffer }>('select sealed from console.session')
      return Buffer.concat(found.map(({ sealed }) => sealed)).toString('latin1')
    })
    expect(text).not.toMatch(/hub-manager|HUB_MANAGER|eyJ|csrf/)
  })
})
