// Passes over invented sources, with a store that remembers what it was told.
import type { AgencySource, IdentifiedRecord, Subject } from '../../../src/adapters/agency.js'
import { linkingPass } from '../../../src/children/identity/linking-pass.js'
import type { Backfill, PassProgress } from '../../../src/children/identity/linking-pass.js'
import type { IndexedIdentity } from '../../../src/store/identity-index.js'
import type { LinkableRecord } from '../../../src/store/linking-records.js'
import type { Progress } from '../../../src/store/linking-progress.js'
import type { Store } from '../../../src/store/open.js'
import { recordKey } from '../../../src/types/child.js'
import type { AgencyKind } from '../../../src/types/index.js'
import { nobodyCalls, source, subject } from '../support.js'

export const record = (recordId: string, rest: Partial<Subject> = {}): IdentifiedRecord => ({
  recordId,
  subject: subject(rest),
  protectedRecord: false,
})

type Page = { records: readonly IdentifiedRecord[]; next: string | null }

/** A source of these pages, by cursor; `start` is the first. A page that is an error cannot be read. */
export function listing(id: string, agency: AgencyKind, pages: Readonly<Record<string, Page | Error>>): AgencySource {
  return {
    ...source({ id, agency }),
    list: page => {
      const found = pages[page ?? 'start'] ?? new Error('no such page')
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found)
    },
  }
}

export const single = (id: string, agency: AgencyKind, ...records: IdentifiedRecord[]): AgencySource =>
  listing(id, agency, { start: { records, next: null } })

const nobodyWaits: Store['linkReviews'] = {
  propose: () => Promise.reject(new Error('nothing is in conflict')),
  rejectedFor: () => Promise.resolve(new Map()),
  open: () => Promise.resolve([]),
  byId: () => Promise.resolve(null),
  decide: () => Promise.reject(new Error('nobody decides')),
}

export async function pass(
  sources: readonly AgencySource[],
  {
    known = [],
    progress = {},
    signal = new AbortController().signal,
    backfill,
    held,
  }: {
    known?: readonly string[]
    progress?: Record<string, Progress>
    signal?: AbortSignal
    backfill?: Backfill
    held?: () => Promise<void>
  } = {},
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
              anchors: new Map(),
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
          candidatesOfEach: () => Promise.resolve([]),
        },
        linkReviews: nobodyWaits,
        linkingProgress: {
          alone: (_, work) => work(() => Promise.resolve()),
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
      ...(backfill && { backfill }),
      ...(held && { held }),
    },
  )
  return { linked, reached, said, indexed }
}

export const traced = { nhsNumber: '9990000018', nhsNumberVerified: true }
export const untraced = { nhsNumber: '9990000018', nhsNumberVerified: false }
