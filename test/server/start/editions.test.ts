// A folder of editions as the gateway keeps it: by date, read anew while it runs, and what it refuses.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readProtocol } from '../../../src/policies/protocol/index.js'
import type { ProtocolRead } from '../../../src/policies/protocol/index.js'
import { openEditions } from '../../../src/server/start/editions.js'
import type { OpenedEditions } from '../../../src/server/start/editions.js'
import { gwentText, mutated } from '../../policies/protocol/support.js'

let folder = ''
let opened: OpenedEditions | null = null
let today = ''
const said: string[] = []

const now = (): Date => new Date(today)
const note =
  (kind: string) =>
  (fields: Readonly<Record<string, unknown>>, sentence: string): void =>
    void said.push([kind, ...Object.values(fields).map(String), sentence].join(' | '))
const log = { info: note('info'), warn: note('warn'), error: note('error') }
const put = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text)
/** Each text is proved once for all tests: proving is half a second's work. */
const proved = new Map<string, ProtocolRead>()
const read = (text: string): Promise<ProtocolRead> => {
  const found = proved.get(text) ?? readProtocol(text)
  proved.set(text, found)
  return Promise.resolve(found)
}
/** Never of itself: each look is the test's. */
const open = async (place = folder): Promise<OpenedEditions> =>
  (opened = await openEditions(place, { now, log, read, everyMs: 3_600_000 }))
/** A change is taken once it has stood still from one look to the next. */
const lookTwice = async (): Promise<void> => {
  await opened?.look()
  await opened?.look()
}
const current = (at = today): string | undefined => opened?.current(new Date(at)).id

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hafan-editions-'))
  said.length = 0
  today = '2026-11-27T12:00:00Z'
})
afterEach(async () => {
  opened?.stop()
  opened = null
  await rm(folder, { recursive: true })
})

const DATES = 'from: 2026-01-10\n  until: 2028-01-09\n  reviewOn: 2027-01-10'
const ending = (until: string): string =>
  mutated([DATES, `from: 2026-01-10\n  until: ${until}\n  reviewOn: 2026-06-01`])
const second = (from: string, ...changes: readonly (readonly [string, string])[]): string =>
  mutated(
    ['id: gwent-1', 'id: gwent-2'],
    [DATES, `from: ${from}\n  until: 2030-01-09\n  reviewOn: 2029-01-10`],
    ...changes,
  )

describe('editions by date', () => {
  it('take effect at the midnight of their first day, without anything being read', async () => {
    await put('gwent.yaml', ending('2026-12-31'))
    await put('second.yaml', second('2027-01-01'))
    await open()
    expect(current('2026-12-31T23:59:59.999Z')).toBe('gwent-1')
    expect(current('2027-01-01T00:00:00Z')).toBe('gwent-2')
    expect(current('2031-01-01T00:00:00Z')).toBe('gwent-2')
  })

  it('say which is in force, and when the last has run out', async () => {
    await put('gwent.yaml', ending('2026-12-31'))
    await put('second.yaml', second('2027-01-01'))
    await open()
    today = '2027-01-01T00:00:01Z'
    await opened?.look()
    today = '2030-01-10T00:00:01Z'
    await lookTwice()
    today = '2030-01-11T00:00:01Z'
    await opened?.look()
    const inForce = 'This edition of the protocol is in force'
    const over = 'warn | gwent-2 | This edition of the protocol has run out and goes on until there is another'
    expect(said).toEqual([`info | gwent-1 | ${inForce}`, `info | gwent-2 | ${inForce}`, over, over])
  })

  it('may be a single file', async () => {
    await put('ours.yaml', gwentText)
    await open(join(folder, 'ours.yaml'))
    expect(current()).toBe('gwent-1')
  })
})

describe('at start', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a gap', { 'a.yaml': ending('2026-12-31'), 'b.yaml': second('2027-01-03') }, 'no edition is in force from 2027-01-01 to 2027-01-02, between gwent-1 and gwent-2'],
    ['an overlap', { 'a.yaml': gwentText, 'b.yaml': second('2027-06-01') }, 'editions gwent-1 and gwent-2 are both in force from 2027-06-01 to 2028-01-09'],
    ['one id twice', { 'a.yaml': ending('2026-12-31'), 'b.yaml': second('2027-01-01', ['id: gwent-2', 'id: gwent-1']) }, 'two editions have the id gwent-1'],
    ['a broken edition among good ones', { 'a.yaml': gwentText, 'b.yaml': 'edition: {}\n' }, 'b.yaml: edition.id: missing'],
    ['a broken never-clause', { 'a.yaml': mutated(['| POLICE_MARKERS      | F  |', '| POLICE_MARKERS      | -  |'], ['above: SUMMARY', 'above: NONE']) }, 'a.yaml: N3'],
    ['nothing', {}, 'there is no edition: an edition is a file whose name ends in .yaml'],
    ['none that has begun', { 'b.yaml': second('2027-01-01') }, 'no edition has begun. gwent-2 begins on 2027-01-01.'],
  ])('%s is refused by name', async (_, files, sentence) => {
    for (const [name, text] of Object.entries(files)) await put(name, text)
    await expect(open()).rejects.toThrow(sentence)
  }) // prettier-ignore
})

describe('while the gateway runs', () => {
  beforeEach(async () => {
    await put('gwent.yaml', gwentText)
    await open()
    said.length = 0
  })

  it('a new edition is taken once its files stand still, and takes effect by its date', async () => {
    await put('gwent.yaml', ending('2026-11-26'))
    await put('second.yaml', second('2026-11-27'))
    await opened?.look()
    expect(current()).toBe('gwent-1')
    await opened?.look()
    expect([current(), current('2026-11-26T12:00:00Z')]).toEqual(['gwent-2', 'gwent-1'])
    expect(said[0]).toBe('info | gwent-1 gwent-2 | The editions of the protocol were read anew')
  })

  it.each<[string, () => Promise<void>, string]>([
    ['a broken edition', () => put('gwent.yaml', mutated(['roles: [PM, EW, ED]', 'roles: [PM, EW, ZZ]'])), 'gwent.yaml: narrowing.roles: unknown role "ZZ"'],
    ['an overlap', () => put('second.yaml', second('2027-06-01')), 'are both in force from 2027-06-01'],
    ['a gap', () => put('gwent.yaml', ending('2026-12-31')).then(() => put('b.yaml', second('2027-02-01'))), 'no edition is in force from 2027-01-01'],
    ['an edition in force with other rules under its id', () => put('gwent.yaml', mutated(['afterDays: 30', 'afterDays: 60'])), 'edition gwent-1 has begun and is rewritten'],
    ['a folder without editions', () => rm(join(folder, 'gwent.yaml')), 'there is no edition'],
    ['only an edition to come', () => put('gwent.yaml', second('2027-01-01')), 'no edition has begun'],
  ])('%s is refused with its problems logged, once, and the old stays in force', async (_, change, sentence) => {
    await change()
    await lookTwice()
    await lookTwice()
    expect(current()).toBe('gwent-1')
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^error \| .*New editions of the protocol are refused; those known stay in force$/)
    expect(said[0]).toContain(sentence)
  }) // prettier-ignore

  it('an id is not given to other rules, also not after its edition was taken out of the folder', async () => {
    await put('gwent.yaml', second('2026-11-27'))
    await lookTwice()
    expect(current()).toBe('gwent-2')
    await put('gwent.yaml', mutated(['afterDays: 30', 'afterDays: 60']))
    await lookTwice()
    expect(current()).toBe('gwent-2')
    expect(said.at(-1)).toContain('edition gwent-1 has begun and is rewritten')
  })

  it('when an edition ends and when it is reviewed may change under its id', async () => {
    await put('gwent.yaml', ending('2027-12-31'))
    await lookTwice()
    expect(said).toEqual(['info | gwent-1 | The editions of the protocol were read anew'])
    expect(opened?.current(now()).edition.edition.until).toBe('2027-12-31')
  })

  it('what was refused is taken once it is mended', async () => {
    await put('second.yaml', 'edition: {}')
    await lookTwice()
    await put('gwent.yaml', ending('2026-11-26'))
    await put('second.yaml', second('2026-11-27'))
    await lookTwice()
    expect(current()).toBe('gwent-2')
  })

  it('a folder that cannot be read changes nothing', async () => {
    await rm(folder, { recursive: true })
    await lookTwice()
    expect(current()).toBe('gwent-1')
    expect(said).toEqual([expect.stringMatching(/^error \| ENOENT/)])
    await mkdir(folder)
  })

  it('it is looked at of itself, and no more once stopped', async () => {
    opened?.stop()
    const own = await openEditions(folder, { now, log, everyMs: 5 })
    await put('gwent.yaml', ending('2026-11-26'))
    await put('second.yaml', second('2026-11-27'))
    for (let tries = 0; tries < 1_000 && own.current(now()).id === 'gwent-1'; tries += 1)
      await new Promise(resolve => setTimeout(resolve, 10))
    expect(own.current(now()).id).toBe('gwent-2')
    own.stop()
  })
})
