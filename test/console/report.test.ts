// A report of a missing child, by the forms as a browser without scripts sends them.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOwner } from '../support/database.js'
import { hiddenFields } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { send } from './miraf-kit.js'

/** Known to a school and a surgery, and to nobody who signs in here before she is reported. */
const UNRELATED = '9990000034'
const FFION = '9990000018'
const NOBODY = '9999999999'
/** Of no child here; it adds up. */
const SIBLING = '9990000069'

let kit: TestConsole
let ffion: string
beforeAll(async () => {
  kit = await testConsole()
  const { data } = await kit.gateway.ask(
    'social-worker',
    `{ child(by: { nhsNumber: "${FFION}" }, purpose: ASSESS_RISK) { ... on Child { id } } }`,
  )
  ffion = `/children/${(data as { child: { id: string } }).child.id}`
}, 240_000)
afterAll(() => kit.close())

/** Episodes that the hub holds, and steps of them. */
const written = async (): Promise<string> =>
  asOwner(kit.gateway.database.url, async client => {
    const { rows } = await client.query<{ n: string }>(
      `select (select count(*) from hafan.episode) || ' ' || (select count(*) from hafan.episode_event) as n`,
    )
    return rows[0]?.n ?? ''
  })
const by = (minutes: number): Readonly<{ day: string; time: string }> => {
  const at = new Date(Date.now() + minutes * 60_000)
  const [day = '', time = ''] = at
    .toLocaleString('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
    .split(' ')
  return { day, time }
}
const at = (name: string, minutes: number): Readonly<Record<string, string>> => ({
  [`${name}-day`]: by(minutes).day,
  [`${name}-time`]: by(minutes).time,
})

/** Ends and closes Ffion's absence by the API, and gives its address. */
async function closed(): Promise<string> {
  const child = { nhsNumber: FFION }
  const read = `query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child {
    missingEpisodes { source { id } record { episodes { reference status version } } } } } }`
  const { data } = await kit.gateway.ask('hub-police', read, { by: child })
  const { missingEpisodes } = (data as { child: { missingEpisodes: Held[] } }).child
  const hub = missingEpisodes.find(({ source }) => source.id === 'hub')?.record.episodes ?? []
  const { reference = '', version = 0 } = hub.find(({ status }) => status === 'OPEN') ?? {}
  const on = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()
  const steps = [
    ['triage', 'hub-police', { is: { missing: { level: 'LOW' } }, reason: 'Said again' }],
    ['recordReturn', 'hub-police', { foundAt: on(-30), foundBy: 'POLICE' }],
    ['recordSafeAndWell', 'hub-police', { check: { notDone: { reason: 'CHILD_REFUSED', decidedBy: 'PC Rees' } } }],
    ['offerDebrief', 'hub-police', {}],
    ['answerDebrief', 'hub-police', { answer: 'DECLINED', reason: 'CHILD_DECLINED' }],
    ['closeEpisode', 'hub-police', {}],
  ] as const
  for (const [step, [act, persona, more]] of steps.entries()) {
    const input = { key: randomUUID(), child, episode: reference, version: version + step, ...more }
    const type = `${act.slice(0, 1).toUpperCase()}${act.slice(1)}Input`
    const done = await kit.gateway.ask(
      persona,
      `mutation ($input: ${type}!) { ${act}(input: $input) { __typename } }`,
      {
        input,
      },
    )
    expect([act, done.errors]).toEqual([act, []])
  }
  return `${ffion}/episodes/${encodeURIComponent(reference)}`
}
interface Held {
  readonly source: { readonly id: string }
  readonly record: { readonly episodes: readonly { reference: string; status: string; version: number }[] }
}

describe('a report by number', () => {
  it('is taken once though it is sent twice at once, and leads whoever triages to its triage', async () => {
    const client = await kit.signedIn('hub-police')
    const hidden = hiddenFields((await client.get('/report')).text)
    const fields = {
      ...hidden,
      number: UNRELATED,
      reporter: 'SCHOOL',
      ...at('seen', -90),
      place: 'Bus <b>station</b>',
      area: 'W06000022',
    }
    const before = await written()
    const sent = await Promise.all([client.post('/report', fields), client.post('/report', fields)])
    expect(await written()).not.toBe(before)
    const after = await written()
    for (const one of sent)
      expect([one.status, one.to]).toEqual([
        303,
        expect.stringMatching(/^\/children\/[\w-]+\/episodes\/[\w-]+\/triage\?reported=1$/),
      ])
    expect(sent[0]?.to).toBe(sent[1]?.to)
    const { text } = await client.get(sent[0]?.to ?? '')
    expect(text).toContain('The report is taken. Say now what it comes to.')
    expect(text).toContain('Bus &lt;b&gt;station&lt;/b&gt;')
    const other = await client.post('/report', { ...fields, place: 'Elsewhere' })
    expect([other.status, other.text.includes('was sent before with other words')]).toEqual([422, true])
    expect(hiddenFields(other.text)['key']).not.toBe(hidden['key'])
    expect(await written()).toBe(after)
  })

  it('of a child whom nobody knows is answered as of one who is not shown', async () => {
    const client = await kit.signedIn('school-lead')
    for (const number of [NOBODY, UNRELATED]) {
      const sent = await send(client, '/report', { number, reporter: 'FAMILY' })
      expect([number, sent.status, sent.to]).toEqual([number, 303, '/report?taken=1'])
    }
    expect((await client.get('/report?taken=1')).text).toContain('No more can be shown to you here')
  })

  it('takes brothers and sisters, and counts nothing of one who is not missing', async () => {
    const client = await kit.signedIn('duty-team')
    const typed = { number: '9990000042', reporter: 'CARER', 'other-1': SIBLING }
    const [episodes] = (await written()).split(' ').map(Number)
    const half = await send(client, '/report', typed)
    expect([half.status, half.text.includes('href="#other-1-missing"')]).toEqual([422, true])
    const twice = await send(client, '/report', { ...typed, 'other-1': '9990000042', 'other-1-missing': 'yes' })
    expect([twice.status, twice.text.includes('href="#other-1"')]).toEqual([422, true])
    expect((await send(client, '/report', { ...typed, 'other-1-missing': 'no' })).status).toBe(303)
    expect((await written()).split(' ').map(Number)[0]).toBe((episodes ?? 0) + 1)
    expect((await send(client, '/report', { ...typed, 'other-1-missing': 'yes' })).status).toBe(303)
    expect((await written()).split(' ').map(Number)[0]).toBe((episodes ?? 0) + 2)
  })

  it('is not for those who may not report', async () => {
    const client = await kit.signedIn('team-manager')
    const before = await written()
    expect((await send(client, '/report', { number: NOBODY, reporter: 'FAMILY' })).status).toBe(403)
    expect(await written()).toBe(before)
    expect((await client.get('/find')).text).not.toContain('/report')
  })
})

describe('a report from the child’s page', () => {
  it('leads whoever does not triage to the child, with a notice; the absence is named at the next', async () => {
    const client = await kit.signedIn('social-worker')
    const page = await client.get(ffion)
    expect(page.text).toContain(`href="${ffion}/report"`)
    const sent = await send(client, `${ffion}/report`, { reporter: 'CARER', ...at('reported', -120) })
    expect([sent.status, sent.to]).toEqual([303, `${ffion}?reported=1`])
    expect((await client.get(sent.to ?? '')).text).toContain('The report is taken, and the hub sees it.')
    const { text } = await client.get(`${ffion}/report`)
    expect(text).toContain('data-under-way')
    expect(text).toMatch(new RegExp(`href="${ffion}/episodes/[^"]+/return"`))
  })

  it('that falls into an absence that is closed is explained, with the way to it', async () => {
    const client = await kit.signedIn('hub-manager')
    const path = await closed()
    expect((await client.get(`${ffion}/report`)).text).not.toContain('data-under-way')
    const typed = { reporter: 'FAMILY', ...at('reported', -60), circumstances: 'Went <i>out</i> by the back' }
    for (const [page, number] of [[`${ffion}/report`], ['/report', FFION]] as const) {
      const sent = await send(client, page, { ...typed, ...(number && { number }) })
      expect(sent.status).toBe(422)
      expect(sent.text).toContain('The child has another episode at that time')
      expect(sent.text).toContain(`href="${path}/triage"`)
      expect(sent.text).toContain('Went &lt;i&gt;out&lt;/i&gt; by the back')
    }
  })

  it('is offered where a child is found, and where none is', async () => {
    const client = await kit.signedIn('hub-manager')
    expect((await send(client, '/find', { text: FFION })).text).toContain(`href="${ffion}/report"`)
    expect((await client.get('/find')).text).toContain('href="/report"')
  })

  it('of a child who is not shown offers to report by number', async () => {
    const { text, status } = await (await kit.signedIn('school-lead')).get('/children/not-a-child/report')
    expect([status, text.includes('href="/report"')]).toEqual([200, true])
    expect(text).not.toContain('name="reporter"')
  })
})

describe('what is wrong with a report', () => {
  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['nobody who reports', 'reporter', { reporter: '' }],
    ['no number', 'number', { number: ' ' }],
    ['no number, and nobody who reports', 'reporter', { number: '', reporter: '' }],
    ['a number that does not add up', 'number', { number: '9990000019' }],
    ['a day to come', 'reported', at('reported', 1440)],
    ['a day there is not', 'seen', { 'seen-day': '2026-02-30', 'seen-time': '10:00' }],
    ['seen after it was reported', 'seen', { ...at('reported', -60), ...at('seen', -30) }],
    ['a place too long', 'place', { place: 'x'.repeat(201) }],
    ['control characters', 'circumstances', { circumstances: 'He left\u0000\u202e by the gate' }],
    ['a huge paste', 'circumstances', { circumstances: 'word '.repeat(8_000) }],
    ['no authority', 'homeCode', { homeCode: 'Cardiff' }],
    ['a number that is said to be of nobody', 'other-2', { 'other-2-missing': 'yes' }],
  ])('%s: is said at %s, nothing is written, and nothing typed is lost', async (_what, field, typed) => {
    const client = await kit.signedIn('hub-police')
    const before = await written()
    const kept = { number: NOBODY, reporter: 'OTHER', 'other-4': SIBLING }
    const sent = await send(client, '/report', { ...kept, 'other-4-missing': 'no', place: 'By <the> pier', ...typed })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(`href="#${field}"`)
    expect(sent.text).toContain(`id="${field}-error"`)
    expect(sent.text).toContain(`value="${SIBLING}"`)
    if (!('place' in typed)) expect(sent.text).toContain('value="By &lt;the&gt; pier"')
    if ('circumstances' in typed) expect(sent.text).toContain(typed['circumstances']?.trim().slice(-12))
    expect(sent.text).toContain('<title>Error: ')
    expect(await written()).toBe(before)
  })

  it('is kept where the session ends before it is sent', async () => {
    const client = await kit.signedIn('hub-police')
    const hidden = hiddenFields((await client.get(`${ffion}/report`)).text)
    kit.later(61 * 60_000)
    const sent = await client.post(`${ffion}/report`, { ...hidden, reporter: 'CARER', place: 'The old pier' })
    expect([sent.status, sent.to]).toEqual([303, expect.stringContaining('/sign-in?')])
    const back = await client.signIn(kit.providerOf('hub-police'), 'hub-police', `${ffion}/report`)
    const { text } = await client.get(back.to ?? '')
    expect(text).toContain('value="The old pier"')
    expect(hiddenFields(text)['key']).toBe(hidden['key'])
  })
})
