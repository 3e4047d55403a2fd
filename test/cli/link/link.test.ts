import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { recordKey } from '../../../src/types/child.js'
import { asOwner } from '../../support/database.js'
import { linkRegion, type Hub, type LinkRegion } from './region.js'

/** One system an agency: what one has made of a child is there when the next comes. */
const SYSTEMS = ['health-abuhb', 'social-care-caerphilly', 'education-caerphilly']
const WORDS = SYSTEMS.flatMap(id => ['--source', id])

let region: LinkRegion
let hub: Hub
let said: Awaited<ReturnType<Hub['link']>>
beforeAll(async () => {
  region = await linkRegion()
  hub = await region.hub()
  said = await hub.link(WORDS)
}, 120_000)
afterAll(() => region.close())

/** The counts of one system, by their words. */
function counts(out: string, id: string): Readonly<Record<string, number>> {
  const [first = '', ...lines] = (out.split(`${id}: `)[1] ?? '').split('\n')
  const found: Record<string, number> = { read: Number(/^[\d,]+/.exec(first)?.[0].replace(',', '')) }
  for (const line of lines) {
    const [, what = '', number = ''] = /^ +(.*?) +([\d,]+)$/.exec(line) ?? []
    if (what === '') break
    found[what] = Number(number.replace(',', ''))
  }
  return found
}

describe('hafan link', () => {
  it('links by number and by score, and what it is not sure of waits', async () => {
    expect(said.code).toBe(0)
    const kinds = (await hub.rows()).map(row => row.split(' '))
    expect(kinds.filter(([kind, , , how]) => kind === 'link' && how === 'MODEL').length).toBeGreaterThan(0)
    expect(kinds.filter(([kind]) => kind === 'review').length).toBeGreaterThan(0)
  })

  it('joins nobody to another child’s record', async () => {
    const personOf = new Map(
      Object.entries(region.region.truth).flatMap(([person, records]) =>
        records.map(name => [recordKey(name), person]),
      ),
    )
    const sql = 'select source_id as "sourceId", record_id as "recordId", child_id as child from hafan.link'
    const { rows } = await asOwner(hub.database.url, client =>
      client.query<{ sourceId: string; recordId: string; child: string }>(sql),
    )
    const people = new Map<string, Set<string>>()
    // Records under a number in systems keyed by it are not in the region's own list.
    for (const row of rows) {
      const person = personOf.get(recordKey(row))
      if (person !== undefined) people.set(row.child, (people.get(row.child) ?? new Set()).add(person))
    }
    expect(people.size).toBeGreaterThan(300)
    expect([...people.values()].filter(({ size }) => size > 1)).toEqual([])
  })

  it('says what became of every record, and nothing of anybody', () => {
    for (const id of SYSTEMS) {
      const { read, ...rest } = counts(said.out, id)
      const sum =
        (rest['linked to their child'] ?? 0) +
        (rest['for review by a person'] ?? 0) +
        (rest['conflicts, left for a person'] ?? 0) +
        (rest['not matched with any child'] ?? 0) +
        (rest['protected, matched by number alone'] ?? 0)
      expect([id, sum]).toEqual([id, read])
    }
    const everybody = [...region.region.region.health, ...Object.values(region.region.region.education).flat()]
    const names = new Set(everybody.flatMap(({ givenName, familyName }) => [givenName, familyName]))
    expect(names.size).toBeGreaterThan(100)
    for (const name of names) expect(said.out + said.err).not.toMatch(new RegExp(`\\b${name}\\b`))
  })

  it('writes nothing the second time', async () => {
    const before = await hub.versions()
    const again = await hub.link(WORDS)
    expect(again.code).toBe(0)
    expect(await hub.versions()).toEqual(before)
    expect(counts(again.out, 'health-abuhb')).toMatchObject({
      'links made by number': 0,
      'of both new in the queue': 0,
    })
  })

  it('comes to the same where every system was passed through before, and the second time writes nothing', async () => {
    const later = await region.hub()
    for (const id of SYSTEMS) await later.database.store.linkingProgress.reached(id, null)
    expect((await later.link(WORDS)).code).toBe(0)
    expect(await later.rows()).toEqual(await hub.rows())
    const before = await later.versions()
    expect((await later.link(WORDS)).code).toBe(0)
    expect(await later.versions()).toEqual(before)
  }, 60_000)

  it.each([
    ['by number', 2],
    ['by score', 11],
  ])(
    'goes on where it was stopped while linking %s, and comes to the same',
    async (_, at) => {
      const stopped = await region.hub()
      let stop: () => void = () => undefined
      let pages = 0
      const first = await stopped.link(WORDS, {
        terminal: true,
        writeError: text => {
          if (text.includes('read')) pages += 1
          if (pages === at) stop()
        },
        onInterrupt: act => {
          stop = act
          return () => undefined
        },
      })
      expect(first.code).toBe(1)
      expect(first.out).toContain('stopped: run the same again')
      expect(await stopped.rows()).not.toEqual(await hub.rows())
      expect((await stopped.link(WORDS)).code).toBe(0)
      expect(pages).toBe(at)
      expect(await stopped.rows()).toEqual(await hub.rows())
    },
    60_000,
  )

  it('writes nothing in a dry run, and counts what it would do', async () => {
    const fresh = await region.hub()
    const before = await fresh.versions()
    const { code, out } = await fresh.link(['--source', 'health-abuhb', '--dry-run'])
    expect([code, await fresh.versions()]).toEqual([0, before])
    expect(out).toContain('nothing was written')
    expect(counts(out, 'health-abuhb')['links made by number']).toBe(
      counts(said.out, 'health-abuhb')['links made by number'],
    )
    const { cursor, doneAt } = await fresh.database.store.linkingProgress.of('health-abuhb:backfill')
    expect([cursor, doneAt]).toEqual([null, null])
  })

  it('lets nobody else at the same system', async () => {
    const both = await Promise.all([hub.link(['--source', 'health-abuhb']), hub.link(['--source', 'health-abuhb'])])
    expect(both.map(({ code }) => code).sort()).toEqual([0, 2])
    expect(both.map(({ err }) => err).join('')).toContain('Another "hafan link" is at one of these systems')
    expect((await hub.link(['--source', 'health-abuhb'])).code).toBe(0)
  })

  it.each([
    [[], 'Name a system with --source. Systems that can: '],
    [['--source', 'police-gwent'], 'police-gwent cannot list its records'],
    [['--source', 'nobody'], 'No system is called nobody'],
    [['--source', 'health-abuhb', '--rate', '0'], '--rate is the number of pages a second'],
    [['--sauce'], "Unknown option '--sauce'"],
  ])('refuses %j and says what it takes', async (words, why) => {
    const { code, err, out } = await hub.link(words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(why)
    expect(err).toContain('hafan link --help')
  })
})
