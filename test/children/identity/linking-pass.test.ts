import { describe, expect, it } from '@jest/globals'
import type { AgencyKind } from '../../../src/types/index.js'
import { SourceFault } from '../../../src/adapters/transport.js'
import { source, subject } from '../support.js'
import { listing, pass, record, single, traced, untraced } from './passes.js'

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
    const broken = listing('broken', 'HEALTH', {
      start: { records: [record('1')], next: 'gone' },
      gone: new SourceFault('UNREACHABLE'),
    })
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
      untraced: 0,
      done: false,
      failed: true,
      code: 'UNREACHABLE',
    })
  })

  it('ends when it is told to', async () => {
    const stopped = AbortSignal.abort()
    expect((await pass([single('schools', 'EDUCATION', record('1'))], { signal: stopped })).linked).toEqual([])
  })

  it('does not wait for another try once it is told to end, and takes that for no failure', async () => {
    const stopping = new AbortController()
    let tries = 0
    const broken = {
      ...source({ id: 'broken', agency: 'HEALTH' }),
      list: () => {
        tries += 1
        setImmediate(() => stopping.abort())
        return Promise.reject(new SourceFault('UNREACHABLE'))
      },
    }
    const { said } = await pass([broken], { signal: stopping.signal })
    expect([tries, said]).toEqual([1, []])
  })

  it('reads no further page once another may be at the source', async () => {
    const pages = { start: { records: [record('1')], next: 'two' }, two: { records: [record('2')], next: null } }
    let asked = 0
    const held = () => ((asked += 1) === 1 ? Promise.resolve() : Promise.reject(new Error('lost')))
    await expect(pass([listing('schools', 'EDUCATION', pages)], { held })).rejects.toThrow('lost')
    expect(asked).toBe(2)
  })

  it('tells how many were linked and whether that was all', async () => {
    const { said } = await pass([single('schools', 'EDUCATION', record('1'), record('2'))])
    expect(said).toEqual([
      { sourceId: 'schools', records: 2, linked: 2, standing: 2, conflicts: 0, untraced: 0, done: true, failed: false },
    ])
  })
})

describe('a backfill by number', () => {
  const finished = { schools: { cursor: null, doneAt: '2026-03-01T00:00:00.000Z' } }

  it('goes again through what a first start has finished, with a cursor of its own', async () => {
    const pages = { start: { records: [record('1')], next: 'two' }, two: { records: [record('2')], next: null } }
    const backfill = { byScore: null, dryRun: false }
    const { reached, indexed } = await pass([listing('schools', 'EDUCATION', pages)], { progress: finished, backfill })
    expect(indexed.map(({ recordId }) => recordId)).toEqual(['1', '2'])
    expect(reached).toEqual([
      ['schools:numbers', 'two'],
      ['schools:numbers', null],
      ['schools', null],
    ])
  })

  it('begins again where the place kept is no longer good', async () => {
    const pages = { start: { records: [record('1')], next: null }, old: new SourceFault('SOURCE_ERROR') }
    const backfill = { byScore: null, dryRun: false, fromStart: true }
    const progress = { 'schools:numbers': { cursor: 'old', doneAt: null } }
    const { said } = await pass([listing('schools', 'EDUCATION', pages)], { progress, backfill })
    expect(said.at(-1)).toMatchObject({ records: 1, done: true, failed: false })
  })

  it('counts whose number nobody has traced yet', async () => {
    const care = single('care', 'SOCIAL_CARE', record('1', untraced), record('2', traced), record('3'))
    expect((await pass([care])).said.at(-1)).toMatchObject({ untraced: 1 })
    expect((await pass([care], { known: ['9990000018'] })).said.at(-1)).toMatchObject({ untraced: 0 })
  })
})
