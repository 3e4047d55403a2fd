import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { PartValues } from '../../../src/adapters/agency.js'
import { startOf, timelineOf } from '../../../src/children/timeline/connection.js'
import type { TimelineArgs } from '../../../src/children/timeline/connection.js'
import { childResolvers } from '../../../src/resolvers/child.js'
import { createKeys } from '../../../src/store/keys.js'
import type { Rights } from '../../../src/types/decision.js'
import type { Records } from '../../../src/types/index.js'
import { everything, load, read, rights, source, view } from '../support.js'
import type { Answering } from '../support.js'

const keys = createKeys(Buffer.alloc(32, 'timeline'))
const occurrence = (at: string | null, type = 'Theft'): PartValues['police.occurrences'][number] => ({
  reference: null,
  at,
  type,
  role: null,
  summary: `summary of ${type}`,
})
const marker = (from: string | null): PartValues['police.markers'][number] => ({
  marker: null,
  from,
  until: null,
  note: 'a note',
  linkedRisk: null,
})
const placed = (from: string): PartValues['socialCare.placements'] => ({
  placements: [{ from, type: null } as never],
  responsibility: null,
})

const police: Answering = {
  source: source(),
  reading: read({
    'police.occurrences': [occurrence('2026-03-01T10:00:00Z', 'Theft'), occurrence('2026-03-05T22:30:00Z', 'Found'), occurrence(null, 'Undated')],
    'police.markers': [marker('2026-03-05')],
  }),
} // prettier-ignore
const care: Answering = {
  source: source({ id: 'care', agency: 'SOCIAL_CARE' }),
  reading: read({ 'socialCare.placements': placed('2026-02-01') }),
}

async function timeline(
  args: Partial<TimelineArgs> = {},
  answering: readonly Answering[] = [care, police],
  held: Rights = everything(),
  childId = 'child-1',
): Promise<Records.TimelineConnection> {
  const { picture } = await load(answering, { rights: held, requested: ['Child.timeline'] })
  const asked = { first: 25, ...args }
  const start = startOf(asked, childId, keys.cursor)
  return timelineOf(picture, asked, { start, childId, rights: held, cursors: keys.cursor, view })
}

const titles = async (...args: Parameters<typeof timeline>): Promise<(string | null)[]> =>
  (await timeline(...args)).edges.map(({ node }) => node.title.en)

describe('the timeline', () => {
  it('is newest first, across agencies', async () => {
    expect(await titles()).toEqual([
      'Police occurrence: Found',
      'Police marker',
      'Police occurrence: Theft',
      'Placement began',
    ])
  })

  it('leaves out what has no date', async () => {
    expect(await titles()).not.toContain('Police occurrence: Undated')
  })

  it('says of an entry whose hour is not known that only the day is', async () => {
    const { edges } = await timeline({ kinds: ['POLICE'] })
    expect(edges.map(({ node: { at, dayOnly } }) => [at, dayOnly])).toEqual([
      ['2026-03-05T22:30:00Z', false],
      ['2026-03-05T00:00:00Z', true],
      ['2026-03-01T10:00:00Z', false],
    ])
  })

  it('names the source and the category of each entry', async () => {
    const { edges } = await timeline({ kinds: ['SOCIAL_CARE'] })
    expect(edges[0]?.node).toMatchObject({ source: { id: 'care' }, category: 'PLACEMENT', kind: 'SOCIAL_CARE' })
  })

  it('has only what the caller may see', async () => {
    expect(await titles({}, undefined, rights({ PLACEMENT: 'FULL' }))).toEqual(['Placement began'])
  })

  it('gives the detail of an entry only at the level its field has', async () => {
    const detail = async (held: Rights): Promise<(string | null)[]> =>
      (await timeline({}, [police], held)).edges.map(({ node }) => node.detail)
    expect(await detail(rights({ POLICE_RECORD: 'FULL' }))).toEqual(['summary of Found', 'summary of Theft'])
    expect(await detail(rights({ POLICE_RECORD: 'SUMMARY' }))).toEqual([null, null])
  })

  it('is not complete where a source that may hold more did not answer', async () => {
    const down: Answering = { source: source({ id: 'b' }), reading: { kind: 'failed', reason: 'TIMED_OUT' } }
    expect((await timeline({}, [police])).complete).toBe(true)
    expect((await timeline({}, [police, down])).complete).toBe(false)
    expect((await timeline({}, [police, { source: down.source, reading: null }])).complete).toBe(false)
  })
})

describe('filters of the timeline', () => {
  it('keep the kinds asked for', async () => {
    expect(await titles({ kinds: ['SOCIAL_CARE', 'HEALTH'] })).toEqual(['Placement began'])
  })

  it('keep what lies between two moments, both included', async () => {
    expect(await titles({ from: '2026-03-01T10:00:00Z', to: '2026-03-05T22:30:00Z' })).toHaveLength(3)
    expect(await titles({ from: '2026-03-01T10:00:01Z', to: '2026-03-05T22:29:59Z' })).toEqual(['Police marker'])
  })

  it('keep an entry of which only the day is known wherever in that day it may have been', async () => {
    expect(await titles({ from: '2026-03-05T12:00:00Z', to: '2026-03-05T13:00:00Z' })).toEqual(['Police marker'])
    expect(await titles({ from: '2026-03-06T00:00:00Z' })).toEqual([])
    expect(await titles({ to: '2026-03-04T23:59:59Z' })).not.toContain('Police marker')
  })
})

describe('pages of the timeline', () => {
  it('follow one another without a gap or a repeat, whatever their size', async () => {
    const rows = Array.from({ length: 23 }, (_, index) =>
      occurrence(`2026-01-${String((index % 7) + 1).padStart(2, '0')}T00:00:00Z`, `no. ${index}`),
    )
    const many: readonly Answering[] = [{ source: source(), reading: read({ 'police.occurrences': rows }) }]
    const whole = await titles({ first: 50 }, many)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), async first => {
        const seen: (string | null)[] = []
        let after: string | null = null
        do {
          const page: Records.TimelineConnection = await timeline({ first, after }, many)
          seen.push(...page.edges.map(({ node }) => node.title.en))
          after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
        } while (after !== null)
        expect(seen).toEqual(whole)
      }),
      { numRuns: 12 },
    )
  })

  it.each([0, -1, 51, 1.5, Number.NaN])('of %d are refused', async first => {
    await expect(timeline({ first })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  })

  it('that cannot be are refused before any agency is asked', async () => {
    const resolve = childResolvers.Child?.timeline as unknown as (...given: readonly unknown[]) => Promise<unknown>
    let asked = 0
    const picture = (): Promise<never> => Promise.reject(new Error(`asked ${(asked += 1)} times`))
    for (const args of [{ first: 0 }, { first: 5, after: 'x' }]) {
      const refused = resolve({ id: 'child-1', picture }, args, { cursors: keys.cursor })
      await expect(refused).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
    }
    expect(asked).toBe(0)
  })

  it('say that there is no more, and no cursor where there is nothing', async () => {
    expect((await timeline({}, [])).pageInfo).toEqual({ hasNextPage: false, endCursor: null })
    expect((await timeline({ first: 4 })).pageInfo.hasNextPage).toBe(false)
    expect((await timeline({ first: 3 })).pageInfo.hasNextPage).toBe(true)
  })
})

describe('a cursor of the timeline', () => {
  const cursor = async (childId?: string): Promise<string> =>
    (await timeline({ first: 1 }, undefined, undefined, childId)).pageInfo.endCursor ?? ''

  it('tells nothing of the place it stands for', async () => {
    const { edges } = await timeline()
    expect(new Set(edges.map(edge => edge.cursor.length)).size).toBe(1)
    expect(Buffer.from(edges[0]?.cursor ?? '', 'base64url').toString('latin1')).not.toMatch(/timeline|child|^0/)
  })

  it('opens only the timeline it was made for', async () => {
    const other = await cursor('child-2')
    await expect(timeline({ after: other })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  })

  it('is refused, without an echo, when any of it is changed', async () => {
    const good = await cursor()
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 2), fc.constantFrom('A', 'Q', 'g'), async (at, letter) => {
        const bad = good.slice(0, at) + (good[at] === letter ? 'z' : letter) + good.slice(at + 1)
        const refused = timeline({ after: bad })
        await expect(refused).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
        await expect(refused).rejects.not.toThrow(bad)
      }),
      { numRuns: 25 },
    )
  })

  it('is refused when it is none', async () => {
    for (const after of ['', '0', 'AAAA', 'x'.repeat(5_000), '🙂'])
      await expect(timeline({ after })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  })
})
