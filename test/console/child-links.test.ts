// A record that is not the child's: looked at beside the others, taken away, and given back by its receipt.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { asOwner } from '../support/database.js'
import { hiddenFields } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { send } from './miraf-kit.js'

const FFION = '9990000018'
const OTHER = '9990000050'
const WHY = 'Another girl <b>of</b> the same name'
const PLAIN = 'Another girl of the same name, from another town.'
const SCHOOL = 'education-newport'
const HEALTH = 'health-abuhb'

let kit: TestConsole
let path: string
beforeAll(async () => {
  kit = await testConsole()
  const { data } = await kit.gateway.ask(
    'hub-manager',
    `{ child(by: { nhsNumber: "${FFION}" }, purpose: ASSESS_RISK) { ... on Child { id } } }`,
  )
  path = `/children/${(data as { child: { id: string } }).child.id}/links`
}, 240_000)
afterAll(() => kit.close())

/** The systems whose records are linked to a child, as the store has them. */
async function linked(nhsNumber = FFION): Promise<readonly string[]> {
  const { children } = kit.gateway.database.store
  const id = (await children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber) ?? ''
  return ((await children.linksOf([id])).get(id) ?? []).map(({ sourceId }) => sourceId).toSorted()
}
/** The way to the second step, of the record at a system that has a pupil number. */
async function lookAt(text: string, source: string): Promise<string> {
  const name = await nameOf(source)
  const row = text.split('data-link').find(one => one.includes(`>${name}</th>`)) ?? ''
  return /href="([^"]+\?link=[^"]+)"/.exec(row)?.[1] ?? ''
}
async function nameOf(source: string): Promise<string> {
  const { data } = await kit.gateway.ask('hub-manager', '{ sources { id name } }')
  const { sources } = data as { sources: readonly { id: string; name: string }[] }
  return sources.find(({ id }) => id === source)?.name ?? ''
}

const linkIn = (look: string): string | null => new URL(look, kit.running.url).searchParams.get('link')
/** The form of the record that is looked at. */
const form = (html: string): Record<string, string> => hiddenFields(html.slice(html.indexOf('hafan-sides')))

/** A child, and what the record at the school is called to the hub's police. */
async function linkOf(nhsNumber: string): Promise<{ readonly id: string; readonly link: string | undefined }> {
  const { data } = await kit.gateway.ask(
    'hub-police',
    `{ child(by: { nhsNumber: "${nhsNumber}" }, purpose: ASSESS_RISK) { ... on Child { id links { id source { id } } } } }`,
  )
  const { child } = data as { child: { id: string; links: readonly { id: string; source: { id: string } }[] } }
  return { id: child.id, link: child.links.find(({ source }) => source.id === SCHOOL)?.id }
}
/** Decides as the hub's police, and gives the receipt. */
async function decide(act: 'confirmLink' | 'unlink', type: string, input: object): Promise<string> {
  const document = `mutation ($input: ${type}!) { receipt: ${act}(input: $input) { id } }`
  const { data, text } = await kit.gateway.ask('hub-police', document, { input: { key: randomUUID(), ...input } })
  const { receipt } = data as { receipt: { id: string } | null }
  if (receipt === null) throw new Error(text)
  return receipt.id
}
/** Takes the school's record away from its child behind everybody's back and puts it to wait, with that child as its candidate. */
async function doubt(nhsNumber: string): Promise<string> {
  const { store, url } = kit.gateway.database
  const childId = (await store.children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber) ?? ''
  const link = ((await store.children.linksOf([childId])).get(childId) ?? []).find(one => one.sourceId === SCHOOL)
  if (!link?.anchor) throw new Error(`no record of ${SCHOOL}`)
  const { sourceId, recordId, anchor, protectedRecord } = link
  await asOwner(url, owner =>
    owner.query('delete from hafan.link where source_id = $1 and record_id = $2', [sourceId, recordId]),
  )
  const candidate = { childId, bits: 3.5, probability: 0.9, rule: 'TOO_LITTLE_SAID', steps: [] } as const
  const about = { sourceId, recordId, anchor, protectedRecord, kind: 'POSSIBLE', modelVersion: 'test' } as const
  await store.linkReviews.propose([{ ...about, candidates: [candidate] }])
  return asOwner(url, async owner => {
    const asked = 'select id from hafan.link_review where source_id = $1 and record_id = $2'
    const { rows } = await owner.query<{ id: string }>(asked, [sourceId, recordId])
    return rows[0]?.id ?? ''
  })
}
/** Given at the first child's page, a receipt of another child's leads to that child's. */
async function saysNoMoreThanTakenBack(takeBack: string, childId: string): Promise<void> {
  const client = await kit.signedIn('hub-police')
  const sent = await send(client, path, { takeBack })
  expect(sent.to).toBe(`/children/${childId}/links?back=elsewhere`)
  const { text } = await client.get(client.sealed(sent.to))
  expect(text).toContain('What was decided is taken back. It was of this child, not of the one')
  for (const untrue of ['this child’s again', 'Everything is as it was']) expect(text).not.toContain(untrue)
}

describe('the records of a child', () => {
  it('are listed with how each is known, and reached from the child’s page by those who decide', async () => {
    const client = await kit.signedIn('hub-police')
    const child = path.replace('/links', '')
    expect((await client.get(child)).text).toContain(`href="${path}"`)
    expect((await (await kit.signedIn('social-worker')).get(child)).text).not.toContain(`href="${path}"`)
    const { text } = await client.get(path)
    expect(text.match(/data-link/g)).toHaveLength((await linked()).length)
    expect(text).toContain('Confirmed by a person')
  })

  it('one is taken away once, though it is sent twice, and given back as it was', async () => {
    const before = await linked()
    expect(before).toContain(SCHOOL)
    const client = await kit.signedIn('hub-police')
    const look = await lookAt((await client.get(path)).text, SCHOOL)
    const { text } = await client.get(look)
    expect(text.split('>Ffion<').length).toBeGreaterThan(2)
    expect(text).toContain('whoever was shown it with this child in the last 90 days is told')
    const fields = { ...hiddenFields(text.slice(text.indexOf('hafan-sides'))), rationale: PLAIN }
    const sent = [await client.post(path, fields), await client.post(path, fields)]
    for (const one of sent) expect(one.to).toMatch(new RegExp(`^${path}\\?unlinked=[0-9a-f-]{36}$`))
    expect(sent[0]?.to).toBe(sent[1]?.to)
    expect(await linked()).toEqual(before.filter(one => one !== SCHOOL))
    const after = await client.get(client.sealed(sent[0]?.to ?? null))
    expect(after.text).toContain('is not this child’s any more')
    const banner = after.text.slice(after.text.indexOf('done-title'), after.text.indexOf('<h1'))
    const back = await client.post(path, hiddenFields(banner))
    expect(back.to).toBe(`${path}?back=here`)
    expect(await linked()).toEqual(before)
    const late = await client.post(path, { ...hiddenFields(banner), key: 'another-key' })
    expect([late.status, late.text.includes('Somebody has decided about this record since')]).toEqual([409, true])
  })

  it('of two who take one away at once, the second is told, and what they typed stays', async () => {
    const [first, second] = [await kit.signedIn('hub-police'), await kit.signedIn('hub-manager')]
    const looked = await lookAt((await second.get(path)).text, SCHOOL)
    const theirs = await second.get(looked)
    const mine = await first.get(await lookAt((await first.get(path)).text, SCHOOL))
    const done = await first.post(path, { ...form(mine.text), rationale: PLAIN })
    const late = await second.post(path, { ...form(theirs.text), rationale: PLAIN })
    expect([late.status, late.text.includes('Somebody has decided about this record since')]).toEqual([409, true])
    expect(late.text).toContain(PLAIN)
    expect((await second.get(looked)).text).toContain('Somebody has decided about this record since')
    // By its receipt it is given back by somebody else too, typed as people type.
    const receipt = new URL(done.to ?? '', kit.running.url).searchParams.get('unlinked') ?? ''
    expect((await send(second, path, { takeBack: ` ${receipt.toUpperCase()} ` })).to).toBe(`${path}?back=here`)
    expect(await linked()).toContain(SCHOOL)
  })

  it.each<[string, string, Readonly<Record<string, string>>, number]>([
    ['too few words', 'rationale', { rationale: 'no' }, 422],
    ['too many words', 'rationale', { rationale: 'word '.repeat(200) }, 422],
    ['markup', 'rationale', { rationale: WHY }, 422],
    ['characters that do not show', 'rationale', { rationale: 'Another girl\u202e of this name' }, 422],
    ['no receipt', 'takeBack', { takeBack: 'receipt' }, 422],
    ['a receipt of nothing', 'takeBack', { takeBack: '00000000-0000-0000-0000-000000000000' }, 409],
  ])('%s: is said at %s, and nothing is done', async (_what, field, typed, status) => {
    const before = await linked()
    const client = await kit.signedIn('hub-police')
    const { text } = await client.get(await lookAt((await client.get(path)).text, SCHOOL))
    const sent = await client.post(path, { ...hiddenFields(text.slice(text.indexOf('hafan-sides'))), ...typed })
    expect(sent.status).toBe(status)
    expect(sent.text).toContain(`href="#${field}"`)
    expect(sent.text).toContain(`id="${field}"`)
    if ('takeBack' in typed) expect(sent.text).toContain(`value="${typed['takeBack'] ?? ''}"`)
    expect(await linked()).toEqual(before)
  })

  it('by another child’s receipt, that child’s record is given back, and nothing is said of this one', async () => {
    const before = await linked(OTHER)
    const { id, link } = await linkOf(OTHER)
    const receipt = await decide('unlink', 'UnlinkInput', { child: { id }, link, rationale: PLAIN })
    expect(await linked(OTHER)).toEqual(before.filter(one => one !== SCHOOL))
    await saysNoMoreThanTakenBack(receipt, id)
    expect(await linked(OTHER)).toEqual(before)
  })

  it('by a rejection’s receipt none is given back, and it is not said that one is', async () => {
    const { id } = await linkOf(OTHER)
    const review = await doubt(OTHER)
    const input = { review, child: { id }, outcome: 'REJECTED', rationale: PLAIN }
    await saysNoMoreThanTakenBack(await decide('confirmLink', 'ConfirmLinkInput', input), id)
    expect(await linked(OTHER)).not.toContain(SCHOOL)
    await decide('confirmLink', 'ConfirmLinkInput', { review, child: { id } })
  })

  it('what is kept of one record is not in the form of another', async () => {
    const client = await kit.signedIn('hub-police')
    const { text } = await client.get(path)
    const [school, health] = [await lookAt(text, SCHOOL), await lookAt(text, HEALTH)]
    const ofSchool = form((await client.get(school)).text)
    kit.later(61 * 60_000)
    await client.post(path, { ...ofSchool, rationale: PLAIN })
    await client.signIn(kit.providerOf('hub-police'), 'hub-police', path)
    const other = (await client.get(health)).text
    expect(form(other)['link']).toBe(linkIn(health))
    expect([other.includes(PLAIN), other.includes('This form was not finished')]).toEqual([false, false])
    for (const its of [school, path]) {
      const kept = (await client.get(its)).text
      expect(form(kept)).toMatchObject({ link: linkIn(school), key: ofSchool['key'] })
      expect([kept.includes(PLAIN), kept.includes('This form was not finished')]).toEqual([true, true])
    }
  })

  it('a kept receipt does not hide the record that is looked at', async () => {
    const client = await kit.signedIn('hub-manager')
    const { text } = await client.get(path)
    const look = await lookAt(text, SCHOOL)
    kit.later(61 * 60_000)
    await client.post(path, { ...hiddenFields(text), takeBack: 'a receipt' })
    await client.signIn(kit.providerOf('hub-manager'), 'hub-manager', path)
    expect(form((await client.get(look)).text)['link']).toBe(linkIn(look))
    expect((await client.get(path)).text).toContain('value="a receipt"')
  })

  it('what is kept of a record that is gone is shown, and its key is not that of giving one back', async () => {
    const client = await kit.signedIn('hub-police')
    const { key = '', ...hidden } = hiddenFields((await client.get(path)).text)
    kit.later(61 * 60_000)
    await client.post(path, { ...hidden, key, link: 'gone', rationale: PLAIN })
    await client.signIn(kit.providerOf('hub-police'), 'hub-police', path)
    const { text } = await client.get(path)
    expect(text).toContain(`What you had typed:<br><bdi>${PLAIN}</bdi>`)
    expect(hiddenFields(text)['key']).toMatch(/^[0-9a-f-]{36}$/)
    expect(hiddenFields(text)['key']).not.toBe(key)
  })

  it('a receipt that is none is not shown as one', async () => {
    const client = await kit.signedIn('hub-police')
    const { text } = await client.get(`${path}?unlinked=${encodeURIComponent('Ring 0700 000000')}`)
    expect([text.includes('Ring 0700'), text.includes('is not this child’s any more')]).toEqual([false, false])
  })

  it('are not said to be decided of since, to those from whom their names are withheld', async () => {
    const asked = `${path}?link=of-another`
    const said = 'Somebody has decided about this record since'
    expect((await (await kit.signedIn('hub-police')).get(asked)).text).toContain(said)
    for (const persona of ['social-worker', 'police-officer'])
      expect((await (await kit.signedIn(persona)).get(asked)).text).not.toContain(said)
  })

  it('are nobody’s to change but the hub’s', async () => {
    const client = await kit.signedIn('social-worker')
    expect((await client.get(path)).text).not.toContain('?link=')
    const sent = await send(client, path, { link: 'x', rationale: PLAIN, key: 'a-key-of-mine' })
    expect(sent.status).toBe(403)
  })
})
