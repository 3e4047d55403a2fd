// Breaking the glass and reviewing it, by the forms as a browser without scripts sends them.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOwner } from '../support/database.js'
import { hiddenFields, type Client } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'

const PATH = '/children/break-glass'
/** Known to a school and a surgery, and to nobody who signs in here. */
const UNRELATED = '9990000034'
const TEXT = 'Found on her own at the bus station, and nobody here can say who she is.'
const FORM = { kind: 'nhsNumber', number: UNRELATED, reason: 'HARM_NOW', minutes: '30', text: TEXT }

let kit: TestConsole
beforeAll(async () => {
  kit = await testConsole()
}, 240_000)
afterAll(() => kit.close())

const hidden = async (client: Client, path = PATH): Promise<Record<string, string>> =>
  hiddenFields((await client.get(path)).text)
const broken = async (): Promise<number> =>
  asOwner(kit.gateway.database.url, async client => {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from hafan.break_glass')
    return rows[0]?.n ?? 0
  })

describe('breaking the glass', () => {
  it('says what it means and who is told before it asks anything', async () => {
    const { text } = await (await kit.signedIn('safeguarding-nurse')).get(PATH)
    expect(text.indexOf('every agency whose records it opens is told')).toBeGreaterThan(0)
    expect(text.indexOf('every agency whose records it opens is told')).toBeLessThan(text.indexOf('name="number"'))
  })

  it('leads to the child, and sent twice breaks it once', async () => {
    const client = await kit.signedIn('safeguarding-nurse')
    const own = await hidden(client)
    const fields = { ...own, ...FORM }
    const before = await broken()
    const sent = await Promise.all([client.post(PATH, fields), client.post(PATH, fields)])
    for (const one of sent) expect([one.status, one.to]).toEqual([303, expect.stringMatching(/^\/children\/[\w-]+$/)])
    expect(sent[0]?.to).toBe(sent[1]?.to)
    expect((await broken()) - before).toBe(1)
    const other = await client.post(PATH, { ...fields, text: `${TEXT} And more.` })
    expect([other.status, other.text.includes('was sent before with other words')]).toEqual([409, true])
    expect(hiddenFields(other.text)['key']).not.toBe(own['key'])
  })

  it('of a number nobody has opens nothing, and says whom to ring; what was typed stays', async () => {
    const client = await kit.signedIn('duty-team')
    const sent = await client.post(PATH, { ...(await hidden(client)), ...FORM, number: '9999999999' })
    expect(sent.status).toBe(404)
    expect(sent.text).toContain('data-status="NOT_SHOWN"')
    expect(sent.text).toContain('01632 960100')
    expect(sent.text).toContain(TEXT)
  })

  it.each([
    ['without a reason', { reason: '' }, 'reason-HARM_NOW'],
    ['with too few words', { text: 'hurry' }, 'text'],
    ['with too many words', { text: 'word '.repeat(100) }, 'text'],
    ['with markup', { text: `${TEXT} <b>now</b>` }, 'text'],
    ['without a number', { number: ' ' }, 'number'],
    ['with a kind of number there is not', { kind: 'passport' }, 'kind-nhsNumber'],
    ['with a number that does not add up', { number: '9990000035' }, 'number'],
    ['for longer than an hour', { minutes: '600' }, 'minutes-15'],
  ])('%s is not sent on, and says what to change', async (_what, change, field) => {
    const client = await kit.signedIn('team-manager')
    const before = await broken()
    const sent = await client.post(PATH, { ...(await hidden(client)), ...FORM, ...change })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(`href="#${field}"`)
    expect(await broken()).toBe(before)
  })

  it('is refused to a role that may not', async () => {
    const client = await kit.signedIn('hub-police')
    const sent = await client.post(PATH, { ...(await hidden(client)), ...FORM })
    expect([sent.status, sent.text.includes('OPERATION_REFUSED')]).toEqual([403, true])
  })

  it('too often is told as that, with nothing lost', async () => {
    const client = await kit.signedIn('emergency-clinician')
    let last = await client.post(PATH, { ...(await hidden(client)), ...FORM })
    for (let time = 0; time < 12 && last.status === 303; time += 1)
      last = await client.post(PATH, { ...(await hidden(client)), ...FORM })
    expect(last.status).toBe(429)
    expect(last.text).toContain('BREAK_GLASS_LIMIT')
    expect(last.text).toContain(TEXT)
  })
})

describe('a review', () => {
  const addressOf = async (client: Client): Promise<string> =>
    /href="(\/reviews\/[0-9a-f-]{36})"/.exec((await client.get('/reviews')).text)?.[1] ?? ''

  it('is closed once; whoever comes later is told, and keeps what they typed', async () => {
    const manager = await kit.signedIn('hub-manager')
    const auditor = await kit.signedIn('auditor')
    const path = await addressOf(manager)
    const page = await manager.get(path)
    expect(page.text).toContain(TEXT)
    expect(page.text).toContain('The child may come to harm now')
    const theirs = await hidden(auditor, path)
    const short = await manager.post(path, { ...hiddenFields(page.text), note: 'no' })
    expect([short.status, short.text.includes('#outcome-JUSTIFIED')]).toEqual([422, true])
    const words = { outcome: 'JUSTIFIED', note: 'Rang the ward: it was so.' }
    const fields = { ...hiddenFields(page.text), ...words }
    const sent = [await manager.post(path, fields), await manager.post(path, fields)]
    expect(sent.map(({ status, to }) => [status, to])).toEqual([
      [303, '/reviews?done=1'],
      [303, '/reviews?done=1'],
    ])
    const late = await auditor.post(path, { ...theirs, outcome: 'PASSED_ON', note: 'Their employer goes on with it.' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Their employer goes on with it.')
    expect((await manager.get('/reviews?of=closed')).text).toContain('Rang the ward: it was so.')
    expect((await manager.get('/reviews')).text).not.toContain(path)
  })

  it('is told in the inbox of the owners, and a coordinator reads that the reason is withheld', async () => {
    const manager = await kit.signedIn('hub-manager')
    expect((await manager.get('/reviews?of=inbox')).text).toContain('Emergency access opened')
    expect((await manager.get('/reviews?of=inbox')).text).not.toContain('>New<')
    const nurse = await kit.signedIn('duty-team')
    await nurse.post(PATH, { ...(await hidden(nurse)), ...FORM, number: '9990000131' })
    const { text } = await (await kit.signedIn('police-coordinator')).get('/reviews')
    expect(text).toContain('Withheld from you by the sharing protocol')
    expect(text).not.toContain(TEXT)
    expect(text).not.toContain('of=waiting')
  })

  it('is not for others', async () => {
    for (const persona of ['social-worker', 'hub-police'])
      expect((await (await kit.signedIn(persona)).get('/reviews?of=waiting')).status).toBe(403)
  })
})
