import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOwner } from '../support/database.js'
import { hiddenFields, type Client } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { reported, send, type Reported } from './miraf-kit.js'

let kit: TestConsole
let which: Reported
beforeAll(async () => {
  kit = await testConsole()
  which = await reported(kit)
}, 120_000)
afterAll(() => kit.close())

describe('triage', () => {
  it('shows the report, with its text as text', async () => {
    const client = await kit.signedIn('hub-police')
    const { status, text } = await client.get(`${which.episode}/triage`)
    expect(status).toBe(200)
    expect(text).toContain('Left &lt;b&gt;school&lt;/b&gt;')
    expect(text).toContain('Waits for triage')
  })

  it.each<[string, Readonly<Record<string, string>>]>([
    ['is', {}],
    ['risk', { is: 'missing' }],
    ['review', { is: 'absent' }],
    ['review', { is: 'absent', 'review-day': '2026-02-30', 'review-time': '10:00' }],
    ['noAction', { is: 'none' }],
    ['reason', { is: 'none', noAction: 'OTHER' }],
  ])('says at %s what it lacks, and keeps what was typed', async (field, typed) => {
    const client = await kit.signedIn('hub-police')
    const sent = await send(client, `${which.episode}/triage`, { ...typed, label: 'Words <i>of ours' })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(`href="#${field}"`)
    expect(sent.text).toContain(`id="${field}-error"`)
    expect(sent.text).toContain('Words &lt;i&gt;of ours')
  })

  it('is recorded once though it is sent twice, and of two people the second sees what the first recorded', async () => {
    const [first, second] = [await kit.signedIn('hub-police'), await kit.signedIn('hub-manager')]
    const path = `${which.episode}/triage`
    const [mine, theirs] = [await first.get(path), await second.get(path)].map(({ text }) => hiddenFields(text))
    const typed = { is: 'missing', risk: 'HIGH', label: 'Red' }
    for (const sent of [await first.post(path, { ...mine, ...typed }), await first.post(path, { ...mine, ...typed })])
      expect([sent.status, sent.to]).toEqual([303, `${path}?recorded=1`])
    const refused = await second.post(path, { ...theirs, is: 'missing', risk: 'LOW', reason: 'My own reason' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Somebody recorded something meanwhile')
    expect(refused.text).toContain('My own reason')
    expect(refused.text).toMatch(/risk: High/)
    const again = await second.post(path, { ...hiddenFields(refused.text), is: 'missing', risk: 'LOW', reason: 'Mine' })
    expect(again.to).toBe(`${path}?recorded=1`)
  })

  it('is not there of another episode, and not open to a school', async () => {
    const client = await kit.signedIn('hub-police')
    expect((await client.get(`/children/${which.id}/episodes/MP-NONE/triage`)).status).toBe(404)
    const school = await kit.signedIn('school-lead')
    const sent = await send(school, `${which.episode}/triage`, {
      is: 'missing',
      risk: 'LOW',
      key: 'k'.repeat(10),
      version: '1',
    })
    expect(sent.status).toBe(403)
  })
})

describe('what was typed about a child who is not shown any more', () => {
  const PATH = `/children/${randomUUID()}/episodes/MP-1/triage`
  const WAITS = 'It is kept for an hour'

  it('is not recorded, and is kept until the page has its form again', async () => {
    const client = await kit.signedIn('hub-police')
    const before = await client.get(PATH)
    expect(before.text).not.toContain(WAITS)
    const form = hiddenFields((await client.get(`${which.episode}/triage`)).text)
    const sent = await client.post(PATH, { ...form, is: 'missing', risk: 'HIGH', label: 'Not to be lost' })
    expect(sent.to).toBeNull()
    expect([sent.text.includes(WAITS), sent.text.includes('Not to be lost')]).toEqual([true, false])
    const after = await client.get(PATH)
    expect(after.text).toContain(WAITS)
    expect(after.text).not.toContain('What you had typed is in it again')
    expect((await (await kit.signedIn('hub-manager')).get(PATH)).text).not.toContain(WAITS)
  })
})

describe('a report that was merged into another', () => {
  const NAMES = ['triage', 'return', 'safe-and-well', 'interview']
  let client: Client
  let gone: string
  let forms: Record<string, Record<string, string>>

  const merged = async (): Promise<Record<string, Record<string, string>>> => {
    await asOwner(kit.gateway.database.url, owner =>
      owner.query(
        `insert into hafan.episode (child_id, reference, reported_at, status, category, risk, area, safe_and_well_settled)
        select child_id, 'OLD-7', reported_at + interval '1 minute', 'OPEN', 'UNRECOGNISED', 'NOT_GRADED', area, false
        from hafan.episode where reference = $1`,
        [which.reference],
      ),
    )
    const forms: Record<string, Record<string, string>> = {}
    for (const name of NAMES) forms[name] = hiddenFields((await client.get(`${gone}/${name}`)).text)
    const kept = hiddenFields((await client.get(`${which.episode}/triage`)).text)
    const [keepVersion, mergeVersion] = [Number(kept['version']), Number(forms['triage']?.['version'])]
    const { errors } = await kit.gateway.ask(
      'hub-police',
      `mutation ($input: MergeReportsInput!) { mergeReports(input: $input) { __typename } }`,
      {
        input: {
          ...{ key: 'merged-here', child: { id: which.id }, keep: which.reference, keepVersion },
          ...{ merge: 'OLD-7', mergeVersion },
        },
      },
    )
    expect(errors).toEqual([])
    return forms
  }
  beforeAll(async () => {
    gone = `/children/${which.id}/episodes/OLD-7`
    client = await kit.signedIn('hub-police')
    forms = await merged()
  })

  it.each(NAMES)('leads at %s to the one that remains', async name => {
    const { status, to } = await client.get(`${gone}/${name}`)
    expect([status, to]).toEqual([303, `${which.episode}/${name}`])
  })

  it.each<[string, Readonly<Record<string, string>>]>([
    ['triage', { is: 'missing', risk: 'LOW', reason: 'Typed <b>before' }],
    ['return', { by: 'POLICE', 'found-day': '2099-01-01', 'found-time': '10:00', place: 'Typed <b>before' }],
    ['safe-and-well', { was: 'notDone', reason: 'NO_OFFICER', decidedBy: 'Typed <b>before' }],
    ['interview', { step: 'offer', provider: 'Typed <b>before' }],
  ])('loses nothing that was typed at %s, and sends it there', async (name, typed) => {
    const sent = await client.post(`${gone}/${name}`, { ...forms[name], ...typed })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('Somebody recorded something meanwhile')
    expect(sent.text).toContain('Typed &lt;b&gt;before')
    expect(sent.text).toContain(`action="${which.episode}/${name}"`)
    expect(hiddenFields(sent.text)['key']).not.toBe(forms[name]?.['key'])
  })

  it('is triaged where it was sent again', async () => {
    const typed = { is: 'missing', risk: 'MEDIUM', reason: 'More is known' }
    const sent = await client.post(`${gone}/triage`, { ...forms['triage'], ...typed })
    const again = await client.post(`${which.episode}/triage`, { ...hiddenFields(sent.text), ...typed })
    expect(again.to).toBe(`${which.episode}/triage?recorded=1`)
  })

  it('leads there again once what was kept of it is sent', async () => {
    const typed = { is: 'missing', risk: 'HIGH', reason: 'Kept while signed out' }
    client.cookies.delete('hafan-session')
    await client.post(`${gone}/triage`, { ...forms['triage'], ...typed })
    await client.signIn(kit.providerOf('hub-police'), 'hub-police')
    const kept = await client.get(`${gone}/triage`)
    expect([kept.status, kept.text.includes('Kept while signed out')]).toEqual([200, true])
    const sent = await client.post(`${which.episode}/triage`, { ...hiddenFields(kept.text), ...typed })
    expect(sent.to).toBe(`${which.episode}/triage?recorded=1`)
    expect((await client.get(`${gone}/triage`)).to).toBe(`${which.episode}/triage`)
  })
})
