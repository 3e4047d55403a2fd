import { describe, expect, it } from '@jest/globals'
import type { Reading } from '../../../src/adapters/agency.js'
import { learnFrom, rememberAll } from '../../../src/server/operation/learn.js'
import type { RelinkResult } from '../../../src/store/linking.js'
import type { Link } from '../../../src/types/child.js'
import { read, subject } from '../../children/support.js'

const link: Link = {
  ...{ childId: 'one', sourceId: 'police-gwent', recordId: 'old', how: 'NHS_NUMBER', confirmedBy: null, anchor: null },
  ...{ confirmedAt: '2026-01-01T00:00:00.000Z', protectedRecord: false },
}

async function learn(reading: Reading, became: RelinkResult): Promise<readonly [boolean, readonly string[]]> {
  const done: string[] = []
  const say = (what: string) => () => Promise.resolve(void done.push(what))
  const linking = {
    ...{ protect: say('protect'), livesAt: say('livesAt') },
    relink: () => Promise.resolve(became),
    apply: () => Promise.reject(new Error('nothing is linked')),
    foresee: () => Promise.reject(new Error('nothing is linked')),
  }
  const refreshIndex = { note: () => void done.push('index') }
  // A protected record is put before nobody: whom it was merged with would tell who the child was.
  const unasked = () => Promise.reject(new Error('nobody is asked'))
  const children = { byId: unasked, byIdentifier: unasked, linksOf: unasked, byRecord: () => Promise.resolve(new Map([['', 'other']])) } // prettier-ignore
  const linkReviews = { propose: unasked, rejectedFor: unasked, open: unasked, byId: unasked, decide: unasked }
  return [await learnFrom(link, reading, { store: { linking, children, linkReviews }, refreshIndex }), done]
}

const merged = read({}, { recordId: 'new', protectedRecord: true, subject: subject({ uprns: ['100100'] }) })

describe('what a merged record teaches', () => {
  it('is the child’s where the link went with it', async () => {
    expect(await learn(merged, 'RELINKED')).toEqual([true, ['livesAt', 'protect', 'index']])
  })

  it.each(['OTHER_CHILD', 'REJECTED_BEFORE'] as const)(
    'is nothing, and not the child’s, where it is %s',
    async became => {
      expect(await learn(merged, became)).toEqual([false, []])
    },
  )

  it('is not asked of the store where the id is the old one', async () => {
    expect(await learn({ ...merged, recordId: 'old' }, 'OTHER_CHILD')).toEqual([true, ['livesAt', 'protect', 'index']])
  })
})

it('of a relationship that was confirmed within the last minute is not written again', async () => {
  const now = new Date('2026-11-02T08:00:00Z')
  const before = (seconds: number): string => new Date(now.getTime() - seconds * 1000).toISOString()
  const written: unknown[] = []
  const done = (): Promise<void> => Promise.resolve()
  const store = {
    confirmations: {
      ...{ forget: done, ofCaller: () => Promise.reject(new Error('nobody asks')) },
      remember: (_caller: string, related: readonly unknown[]) => Promise.resolve(void written.push(...related)),
    },
    episodeStates: { remember: done, lapse: done, of: () => Promise.reject(new Error('nobody asks')) },
    linking: {
      ...{ protect: done, livesAt: done, relink: () => Promise.reject(new Error('nobody merges')) },
      apply: () => Promise.reject(new Error('nothing is linked')),
      foresee: () => Promise.reject(new Error('nothing is linked')),
    },
  }
  const of = (childId: string) =>
    ({ childId, held: ['HUB_CASE', 'TEAM'], ended: [], episodes: [], overtaken: [], flagged: [] }) as const
  const known = [
    { id: 'lately', confirmed: [{ relationship: 'HUB_CASE', confirmedAt: before(59) }] },
    { id: 'before', confirmed: [{ relationship: 'HUB_CASE', confirmedAt: before(60) }] },
    null,
  ] as const
  await rememberAll('caller', [of('lately'), of('before')], store, now, known)
  expect(written).toEqual([
    { childId: 'lately', relationship: 'TEAM' },
    { childId: 'before', relationship: 'HUB_CASE' },
    { childId: 'before', relationship: 'TEAM' },
  ])
})
