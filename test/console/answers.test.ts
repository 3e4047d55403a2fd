import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { testConsole, type TestConsole } from './kit/start.js'

let kit: TestConsole
beforeAll(async () => {
  kit = await testConsole()
}, 120_000)
afterAll(() => kit.close())

describe('every answer', () => {
  it.each(['/sign-in', '/accessibility', '/nowhere', '/board', '/health', '/sign-in/callback'])(
    'forbids what is not the console’s own: %s',
    async path => {
      const { headers } = await kit.client().get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|\*|data:|https?:/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cache-control')).toBe('no-store')
    },
  )

  it('sets cookies that scripts and other sites do not get', async () => {
    const client = kit.client()
    const left = await client.get(`/sign-in/at/${kit.providerOf('hub-manager')}`)
    expect(left.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/)
    expect(left.headers.getSetCookie().join()).not.toContain('Secure')
  })

  it('has no script and no style in the page itself', async () => {
    const { text } = await kit.client().get('/sign-in')
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/)
  })

  it('says what there is not, with a code', async () => {
    const answer = await kit.client().get('/nowhere', { 'accept-language': 'cy' })
    expect(answer.status).toBe(404)
    expect(answer.text).toContain('Ni chafwyd hyd i’r dudalen')
    expect(answer.text).toContain('PAGE_NOT_FOUND')
  })
})

describe('the language', () => {
  it('is the browser’s until one is chosen, and then the chosen one', async () => {
    const client = kit.client()
    expect((await client.get('/sign-in', { 'accept-language': 'cy-GB,en;q=0.5' })).text).toContain('<html lang="cy"')
    expect((await client.get('/sign-in', { 'accept-language': 'fr' })).text).toContain('<html lang="en"')
    const chosen = await client.get('/language/cy?to=%2Faccessibility')
    expect([chosen.status, chosen.to]).toEqual([303, '/accessibility'])
    expect((await client.get('/accessibility', { 'accept-language': 'en' })).text).toContain('Datganiad hygyrchedd')
    expect((await client.get('/language/fr')).status).toBe(404)
    expect((await client.get('/language/en?to=//elsewhere.invalid')).to).toBe('/')
  })

  it('stays through signing in, and the board speaks it', async () => {
    const client = kit.client()
    await client.get('/language/cy')
    await client.signIn(kit.providerOf('hub-manager'), 'hub-manager')
    const { text } = await client.get('/board')
    expect(text).toContain('Pwy sydd ar goll nawr')
    expect(text).toMatch(/Risg/)
  })
})

describe('the board', () => {
  it('has its age, and a link that reads it anew', async () => {
    const client = await kit.signedIn('hub-manager')
    const { text } = await client.get('/board')
    expect(text).toMatch(/As it was at \d\d:\d\d\./)
    expect(text).toContain('href="/board?of=all">Refresh')
    expect(text.match(/data-key=/g)?.length ?? 0).toBeGreaterThan(0)
  })

  it('gives its living part alone to the client script', async () => {
    const client = await kit.signedIn('hub-manager')
    const { text } = await client.get('/board', { 'x-part': 'live' })
    expect(text).toContain('data-key=')
    expect(text).not.toContain('<html')
  })

  it('tells a role that it is not open to that it is not', async () => {
    const client = await kit.signedIn('school-lead')
    expect((await client.get('/')).to).toBe('/school')
    const answer = await client.get('/board')
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('not open to your role')
  })
})

describe('styles and scripts', () => {
  const assetsOf = async (): Promise<readonly string[]> => {
    const { text } = await kit.client().get('/sign-in')
    return [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
  }
  /** Bytes as they came: fetch would have opened them. */
  const raw = (path: string, encoding: string): Promise<{ headers: Record<string, unknown>; body: Buffer }> =>
    new Promise((resolve, reject) => {
      get(new URL(path, kit.running.url), { headers: { 'accept-encoding': encoding } }, response => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(pieces) }))
      }).on('error', reject)
    })

  it('may be kept for good under their address, and come packed', async () => {
    const [path = ''] = (await assetsOf()).filter(each => each.endsWith('govuk.css'))
    const plain = await raw(path, 'identity')
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const [gzip, br] = [await raw(path, 'gzip'), await raw(path, 'gzip, br')]
    expect([gzip.headers['content-encoding'], br.headers['content-encoding']]).toEqual(['gzip', 'br'])
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
    expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true)
  })

  it('name no typeface, crown or crest of gov.uk, and none is served', async () => {
    const paths = await assetsOf()
    expect(paths.length).toBeGreaterThan(3)
    for (const path of paths) {
      const { text } = await kit.client().get(path)
      expect(text).not.toMatch(/GDS Transport|govuk-crest|woff/)
    }
    const base = (paths[0] ?? '').replace(/[^/]+$/, '')
    for (const name of [
      'fonts/light-94a07e06a1-v2.woff2',
      'images/govuk-crest.svg',
      '../../package.json',
      'images/../../main.ts',
    ])
      expect((await kit.client().get(`${base}${name}`)).status).toBe(404)
  })
})
