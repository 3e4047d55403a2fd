// A child's meetings, plans, referrals, SERAF and legal measures: each as far as its reader may have it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caseworkOf, day, moment, record, type CaseworkOf } from './casework-kit.js'
import { hiddenFields } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'

let kit: TestConsole
let which: CaseworkOf
beforeAll(async () => {
  kit = await testConsole()
  which = await caseworkOf(kit)
}, 120_000)
afterAll(() => kit.close())

const read = async (persona: string): Promise<string> => (await (await kit.signedIn(persona)).get(which.path)).text
/** A section of the page, by its heading's id. */
const section = (html: string, id: string): string =>
  new RegExp(`<section aria-labelledby="${id}">[\\s\\S]*?</section>`).exec(html)?.[0] ?? ''

const NOTHING = 'data-status="NOTHING_RECORDED"'

describe('a child of whom nothing is recorded', () => {
  it('has a page that says so of each part, to whom it is given', async () => {
    const html = await read('hub-manager')
    for (const part of ['referrals', 'serafs', 'measures'])
      expect([part, section(html, part).includes(NOTHING)]).toEqual([part, true])
    // She was away often enough for one to be owed: that is no nothing.
    expect(section(html, 'meetings')).toContain('A meeting is due')
    expect(section(html, 'meetings')).toContain('No meeting was held')
  })

  it('is not said to have nothing where it is kept back', async () => {
    const html = await read('police-officer')
    for (const part of ['meetings', 'referrals']) {
      expect(section(html, part)).toContain('data-status="WITHHELD"')
      expect(section(html, part)).not.toContain(NOTHING)
    }
  })
})

describe('what is recorded', () => {
  beforeAll(async () => {
    const child = { id: which.id }
    const hub = (act: string, input: object): Promise<string> => record(kit, 'hub-manager', act, { child, ...input })
    await hub('callMeeting', { reason: 'Afraid <b>for</b> her' })
    const plan = { what: 'Visit the <i>home</i>', measure: 'Seen alone', owner: 'Youth worker' }
    const meeting = await hub('recordMeeting', {
      ...{ version: 1, kind: 'STRATEGY', heldAt: moment(-9 * 24 * 60), decision: 'Go on as <b>before</b>' },
      tookPart: [{ party: 'POLICE', who: 'PC Rees' }],
      actions: [
        { ...plan, due: day(-4) },
        { ...plan, what: 'Ring the school', due: day(4) },
      ],
    })
    await hub('recordAction', { meeting, version: 1, is: { done: { action: 'A2', on: day(0), note: 'Rang twice' } } })
    const refused = await hub('sendReferral', { service: 'CAMHS', to: 'The <b>clinic</b>' })
    await hub('answerReferral', { referral: refused, version: 1, is: { refused: { reason: 'NO_CAPACITY' } } })
    await hub('sendReferral', { service: 'COUNSELLING', to: 'A counsellor' })
    await hub('recordSeraf', {
      ...{ assessedOn: day(0), vulnerabilities: ['ISOLATED'], moderate: ['PHONE'] },
      significant: [{ indicator: 'KNOWN_PLACES', recent: true, earlier: true }],
    })
    await hub('recordLegalMeasure', {
      is: { served: { kind: 'HARBOURING_NOTICE', adult: 'Emrys <b>Ffug</b>', servedOn: day(0) } },
    })
  }, 60_000)

  it('is all read by a manager of the hub, with agencies’ words as text', async () => {
    const html = await read('hub-manager')
    const meetings = section(html, 'meetings')
    for (const text of ['Afraid &lt;b&gt;for', 'Strategy meeting', 'PC Rees', 'Go on as &lt;b&gt;before'])
      expect(meetings).toContain(text)
    for (const text of [
      'Visit the &lt;i&gt;home',
      'Seen alone',
      'Youth worker',
      'To be done',
      'Rang twice',
      'Overdue: One to seven',
    ])
      expect(meetings).toContain(text)
    const referrals = section(html, 'referrals')
    for (const text of ['Refused', 'No capacity', 'The &lt;b&gt;clinic', 'No answer yet', 'A counsellor'])
      expect(referrals).toContain(text)
    const serafs = section(html, 'serafs')
    for (const text of ['Mild risk', '8 points', '6 points', 'Isolated from peers', 'To be made again by'])
      expect(serafs).toContain(text)
    expect(section(html, 'measures')).toContain('Emrys &lt;b&gt;Ffug')
    expect(html).not.toContain(NOTHING)
    expect(html).not.toContain('Not given to you')
  })

  it('is read in summary by a nurse, and what she is not given is said', async () => {
    const html = await read('safeguarding-nurse')
    const meetings = section(html, 'meetings')
    expect(meetings).toContain('1 action still to be done')
    expect(meetings).toContain('Not given to you')
    expect(section(html, 'measures')).toContain('data-status="WITHHELD"')
    for (const text of ['Go on as', 'Youth worker', 'PC Rees', 'Afraid', 'Emrys', 'clinic'])
      expect(html).not.toContain(text)
  })

  it('is said to be kept back also where it need not have been recorded', async () => {
    const given = (html: string, name: string): string =>
      new RegExp(`<dt class="[^"]*">${name}</dt><dd[^>]*>([\\s\\S]*?)</dd>`).exec(html)?.[1] ?? 'no row'
    expect(given(section(await read('safeguarding-nurse'), 'referrals'), 'Every step')).toContain('Not given to you')
    const measures = section(await read('residential-manager'), 'measures')
    for (const name of ['Where the adult lives', 'By whom']) expect(given(measures, name)).toContain('Not given to you')
    // Of what may be read, nothing is said where nothing is recorded.
    expect(given(measures, 'Ended')).toBe('no row')
    expect(measures).not.toContain('Emrys')
  })

  it('is told of to a school as being there, and no more', async () => {
    const html = await read('school-lead')
    for (const part of ['meetings', 'referrals']) {
      expect(section(html, part)).toContain('data-status="RECORDED"')
      expect(section(html, part)).not.toContain(NOTHING)
    }
    expect(html).not.toContain('Strategy meeting')
  })

  it('is in Welsh for whoever reads Welsh', async () => {
    const client = await kit.signedIn('hub-manager')
    client.cookies.set('hafan-language', 'cy')
    const { text } = await client.get(which.path)
    expect(text).toContain('lang="cy"')
    for (const said of ['Cyfarfod strategaeth', 'Wedi’i wrthod', '8 pwynt', 'Dim ateb eto'])
      expect(text).toContain(said)
  })
})

describe('what the child is looked at for', () => {
  it('stays as it was chosen, through links, forms and what is recorded', async () => {
    const chosen = '?purpose=LOCATE_CHILD'
    const client = await kit.signedIn('hub-manager')
    const child = `/children/${which.id}`
    expect((await client.get(child + chosen)).text).toContain(`href="${which.path}${chosen}"`)
    const { text } = await client.get(which.path + chosen)
    for (const to of [child, `${which.path}/call`, `${which.path}/meeting`, `${which.path}/seraf`])
      expect(text).toContain(`href="${to}${chosen}"`)
    const form = (await client.get(`${which.path}/call${chosen}`)).text
    expect(form).toContain(`action="${which.path}/call${chosen}"`)
    expect(form).toContain(`href="${which.path}${chosen}"`)
    const typed = { ...hiddenFields(form), reason: 'Afraid for her' }
    expect((await client.post(`${which.path}/call${chosen}`, typed)).to).toBe(`${which.path}${chosen}&recorded=call`)
  })

  it('is asked for as it was chosen, and one that is not the role’s is nobody’s choice', async () => {
    const officer = await kit.signedIn('reviewing-officer')
    expect((await officer.get(`${which.path}?purpose=ASSESS_RISK`)).text).not.toContain('purpose=ASSESS_RISK')
    // Whoever looks for a child who is away is given no referrals, whatever the role is given otherwise.
    const manager = await kit.signedIn('hub-manager')
    const referrals = async (path: string): Promise<string> => section((await manager.get(path)).text, 'referrals')
    expect(await referrals(which.path)).toContain('A counsellor')
    const looking = await referrals(`${which.path}?purpose=LOCATE_CHILD`)
    expect([looking.includes('A counsellor'), looking.includes('data-status="WITHHELD"')]).toEqual([false, true])
  })
})
