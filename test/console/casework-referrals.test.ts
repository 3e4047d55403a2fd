// Referrals and SERAF as they are recorded through the console, and the ways from what is due to where it is done.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caseworkOf, day, held, moment, record, saysAt, twice, type CaseworkOf, type Typed } from './casework-kit.js'
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

describe('a referral', () => {
  const path = (): string => `${which.path}/referral`
  const referrals = async (service: string) => (await held(kit)).referrals?.filter(one => one.service === service) ?? []

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
    expect(await twice(hub, path(), { service: 'CAMHS', to: 'The clinic' })).toBe(`${which.path}?recorded=sent`)
    const [sent] = await referrals('CAMHS')
    const its = `${which.path}/referrals/${sent?.reference ?? ''}`
    expect((await hub.get(which.path)).text).toContain(`href="${its}"`)
    const stale = hiddenFields((await hub.get(its)).text)
    saysAt(await send(hub, its, { note: 'Kept <b>words' }), 'is', 'Kept &lt;b&gt;words')
    saysAt(await send(hub, its, { is: 'refused', note: 'Kept <b>words' }), 'reason', 'Kept &lt;b&gt;words')
    saysAt(await send(hub, its, { is: 'refused', reason: 'OTHER' }), 'note')
    saysAt(await send(hub, its, { is: 'accepted', 'at-day': '2020-01-01', 'at-time': '10:00' }), 'at')
    expect(await twice(hub, its, { is: 'chased', note: 'Rang them' })).toBe(`${which.path}?recorded=step`)
    expect(await twice(hub, its, { is: 'refused', reason: 'NO_CAPACITY' })).toBe(`${which.path}?recorded=step`)
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
    expect(await twice(hub, its, { is: 'session' })).toBe(`${which.path}?recorded=step`)
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
    expect(await twice(hub, path(), typed)).toBe(`${which.path}?recorded=seraf`)
    expect((await held(kit)).serafs?.map(({ total }) => total)).toEqual([7])
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
      sentAt: moment(-30 * 24 * 60),
    })
    const meeting = await record(kit, 'hub-manager', 'recordMeeting', {
      ...{ child: { id: which.id }, version: (await held(kit)).meetings.version, kind: 'STRATEGY', decision: 'Go on' },
      ...{ heldAt: moment(-5), tookPart: [{ party: 'HUB' }] },
      actions: [{ what: 'Visit', measure: 'Seen', owner: 'Worker', due: day(2) }],
    })
    await record(kit, 'hub-manager', 'callMeeting', { child: { id: which.id }, reason: 'Again' })
    const { text } = await hub.get('/due')
    for (const to of ['meeting', `meetings/${meeting}`, `referrals/${referral}`, 'seraf'])
      expect(text).toContain(`href="${which.path}/${to}"`)
    expect((await hub.get(`/children/${which.id}`)).text).toContain(`href="${which.path}?purpose=ASSESS_RISK"`)
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
