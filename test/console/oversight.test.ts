// Links in doubt, the protocol and who looked, by the forms as a browser without scripts sends them; and who is refused.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hiddenFields } from './kit/client.js'
import { doubt, noDoubts } from './kit/doubt.js'
import { testConsole, type TestConsole } from './kit/start.js'

const FFION = '9990000018'
const UNRELATED = '9990000034'
const WHY = 'Another girl of the same name, from another town.'

let kit: TestConsole
beforeAll(async () => {
  kit = await testConsole()
  await noDoubts(kit)
}, 240_000)
afterAll(() => kit.close())

describe('a link in doubt', () => {
  it('is shown side by side, says what is alike and what is not, and is decided once', async () => {
    await doubt(kit, FFION, 'police-gwent')
    const client = await kit.signedIn('hub-police')
    const other = await kit.signedIn('hub-manager')
    const page = await client.get('/links')
    const theirs = await other.get('/links')
    expect(page.text.split('>Ffion<').length).toBeGreaterThan(2)
    expect(page.text).toContain('too little is said of the child')
    expect(page.text.replaceAll(/\s+/g, ' ')).toContain('<strong>Speaks for it:</strong> given name, the same')
    expect(page.text.replaceAll(/\s+/g, ' ')).toContain('<strong>Speaks against it:</strong> address, different')
    // What there are no words for is shown as it is.
    expect(page.text.replaceAll(/\s+/g, ' ')).toContain('<strong>Says little:</strong> canary, NEW')
    const short = await client.post('/links', { ...hiddenFields(page.text), rationale: 'no', outcome: 'CONFIRMED' })
    expect([short.status, short.text.includes('href="#rationale-0-0"')]).toEqual([422, true])
    const fields = { ...hiddenFields(page.text), rationale: WHY, outcome: 'CONFIRMED' }
    for (const sent of [await client.post('/links', fields), await client.post('/links', fields)])
      expect([sent.status, sent.to]).toEqual([303, '/links?done=confirmed'])
    const late = await other.post('/links', { ...hiddenFields(theirs.text), rationale: WHY, outcome: 'REJECTED' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Somebody has decided about this record')
    expect(late.text).toContain(WHY)
  })

  it('rejected can be taken back, and waits again', async () => {
    await doubt(kit, UNRELATED, 'education-torfaen')
    const client = await kit.signedIn('hub-police')
    const page = await client.get('/links')
    const sent = await client.post('/links', { ...hiddenFields(page.text), rationale: WHY, outcome: 'REJECTED' })
    expect(sent.to).toMatch(/^\/links\?rejected=[0-9a-f-]{36}$/)
    const after = await client.get(client.sealed(sent.to))
    expect(after.text).toContain('No record waits for a decision')
    const back = await client.post('/links', hiddenFields(after.text))
    expect(back.to).toBe('/links?done=back')
    expect((await client.get('/links')).text).toContain('name="review"')
  })

  it('of a protected child is told to nobody who may not know of one', async () => {
    await noDoubts(kit)
    await doubt(kit, '9990000077', 'education-caerphilly')
    expect((await (await kit.signedIn('hub-police')).get('/links')).text).toContain('No record waits')
    const { text } = await (await kit.signedIn('hub-manager')).get('/links')
    expect(text).toContain('name="review"')
    expect(text).not.toMatch(/address, different/)
  })

  it('is not for others', async () => {
    expect((await (await kit.signedIn('social-worker')).get('/links')).status).toBe(403)
  })
})

describe('the protocol', () => {
  it('has every kind of information of a role with its clause, and never two answers that look alike', async () => {
    const client = await kit.signedIn('auditor')
    const { text, status } = await client.get('/protocol?role=SOCIAL_WORKER&relationship=ALLOCATED&purpose=ASSESS_RISK')
    expect(status).toBe(200)
    expect([...text.matchAll(/<tr class="govuk-table__row" data-key="([A-Z_]+)"/g)]).toHaveLength(30)
    expect(text).toContain('3.POLICE_MARKERS.SW')
    const unopened = await client.get('/protocol?role=SOCIAL_WORKER')
    expect(unopened.text).toContain('3.OPENS.SW')
    expect((await client.get('/protocol?role=__proto__&purpose=x&episode=y&relationship=z')).status).toBe(200)
    expect((await (await kit.signedIn('hub-police')).get('/protocol')).status).toBe(403)
  })
})

describe('who looked', () => {
  it('is told to an auditor in full, and no number stands in an address', async () => {
    const nurse = await kit.gateway.ask(
      'social-worker',
      `{ child(by: { nhsNumber: "${FFION}" }, purpose: ASSESS_RISK) { ... on Child { identity { status } } } }`,
    )
    expect(nurse.errors).toEqual([])
    const client = await kit.signedIn('auditor')
    const hidden = hiddenFields((await client.get('/audit')).text)
    const sent = await client.post('/audit', { ...hidden, kind: 'nhsNumber', number: '999 000 0018' })
    expect(sent.to).toMatch(/^\/audit\?child=[\w-]+$/)
    const { text } = await client.get(client.sealed(sent.to))
    expect(text).toContain('Social worker')
    expect(text).toMatch(/<code>[0-9a-f]{32}<\/code>/)
    const summary = await (await kit.signedIn('social-worker')).get(sent.to ?? '')
    expect(summary.text).not.toMatch(/<code>/)
    expect(summary.text).toContain('is withheld from you by the sharing protocol')
  })

  it('is withheld where it is, and a number that leads nowhere or does not add up is told apart', async () => {
    const client = await kit.signedIn('social-worker')
    const hidden = hiddenFields((await client.get('/audit')).text)
    const wrong = await client.post('/audit', { ...hidden, kind: 'nhsNumber', number: '9990000019' })
    expect([wrong.status, wrong.text.includes('does not add up')]).toEqual([422, true])
    const unknown = await client.post('/audit', { ...hidden, kind: 'nhsNumber', number: '9999999999' })
    expect([unknown.status, unknown.text.includes('data-status="NOT_SHOWN"')]).toEqual([404, true])
    expect((await client.post('/audit', hidden)).status).toBe(422)
    expect((await (await kit.signedIn('auditor')).get('/audit?of=notices')).text).toContain('You have been told')
    const coordinator = await kit.signedIn('duty-team')
    const forms = hiddenFields((await coordinator.get('/audit')).text)
    const sent = await coordinator.post('/audit', { ...forms, kind: 'nhsNumber', number: FFION })
    expect((await coordinator.get(sent.to ?? '')).text).toContain('data-status="WITHHELD"')
  })
})
