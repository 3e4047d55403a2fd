// A report of a missing child, by the forms as a browser without scripts sends them.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hiddenFields } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { reported, send } from './miraf-kit.js'
import { at, closed, FFION, NOBODY, pageOfFfion, SIBLING, UNRELATED, written } from './report-kit.js'

let kit: TestConsole
let ffion: string
beforeAll(async () => {
  kit = await testConsole()
  ffion = await pageOfFfion(kit)
}, 240_000)
afterAll(() => kit.close())

describe('a report by number', () => {
  it('is taken once though it is sent twice at once, and leads whoever triages to its triage', async () => {
    const client = await kit.signedIn('hub-police')
    const hidden = hiddenFields((await client.get('/report')).text)
    const fields = {
      ...hidden,
      // As it is read out.
      number: ' 999 000\u00a00034 ',
      reporter: 'SCHOOL',
      ...at('seen', -90),
      place: 'Bus <b>station</b>',
      area: 'W06000022',
    }
    const [episodes = 0, steps = 0] = (await written(kit)).split(' ').map(Number)
    const sent = await Promise.all([client.post('/report', fields), client.post('/report', fields)])
    const after = await written(kit)
    expect(after).toBe(`${episodes + 1} ${steps + 1}`)
    for (const one of sent)
      expect([one.status, one.to]).toEqual([
        303,
        expect.stringMatching(/^\/children\/[\w-]+\/episodes\/[\w-]+\/triage\?reported=1$/),
      ])
    expect(sent[0]?.to).toBe(sent[1]?.to)
    const { text } = await client.get(client.sealed(sent[0]?.to ?? null))
    expect(text).toContain('The report is taken. Say now what it comes to.')
    expect(text).toContain('Bus &lt;b&gt;station&lt;/b&gt;')
    const other = await client.post('/report', { ...fields, place: 'Elsewhere' })
    expect([other.status, other.text.includes('was sent before with other words')]).toEqual([422, true])
    expect(hiddenFields(other.text)['key']).not.toBe(hidden['key'])
    expect(await written(kit)).toBe(after)
  })

  it('of a child whom nobody knows is answered as of one who is not shown', async () => {
    const client = await kit.signedIn('school-lead')
    for (const number of [NOBODY, UNRELATED]) {
      const sent = await send(client, '/report', { number, reporter: 'FAMILY' })
      expect([number, sent.status, sent.to]).toEqual([number, 303, '/report?taken=1'])
    }
    const { text } = await client.get(client.sealed('/report?taken=1'))
    expect(text).toContain('No more can be shown to you here')
    // Another can be reported at once.
    expect(text).toContain('name="reporter"')
    expect(text).toContain('<form method="post" action="/report"')
    expect(text).toContain('<span class="govuk-visually-hidden">Warning</span> If the child is in danger now')
    // Who has only the address is told of no report.
    expect((await (await kit.signedIn('school-lead')).get(client.sealed('/report?taken=1'))).text).not.toContain(
      'No more can be shown to you here',
    )
  })

  it('takes brothers and sisters, and counts nothing of one who is not missing', async () => {
    const client = await kit.signedIn('duty-team')
    const typed = { number: '9990000042', reporter: 'CARER', 'other-1': SIBLING }
    const [episodes] = (await written(kit)).split(' ').map(Number)
    const half = await send(client, '/report', typed)
    expect([half.status, half.text.includes('href="#other-1-missing"')]).toEqual([422, true])
    const twice = await send(client, '/report', { ...typed, 'other-1': '9990000042', 'other-1-missing': 'yes' })
    expect([twice.status, twice.text.includes('href="#other-1"')]).toEqual([422, true])
    expect((await send(client, '/report', { ...typed, 'other-1-missing': 'no' })).status).toBe(303)
    expect((await written(kit)).split(' ').map(Number)[0]).toBe((episodes ?? 0) + 1)
    expect((await send(client, '/report', { ...typed, 'other-1-missing': 'yes' })).status).toBe(303)
    expect((await written(kit)).split(' ').map(Number)[0]).toBe((episodes ?? 0) + 2)
  })

  it('is not for those who may not report, who are told so before they type', async () => {
    const client = await kit.signedIn('team-manager')
    const before = await written(kit)
    for (const path of ['/report', `${ffion}/report`]) {
      const { status, text } = await client.get(path)
      expect([status, text.includes('Your role does not report children missing here')]).toEqual([403, true])
      expect(text).not.toContain('name="reporter"')
    }
    const sent = await send(client, '/report', { number: NOBODY, reporter: 'FAMILY' })
    expect([sent.status, sent.text.includes('OPERATION_REFUSED')]).toEqual([403, true])
    expect(await written(kit)).toBe(before)
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
    expect((await client.get(client.sealed(sent.to))).text).toContain('The report is taken, and the hub sees it.')
    const { text } = await client.get(`${ffion}/report`)
    expect(text).toContain('data-under-way')
    expect(text).toMatch(new RegExp(`href="${ffion}/episodes/[^"]+/return"`))
  })

  it('that falls into an absence that is closed is explained, with the way to it', async () => {
    const client = await kit.signedIn('hub-manager')
    const path = await closed(kit, ffion)
    expect((await client.get(`${ffion}/report`)).text).not.toContain('data-under-way')
    const typed = { reporter: 'FAMILY', ...at('reported', -60), circumstances: 'Went <i>out</i> by the back' }
    for (const [page, number] of [[`${ffion}/report`], ['/report', FFION]] as const) {
      const sent = await send(client, page, { ...typed, ...(number && { number }) })
      expect(sent.status).toBe(422)
      expect(sent.text).toContain('The child has another episode at that time')
      expect(sent.text).toContain(`href="${path}/triage"`)
      expect(sent.text).toContain('Went &lt;i&gt;out&lt;/i&gt; by the back')
    }
    // Who records a return is not led to it of an absence that has ended.
    const worker = await kit.signedIn('social-worker')
    const { status, text } = await send(worker, `${ffion}/report`, typed)
    expect([status, text.includes('data-under-way'), text.includes('/return"')]).toEqual([422, true, false])
  })

  it('of which another child of the incident overlaps says that it may be any of them, and explains by nobody', async () => {
    const client = await kit.signedIn('hub-manager')
    const { id } = await reported(kit)
    const typed = { reporter: 'FAMILY', ...at('reported', -60), 'other-1': FFION, 'other-1-missing': 'yes' }
    const before = await written(kit)
    for (const [page, number] of [[`/children/${id}/report`], ['/report', UNRELATED]] as const) {
      const sent = await send(client, page, { ...typed, ...(number && { number }) })
      expect(sent.status).toBe(422)
      for (const field of ['reported', 'other-1'])
        expect(sent.text).toMatch(new RegExp(`id="${field}-error">.*It may be any of them, and none was reported`))
      expect(sent.text).not.toContain('The child has another episode at that time')
      expect(sent.text).not.toContain('What the hub has of the child’s absences')
    }
    expect(await written(kit)).toBe(before)
  })

  it('is on the board, whose ways to record a return are told apart by the child’s name', async () => {
    const client = await kit.signedIn('hub-manager')
    await reported(kit)
    const { text } = await client.get('/board')
    const ways = [...text.matchAll(/\/return">Record that the child is back(.*?)<\/a>/g)].map(([, more]) => more)
    expect(ways.length).toBeGreaterThan(0)
    for (const more of ways) expect(more).toMatch(/^<span class="govuk-visually-hidden">: \p{L}[^<]+<\/span>$/u)
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
