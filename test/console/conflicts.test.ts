// Conflicts of interest, by the forms as a browser without scripts sends them.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { readConflict } from '../../console/pages/conflicts/read.js'
import { putMoment } from '../../console/server/forms/moments.js'
import { asOwner } from '../support/database.js'
import { hiddenFields } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { send } from './miraf-kit.js'

const FFION = '9990000018'
const NOBODY = '9999999999'
const PATH = '/conflicts'

let kit: TestConsole
beforeAll(async () => {
  kit = await testConsole()
}, 240_000)
afterAll(() => kit.close())

const declared = async (): Promise<number> =>
  asOwner(kit.gateway.database.url, async client => {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from hafan.conflict')
    return rows[0]?.n ?? 0
  })
const declaredOfHub = async (): Promise<number> =>
  asOwner(kit.gateway.database.url, async client => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from hafan.conflict where agency = 'HUB' and organisation = 'hub'`,
    )
    return rows[0]?.n ?? 0
  })
const sees = async (persona: string): Promise<boolean> =>
  (
    await kit.gateway.ask(
      persona,
      `{ child(by: { nhsNumber: "${FFION}" }, purpose: ASSESS_RISK) { __typename ... on Child { id } } }`,
    )
  ).text.includes('"Child"')

describe('a conflict of interest', () => {
  it('of oneself holds at once, whoever else is shown the child, and is ended by an auditor alone', async () => {
    const client = await kit.signedIn('hub-education')
    const before = await declared()
    expect(await sees('hub-education')).toBe(true)
    const page = await client.get(PATH)
    expect(page.text).not.toContain('name="staffRef"')
    const fields = { ...hiddenFields(page.text), about: 'nhsNumber', number: '999 000 0018' }
    for (const one of [await client.post(PATH, fields), await client.post(PATH, fields)])
      expect([one.status, one.to]).toEqual([303, `${PATH}?done=declared`])
    expect((await declared()) - before).toBe(1)
    expect(await sees('hub-education')).toBe(false)
    expect((await client.post(PATH, { ...fields, number: NOBODY })).text).toContain('was sent before with other words')
    expect((await client.get(PATH)).text).not.toContain('name="withdraw"')
    const auditor = await kit.signedIn('auditor')
    const { text } = await auditor.get(PATH)
    const row = text.slice(text.indexOf('data-key'), text.indexOf('</tr>', text.indexOf('data-key')))
    expect(row).toContain('Themself')
    const hidden = hiddenFields(row)
    const refused = await client.post(PATH, { ...hiddenFields(page.text), ...hidden, ...ownToken(page.text) })
    expect([refused.status, refused.text.includes('OPERATION_REFUSED')]).toEqual([403, true])
    expect(await sees('hub-education')).toBe(false)
    expect((await auditor.post(PATH, hidden)).to).toBe(`${PATH}?done=withdrawn`)
    expect(await sees('hub-education')).toBe(true)
    expect((await auditor.get(PATH)).text).toContain('Withdrawn ')
  })

  it('of staff is declared by their manager, and of another organisation’s is refused at that', async () => {
    const client = await kit.signedIn('team-manager')
    const typed = { who: 'another', staffRef: 'SW-0000', about: 'uprn', number: '100012345' }
    const before = await declared()
    const other = await send(client, PATH, { ...typed, organisation: 'W06000022' })
    expect([other.status, other.text.includes('href="#organisation"')]).toEqual([422, true])
    expect(await declared()).toBe(before)
    expect((await send(client, PATH, typed)).to).toBe(`${PATH}?done=declared`)
    expect(await declared()).toBe(before + 1)
  })

  it('is answered alike of a child whom nobody knows', async () => {
    const client = await kit.signedIn('police-officer')
    for (const number of [NOBODY, '9990000034'])
      expect((await send(client, PATH, { about: 'nhsNumber', number })).to).toBe(`${PATH}?done=declared`)
  })

  it('that could not be withdrawn is nothing of the form that declares one', async () => {
    const client = await kit.signedIn('hub-education')
    const hidden = hiddenFields((await client.get(PATH)).text)
    const refused = await client.post(PATH, { ...hidden, withdraw: randomUUID() })
    expect([refused.status, refused.text.includes('OPERATION_REFUSED')]).toEqual([403, true])
    const { text } = await client.get(PATH)
    expect(text).not.toContain('This form was not finished')
    expect(hiddenFields(text)['key']).not.toBe(hidden['key'])
    // What else is kept is still given back.
    kit.later(61 * 60_000)
    await client.post(PATH, { ...hiddenFields(text), number: '9990000026' })
    await client.signIn(kit.providerOf('hub-education'), 'hub-education', PATH)
    const kept = (await client.get(PATH)).text
    expect([kept.includes('This form was not finished'), kept.includes('value="9990000026"')]).toEqual([true, true])
  })

  it.each<[string, object]>([
    ['nhsNumber', { child: { nhsNumber: '123456' } }],
    ['upn', { child: { upn: '123456' } }],
    ['id', { child: { id: '123456' } }],
    ['uprn', { uprn: '123456' }],
  ])('is read without the spaces of its %s', (about, input) => {
    const form = new URLSearchParams({ about, number: ' 12\u00a034\t56 ' })
    expect(readConflict(form, key => key, { others: false, now: new Date() })).toMatchObject({ input })
  })

  it('refused for its end is told at its end, though the console’s clock is behind', async () => {
    const client = await kit.signedIn('police-officer')
    const HALF_HOUR = 30 * 60_000
    const hidden = hiddenFields((await client.get(PATH)).text)
    kit.later(-HALF_HOUR)
    const ends = new URLSearchParams()
    putMoment(ends, 'until', new Date(Date.now() - HALF_HOUR / 2))
    const fields = { ...hidden, ...Object.fromEntries(ends), about: 'nhsNumber', number: NOBODY }
    const sent = await client.post(PATH, fields).finally(() => void kit.later(HALF_HOUR))
    expect(sent.status).toBe(422)
    expect([sent.text.includes('href="#until"'), sent.text.includes('href="#number"')]).toEqual([true, false])
  })

  it('refused for what is in none of its inputs is told at none of them', async () => {
    const client = await kit.signedIn('police-officer')
    const sent = await send(client, PATH, { about: 'nhsNumber', number: NOBODY, key: 'short' })
    expect([sent.status, sent.text.includes('href="#declare"')]).toEqual([422, true])
    expect([sent.text.includes('id="declare"'), sent.text.includes('id="number-error"')]).toEqual([true, false])
  })

  it('is listed with others a page at a time, and the next page is led to', async () => {
    const auditor = await kit.signedIn('auditor')
    const { conflicts } = kit.gateway.database.store
    for (let nth = 0; nth < 60; nth += 1) {
      const who = { agency: 'HUB', organisation: 'hub', staffRef: `staff-${String(nth)}` } as const
      const target = { kind: 'HOUSEHOLD', key: String(nth) } as const
      const about = { who, overseer: who, childId: null, target, declaredAs: 'AGENCY' } as const
      const sent = { caller: 'c', act: 'declareConflict', key: randomUUID(), input: {}, at: new Date() }
      await conflicts.declare({ ...about, from: new Date(), until: null }, sent)
    }
    const read: string[] = []
    const pages: number[] = []
    for (let next: string | null = PATH; next !== null;) {
      const { text } = await auditor.get(next)
      const rows = [...text.matchAll(/data-key="([^"]+)"/g)].map(([, id = '']) => id)
      pages.push(rows.length)
      read.push(...rows)
      next = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? null
    }
    expect([pages[0], pages.length]).toEqual([50, 2])
    expect(new Set(read).size).toBe(read.length)
    expect(read.length).toBe(await declaredOfHub())
    // One that is withdrawn on a later page leads back to it.
    const second = /rel="next" href="([^"]+)"/.exec((await auditor.get(PATH)).text)?.[1]?.replace('?&amp;', '?') ?? ''
    const { text } = await auditor.get(second)
    const row = text.slice(text.indexOf('name="withdraw"') - 600, text.indexOf('name="withdraw"') + 200)
    const action = /<form method="post" action="([^"]+)">/.exec(row)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(action).toBe(second)
    const withdraw = /name="withdraw" value="([^"]+)"/.exec(row)?.[1] ?? ''
    const sent = await auditor.post(action, { ...hiddenFields(text), key: randomUUID(), withdraw })
    expect([sent.status, sent.to]).toEqual([303, `${second}&done=withdrawn`])
    expect((await auditor.get(sent.to ?? '')).text).toContain(`data-key="${withdraw}"`)
  })

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['nobody', 'who', { who: '' }],
    ['no member of staff', 'staffRef', { who: 'another', staffRef: ' ' }],
    ['a name that does not show', 'staffRef', { who: 'another', staffRef: 'SW\u202e1' }],
    ['neither child nor household', 'about', { about: '' }],
    ['no number', 'number', { number: '' }],
    ['a number that does not add up', 'number', { number: '9990000019' }],
    ['a property that is none', 'number', { about: 'uprn', number: '12 High Street' }],
    ['a day there is not', 'from', { 'from-day': '2026-02-30', 'from-time': '10:00' }],
    ['an end before it begins', 'until', { 'until-day': '2020-01-01', 'until-time': '10:00' }],
    ['a huge paste', 'number', { number: '9'.repeat(50_000) }],
  ])('of %s: is said at %s, and nothing is recorded', async (_what, field, typed) => {
    const client = await kit.signedIn('hub-manager')
    const before = await declared()
    const sent = await send(client, PATH, { who: 'self', about: 'nhsNumber', number: NOBODY, ...typed })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(`href="#${field}"`)
    expect(sent.text).toContain(`id="${field}-error"`)
    if (!('number' in typed)) expect(sent.text).toContain(`value="${NOBODY}"`)
    expect(await declared()).toBe(before)
  })
})

/** The form's token of this page's own session. */
function ownToken(html: string): Record<string, string> {
  const { _csrf = '', _form = '' } = hiddenFields(html)
  return { _csrf, _form }
}
