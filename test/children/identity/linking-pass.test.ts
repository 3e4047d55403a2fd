import { describe, expect, it } from '@jest/globals'
import type { AgencySource, IdentifiedRecord, Subject } from '../../../src/adapters/agency.js'
import { linkingPass } from '../../../src/children/identity/linking-pass.js'
import type { PassProgress } from '../../../src/children/identity/linking-pass.js'
import type { IndexedIdentity } from '../../../src/store/identity-index.js'
import type { LinkableRecord } from '../../../src/store/linking-plan.js'
import type { Progress } from '../../../src/store/linking-progress.js'
import { recordKey } from '../../../src/types/child.js'
import type { AgencyKind } from '../../../src/types/index.js'
import { nobodyCalls, source, subject } from '../support.js'

const record = (recordId: string, rest: Partial<Subject> = {}): IdentifiedRecord => ({
  recordId,
  subject: subject(rest),
  protectedRecord: false,
})

type Page = { records: readonly IdentifiedRecord[]; next: string | null }

/** A source of these pages, by cursor; `start` is the first. A page that is an error cannot be read. */
function listing(id: string, agency: AgencyKind, pages: Readonly<Record<string, Page | Error>>): AgencySource {
  return {
    ...source({ id, agency }),
    list: page => {
      const found = pages[page ?? 'start'] ?? new Error('no such page')
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found)
    },
  }
}

const single = (id: string, agency: AgencyKind, ...records: IdentifiedRecord[]): AgencySource =>
  listing(id, agency, { start: { records, next: null } })

async function pass(
  sources: readonly AgencySource[],
  {
    known = [],
    progress = {},
    signal = new AbortController().signal,
  }: { known?: readonly string[]; progress?: Record<string, Progress>; signal?: AbortSignal } = {},
) {
  const linked: LinkableRecord[] = []
  const reached: (readonly [string, string | null])[] = []
  const said: PassProgress[] = []
  const indexed: IndexedIdentity[] = []
  await linkingPass(
    sources.map(one => ({ source: one, rate: 100_000 })),
    {
      store: {
        children: {
          byId: () => Promise.resolve(new Map()),
          byRecord: () => Promise.resolve(new Map()),
          linksOf: () => Promise.resolve(new Map()),
          byIdentifier: (_, values) =>
            Promise.resolve(new Map(values.filter(value => known.includes(value)).map(value => [value, 'a child']))),
        },
        linking: {
          apply: records => {
            linked.push(...records)
            return Promise.resolve({
              childrenMade: 0,
              linksMade: records.length,
              childOf: new Map(records.map(one => [recordKey(one), 'a child'])),
              unidentified: [],
              conflicts: [],
            })
          },
          foresee: () => Promise.reject(new Error('this is no dry run')),
          relink: () => Promise.resolve('NOT_LINKED'),
          livesAt: () => Promise.resolve(),
          protect: () => Promise.resolve(),
        },
        identityIndex: {
          refresh: entries => {
            indexed.push(...entries)
            return Promise.resolve()
          },
          forget: () => Promise.resolve(),
          candidates: () => Promise.resolve([]),
        },
        linkingProgress: {
          alone: (_, work) => work(),
          of: id => Promise.resolve(progress[id] ?? { cursor: null, doneAt: null }),
          reached: (id, cursor) => {
            reached.push([id, cursor])
            return Promise.resolve()
          },
        },
      },
      now: () => new Date('2026-01-01T00:00:00.000Z'),
      call: () => nobodyCalls,
      progress: one => said.push(one),
      signal,
    },
  )
  return { linked, reached, said, indexed }
}

const traced = { nhsNumber: '9990000018', nhsNumberVerified: true }
const untraced = { nhsNumber: '9990000018', nhsNumberVerified: false }

describe('the linking pass', () => {
  it('goes agency by agency: health first, then schools, then social care, then the rest', async () => {
    const agencies: readonly AgencyKind[] = ['POLICE', 'THIRD_SECTOR', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH']
    const { reached } = await pass(agencies.map(agency => single(agency.toLowerCase(), agency)))
    expect(reached.map(([id]) => id)).toEqual(['health', 'social_care', 'education', 'third_sector', 'police'])
  })

  it('puts what each record says of its child into the index', async () => {
    const { indexed } = await pass([single('health', 'HEALTH', record('1', traced))])
    const { demographics } = subject(traced)
    const seenAt = '2026-01-01T00:00:00.000Z'
    expect(indexed).toEqual([{ childId: 'a child', sourceId: 'health', recordId: '1', demographics, seenAt }])
  })

  it('leaves out a source that cannot list', async () => {
    expect((await pass([source({ id: 'police-gwent' })])).reached).toEqual([])
  })

  it('pages to the end, and keeps after each page where the next begins', async () => {
    const pages = { start: { records: [record('1')], next: 'two' }, two: { records: [record('2')], next: null } }
    const { linked, reached } = await pass([listing('schools', 'EDUCATION', pages)])
    expect(linked.map(({ recordId }) => recordId)).toEqual(['1', '2'])
    expect(reached).toEqual([
      ['schools', 'two'],
      ['schools', null],
    ])
  })

  it('goes on where it was interrupted', async () => {
    const pages = { start: new Error('read again from the start'), two: { records: [record('2')], next: null } }
    const { linked } = await pass([listing('schools', 'EDUCATION', pages)], {
      progress: { schools: { cursor: 'two', doneAt: null } },
    })
    expect(linked.map(({ recordId }) => recordId)).toEqual(['2'])
  })

  it('does not do again what was finished', async () => {
    const { linked } = await pass([single('schools', 'EDUCATION', record('1'))], {
      progress: { schools: { cursor: null, doneAt: '2026-03-01T00:00:00.000Z' } },
    })
    expect(linked).toEqual([])
  })

  it('stops at a page that cannot be read, says so, and is not taken for finished; the other sources go on', async () => {
    const broken = listing('broken', 'HEALTH', { start: { records: [record('1')], next: 'gone' } })
    const { reached, said } = await pass([broken, single('schools', 'EDUCATION', record('2'))])
    expect(reached).toEqual([
      ['broken', 'gone'],
      ['schools', null],
    ])
    expect(said.filter(({ sourceId }) => sourceId === 'broken').at(-1)).toEqual({
      sourceId: 'broken',
      records: 1,
      linked: 1,
      standing: 1,
      conflicts: 0,
      done: false,
      failed: true,
    })
  })

  it('ends when it is told to', async () => {
    const stopped = AbortSignal.abort()
    expect((await pass([single('schools', 'EDUCATION', record('1'))], { signal: stopped })).linked).toEqual([])
  })

  it('tells how many were linked and whether that was all', async () => {
    const { said } = await pass([single('schools', 'EDUCATION', record('1'), record('2'))])
    expect(said).toEqual([
      { sourceId: 'schools', records: 2, linked: 2, standing: 2, conflicts: 0, done: true, failed: false },
    ])
  })
})

describe('a record of the pass', () => {
  const claimed = async (
    rest: Partial<Subject>,
    known: readonly string[] = [],
  ): Promise<Partial<LinkableRecord> | undefined> => {
    const { linked } = await pass([single('care', 'SOCIAL_CARE', record('1', rest))], { known })
    return linked[0] && { how: linked[0].how, identifiers: linked[0].identifiers }
  }

  it('is linked by the number its source has traced', async () => {
    expect(await claimed(traced)).toEqual({ how: 'NHS_NUMBER', identifiers: { nhsNumber: '9990000018', upn: null } })
  })

  it('joins by a number that is not traced only a child who is known by it', async () => {
    expect(await claimed(untraced, ['9990000018'])).toEqual({
      how: 'NHS_NUMBER',
      identifiers: { nhsNumber: '9990000018', upn: null },
    })
    expect(await claimed(untraced)).toEqual({ how: 'UPN', identifiers: { nhsNumber: null, upn: null } })
  })

  it('keeps its pupil number where its NHS number does not count', async () => {
    expect(await claimed({ ...untraced, upn: 'M680400114001' })).toEqual({
      how: 'UPN',
      identifiers: { nhsNumber: null, upn: 'M680400114001' },
    })
  })

  it('claims nothing by a number that does not add up, nor by a former pupil number', async () => {
    expect(
      await claimed({
        nhsNumber: '9990000019',
        nhsNumberVerified: true,
        upn: 'A680400114001',
        formerUpns: ['M680400114001'],
      }),
    ).toEqual({ how: 'UPN', identifiers: { nhsNumber: null, upn: null } })
  })

  it('carries what it says of the child and whether it is protected, and no name finds anybody', async () => {
    const { linked } = await pass([single('care', 'SOCIAL_CARE', { ...record('1'), protectedRecord: true })])
    expect(linked).toMatchObject([
      {
        sourceId: 'care',
        protectedRecord: true,
        anchor: { givenNames: ['Ffion'] },
        identifiers: { nhsNumber: null, upn: null },
      },
    ])
  })
})

describe('a service keyed by NHS number', () => {
  const keyed: AgencySource = { ...source({ id: 'health-wds', agency: 'HEALTH' }), keyedByNhsNumber: true }

  it('is linked under every traced number that another source lists', async () => {
    const { linked } = await pass([keyed, single('health-abuhb', 'HEALTH', record('1', traced))])
    expect(linked.map(({ sourceId, recordId }) => [sourceId, recordId])).toEqual([
      ['health-abuhb', '1'],
      ['health-wds', '9990000018'],
    ])
  })

  it('is not linked under a number that nobody has traced', async () => {
    const { linked } = await pass([keyed, single('health-abuhb', 'HEALTH', record('1', untraced))])
    expect(linked.map(({ sourceId }) => sourceId)).toEqual(['health-abuhb'])
  })
})
