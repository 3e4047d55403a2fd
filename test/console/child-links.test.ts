// A record that is not the child's: looked at beside the others, taken away, and given back by its receipt.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hiddenFields } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { send } from './miraf-kit.js'

const FFION = '9990000018'
const WHY = 'Another girl <b>of</b> the same name'
const PLAIN = 'Another girl of the same name, from another town.'
const SCHOOL = 'education-newport'

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

/** The systems whose records are linked to Ffion, as the store has them. */
async function linked(): Promise<readonly string[]> {
  const { children } = kit.gateway.database.store
  const id = (await children.byIdentifier('NHS_NUMBER', [FFION])).get(FFION) ?? ''
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
    const after = await client.get(sent[0]?.to ?? '')
    expect(after.text).toContain('is not this child’s any more')
    const banner = after.text.slice(after.text.indexOf('done-title'), after.text.indexOf('<h1'))
    const back = await client.post(path, hiddenFields(banner))
    expect(back.to).toBe(`${path}?back=1`)
    expect(await linked()).toEqual(before)
    const late = await client.post(path, { ...hiddenFields(banner), key: 'another-key' })
    expect([late.status, late.text.includes('Somebody has decided about this record since')]).toEqual([409, true])
  })

  it('of two who take one away at once, the second is told, and what they typed stays', async () => {
    const [first, second] = [await kit.signedIn('hub-police'), await kit.signedIn('hub-manager')]
    const looked = await lookAt((await second.get(path)).text, SCHOOL)
    const theirs = await second.get(looked)
    const mine = await first.get(await lookAt((await first.get(path)).text, SCHOOL))
    const form = (html: string): Record<string, string> => hiddenFields(html.slice(html.indexOf('hafan-sides')))
    const done = await first.post(path, { ...form(mine.text), rationale: PLAIN })
    const late = await second.post(path, { ...form(theirs.text), rationale: PLAIN })
    expect([late.status, late.text.includes('Somebody has decided about this record since')]).toEqual([409, true])
    expect(late.text).toContain(PLAIN)
    expect((await second.get(looked)).text).toContain('Somebody has decided about this record since')
    // By its receipt it is given back by somebody else too, typed as people type.
    const receipt = new URL(done.to ?? '', kit.running.url).searchParams.get('unlinked') ?? ''
    expect((await send(second, path, { takeBack: ` ${receipt.toUpperCase()} ` })).to).toBe(`${path}?back=1`)
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

  it('are nobody’s to change but the hub’s', async () => {
    const client = await kit.signedIn('social-worker')
    expect((await client.get(path)).text).not.toContain('?link=')
    const sent = await send(client, path, { link: 'x', rationale: PLAIN, key: 'a-key-of-mine' })
    expect(sent.status).toBe(403)
  })
})
