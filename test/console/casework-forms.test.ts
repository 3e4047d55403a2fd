// Casework as it is recorded through the console: said at the input what lacks, done once, and by whom the protocol lets.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FFION, caseworkOf, day, record, type CaseworkOf } from './casework-kit.js'
import { hiddenFields, type Client, type Got } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { send } from './miraf-kit.js'

type Typed = Readonly<Record<string, string>>

let kit: TestConsole
let which: CaseworkOf
let hub: Client
beforeAll(async () => {
  kit = await testConsole()
  which = await caseworkOf(kit)
  hub = await kit.signedIn('hub-manager')
}, 120_000)
afterAll(() => kit.close())

const now = (name: string): Typed => {
  const [on = '', time = ''] = new Date(Date.now() - 60_000)
    .toLocaleString('sv-SE', { timeZone: 'Europe/London' })
    .split(' ')
  return { [`${name}-day`]: on, [`${name}-time`]: time.slice(0, 5) }
}
interface Held {
  readonly reference: string
  readonly decision: string
  readonly actions: readonly { readonly action: string; readonly what: string; readonly state: string }[]
}
interface Hub {
  readonly meetings: {
    readonly version: number
    readonly calls: readonly { reason: string }[]
    readonly held: readonly Held[]
  }
  readonly referrals:
    | readonly {
        readonly reference: string
        readonly service: string
        readonly state: string
        readonly sessions: number
      }[]
    | null
  readonly serafs: readonly { readonly total: number }[] | null
}
/** What the hub has of the child. */
async function held(): Promise<Hub> {
  const { data } = await kit.gateway.ask(
    'hub-manager',
    `{ child(by: { nhsNumber: "${FFION}" }, purpose: ASSESS_RISK) { ... on Child { hub { record {
      meetings { version calls { reason } held { reference decision actions { action what state } } }
      referrals { reference service state sessions } serafs { total } } } } } }`,
  )
  const { child } = data as { child: { hub: readonly { record: Hub }[] } }
  const [answer] = child.hub
  if (answer === undefined) throw new Error('the hub holds nothing')
  return answer.record
}
const saysAt = (sent: Got, field: string, ...kept: readonly string[]): void => {
  expect(sent.status).toBe(422)
  expect(sent.text).toContain(`href="#${field}"`)
  expect(sent.text).toContain(`id="${field}-error"`)
  for (const text of kept) expect(sent.text).toContain(text)
}
/** Sends a form twice, as a double click does. */
async function twice(path: string, typed: Typed): Promise<string | null> {
  const fields = { ...hiddenFields((await hub.get(path)).text), ...typed }
  const sent = [await hub.post(path, fields), await hub.post(path, fields)]
  expect(sent.map(({ status }) => status)).toEqual([303, 303])
  expect(sent[0]?.to).toBe(sent[1]?.to)
  return sent[0]?.to ?? null
}

describe('a call for a meeting', () => {
  it('lacks its reason, keeps a wrong moment, and is recorded once', async () => {
    const path = `${which.path}/call`
    saysAt(await send(hub, path, { reason: ' ', ...now('called') }), 'reason')
    const wrong = { reason: 'Afraid <b>for', 'called-day': '2026-02-30', 'called-time': '10:00' }
    saysAt(await send(hub, path, wrong), 'called', 'Afraid &lt;b&gt;for')
    saysAt(await send(hub, path, { ...wrong, 'called-day': '2099-01-01' }), 'called', 'Afraid &lt;b&gt;for')
    saysAt(await send(hub, path, { reason: 'x'.repeat(2_001) }), 'reason')
    const to = await twice(path, { reason: 'Afraid for her' })
    expect(to).toBe(`${which.path}?recorded=call`)
    expect((await hub.get(to ?? '')).text).toContain('The call for a meeting is recorded')
    expect((await held()).meetings.calls.map(({ reason }) => reason)).toEqual(['Afraid for her'])
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
    ['decision', { decision: ' ' }],
    ['measure-2', { ...action(2), 'measure-2': '' }],
    ['owner-1', { ...action(1), 'owner-1': ' ' }],
    ['due-3', { ...action(3), 'due-3': '' }],
    ['due-3', { ...action(3), 'due-3': '2026-02-30' }],
    // Refused by the hub, of the only row that is filled in: it is shown in that row.
    ['due-4', { ...action(4), 'due-4': '2020-01-01' }],
    ['owner-4', { ...action(4), 'owner-4': 'x'.repeat(201) }],
    ['who-HEALTH', { 'who-HEALTH': 'x'.repeat(201) }],
  ])('says at %s what it lacks, and keeps the rest', async (field, more) => {
    const before = (await held()).meetings.version
    const sent = await send(hub, path(), { ...typed(), 'who-POLICE': 'PC <b>Rees', ...more })
    // A name says that its party was there.
    if (field === 'party') saysAt(await send(hub, path(), { ...typed(), party: '' }), field, 'Go on')
    else saysAt(sent, field, 'PC &lt;b&gt;Rees')
    if (field !== 'party') expect((await held()).meetings.version).toBe(before)
  })

  it('is recorded once with its plan, and of two people the second sees what the first recorded', async () => {
    const other = await kit.signedIn('hub-police')
    const theirs = hiddenFields((await other.get(path())).text)
    const count = (await held()).meetings.held.length
    expect(await twice(path(), { ...typed(), ...action(1), ...action(3) })).toBe(`${which.path}?recorded=meeting`)
    const { meetings } = await held()
    expect(meetings.held).toHaveLength(count + 1)
    expect(meetings.held[0]?.actions.map(({ what }) => what)).toEqual(['Visit 1', 'Visit 3'])
    const late = await other.post(path(), { ...theirs, ...typed(), decision: 'My own words' })
    expect(late.status).toBe(422)
    for (const text of ['Somebody recorded something meanwhile', 'My own words', 'Strategy meeting'])
      expect(late.text).toContain(text)
    const again = await other.post(path(), { ...hiddenFields(late.text), ...typed(), decision: 'My own words' })
    expect(again.to).toBe(`${which.path}?recorded=meeting`)
    expect((await held()).meetings.held[0]?.decision).toBe('My own words')
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
      ...{ child: { id: which.id }, version: (await held()).meetings.version, kind: 'INTERVENTION', decision: 'Go on' },
      ...{ heldAt: new Date(Date.now() - 60_000).toISOString(), tookPart: [{ party: 'HUB' }] },
      actions: [plan, { ...plan, what: 'Ring' }],
    })
    path = `${which.path}/meetings/${meeting}`
  })
  const states = async (): Promise<Readonly<Record<string, string>>> => {
    const one = (await held()).meetings.held.find(({ reference }) => reference === meeting)
    return Object.fromEntries((one?.actions ?? []).map(({ action, state }) => [action, state]))
  }

  it.each<[string, Typed]>([
    ['action', { step: 'settle', was: 'done', note: 'Kept <b>words' }],
    ['action', { step: 'settle', action: 'A9', was: 'done', note: 'Kept <b>words' }],
    ['was', { step: 'settle', action: 'A1', note: 'Kept <b>words' }],
    ['on', { step: 'settle', action: 'A1', was: 'done', on: '', note: 'Kept <b>words' }],
    ['on', { step: 'settle', action: 'A1', was: 'done', on: day(9), note: 'Kept <b>words' }],
    ['on', { step: 'settle', action: 'A1', was: 'done', on: '2020-01-01', note: 'Kept <b>words' }],
    ['note', { step: 'settle', action: 'A1', was: 'notDone', owner: 'Kept <b>words' }],
    ['what', { step: 'add', what: ' ', measure: 'Seen', owner: 'Kept <b>words', due: day(1) }],
    ['due', { step: 'add', what: 'x', measure: 'Seen', owner: 'Kept <b>words', due: '' }],
    ['due', { step: 'add', what: 'x', measure: 'Seen', owner: 'Kept <b>words', due: '2020-01-01' }],
  ])('says at %s what it lacks, and keeps the rest', async (field, typed) => {
    saysAt(await send(hub, path, typed), field, 'Kept &lt;b&gt;words')
    expect(await states()).toEqual({ A1: 'OPEN', A2: 'OPEN' })
  })

  it('is done once, not done, and added to', async () => {
    expect((await hub.get(path)).text).toContain('Visit &lt;i&gt;her')
    expect(await twice(path, { step: 'settle', action: 'A1', was: 'done' })).toBe(`${path}?recorded=1`)
    expect((await hub.get(`${path}?recorded=1`)).text).toContain('It is recorded.')
    const stale = hiddenFields((await hub.get(path)).text)
    await send(hub, path, { step: 'settle', action: 'A2', was: 'notDone', note: 'She moved' })
    const added = { step: 'add', what: 'Write', measure: 'Sent', owner: 'Worker', due: day(1) }
    const late = await hub.post(path, { ...stale, ...added })
    expect([late.status, late.text.includes('Somebody recorded something meanwhile')]).toEqual([422, true])
    expect(await twice(path, added)).toBe(`${path}?recorded=1`)
    expect(await states()).toEqual({ A1: 'DONE', A2: 'NOT_DONE', A3: 'OPEN' })
  })

  it('is not there of another meeting, and not open to a nurse', async () => {
    expect((await hub.get(`${which.path}/meetings/none-such`)).status).toBe(404)
    const nurse = await kit.signedIn('safeguarding-nurse')
    expect((await nurse.get(path)).text).not.toContain('name="action"')
    expect(
      (
        await send(nurse, path, {
          step: 'settle',
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

describe('a referral', () => {
  const path = (): string => `${which.path}/referral`
  const referrals = async (service: string) => (await held()).referrals?.filter(one => one.service === service) ?? []

  it.each<[string, Typed]>([
    ['service', { to: 'The <b>clinic' }],
    ['sent', { service: 'CAMHS', to: 'The <b>clinic', 'sent-day': '2099-01-01', 'sent-time': '10:00' }],
    ['to', { service: 'CAMHS', to: ' ' }],
    ['to', { service: 'CAMHS', to: `The <b>clinic${'x'.repeat(200)}` }],
  ])('says at %s what it lacks', async (field, typed) => {
    saysAt(await send(hub, path(), typed), field)
    expect(await referrals('CAMHS')).toEqual([])
  })

  it('is recorded once, refused with a reason, and then at its end', async () => {
    expect(await twice(path(), { service: 'CAMHS', to: 'The clinic' })).toBe(`${which.path}?recorded=sent`)
    const [sent] = await referrals('CAMHS')
    const its = `${which.path}/referrals/${sent?.reference ?? ''}`
    expect((await hub.get(which.path)).text).toContain(`href="${its}"`)
    const stale = hiddenFields((await hub.get(its)).text)
    saysAt(await send(hub, its, { note: 'Kept <b>words' }), 'is', 'Kept &lt;b&gt;words')
    saysAt(await send(hub, its, { is: 'refused', note: 'Kept <b>words' }), 'reason', 'Kept &lt;b&gt;words')
    saysAt(await send(hub, its, { is: 'refused', reason: 'OTHER' }), 'note')
    saysAt(await send(hub, its, { is: 'accepted', 'at-day': '2020-01-01', 'at-time': '10:00' }), 'at')
    expect(await twice(its, { is: 'chased', note: 'Rang them' })).toBe(`${which.path}?recorded=step`)
    expect(await twice(its, { is: 'refused', reason: 'NO_CAPACITY' })).toBe(`${which.path}?recorded=step`)
    expect((await referrals('CAMHS')).map(({ state }) => state)).toEqual(['REFUSED'])
    const late = await hub.post(its, { ...stale, is: 'accepted', note: 'What they <b>said' })
    expect(late.status).toBe(422)
    for (const text of ['Somebody recorded something meanwhile', 'What they &lt;b&gt;said', 'at its end'])
      expect(late.text).toContain(text)
    expect((await hub.get(which.path)).text).not.toContain(`href="${its}"`)
  })

  it('to mediation is accepted, its sessions counted, and ended', async () => {
    await send(hub, path(), { service: 'MEDIATION', to: 'The team' })
    const [sent] = await referrals('MEDIATION')
    const its = `${which.path}/referrals/${sent?.reference ?? ''}`
    expect((await send(hub, its, { is: 'accepted' })).to).toBe(`${which.path}?recorded=step`)
    expect(await twice(its, { is: 'session' })).toBe(`${which.path}?recorded=step`)
    saysAt(await send(hub, its, { is: 'ended' }), 'outcome')
    saysAt(await send(hub, its, { is: 'ended', outcome: 'OTHER' }), 'note')
    await send(hub, its, { is: 'ended', outcome: 'COMPLETED' })
    expect((await referrals('MEDIATION')).map(({ state, sessions }) => [state, sessions])).toEqual([['ENDED', 1]])
  })

  it('is not there of another, and nobody’s to record who has them in summary', async () => {
    expect((await hub.get(`${which.path}/referrals/none-such`)).status).toBe(404)
    const nurse = await kit.signedIn('safeguarding-nurse')
    expect((await nurse.get(path())).text).not.toContain('name="service"')
    expect((await send(nurse, path(), { service: 'CAMHS', to: 'x', key: 'a-key-of-mine' })).status).toBe(403)
  })
})

describe('a SERAF', () => {
  const path = (): string => `${which.path}/seraf`

  it('lacks its day, and is recorded once with its points counted', async () => {
    saysAt(await send(hub, path(), { moderate: 'PHONE' }), 'assessedOn', 'value="PHONE" checked')
    saysAt(await send(hub, path(), { assessedOn: day(9) }), 'assessedOn')
    const typed = { assessedOn: day(0), vulnerabilities: 'ISOLATED', recent: 'KNOWN_PLACES', earlier: 'KNOWN_PLACES' }
    expect(await twice(path(), typed)).toBe(`${which.path}?recorded=seraf`)
    expect((await held()).serafs?.map(({ total }) => total)).toEqual([7])
  })

  it('is nobody’s to record who does not score one', async () => {
    const nurse = await kit.signedIn('safeguarding-nurse')
    expect((await nurse.get(path())).text).not.toContain('name="moderate"')
    expect((await send(nurse, path(), { assessedOn: day(0), key: 'a-key-of-mine' })).status).toBe(403)
  })
})

describe('what is due', () => {
  it('leads to where it is done, and so does the child’s page', async () => {
    const referral = await record(kit, 'hub-manager', 'sendReferral', {
      ...{ child: { id: which.id }, service: 'NRM', to: 'First responder' },
      sentAt: new Date(Date.now() - 30 * 86_400_000).toISOString(),
    })
    const { meetings } = await held()
    const open = meetings.held.find(({ actions }) => actions.some(({ state }) => state === 'OPEN'))
    await record(kit, 'hub-manager', 'callMeeting', { child: { id: which.id }, reason: 'Again' })
    const { text } = await hub.get('/due')
    for (const to of ['meeting', `meetings/${open?.reference ?? ''}`, `referrals/${referral}`, 'seraf'])
      expect(text).toContain(`href="${which.path}/${to}"`)
    expect((await hub.get(`/children/${which.id}`)).text).toContain(`href="${which.path}"`)
  })

  it('does not lead whoever may not do it from the board', async () => {
    const coordinator = await kit.signedIn('police-coordinator')
    const board = (await coordinator.get('/board')).text
    expect(board).toContain(`href="${which.path}/meeting"`)
    expect(board).not.toContain(`href="${which.path}/seraf"`)
    // There the reference is the episode's: plan and referral are found on the page of the casework.
    const mine = (await hub.get('/board')).text
    expect(mine).toContain(`href="${which.path}"`)
    expect(mine).not.toContain(`${which.path}/referrals/`)
  })
})
