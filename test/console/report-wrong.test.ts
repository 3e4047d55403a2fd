// What is wrong with a report is said at its input, and nothing that was typed is lost.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hiddenFields } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { reported, send } from './miraf-kit.js'
import { at, FFION, NOBODY, pageOfFfion, SIBLING, written } from './report-kit.js'

let kit: TestConsole
let ffion: string
beforeAll(async () => {
  kit = await testConsole()
  ffion = await pageOfFfion(kit)
}, 240_000)
afterAll(() => kit.close())

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
    ['two authorities', 'homeCode', { home: 'W06000022', homeCode: 'W06000015' }],
    ['a number that is said to be of nobody', 'other-2', { 'other-2-missing': 'yes' }],
  ])('%s: is said at %s, nothing is written, and nothing typed is lost', async (_what, field, typed) => {
    const client = await kit.signedIn('hub-police')
    const before = await written(kit)
    const kept = { number: NOBODY, reporter: 'OTHER', 'other-4': SIBLING }
    const sent = await send(client, '/report', { ...kept, 'other-4-missing': 'no', place: 'By <the> pier', ...typed })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(`href="#${field}"`)
    expect(sent.text).toContain(`id="${field}-error"`)
    expect(sent.text).toContain(`value="${SIBLING}"`)
    if (!('place' in typed)) expect(sent.text).toContain('value="By &lt;the&gt; pier"')
    if ('circumstances' in typed) expect(sent.text).toContain(typed['circumstances']?.trim().slice(-12))
    expect(sent.text).toContain('<title>Error: ')
    expect(await written(kit)).toBe(before)
  })

  it('of a child who is not shown any more goes on by number, with all that was typed and nothing of the child', async () => {
    const client = await kit.signedIn('school-lead')
    const { id } = await reported(kit)
    const first = hiddenFields((await client.get('/report')).text)
    const typed = {
      ...{ reporter: 'SCHOOL', ...at('seen', -90), place: 'By <the> pier', circumstances: 'word '.repeat(3_000) },
      ...{ from: 'SCHOOL', area: 'W06000022', homeCode: 'W0600 0015', 'other-1': SIBLING, 'other-1-missing': 'no' },
    }
    const answers: string[] = []
    const before = await written(kit)
    for (const path of [`/children/${id}`, `/children/${randomUUID()}`]) {
      const { status, text } = await client.post(`${path}/report`, { ...first, ...typed })
      expect([path, status]).toEqual([path, 422])
      expect(text).toContain('<form method="post" action="/report"')
      expect(text).toContain('href="#number"')
      expect(text).toContain('id="number-error"')
      for (const value of ['By &lt;the&gt; pier', 'W0600 0015', SIBLING]) expect(text).toContain(`value="${value}"`)
      expect(text).toContain(typed.circumstances.trimEnd())
      expect(text).toContain('value="SCHOOL" checked')
      expect(text).toContain('<option value="W06000022" selected>')
      const hidden = hiddenFields(text)
      expect(hidden['key']).toBe(first['key'])
      answers.push(
        text
          .replaceAll(hidden['key'] ?? '', '')
          .replaceAll(hidden['_form'] ?? '', '')
          .replaceAll(path, '')
          .replaceAll(encodeURIComponent(path), ''),
      )
    }
    expect(answers[0]).toBe(answers[1])
    expect(await written(kit)).toBe(before)
  })

  it('that was taken though its answer was lost is not counted again where it goes on by number', async () => {
    const client = await kit.signedIn('hub-education')
    const hidden = hiddenFields((await client.get(`${ffion}/report`)).text)
    const typed = { reporter: 'SCHOOL', place: 'The old pier' }
    // Its answer reaches nobody.
    expect((await client.post(`${ffion}/report`, { ...hidden, ...typed })).status).toBe(303)
    const after = await written(kit)
    const declare = 'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { id } }'
    const input = { key: randomUUID(), child: { nhsNumber: FFION } }
    expect((await kit.gateway.ask('hub-education', declare, { input })).errors).toEqual([])
    const again = await client.post(`${ffion}/report`, { ...hidden, ...typed })
    expect([again.status, again.text.includes('action="/report"')]).toEqual([422, true])
    const byNumber = { ...hiddenFields(again.text), ...typed, number: FFION }
    const sent = await client.post('/report', byNumber)
    expect([sent.status, sent.text.includes('was sent before with other words')]).toEqual([422, true])
    expect(await written(kit)).toBe(after)
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
