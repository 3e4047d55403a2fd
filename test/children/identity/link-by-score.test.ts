import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { IdentifiedRecord } from '../../../src/adapters/agency.js'
import { NOBODY, addedScores, linkByScore } from '../../../src/children/identity/link-by-score.js'
import { recordKey, type Demographics } from '../../../src/types/child.js'
import { asOwner, testDatabase, type TestDatabase } from '../../support/database.js'
import { number, record as linkable } from '../../store/sample-records.js'
import { NOW, subject } from '../support.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const NAMES =
  'Tegwen Quibell Osian Thrupp Nest Ombler Hedd Ulph Mabli Vaux Ioan Wace Lleu Zeal Anest Yarwood Elfed Quince Morfudd Upjohn Tudur Izzard Rhun Kettle Gwawr Yelland Ifan Oxspring'.split(
    ' ',
  )
let at = 0
/** Somebody whom no other test has. */
function somebody(rest: Partial<Demographics> = {}): Demographics {
  const [given = '', family = ''] = NAMES.slice(at, (at += 2))
  return {
    ...{ givenNames: [given], familyNames: [family], dateOfBirth: `201${at % 9}-03-1${at % 9}`, sex: 'FEMALE' },
    ...{ postcodeSector: 'NP20 9', ...rest },
  }
}
const said = (demographics: Demographics, rest: Partial<IdentifiedRecord> = {}): IdentifiedRecord => ({
  ...{ recordId: randomUUID(), protectedRecord: false, subject: subject({ demographics, uprns: ['100100'] }) },
  ...rest,
})
const link = (records: readonly IdentifiedRecord[], dryRun = false) =>
  linkByScore('charity', records, { store: database.store, now: () => NOW, dryRun })

/** A child whom a number has linked, in the index. */
async function known(demographics: Demographics, nhsNumber = number()): Promise<string> {
  const one = linkable({ nhsNumber })
  const childId = (await database.store.linking.apply([one])).childOf.get(recordKey(one)) ?? ''
  const { sourceId, recordId } = one
  await database.store.identityIndex.refresh([{ childId, sourceId, recordId, demographics, seenAt: NOW.toISOString() }])
  return childId
}

async function reject(review: string, childId: string): Promise<void> {
  const by = { person: 'somebody', role: 'HUB_PRACTITIONER', organisation: 'hub' }
  await database.store.linkReviews.decide(
    { review, childId, outcome: 'REJECTED', by, rationale: 'another child' },
    { caller: 'somebody', key: randomUUID(), act: 'confirmLink', input: {}, at: NOW },
  )
}

const linksOf = async (childId: string) =>
  ((await database.store.children.linksOf([childId])).get(childId) ?? []).filter(
    ({ sourceId }) => sourceId === 'charity',
  )

describe('linking by score', () => {
  it('links a match with its score, model and address, and puts it into the index', async () => {
    const her = somebody()
    const childId = await known(her)
    const one = said(her)
    expect(await link([one])).toEqual({ ...NOBODY, linked: 1 })
    const [made] = await linksOf(childId)
    expect(made).toMatchObject({
      recordId: one.recordId,
      how: 'MODEL',
      modelVersion: 'hafan-2026-11 by sector',
      anchor: her,
    })
    expect(made?.score).toBeGreaterThan(7)
    expect(made?.addressKeys).toHaveLength(1)
    const [found] = await database.store.identityIndex.candidates(her, 1)
    expect(found?.identities.map(({ sourceId }) => sourceId)).toContain('charity')
  })

  it('doubles nothing where two do it at once', async () => {
    const [her, him] = [somebody(), somebody({ sex: 'MALE' })]
    const childId = await known(her)
    await known(him)
    const page = [said(her), said({ ...him, dateOfBirth: null })]
    const [one, other] = await Promise.all([link(page), link(page)])
    expect(addedScores(one, other)).toMatchObject({ proposed: 1, conflicts: 0 })
    expect(await linksOf(childId)).toHaveLength(1)
  })

  it('puts a second record of one system before a person', async () => {
    const her = somebody()
    const childId = await known(her)
    expect(await link([said(her), said(her)])).toEqual({ ...NOBODY, linked: 1, review: 1, proposed: 1 })
    expect(await linksOf(childId)).toHaveLength(1)
    const open = await database.store.linkReviews.open(100, null)
    expect(open.at(-1)?.candidates[0]).toMatchObject({ childId, rule: 'SECOND_RECORD_OF_SOURCE' })
  })

  it('takes no link of its own for evidence', async () => {
    const her = somebody()
    const childId = await known(her)
    const married = { ...her, familyNames: [...her.familyNames, 'Xanthe'], postcodeSector: 'NP44 1' }
    await link([said(married)])
    expect(await linksOf(childId)).toHaveLength(1)
    // Like what was linked by score, and unlike what was linked by number.
    const far = { ...married, familyNames: ['Xanthe'], dateOfBirth: null }
    const judged = await linkByScore('another', [said(far)], { store: database.store, now: () => NOW, dryRun: true })
    expect(judged.linked).toBe(0)
  })

  it('does not ask again what a person has rejected, nor match a protected record by what it says', async () => {
    const her = somebody()
    const childId = await known(her)
    const one = said({ ...her, dateOfBirth: null })
    expect(await link([one])).toMatchObject({ review: 1, proposed: 1 })
    const [review] = (await database.store.linkReviews.open(100, null)).filter(
      ({ recordId }) => recordId === one.recordId,
    )
    await reject(review?.id ?? '', childId)
    expect(await link([one])).toEqual({ ...NOBODY, unmatched: 1 })
    expect(await link([said(her, { protectedRecord: true })])).toEqual({ ...NOBODY, protected: 1 })
    expect(await linksOf(childId)).toEqual([])
  })

  it('matches nobody with a stranger, and writes nothing in a dry run', async () => {
    const her = somebody()
    const childId = await known(her)
    const stranger = {
      ...her,
      givenNames: ['Bohdan'],
      familyNames: ['Melnyk'],
      dateOfBirth: '2004-11-30',
      sex: 'MALE' as const,
    }
    expect(await link([said(stranger)])).toEqual({ ...NOBODY, unmatched: 1 })
    expect(await link([said(her)], true)).toEqual({ ...NOBODY, linked: 1 })
    expect(await linksOf(childId)).toEqual([])
  })

  it('keeps a rejected child as a rival, and links no record that waits for a person', async () => {
    const her = somebody()
    const [one, other] = [await known(her), await known(her)]
    const record = said(her)
    expect(await link([record])).toMatchObject({ review: 1, proposed: 1 })
    const [review] = (await database.store.linkReviews.open(100, null)).filter(
      ({ recordId }) => recordId === record.recordId,
    )
    expect(review).toMatchObject({ kind: 'MANY' })
    await reject(review?.id ?? '', one)
    // As likely as before that it is the other.
    expect(await link([record])).toEqual({ ...NOBODY, review: 1 })
    expect(await linksOf(other)).toEqual([])
    // Where nobody has been asked either.
    await asOwner(database.url, client => client.query('delete from hafan.link_review where id = $1', [review?.id]))
    expect(await link([record])).toEqual({ ...NOBODY, review: 1, proposed: 1 })
    expect(await linksOf(other)).toEqual([])
  })

  /** Links the record of `her`; `meanwhile` is done after its candidates were found, the first `times` that they are. */
  const linkWhile = (record: IdentifiedRecord, meanwhile: () => Promise<unknown>, times = 1) => {
    const { store } = database
    let found = 0
    const candidates = async (...words: Parameters<typeof store.identityIndex.candidates>) => {
      const all = await store.identityIndex.candidates(...words)
      if ((found += 1) <= times) await meanwhile()
      return all
    }
    const identityIndex = { ...store.identityIndex, candidates }
    return linkByScore('charity', [record], { store: { ...store, identityIndex }, now: () => NOW, dryRun: false })
  }

  it('lets other linkers have their turn while it scores, and scores anew until nothing has changed since', async () => {
    const her = somebody()
    const childId = await known(her)
    const turns: number[] = []
    // Were the turn held meanwhile, this would wait for the end of what waits for it.
    const other = async () =>
      turns.push((await database.store.linking.apply([linkable({ nhsNumber: number() })])).linksMade)
    expect(await linkWhile(said(her), other, 3)).toEqual({ ...NOBODY, linked: 1 })
    expect([turns, (await linksOf(childId)).length]).toEqual([[1, 1, 1], 1])
    const never = somebody()
    await known(never)
    expect(await linkWhile(said(never), other, Number.POSITIVE_INFINITY)).toEqual({ ...NOBODY, conflicts: 1 })
  })

  it('does not link what has been put before a person meanwhile', async () => {
    const her = somebody()
    const childId = await known(her)
    const record = said(her)
    const became = await linkWhile(record, () => {
      const about = { sourceId: 'charity', recordId: record.recordId, anchor: her, protectedRecord: false }
      const candidates = [{ childId, bits: 1, probability: 0.5, rule: null, steps: [] }]
      return database.store.linkReviews.propose([{ ...about, kind: 'POSSIBLE', modelVersion: 'a model', candidates }])
    })
    expect(became).toEqual({ ...NOBODY, review: 1 })
    expect(await linksOf(childId)).toEqual([])
  })

  it('asks a person where a number has linked a second record of the system meanwhile, or a rival', async () => {
    const her = somebody()
    const nhsNumber = number()
    const childId = await known(her, nhsNumber)
    const second = linkable({ nhsNumber })
    const linked = await linkWhile(said(her), () => database.store.linking.apply([{ ...second, sourceId: 'charity' }]))
    expect(linked).toEqual({ ...NOBODY, review: 1, proposed: 1 })
    expect((await linksOf(childId)).map(({ recordId }) => recordId)).toEqual([second.recordId])
    const him = somebody({ sex: 'MALE' })
    await known(him)
    expect(await linkWhile(said(him), () => known(him))).toEqual({ ...NOBODY, review: 1, proposed: 1 })
  })

  it('asks a person where what is kept of another child, who may be as like, does not open', async () => {
    const her = somebody()
    const childId = await known(her)
    const other = await known(her)
    const spoil = "update hafan.identity_index set sealed = 'spoilt' where child_id = $1"
    await asOwner(database.url, client => client.query(spoil, [other]))
    const record = said(her)
    expect(await link([record])).toEqual({ ...NOBODY, review: 1, proposed: 1 })
    const waits = (await database.store.linkReviews.open(100, null)).find(one => one.recordId === record.recordId)
    expect(waits?.candidates).toMatchObject([{ childId, rule: 'RIVAL_UNREADABLE' }])
  })
})
