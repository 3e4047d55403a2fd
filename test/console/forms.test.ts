import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOwner } from '../support/database.js'
import { hiddenFields, type Client } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'

let kit: TestConsole
beforeAll(async () => {
  kit = await testConsole()
}, 240_000)
afterAll(() => kit.close())

const PATH = '/test-form/7'
const hiddenOf = async (client: Client): Promise<Record<string, string>> => hiddenFields((await client.get(PATH)).text)

describe('a form', () => {
  it('is taken from its own page, and leads on', async () => {
    const client = await kit.signedIn('hub-manager')
    const sent = await client.post(PATH, { ...(await hiddenOf(client)), note: 'long enough' })
    expect([sent.status, sent.to]).toEqual([303, `${PATH}?done=1`])
  })

  it('comes back with what was typed and what is wrong with it', async () => {
    const client = await kit.signedIn('hub-manager')
    const sent = await client.post(PATH, { ...(await hiddenOf(client)), note: '"<' })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('value="&quot;&lt;"')
    expect(sent.text).toContain('href="#note">Write more')
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['another site', { origin: 'https://elsewhere.invalid', 'sec-fetch-site': 'cross-site' }, 'ORIGIN_REFUSED'],
    ['another port of this host', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }, 'ORIGIN_REFUSED'],
    ['a page that hides where it is', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 'ORIGIN_REFUSED'],
    ['a browser that says nothing of it', {}, 'ORIGIN_REFUSED'],
  ])('is refused from %s, though its token is right', async (_what, headers, code) => {
    const client = await kit.signedIn('hub-manager')
    const sent = await client.post(PATH, { ...(await hiddenOf(client)), note: 'long enough' }, headers)
    expect(sent.status).toBe(403)
    expect(sent.text).toContain(code)
  })

  it('is refused without its token, with a wrong one, and with another session’s', async () => {
    const client = await kit.signedIn('hub-manager')
    const other = await kit.signedIn('hub-manager')
    const { _form: form = '' } = await hiddenOf(client)
    const { _csrf: theirs = '' } = await hiddenOf(other)
    for (const csrf of [{}, { _csrf: '' }, { _csrf: 'x'.repeat(43) }, { _csrf: theirs }]) {
      const sent = await client.post(PATH, { _form: form, ...csrf, note: 'long enough' })
      expect(sent.status).toBe(403)
      expect(sent.text).toContain('FORM_REFUSED')
    }
  })

  it('is refused where it is too large, or no form at all', async () => {
    const client = await kit.signedIn('hub-manager')
    const hidden = await hiddenOf(client)
    const large = await client.post(PATH, { ...hidden, note: 'x'.repeat(300_000) })
    expect(large.status).toBe(413)
    expect(large.text).toContain('FORM_TOO_LARGE')
    const json = await fetch(new URL(PATH, kit.running.url), {
      method: 'POST',
      headers: { origin: kit.running.url, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(json.status).toBe(415)
  })

  it('that fails tells nothing of what was typed, in the page or the log', async () => {
    const client = await kit.signedIn('hub-manager')
    const sent = await client.post(PATH, { ...(await hiddenOf(client)), note: 'throw' })
    expect(sent.status).toBe(500)
    expect(sent.text).toContain('INTERNAL')
    expect(kit.logged.join()).toContain('a page failed')
    expect(kit.logged.join()).not.toContain('with throw')
    expect(sent.text).not.toContain('with throw')
  })
})

describe('what was typed', () => {
  it('is kept when the session ended, and given back to the same person', async () => {
    const client = await kit.signedIn('hub-manager')
    const hidden = await hiddenOf(client)
    kit.later(61 * 60_000)
    const sent = await client.post(PATH, { ...hidden, note: 'typed for long' })
    expect([sent.status, sent.to]).toEqual([303, `/sign-in?${new URLSearchParams({ to: PATH, kept: '1' }).toString()}`])
    expect((await client.get(sent.to ?? '')).text).toContain('What you typed is kept')
    const stored = await asOwner(kit.gateway.database.url, async owner => {
      const { rows } = await owner.query<{ sealed: Buffer }>('select sealed from console.draft')
      return Buffer.concat(rows.map(({ sealed }) => sealed)).toString('latin1')
    })
    expect(stored).not.toContain('typed')
    const back = await client.signIn(kit.providerOf('hub-manager'), 'hub-manager', PATH)
    const page = await client.get(back.to ?? '')
    expect(page.text).toContain('value="typed for long"')
    expect(page.text).toContain('This form was not finished')
    const again = await client.post(PATH, { ...hiddenFields(page.text), note: 'typed for long' })
    expect(again.status).toBe(303)
    expect((await client.get(PATH)).text).not.toContain('typed for long')
  })

  it('is given to nobody else who signs in there, nor to another form', async () => {
    const client = await kit.signedIn('hub-manager')
    const hidden = await hiddenOf(client)
    kit.later(61 * 60_000)
    await client.post(PATH, { ...hidden, note: 'mine alone' })
    await client.signIn(kit.providerOf('hub-police'), 'hub-police', PATH)
    expect((await client.get(PATH)).text).not.toContain('mine alone')
    const mine = await kit.signedIn('hub-manager')
    expect((await mine.get('/test-form/8')).text).not.toContain('mine alone')
    expect((await mine.get(PATH)).text).toContain('mine alone')
  })

  it('is kept for sixty minutes', async () => {
    const client = await kit.signedIn('hub-manager')
    await client.post(PATH, { ...(await hiddenOf(client)), note: 'unreachable' })
    expect((await client.get(PATH)).text).toContain('value="unreachable"')
    kit.later(61 * 60_000)
    const after = await kit.signedIn('hub-manager')
    expect((await after.get(PATH)).text).not.toContain('value="unreachable"')
  })

  it('is not kept where nobody can say whose it is', async () => {
    const client = kit.client()
    const sent = await client.post(PATH, { _form: 'forged', note: 'x' })
    expect(sent.to).toBe('/sign-in?to=%2F')
  })

  it('is kept where the gateway does not answer', async () => {
    const client = await kit.signedIn('hub-manager')
    const sent = await client.post(PATH, { ...(await hiddenOf(client)), note: 'unreachable' })
    expect(sent.status).toBe(503)
    expect(sent.text).toContain('GATEWAY_UNREACHABLE')
    expect((await client.get(PATH)).text).toContain('value="unreachable"')
  })
})
