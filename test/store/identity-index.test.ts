import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { IndexedIdentity } from '../../src/store/identity-index.js'
import { recordKey, type Demographics } from '../../src/types/child.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { number, record } from './sample-records.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const said = (given: string, family: string, dateOfBirth: string | null = '2011-03-12'): Demographics => ({
  ...{ givenNames: [given], familyNames: [family], dateOfBirth, sex: 'FEMALE', postcodeSector: 'NP20 9' },
})
const rows = async (): Promise<unknown[]> =>
  (
    await asOwner(database.url, client =>
      client.query<object>('select *, xmin from hafan.identity_index order by 1, 2'),
    )
  ).rows

/** A child with one linked record, in the index. */
async function indexed(demographics: Demographics, seenAt = '2026-01-01T00:00:00.000Z'): Promise<IndexedIdentity> {
  const one = record({ nhsNumber: number() })
  const childId = (await database.store.linking.apply([one])).childOf.get(recordKey(one)) ?? ''
  const entry = { childId, sourceId: one.sourceId, recordId: one.recordId, demographics, seenAt }
  await database.store.identityIndex.refresh([entry])
  return entry
}

describe('the identity index', () => {
  it('finds a child by what a record said of them, with a slip, and gives it back as it was', async () => {
    const entry = await indexed(said('Tegwen', 'Quibell'))
    const found = await database.store.identityIndex.candidates(said('Tegwin', 'Quibell', '2011-12-03'), 5)
    expect(found[0]).toMatchObject({ childId: entry.childId, identities: [entry] })
  })

  it('answers several at once as each by itself, and has a record that is in two lists as one object', async () => {
    await indexed(said('Morwen', 'Quaye'))
    await indexed(said('Morwen', 'Trahaearn', null))
    const { identityIndex } = database.store
    const asked = [said('Morwen', 'Quaye'), said('', '', null), { ...said('Morwen', 'Quaye'), postcodeSector: null }]
    const lists = await identityIndex.candidatesOfEach(asked, 5)
    expect(lists).toEqual(await Promise.all(asked.map(one => identityIndex.candidates(one, 5))))
    expect(lists.map(({ length }) => length > 0)).toEqual([true, false, true])
    expect(lists[0]?.[0]?.identities[0]).toBe(lists[2]?.[0]?.identities[0])
    expect(await identityIndex.candidatesOfEach([], 5)).toEqual([])
  })

  it('writes nothing when the same is read again, and what is new when it is not', async () => {
    const entry = await indexed(said('Osian', 'Thrupp'))
    const before = await rows()
    const { identityIndex } = database.store
    await identityIndex.refresh([{ ...entry, seenAt: '2026-02-01T00:00:00.000Z' }])
    expect(await rows()).toEqual(before)
    const married = { ...entry, demographics: said('Osian', 'Zeal'), seenAt: '2026-02-01T00:00:00.000Z' }
    await identityIndex.refresh([married])
    expect((await identityIndex.candidates(said('Osian', 'Zeal'), 1))[0]?.identities).toEqual([married])
    // An answer that was on its way for longer does not take the newer one's place.
    await identityIndex.refresh([entry])
    expect((await identityIndex.candidates(said('Osian', 'Zeal'), 1))[0]?.identities).toEqual([married])
  })

  it('forgets what a record said, and nothing of another', async () => {
    const [gone, stays] = [await indexed(said('Heulwen', 'Vosper')), await indexed(said('Heulwen', 'Vosper'))]
    const { identityIndex } = database.store
    await identityIndex.forget([gone, { ...gone, recordId: 'unknown' }])
    const found = await identityIndex.candidates(said('Heulwen', 'Vosper'), 5)
    const ids = found.map(({ childId }) => childId)
    expect([ids.includes(stays.childId), ids.includes(gone.childId)]).toEqual([true, false])
  })

  it('takes one of two entries of a record, and none of a record that is not linked to the child', async () => {
    const entry = await indexed(said('Nest', 'Ombler'))
    const before = await rows()
    await database.store.identityIndex.refresh([
      { ...entry, recordId: 'unknown' },
      { ...entry, childId: randomUUID(), demographics: said('Nest', 'Other') },
    ])
    expect(await rows()).toEqual(before)
    const later = { ...entry, seenAt: '2026-03-01T00:00:00.000Z' }
    await database.store.identityIndex.refresh([
      { ...later, demographics: said('Nest', 'First') },
      { ...later, demographics: said('Nest', 'Second') },
    ])
    expect((await database.store.identityIndex.candidates(said('Nest', 'Second'), 1))[0]?.childId).toBe(entry.childId)
  })

  it('goes with the link, and follows it to a new id', async () => {
    const entry = await indexed(said('Gwenfair', 'Ystwyth'))
    const renamed = `${entry.recordId}-new`
    await database.store.linking.relink(entry.sourceId, entry.recordId, renamed)
    const after = await database.store.identityIndex.candidates(said('Gwenfair', 'Ystwyth'), 1)
    expect(after[0]?.identities).toEqual([{ ...entry, recordId: renamed }])
    await asOwner(database.url, client => client.query('delete from hafan.link where record_id = $1', [renamed]))
    const gone = await database.store.identityIndex.candidates(said('Gwenfair', 'Ystwyth'), 5)
    expect(gone.map(({ childId }) => childId)).not.toContain(entry.childId)
    expect(JSON.stringify(await rows())).not.toContain(renamed)
  })

  it('has nothing that can be read, and a record that was moved to another child costs a search that child alone', async () => {
    const [one, other] = [await indexed(said('Rhiannwen', 'Vaux')), await indexed(said('Peredur', 'Wace'))]
    const dump = await asOwner(database.url, async client => {
      const { rows: texts } = await client.query<{ text: string }>(
        'select identity_index::text as text from hafan.identity_index',
      )
      return texts.map(({ text }) => text).join('\n')
    })
    for (const word of ['Rhiannwen', 'Vaux', '2011-03-12', 'NP20', 'FEMALE']) {
      expect(dump).not.toContain(word)
      expect(dump).not.toContain(Buffer.from(word).toString('hex'))
    }
    const move =
      'update hafan.identity_index set sealed = (select sealed from hafan.identity_index where child_id = $1) where child_id = $2'
    await asOwner(database.url, client => client.query(move, [one.childId, other.childId]))
    const third = await indexed(said('Peredur', 'Wace'))
    const found = await database.store.identityIndex.candidates(said('Peredur', 'Wace'), 5)
    expect(found.find(({ childId }) => childId === other.childId)).toMatchObject({ identities: [], unreadable: true })
    expect(found.find(({ childId }) => childId === third.childId)?.identities).toEqual([third])
    await asOwner(database.url, client =>
      client.query('delete from hafan.identity_index where child_id = $1', [other.childId]),
    )
  })

  it('asks nothing where nothing was said, and keeps to the number asked for', async () => {
    const nothing = { givenNames: [], familyNames: [], dateOfBirth: null, sex: null, postcodeSector: null }
    expect(await database.store.identityIndex.candidates(nothing, 5)).toEqual([])
    for (let nth = 0; nth < 4; nth += 1) await indexed(said('Hedd', 'Ulph'))
    expect(await database.store.identityIndex.candidates(said('Hedd', 'Ulph'), 3)).toHaveLength(3)
  })

  it('opens a bounded number of records, of whole children and of the same ones, however many have the name', async () => {
    const numbers = Array.from({ length: 300 }, () => number())
    const page = ['health-abuhb', 'wonde-newport', 'charity'].flatMap(sourceId =>
      numbers.map(nhsNumber => record({ nhsNumber, sourceId })),
    )
    const { childOf } = await database.store.linking.apply(page)
    const { identityIndex } = database.store
    const entries = page.map(({ sourceId, recordId }) => ({
      ...{ sourceId, recordId, childId: childOf.get(recordKey({ sourceId, recordId })) ?? '' },
      ...{ demographics: said('Nia', 'Xanthe'), seenAt: '2026-01-01T00:00:00.000Z' },
    }))
    await identityIndex.refresh(entries)
    const found = await identityIndex.candidates(said('Nia', 'Xanthe'), 450)
    const opened = found.flatMap(({ identities }) => identities)
    expect(opened.length).toBeGreaterThan(300)
    expect(opened.length).toBeLessThanOrEqual(500)
    // 400 records that the tokens led to, in the order of the children; the last of them is given whole.
    const all = new Set(entries.map(({ childId }) => childId))
    const own = found.filter(({ childId }) => all.has(childId))
    expect(own.map(({ childId }) => childId)).toEqual([...all].sort().slice(0, own.length))
    for (const { identities } of own) expect(identities).toHaveLength(3)
    // Written anew, they lie elsewhere on disk.
    await asOwner(database.url, client =>
      client.query('update hafan.identity_index set seen_at = now() where source_id = $1', ['charity']),
    )
    const again = await identityIndex.candidates(said('Nia', 'Xanthe'), 450)
    expect(again.map(({ childId }) => childId)).toEqual(found.map(({ childId }) => childId))
  })

  it('is led by what a score has linked only where that may count', async () => {
    const entry = await indexed(said('Heulwen', 'Ombler'))
    const asked = said('Bleddyn', 'Zeal', '2014-01-09')
    const { identityIndex, scoreLinks } = database.store
    const [sourceId, recordId] = ['charity', number()]
    const about = { sourceId, recordId, childId: entry.childId, anchor: asked, protectedRecord: false }
    const made = { how: 'MODEL', score: 9, modelVersion: 'a model', by: null } as const
    expect(await scoreLinks.link({ ...about, ...made }, await scoreLinks.lookedAt())).toBe('LINKED')
    await identityIndex.refresh([{ ...entry, sourceId, recordId, demographics: asked }])
    const led = async (by: 'ANY' | 'VOUCHED_FOR') =>
      (await identityIndex.candidates(asked, 5, by)).map(({ childId }) => childId)
    expect(await led('ANY')).toContain(entry.childId)
    expect(await led('VOUCHED_FOR')).not.toContain(entry.childId)
  })
})
