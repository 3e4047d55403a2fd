import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { hiddenFields, type Client, type Got } from './kit/client.js'
import { raw, weighed } from './kit/raw.js'
import { testConsole, type TestConsole } from './kit/start.js'

let kit: TestConsole
let client: Client
let page: string
beforeAll(async () => {
  // As in real use: a no takes longer than the page waits before it sends its frame.
  kit = await testConsole({ gateway: { notShownMs: 1_000 } })
  client = await kit.signedIn('hub-manager')
  page = /href="(\/children\/[^"?]+)"/.exec((await client.get('/board')).text)?.[1] ?? ''
}, 180_000)
afterAll(() => kit.close())
afterEach(() => {
  for (const system of kit.gateway.region.systems.values()) system.setFault(null)
})

const PLACES = ['who', 'now', 'risk', 'do', 'warn-police', 'where', 'placed', 'professionals', 'gaps', 'family']

/** The page of a child on the board who never went to the school of the persona `school-lead`. */
async function strangerToTheSchool(): Promise<string> {
  const { region, personas } = kit.gateway.region
  const school = personas.find(({ id }) => id === 'school-lead')?.organisation
  const pupils = Object.values(region.education).flatMap(rows =>
    rows.filter(({ enrolments }) => enrolments.some(each => each.school === school)).map(row => row.personId),
  )
  expect(pupils.length).toBeGreaterThan(0)
  const numbers = region.demographics.flatMap(row => (pupils.includes(row.personId) ? [row.nhsNumber] : []))
  const ids = await kit.gateway.database.store.children.byIdentifier('NHS_NUMBER', numbers)
  const { keys } = kit.gateway.database
  const theirs = new Set([...ids.values()].map(id => `/children/${keys.childId.encode(id)}`))
  const listed = (await client.get('/board')).text.matchAll(/href="(\/children\/[0-9a-f-]+)"/g)
  return [...listed].map(([, href = '']) => href).find(href => !theirs.has(href)) ?? ''
}

describe('the child page', () => {
  it('is reached from the board, and has every part in its place', async () => {
    const { status, text } = await client.get(page)
    expect(status).toBe(200)
    for (const place of PLACES) expect(text).toContain(` slot="${place}"`)
    expect(text).toContain(`href="${page}/miraf"`)
    expect(text).not.toContain('PART_FAILED')
    expect(kit.logged).toEqual([])
    expect(text.trimEnd().endsWith('</html>')).toBe(true)
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/)
  })

  it('gives what is had before a slow agency answers, which delays its own part alone', async () => {
    for (const [id, system] of kit.gateway.region.systems)
      if (id.startsWith('health')) system.setFault({ kind: 'latency', ms: 2_000 })
    const { chunks } = await raw(client, kit.running.url, page, 'identity')
    const cameIn = (place: string): number => chunks.findIndex(chunk => chunk.includes(` slot="${place}"`))
    expect(chunks[0]?.toString('utf8')).toContain('<slot name="risk">')
    for (const place of ['risk', 'do', 'police', 'socialCare', 'warn-police', 'education'])
      expect([place, cameIn(place) > -1 && cameIn(place) < cameIn('health')]).toEqual([place, true])
    expect(cameIn('gaps')).toBeGreaterThanOrEqual(cameIn('health'))
  })

  it('weighs at most 150 KB with all that it loads', async () => {
    const { text, bytes } = await weighed(client, kit.running.url, page)
    expect(text.trimEnd().endsWith('</html>')).toBe(true)
    expect(bytes).toBeGreaterThan(20_000)
    expect(bytes).toBeLessThanOrEqual(150 * 1024)
  })

  it('says withheld of warnings beyond those that are shown, and of all where none is', async () => {
    const { data } = await kit.gateway.ask('hub-manager', '{ child(by: { nhsNumber: "9990000018" }, purpose: ASSESS_RISK) { ... on Child { id } } }') // prettier-ignore
    const ofFfion = `/children/${(data as { child: { id: string } }).child.id}`
    const warnings = async (persona: string, of: string): Promise<string> => {
      const { text } = await (await kit.signedIn(persona)).get(ofFfion)
      return new RegExp(`<section slot="warn-${of}"[^]*?</section>`).exec(text)?.[0].replaceAll(/<[^>]+>/g, '') ?? ''
    }
    const police = await warnings('debrief-worker', 'police')
    expect(police).toMatch(/Habitually missing[^]*Police markers beyond what is shown here:/)
    expect(police).not.toContain('None of these')
    const care = await warnings('debrief-worker', 'socialCare')
    expect(care).toContain(', Social-care assessment:')
  })

  it('shows nobody whom nobody knows, and says whom to ring', async () => {
    const { status, text } = await client.get('/children/nobody')
    expect(status).toBe(200)
    expect(text).not.toContain('<section slot=')
    expect(text).toContain('No child can be shown')
    expect(text).toContain('tel:')
  })

  it('shows a child to nobody who has nothing to do with the child, and says why and whom to ring', async () => {
    const stranger = await strangerToTheSchool()
    expect((await client.get(stranger)).text).toContain('<section slot="risk"')
    const lead = await kit.signedIn('school-lead')
    const { text } = await lead.get(stranger)
    const who = /<div slot="who"[\s\S]*?<\/div>\s*(?=<div|<\/div>)/.exec(text)?.[0] ?? ''
    expect(who).toContain('data-status="NOT_SHOWN"')
    expect(who).toContain('No child can be shown')
    expect(who).toContain('tel:')
    expect(who).toContain('ring before you do anything else')
    expect(text).not.toContain('<section slot=')
    // The frame was sent before: nowhere in it may anything seem still to come.
    const places = [...text.matchAll(/<slot name="([^"]+)"/g)].map(([, name]) => name)
    expect(places.length).toBeGreaterThan(PLACES.length)
    expect(places.filter(name => !text.includes(` slot="${name}"`))).toEqual([])
    // What is said is the same as of one who is not there: that there is such a child is not told.
    const nobody = await lead.get('/children/nobody')
    const said = (got: string): string | undefined => /<div slot="who"[\s\S]*?<\/p><\/div>/.exec(got)?.[0]
    expect(said(text)).toBe(said(nobody.text))
  })
})

const ffionRow = () => kit.gateway.region.region.demographics.find(each => each.personId === 'showcase-ffion-prys')

async function search(fields: Record<string, string>): Promise<Got> {
  const form = await client.get('/find')
  return client.post('/find', { ...hiddenFields(form.text), ...fields })
}

describe('finding a child', () => {
  it('takes a line with slips, and says why each is listed', async () => {
    const person = ffionRow()
    const { status, text } = await search({ text: `${person?.familyName ?? ''} Fion ${person?.dateOfBirth ?? ''}` })
    expect(status).toBe(200)
    expect(text).toContain('data-found')
    const row = /<tr [^>]*data-found>[\s\S]*?<\/tr>/.exec(text)?.[0] ?? ''
    expect(row).toContain('<li>Family name: The other way round</li>')
    expect(row).toContain('<li>Given name: The other way round</li>')
    expect(row).toContain('<li>Date of birth: The same</li>')
    expect(text).toContain('href="/children/')
  })

  it('keeps what was typed where it cannot be read, and says what to do', async () => {
    const nothing = await search({})
    expect(nothing.status).toBe(422)
    expect(nothing.text).toContain('Say something that is known of the child')
    const date = await search({ givenName: 'Anwen <b>', day: '31', month: '2', year: '2010' })
    expect(date.status).toBe(422)
    expect(date.text).toContain('href="#day"')
    expect(date.text).toContain('value="Anwen &lt;b&gt;"')
    const number = await search({ nhsNumber: '1234567890' })
    expect(number.status).toBe(422)
    expect(number.text).toContain('does not add up')
  })

  it('answers for one whom nobody may be shown as for one who is not there', async () => {
    const { status, text } = await search({ text: 'Zebediah Quimby 01/02/2011' })
    expect(status).toBe(200)
    expect(text).not.toContain('data-found')
    expect(text).toContain('No child that can be shown to you')
  })
})

describe('the timeline', () => {
  const kindsIn = (text: string): readonly string[] =>
    [...text.matchAll(/data-kind="([A-Z_]+)"/g)].map(([, kind = '']) => kind)
  const momentsIn = (text: string): readonly string[] =>
    [...text.matchAll(/__date"><time datetime="([^"]+)"/g)].map(([, at = '']) => new Date(at).toISOString())

  it('has entries newest first, by kind and day, and a way on', async () => {
    const all = await client.get(`${page}/timeline`)
    expect(all.status).toBe(200)
    const kinds = kindsIn(all.text)
    expect(new Set(kinds).size).toBeGreaterThan(1)
    const times = momentsIn(all.text)
    expect(times).toEqual(times.toSorted().toReversed())
    const one = await client.get(`${page}/timeline?kind=${kinds[0] ?? ''}&kind=nonsense&from=2000-01-01`)
    expect(new Set(kindsIn(one.text))).toEqual(new Set([kinds[0]]))
    expect(one.text).toContain(`value="${kinds[0] ?? ''}" checked`)
  })

  it('leaves out nothing of a kind and of days that was there without them', async () => {
    // Ffion's: there is more of it than goes onto a page, and the police hold some of it.
    const found = await search({ nhsNumber: ffionRow()?.nhsNumber ?? '' })
    const ffion = /href="(\/children\/[^"?]+)"/.exec(found.text)?.[1] ?? ''
    const whole: string[] = []
    let next: string | undefined = `${ffion}/timeline`
    while (next !== undefined && whole.length < 20) {
      const { text } = await client.get(next)
      whole.push(text)
      next = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(whole.length).toBeGreaterThan(1)
    const kinds = whole.flatMap(kindsIn)
    expect(kinds).toContain('POLICE')
    const police = await client.get(`${ffion}/timeline?kind=POLICE&from=2000-01-01`)
    expect(kindsIn(police.text)).toEqual(kinds.filter(kind => kind === 'POLICE').slice(0, 25))
    // By its last day and its first: the entries of a day alone, at whatever hour.
    const day = momentsIn(whole[0] ?? '')[5]?.slice(0, 10) ?? ''
    const ofDay = await client.get(`${ffion}/timeline?from=${day}&until=${day}`)
    expect(momentsIn(ofDay.text).length).toBeGreaterThan(0)
    expect(momentsIn(ofDay.text).filter(at => Math.abs(Date.parse(at) - Date.parse(day)) > 25 * 3_600_000)).toEqual([])
  })

  it('says of days that are none what to do', async () => {
    const { status, text } = await client.get(`${page}/timeline?from=2026-02-31&until=x`)
    expect(status).toBe(422)
    expect(text).toContain('Give a day that is in the calendar')
    expect((await client.get(`${page}/timeline?from=2026-02-03&until=2026-02-01`)).text).toContain('must not be before')
  })
})

describe('the patterns', () => {
  it('are drawn, and the same stands in tables', async () => {
    const { status, text } = await client.get(`${page}/patterns`)
    expect(status).toBe(200)
    expect(text).toContain('<h1 class="govuk-heading-l">Patterns of going missing</h1>')
    const counted = Number(/(\d+) absences? (?:is|are) counted/.exec(text)?.[1])
    expect(counted).toBeGreaterThan(0)
    const byHour = /<svg class="hafan-plot"[\s\S]*?<\/table>/.exec(text)?.[0] ?? ''
    const cells = [...byHour.matchAll(/<td [^>]*>(\d+)<\/td>/g)].map(([, n]) => Number(n))
    expect(cells.length).toBe(7 * 8)
    expect(cells.reduce((sum, each) => sum + each, 0)).toBe(counted)
    expect([...byHour.matchAll(/<circle /g)].length).toBe(cells.filter(each => each > 0).length)
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/)
  })

  it('of a child who is not shown say so, and whom to ring', async () => {
    const { text } = await client.get('/children/nobody/patterns')
    expect(text).toContain('No child can be shown')
    expect(text).toContain('tel:')
    expect(text).not.toContain('hafan-plot')
  })
})

// Last: the police are asked no more for a while once they have failed so often.
describe('an agency that fails', () => {
  it('says of an agency that does not answer that it did not, and whom to ring', async () => {
    for (const [id, system] of kit.gateway.region.systems)
      if (id.startsWith('police')) system.setFault({ kind: 'status', status: 500 })
    const { text } = await client.get(page)
    const warnings = /<section slot="warn-police"[\s\S]*?<\/section>/.exec(text)?.[0] ?? ''
    expect(warnings).toContain('data-status="UNAVAILABLE"')
    expect(warnings).toContain('tel:')
    expect(warnings).not.toContain('no warning recorded')
  })
})
