import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { recordKey } from '../../src/types/child.js'
import { testDatabase, type TestDatabase } from '../support/database.js'
import { ffion, number, record } from './sample-records.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

describe('relinking', () => {
  it('moves a link to the id the source answers under now', async () => {
    const { linking, children } = database.store
    const one = record({ nhsNumber: number() })
    const childId = (await linking.apply([one])).childOf.get(recordKey(one)) ?? ''
    const renamed = number()
    expect(await linking.relink(one.sourceId, one.recordId, renamed)).toBe('RELINKED')
    expect(await linking.relink(one.sourceId, one.recordId, renamed)).toBe('RELINKED')
    expect((await children.linksOf([childId])).get(childId)).toMatchObject([{ recordId: renamed, anchor: ffion }])
  })

  it('lets go of the old one when both are the child’s', async () => {
    const { linking, children } = database.store
    const nhsNumber = number()
    const pair = [record({ nhsNumber }), record({ nhsNumber })] as const
    const childId = (await linking.apply(pair)).childOf.get(recordKey(pair[0])) ?? ''
    expect(await linking.relink(pair[0].sourceId, pair[0].recordId, pair[1].recordId)).toBe('RELINKED')
    expect((await children.linksOf([childId])).get(childId)).toMatchObject([{ recordId: pair[1].recordId }])
  })

  it('does not merge two children', async () => {
    const { linking, children } = database.store
    const pair = [record({ nhsNumber: number() }), record({ nhsNumber: number() })] as const
    await linking.apply(pair)
    expect(await linking.relink(pair[0].sourceId, pair[0].recordId, pair[1].recordId)).toBe('OTHER_CHILD')
    expect((await children.byRecord(pair)).size).toBe(2)
  })

  it('says so when nothing is linked under the old id', async () => {
    expect(await database.store.linking.relink('health-abuhb', number(), number())).toBe('NOT_LINKED')
  })
})

describe('the linking pass', () => {
  it('goes on where it was, and knows when it has finished', async () => {
    const { linkingProgress } = database.store
    const source = number()
    expect(await linkingProgress.of(source)).toEqual({ cursor: null, doneAt: null })
    await linkingProgress.reached(source, 'page 2')
    expect(await linkingProgress.of(source)).toEqual({ cursor: 'page 2', doneAt: null })
    await linkingProgress.reached(source, null)
    expect(await linkingProgress.of(source)).toEqual({ cursor: null, doneAt: expect.any(String) })
  })
})

describe('what was last confirmed', () => {
  it('is remembered by caller, and forgotten when it ended', async () => {
    const { linking, confirmations } = database.store
    const [childId = ''] = (await linking.apply([record({ nhsNumber: number() })])).childOf.values()
    const related = [
      { childId, relationship: 'ENROLLED' },
      { childId, relationship: 'TEAM' },
    ] as const
    await confirmations.remember('caller', related, new Date('2026-11-02T08:00:00Z'))
    await confirmations.remember('caller', related.slice(0, 1), new Date('2026-11-01T08:00:00Z'))
    await confirmations.forget('caller', related.slice(1))
    expect([...(await confirmations.ofCaller('caller', [childId, randomUUID()]))]).toEqual([
      [childId, [{ relationship: 'ENROLLED', confirmedAt: '2026-11-02T08:00:00.000Z' }]],
    ])
    expect((await confirmations.ofCaller('another', [childId])).size).toBe(0)
  })

  it('of an episode is the latest answer of each source', async () => {
    const { linking, episodeStates } = database.store
    const [childId = ''] = (await linking.apply([record({ nhsNumber: number() })])).childOf.values()
    const said = (open: boolean) => [{ childId, sourceId: 'police-gwent', open, since: null, lapsesAt: null }]
    await episodeStates.remember(said(true), new Date('2026-11-02T08:00:00Z'))
    await episodeStates.remember(said(false), new Date('2026-11-02T07:00:00Z'))
    expect((await episodeStates.of([childId])).get(childId)).toEqual([
      { sourceId: 'police-gwent', open: true, since: null, lapsesAt: null, confirmedAt: '2026-11-02T08:00:00.000Z' },
    ])
  })

  it('is closed, of two answers as close together as operations can carry them, whichever came last', async () => {
    const { linking, episodeStates } = database.store
    const at = (second: number): Date => new Date(Date.UTC(2026, 10, 2, 8, 0, second))
    for (const order of [
      [true, false],
      [false, true],
    ]) {
      const [childId = ''] = (await linking.apply([record({ nhsNumber: number() })])).childOf.values()
      const said = (open: boolean) => [{ childId, sourceId: 'police-gwent', open, since: null, lapsesAt: null }]
      const openNow = async () => (await episodeStates.of([childId])).get(childId)?.[0]?.open
      for (const open of order) await episodeStates.remember(said(open), at(open ? 5 : 1))
      expect(await openNow()).toBe(false)
      await episodeStates.remember(said(true), at(40))
      expect(await openNow()).toBe(true)
    }
  })

  it('ends when another source says that it is over, until its own says open again', async () => {
    const { linking, episodeStates } = database.store
    const [childId = ''] = (await linking.apply([record({ nhsNumber: number() })])).childOf.values()
    const one = { childId, sourceId: 'police-gwent' }
    const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 2, 8, minute))
    const lapses = async () => (await episodeStates.of([childId])).get(childId)?.[0]?.lapsesAt
    await episodeStates.remember([{ ...one, open: true, since: null, lapsesAt: null }], at(0))
    await episodeStates.lapse([one], at(10))
    await episodeStates.lapse([one], at(20))
    expect(await lapses()).toBe(at(10).toISOString())
    await episodeStates.remember([{ ...one, open: true, since: null, lapsesAt: null }], at(30))
    expect(await lapses()).toBeNull()
  })
})

describe('many who answer about the same children at once', () => {
  it('never wait for each other in a circle', async () => {
    const { linking, episodeStates } = database.store
    const records = Array.from({ length: 12 }, () => record({ nhsNumber: number() }))
    const { childOf } = await linking.apply(records)
    const states = [...childOf.values()].flatMap(childId =>
      ['police-gwent', 'social-care-torfaen', 'social-care-newport'].map(sourceId => ({
        childId,
        sourceId,
        open: true,
        since: null,
        lapsesAt: null,
      })),
    )
    const orders = Array.from({ length: 80 }, (_, nth) => [...states.slice(nth % 36), ...states.slice(0, nth % 36)])
    const subsets = orders.map((order, nth) => order.slice(0, 5 + (nth % 30)))
    const at = new Date()
    const done = await Promise.allSettled(
      subsets.map((subset, nth) =>
        nth % 3 === 0 ? episodeStates.lapse(subset, at) : episodeStates.remember(subset, at),
      ),
    )
    expect(done.flatMap(one => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([])
  })
})
