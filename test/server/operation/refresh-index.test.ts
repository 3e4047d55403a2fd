import { describe, expect, it } from '@jest/globals'
import { createIndexRefresh } from '../../../src/server/operation/refresh-index.js'
import type { IndexedIdentity } from '../../../src/store/identity-index.js'
import type { Link, RecordName } from '../../../src/types/child.js'
import { NOW, read, subject } from '../../children/support.js'

const link = (recordId: string): Link => ({
  ...{ childId: 'a child', sourceId: 'police-gwent', recordId, how: 'PERSON', confirmedAt: NOW.toISOString() },
  ...{ confirmedBy: 'somebody', protectedRecord: false, anchor: null },
})
const said = (recordId: string) => read({}, { recordId, subject: subject({}) })

/** An index whose every write waits for `open`, and fails where told to. */
function slow({ fails = false, most }: { fails?: boolean; most?: number } = {}) {
  const written: (readonly IndexedIdentity[])[] = []
  const gone: RecordName[] = []
  const faults: unknown[] = []
  let open: () => void = () => undefined
  const gate = new Promise<void>(resolve => {
    open = resolve
  })
  const refresh = createIndexRefresh({
    index: {
      forget(records) {
        gone.push(...records)
        return Promise.resolve()
      },
      async refresh(entries) {
        await gate
        written.push(entries)
        if (fails) throw new Error('the database is away')
      },
    },
    now: () => NOW,
    onFault: error => faults.push(error),
    ...(most === undefined ? {} : { most }),
  })
  return { refresh, written, gone, faults, open: () => open() }
}

describe('what reads say of children', () => {
  it('is written behind the answer, and stopping waits for it', async () => {
    const { refresh, written, open } = slow()
    refresh.note(link('old id'), said('new id'))
    expect(written).toEqual([])
    const stopped = refresh.stop()
    open()
    await stopped
    const { demographics } = subject({})
    const [childId, sourceId, seenAt] = ['a child', 'police-gwent', NOW.toISOString()]
    expect(written).toEqual([[{ childId, sourceId, recordId: 'new id', demographics, seenAt }]])
  })

  it('is taken back where the record is locked now', async () => {
    const { refresh, gone, written, open } = slow()
    open()
    refresh.note(link('a record'), { kind: 'locked' })
    await refresh.stop()
    expect(gone.map(({ recordId }) => recordId)).toEqual(['a record'])
    expect(written.flat()).toEqual([])
  })

  it('waits in bounds, each record once', async () => {
    const { refresh, written, open } = slow({ most: 3 })
    for (let nth = 0; nth < 100; nth += 1) refresh.note(link(String(nth % 10)), said(String(nth % 10)))
    open()
    await refresh.stop()
    // The first was being written already.
    expect(
      written
        .flat()
        .map(({ recordId }) => recordId)
        .sort(),
    ).toEqual(['0', '1', '2', '3'])
  })

  it('costs nobody an answer where it cannot be written, and the next is tried', async () => {
    const { refresh, written, faults, open } = slow({ fails: true })
    refresh.note(link('1'), said('1'))
    open()
    await refresh.stop()
    refresh.note(link('2'), said('2'))
    await refresh.stop()
    expect([written.length, faults.length]).toEqual([2, 2])
  })

  it.each([
    ['nothing was read', { kind: 'nothing' } as const],
    ['it is old news', read({}, { subject: subject({}), stale: true })],
    ['the source says nothing of whom', read({}, { subject: null })],
    [
      'the record has no name',
      read(
        {},
        { subject: subject({ demographics: { ...subject({}).demographics, givenNames: [], familyNames: [] } }) },
      ),
    ],
  ])('is left alone where %s', async (_, reading) => {
    const { refresh, written, open } = slow()
    refresh.note(link('1'), reading)
    open()
    await refresh.stop()
    expect(written).toEqual([])
  })
})
