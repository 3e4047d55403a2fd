// Meetings and their plans as they are recorded through the console: said at the input what lacks, done once, and by whom the
// protocol lets.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caseworkOf, day, held, now, record, saysAt, twice, type CaseworkOf, type Typed } from './casework-kit.js'
import { hiddenFields, type Client } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { send } from './miraf-kit.js'

let kit: TestConsole
let which: CaseworkOf
let hub: Client
beforeAll(async () => {
  kit = await testConsole()
  which = await caseworkOf(kit)
  hub = await kit.signedIn('hub-manager')
}, 120_000)
afterAll(() => kit.close())

describe('a call for a meeting', () => {
  it('lacks its reason, keeps a wrong moment, and is recorded once', async () => {
    const path = `${which.path}/call`
    saysAt(await send(hub, path, { reason: ' ', ...now('called') }), 'reason')
    const wrong = { reason: 'Afraid <b>for', 'called-day': '2026-02-30', 'called-time': '10:00' }
    saysAt(await send(hub, path, wrong), 'called', 'Afraid &lt;b&gt;for')
    saysAt(await send(hub, path, { ...wrong, 'called-day': '2099-01-01' }), 'called', 'Afraid &lt;b&gt;for')
    saysAt(await send(hub, path, { reason: 'x'.repeat(2_001) }), 'reason')
    const to = await twice(hub, path, { reason: 'Afraid for her' })
    expect(to).toBe(`${which.path}?recorded=call`)
    expect((await hub.get(hub.sealed(to))).text).toContain('The call for a meeting is recorded')
    expect((await held(kit)).meetings.calls.map(({ reason }) => reason)).toEqual(['Afraid for her'])
  })

  it('sent again with something else in it is said to be so, and goes under another key', async () => {
    const path = `${which.path}/call`
    const fields: Record<string, string> = { ...hiddenFields((await hub.get(path)).text), reason: 'First words' }
    expect((await hub.post(path, fields)).status).toBe(303)
    const again = await hub.post(path, { ...fields, reason: 'Second words' })
    expect([again.status, again.text.includes('was sent before with something else')]).toEqual([422, true])
    expect(again.text).toContain('Second words')
    const renewed = hiddenFields(again.text)
    expect(renewed['key']).not.toBe(fields['key'])
    expect((await hub.post(path, { ...renewed, reason: 'Second words' })).status).toBe(303)
    expect((await held(kit)).meetings.calls.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['First words', 'Second words']),
    )
  })

  it('is for a police officer too, and for no school', async () => {
    const path = `${which.path}/call`
    const officer = await kit.signedIn('police-officer')
    expect((await officer.get(path)).text).toContain('name="reason"')
    const school = await kit.signedIn('school-lead')
    expect((await school.get(path)).text).not.toContain('name="reason"')
    expect((await send(school, path, { reason: 'Afraid', key: 'a-key-of-mine' })).status).toBe(403)
  })
})

describe('a meeting that was held', () => {
  const path = (): string => `${which.path}/meeting`
  const typed = (): Typed => ({ kind: 'STRATEGY', ...now('held'), party: 'POLICE', decision: 'Go on' })
  const action = (nth: number): Typed => ({
    ...{
      [`what-${nth}`]: `Visit ${nth}`,
      [`measure-${nth}`]: 'Seen',
      [`owner-${nth}`]: 'Worker',
      [`due-${nth}`]: day(5),
    },
  })

  it.each<[string, Typed]>([
    ['kind', { kind: '' }],
    ['held', { 'held-day': '' }],
    ['held', { 'held-day': '2099-01-01', 'held-time': '10:00' }],
    ['party', { party: '' }],
    ['decision', { decision: ' ', 'who-POLICE': 'Kept <b>words' }],
    ['measure-2', { ...action(2), 'measure-2': '' }],
    ['owner-1', { ...action(1), 'owner-1': ' ' }],
    ['due-3', { ...action(3), 'due-3': '' }],
    ['due-3', { ...action(3), 'due-3': '2026-02-30' }],
    // Refused by the hub, of the only row that is filled in: it is shown in that row.
    ['due-4', { ...action(4), 'due-4': '2020-01-01' }],
    ['owner-4', { ...action(4), 'owner-4': 'x'.repeat(201) }],
    ['who-HEALTH', { 'who-HEALTH': 'x'.repeat(201) }],
  ])('says at %s what it lacks, and keeps the rest', async (field, more) => {
    const before = (await held(kit)).meetings.version
    saysAt(await send(hub, path(), { ...typed(), decision: 'Kept <b>words', ...more }), field, 'Kept &lt;b&gt;words')
    expect((await held(kit)).meetings.version).toBe(before)
  })

  it('is recorded once with its plan, and of two people the second sees what the first recorded', async () => {
    const other = await kit.signedIn('hub-police')
    const theirs = hiddenFields((await other.get(path())).text)
    const count = (await held(kit)).meetings.held.length
    expect(await twice(hub, path(), { ...typed(), decision: 'Twice sent', ...action(1), ...action(3) })).toBe(
      `${which.path}?recorded=meeting`,
    )
    const { meetings } = await held(kit)
    expect(meetings.held).toHaveLength(count + 1)
    expect(meetings.held.find(({ decision }) => decision === 'Twice sent')?.actions.map(({ what }) => what)).toEqual([
      ...['Visit 1', 'Visit 3'],
    ])
    const late = await other.post(path(), { ...theirs, ...typed(), decision: 'My own words' })
    expect(late.status).toBe(422)
    for (const text of ['Somebody recorded something meanwhile', 'My own words', 'Strategy meeting'])
      expect(late.text).toContain(text)
    const again = await other.post(path(), { ...hiddenFields(late.text), ...typed(), decision: 'My own words' })
    expect(again.to).toBe(`${which.path}?recorded=meeting`)
    expect((await held(kit)).meetings.held.map(({ decision }) => decision)).toContain('My own words')
  })

  it('outlives the end of a session', async () => {
    const client = await kit.signedIn('hub-police')
    const fields = hiddenFields((await client.get(path())).text)
    client.cookies.delete('hafan-session')
    await client.post(path(), { ...fields, ...typed(), decision: 'Kept while signed out' })
    await client.signIn(kit.providerOf('hub-police'), 'hub-police')
    const { text } = await client.get(path())
    expect(text).toContain('Kept while signed out')
    expect(hiddenFields(text)['key']).toBe(fields['key'])
  })

  it('is nobody’s to record who has meetings in summary', async () => {
    const nurse = await kit.signedIn('safeguarding-nurse')
    expect((await nurse.get(path())).text).not.toContain('name="decision"')
    expect((await send(nurse, path(), { ...typed(), key: 'a-key-of-mine', version: '0' })).status).toBe(403)
  })
})

describe('the plan of a meeting', () => {
  let path: string
  let meeting: string
  beforeAll(async () => {
    const plan = { what: 'Visit <i>her', measure: 'Seen', owner: 'Worker', due: day(2) }
    meeting = await record(kit, 'hub-manager', 'recordMeeting', {
      ...{
        child: { id: which.id },
        version: (await held(kit)).meetings.version,
        kind: 'INTERVENTION',
        decision: 'Go on',
      },
      ...{ heldAt: new Date(Date.now() - 60_000).toISOString(), tookPart: [{ party: 'HUB' }] },
      actions: [plan, { ...plan, what: 'Ring' }],
    })
    path = `${which.path}/meetings/${meeting}`
  })
  const states = async (): Promise<Readonly<Record<string, string>>> => {
    const one = (await held(kit)).meetings.held.find(({ reference }) => reference === meeting)
    return Object.fromEntries((one?.actions ?? []).map(({ action, state }) => [action, state]))
  }

  it.each<[string, Typed]>([
    ['action', { was: 'done', note: 'Kept <b>words' }],
    ['action', { action: 'A9', was: 'done', on: day(0), note: 'Kept <b>words' }],
    ['was', { action: 'A1', note: 'Kept <b>words' }],
    ['on', { action: 'A1', was: 'done', on: '', note: 'Kept <b>words' }],
    ['on', { action: 'A1', was: 'done', on: day(9), note: 'Kept <b>words' }],
    ['on', { action: 'A1', was: 'done', on: '2020-01-01', note: 'Kept <b>words' }],
    ['note', { action: 'A1', was: 'notDone', on: 'Kept <b>words' }],
  ])('says at %s what it lacks, and keeps the rest', async (field, typed) => {
    saysAt(await send(hub, path, typed), field, 'Kept &lt;b&gt;words')
    expect(await states()).toEqual({ A1: 'OPEN', A2: 'OPEN' })
  })

  it.each<[string, Typed]>([
    ['what', { what: ' ', measure: 'Seen', owner: 'Kept <b>words', due: day(1) }],
    ['due', { what: 'x', measure: 'Seen', owner: 'Kept <b>words', due: '' }],
    ['due', { what: 'x', measure: 'Seen', owner: 'Kept <b>words', due: '2020-01-01' }],
    ['due', { what: 'x', measure: 'Seen', owner: 'Kept <b>words', due: '2026-02-30' }],
    ['owner', { what: 'x', measure: 'Kept <b>words', owner: 'x'.repeat(201), due: day(1) }],
  ])('is not added to where it says at %s what lacks, and keeps the rest', async (field, typed) => {
    saysAt(await send(hub, `${path}/action`, typed), field, 'Kept &lt;b&gt;words')
    expect(await states()).toEqual({ A1: 'OPEN', A2: 'OPEN' })
  })

  it('is recorded and added to by forms of their own, each with its own key and its own words', async () => {
    const [settling, adding] = [(await hub.get(path)).text, (await hub.get(`${path}/action`)).text]
    for (const page of [settling, adding])
      expect([...page.matchAll(/<form method="post" action="\/child/g)]).toHaveLength(1)
    expect(hiddenFields(settling)['key']).not.toBe(hiddenFields(adding)['key'])
    expect(settling).toContain(`href="${path}/action"`)
    // What was kept of the one, while signed out, is nothing of the other.
    const client = await kit.signedIn('hub-police')
    const fields = hiddenFields((await client.get(`${path}/action`)).text)
    client.cookies.delete('hafan-session')
    await client.post(`${path}/action`, { ...fields, what: 'Kept while signed out' })
    await client.signIn(kit.providerOf('hub-police'), 'hub-police')
    expect((await client.get(path)).text).not.toContain('not finished')
    expect((await client.get(`${path}/action`)).text).toContain('Kept while signed out')
  })

  it('is done once, not done, and added to', async () => {
    expect((await hub.get(path)).text).toContain('Visit &lt;i&gt;her')
    expect(await twice(hub, path, { action: 'A1', was: 'done', on: day(0) })).toBe(`${path}?recorded=1`)
    expect((await hub.get(hub.sealed(`${path}?recorded=1`))).text).toContain('It is recorded.')
    const stale = hiddenFields((await hub.get(`${path}/action`)).text)
    await send(hub, path, { action: 'A2', was: 'notDone', note: 'She moved' })
    const added = { what: 'Write', measure: 'Sent', owner: 'Worker', due: day(1) }
    const late = await hub.post(`${path}/action`, { ...stale, ...added })
    expect([late.status, late.text.includes('Somebody recorded something meanwhile')]).toEqual([422, true])
    expect(await twice(hub, `${path}/action`, added)).toBe(`${path}?recorded=1`)
    expect(await states()).toEqual({ A1: 'DONE', A2: 'NOT_DONE', A3: 'OPEN' })
  })

  it('is not there of another meeting, and not open to a nurse', async () => {
    expect((await hub.get(`${which.path}/meetings/none-such`)).status).toBe(404)
    const nurse = await kit.signedIn('safeguarding-nurse')
    expect((await nurse.get(path)).text).not.toContain('name="action"')
    expect(
      (
        await send(nurse, path, {
          action: 'A3',
          was: 'done',
          on: day(0),
          key: 'a-key-of-mine',
          version: '4',
        })
      ).status,
    ).toBe(403)
  })
})
