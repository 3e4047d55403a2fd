// What stops to hold once systems merge records or more is known: a person is asked, and nothing is unlinked.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { linkByScoreAgain } from '../../../src/children/identity/link-again.js'
import { proposeMerged } from '../../../src/children/identity/merged.js'
import { recordKey, type Demographics } from '../../../src/types/child.js'
import { testDatabase, type TestDatabase } from '../../support/database.js'
import { number, record as linkable } from '../../store/sample-records.js'
import { NOW, subject } from '../support.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

async function child(anchor: Demographics, sourceId = 'police', protectedRecord = false) {
  const one = linkable({ nhsNumber: number(), sourceId, anchor, protectedRecord })
  const childId = (await database.store.linking.apply([one])).childOf.get(recordKey(one)) ?? ''
  const { recordId } = one
  const seen = { childId, sourceId, recordId, demographics: anchor, seenAt: NOW.toISOString() }
  await database.store.identityIndex.refresh([seen])
  return { childId, name: { sourceId, recordId } }
}
const linksOf = async (childId: string) => (await database.store.children.linksOf([childId])).get(childId) ?? []
const waitingOf = async (name: { readonly sourceId: string; readonly recordId: string }) =>
  (await database.store.linkReviews.open(100, null)).filter(one => recordKey(one) === recordKey(name))

const ANEST: Demographics = {
  ...{ givenNames: ['Anest'], familyNames: ['Yarwood'], dateOfBirth: '2012-03-11', sex: 'FEMALE' },
  postcodeSector: 'NP20 9',
}

describe('two records that a system has merged', () => {
  const merge = async (one: Awaited<ReturnType<typeof child>>, into: Awaited<ReturnType<typeof child>>) => {
    const { store } = database
    expect(await store.linking.relink('police', one.name.recordId, into.name.recordId)).toBe('OTHER_CHILD')
    const [link] = await linksOf(one.childId)
    if (!link) throw new Error('the first child has a link')
    await proposeMerged(link, into.name, { anchor: ANEST, protectedRecord: false }, store)
  }

  it('and that are two children’s wait for a person, once, with both links as they were', async () => {
    const [one, other] = [await child(ANEST), await child(ANEST)]
    await merge(one, other)
    await merge(one, other)
    const [review, second] = await waitingOf(other.name)
    expect([review?.kind, second]).toEqual(['CONFLICT', undefined])
    expect(new Set(review?.candidates.map(({ childId, rule }) => `${rule ?? ''} ${childId}`))).toEqual(
      new Set([`MERGED ${one.childId}`, `MERGED ${other.childId}`]),
    )
    expect([(await linksOf(one.childId)).length, (await linksOf(other.childId)).length]).toEqual([1, 1])
  })

  it('are put before nobody where a record of either child is protected', async () => {
    const [one, other] = [await child(ANEST), await child(ANEST, 'police', true)]
    await merge(one, other)
    expect(await waitingOf(other.name)).toEqual([])
  })
})

describe('a link that a score made, looked at again', () => {
  it('stays and waits for nobody while it would be made now, and waits for a person and stays once it would not', async () => {
    const { store } = database
    const her = { ...ANEST, givenNames: ['Morfudd'], familyNames: ['Upjohn'] }
    const { childId } = await child(her, 'health')
    const record = { recordId: '1', protectedRecord: false, subject: subject({ demographics: her }) }
    const deps = { store, now: () => NOW, dryRun: false }
    expect(await linkByScoreAgain('charity', [record], deps)).toMatchObject({ linked: 1 })
    const again = () => linkByScoreAgain('charity', [], deps, [{ record, childId }])
    expect(await again()).toMatchObject({ inQuestion: 0, proposed: 0 })
    // Another child, as like as the first.
    const rival = await child(her, 'health')
    expect(await again()).toMatchObject({ inQuestion: 1, proposed: 1 })
    const [review] = await waitingOf({ sourceId: 'charity', recordId: '1' })
    expect(review?.kind).toBe('CONFLICT')
    expect(review?.candidates.map(one => one.childId).toSorted()).toEqual([childId, rival.childId].toSorted())
    expect(review?.candidates.find(one => one.childId === childId)?.rule).toBe('NO_LONGER_MATCHES')
    expect((await linksOf(childId)).map(({ sourceId }) => sourceId)).toContain('charity')
    expect(await again()).toMatchObject({ proposed: 0 })
  })
})
