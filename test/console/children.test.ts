import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { gapsOf } from '../../console/pages/children/gaps.js'
import { partsEn } from '../../console/pages/children/parts-words.js'
import { projectRoot } from '../../src/paths.js'
import { hiddenFields, type Client } from './kit/client.js'
import { raw } from './kit/raw.js'
import { testConsole, type TestConsole } from './kit/start.js'

let kit: TestConsole
let client: Client
let page: string
beforeAll(async () => {
  kit = await testConsole()
  client = await kit.signedIn('hub-manager')
  page = /href="(\/children\/[^"?]+)"/.exec((await client.get('/board')).text)?.[1] ?? ''
}, 180_000)
afterAll(() => kit.close())
afterEach(() => {
  for (const system of kit.gateway.region.systems.values()) system.setFault(null)
})

const PLACES = ['who', 'now', 'risk', 'do', 'warn-police', 'where', 'placed', 'professionals', 'gaps', 'family']

describe('the child page', () => {
  it('is reached from the board, and has every part in its place', async () => {
    const { status, text } = await client.get(page)
    expect(status).toBe(200)
    for (const place of PLACES) expect(text).toContain(` slot="${place}"`)
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

  it('says of an agency that does not answer that it did not, and whom to ring', async () => {
    for (const [id, system] of kit.gateway.region.systems)
      if (id.startsWith('police')) system.setFault({ kind: 'status', status: 500 })
    const { text } = await client.get(page)
    const warnings = /<section slot="warn-police"[\s\S]*?<\/section>/.exec(text)?.[0] ?? ''
    expect(warnings).toContain('data-status="UNAVAILABLE"')
    expect(warnings).toContain('tel:')
    expect(warnings).not.toContain('no warning recorded')
  })

  it('weighs at most 150 KB with all that it loads', async () => {
    const got = await raw(client, kit.running.url, page, 'gzip, br')
    expect(got.encoding).toBe('gzip')
    const packed = Buffer.concat(got.chunks)
    const text = gunzipSync(packed).toString('utf8')
    expect(text.trimEnd().endsWith('</html>')).toBe(true)
    const base = /href="(\/assets\/[0-9a-f]+\/)/.exec(text)?.[1] ?? ''
    // Everything that the page and its scripts name.
    const names = ['govuk.css', 'moj.css', 'console.css', 'icon.svg', 'console.js', 'govuk.js', 'moj.js', 'live.js']
    const sizes = await Promise.all(
      names.map(async name => {
        const { status, chunks } = await raw(client, kit.running.url, base + name, 'br')
        expect([name, status]).toEqual([name, 200])
        return Buffer.concat(chunks).length
      }),
    )
    const whole = packed.length + sizes.reduce((sum, each) => sum + each, 0)
    expect(whole).toBeGreaterThan(20_000)
    expect(whole).toBeLessThanOrEqual(150 * 1024)
  })

  it('shows nobody whom nobody knows, and says whom to ring', async () => {
    const { status, text } = await client.get('/children/nobody')
    expect(status === 200 || status === 502).toBe(true)
    expect(text).not.toContain(' slot="risk"')
    expect(text).toContain('tel:')
  })

  it('has a name for every part of the schema', () => {
    const folder = join(projectRoot, 'src', 'schema')
    const sdl = readdirSync(folder)
      .filter(name => name.endsWith('.graphql'))
      .map(name => readFileSync(join(folder, name), 'utf8'))
    const parts = [...sdl.join('\n').matchAll(/@part\(name: "([^"]+)"\)/g)].map(([, name = '']) => name)
    expect(parts.length).toBeGreaterThan(30)
    expect(parts.filter(name => !Object.hasOwn(partsEn, name))).toEqual([])
  })
})

describe('what is not there', () => {
  const contact = { name: 'Desk', phone: '01632 960000', hours: null }
  const lack = { status: 'UNAVAILABLE', reason: 'TIMED_OUT', source: { name: 'A' }, contact, clause: null } as const
  const part = { slot: 'police', kind: 'CHILD', failed: null, inner: '' } as const
  it('is gathered by whom to ring, each once', () => {
    const gaps = gapsOf([
      { ...part, lacks: [lack, { ...lack, source: { name: 'B' } }] },
      { ...part, lacks: [lack, { ...lack, contact: null }, { ...lack, status: 'NOTHING_RECORDED' }] },
    ])
    expect(gaps.map(each => [each.contact?.name ?? null, each.lacks.map(({ source }) => source.name)])).toEqual([
      ['Desk', ['A', 'B']],
      [null, ['A']],
    ])
  })
})

describe('finding a child', () => {
  const search = async (fields: Record<string, string>) => {
    const form = await client.get('/find')
    return client.post('/find', { ...hiddenFields(form.text), ...fields })
  }
  const anybody = () => kit.gateway.region.region.demographics.find(each => each.personId === 'showcase-ffion-prys')

  it('takes a line with slips, and says why each is listed', async () => {
    const person = anybody()
    const { status, text } = await search({ text: `${person?.familyName ?? ''} Fion ${person?.dateOfBirth ?? ''}` })
    expect(status).toBe(200)
    expect(text).toContain('data-found')
    expect(text).toMatch(/Family name: /)
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
  it('has entries newest first, by kind and day, and a way on', async () => {
    const all = await client.get(`${page}/timeline`)
    expect(all.status).toBe(200)
    const kinds = [...all.text.matchAll(/data-kind="([A-Z_]+)"/g)].map(([, kind]) => kind)
    expect(new Set(kinds).size).toBeGreaterThan(1)
    const police = await client.get(`${page}/timeline?kind=${kinds[0] ?? ''}&kind=nonsense&from=2000-01-01`)
    expect(new Set([...police.text.matchAll(/data-kind="([A-Z_]+)"/g)].map(([, kind]) => kind))).toEqual(
      new Set([kinds[0]]),
    )
    expect(police.text).toContain(`value="${kinds[0] ?? ''}" checked`)
  })

  it('says of days that are none what to do', async () => {
    const { status, text } = await client.get(`${page}/timeline?from=2026-02-31&until=x`)
    expect(status).toBe(422)
    expect(text).toContain('Give a day that is in the calendar')
    expect((await client.get(`${page}/timeline?from=2026-02-03&until=2026-02-01`)).text).toContain('must not be before')
  })
})
