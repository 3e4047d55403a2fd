import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { TakingBack } from '../../src/store/link-undo.js'
import { recordKey, type RecordName } from '../../src/types/child.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { ffion, number, record } from './sample-records.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const by = { person: 'https://idp\nhub-1', role: 'HUB_PRACTITIONER', organisation: 'hub-gwent' }
const sent = (act: string) => ({ caller: by.person, act, key: randomUUID(), input: { act }, at: new Date() })
const rationale = 'His sister, who went to the same school.'
const tell = () => []

async function child() {
  const one = record({ nhsNumber: number() })
  const childId = (await database.store.linking.apply([one])).childOf.get(recordKey(one)) ?? ''
  return { sourceId: one.sourceId, recordId: one.recordId, childId }
}
async function inDoubt(childIds: readonly string[]) {
  const made = { sourceId: 'social-care-newport', recordId: number() }
  const candidates = childIds.map(childId => ({ childId, bits: 3.5, probability: 0.9, rule: null, steps: [] }))
  const about = { ...made, kind: 'MANY', anchor: ffion, protectedRecord: false, modelVersion: 'test' } as const
  await database.store.linkReviews.propose([{ ...about, candidates }])
  return made
}
const waiting = async (name: RecordName) =>
  (await database.store.linkReviews.open(1_000, null)).find(one => recordKey(one) === recordKey(name))
const decide = (review: string, childId: string, outcome: 'CONFIRMED' | 'REJECTED') =>
  database.store.linkReviews.decide({ review, childId, outcome, by, rationale }, sent('confirmLink'))
const unlink = (name: RecordName & { childId: string }) =>
  database.store.linkChanges.unlink({ ...name, by, rationale, tell }, sent('unlink'))
const takeBack = (changeId: string, more: Partial<TakingBack> = {}) =>
  database.store.linkChanges.takeBack({ changeId, by, tell, since: () => null, ...more }, sent('confirmLink'))

describe('a rejection taken back', () => {
  it('leaves the record to wait as before, and a machine may link the two again', async () => {
    const { linkReviews, linkChanges } = database.store
    const { childId } = await child()
    const made = await inDoubt([childId])
    const review = (await waiting(made))?.id ?? ''
    const { id } = await decide(review, childId, 'REJECTED')
    expect(await waiting(made)).toBeUndefined()
    await takeBack(id)
    expect((await waiting(made))?.candidates.map(one => one.childId)).toEqual([childId])
    expect((await linkReviews.rejectedFor(made.sourceId, [made.recordId])).size).toBe(0)
    const link = { ...made, childId, how: 'MODEL' as const, score: 12, modelVersion: '1', by: null, anchor: ffion }
    expect(await linkChanges.link({ ...link, protectedRecord: false })).toBe('LINKED')
  })

  it('is of that candidate alone, whatever was said of the others since', async () => {
    const [one, other] = [(await child()).childId, (await child()).childId]
    const made = await inDoubt([one, other])
    const review = (await waiting(made))?.id ?? ''
    const { id } = await decide(review, one, 'REJECTED')
    await decide(review, other, 'REJECTED')
    await takeBack(id)
    expect((await waiting(made))?.candidates.map(({ childId }) => childId)).toEqual([one])
    await decide(review, one, 'CONFIRMED')
    await expect(takeBack(id)).rejects.toMatchObject({ code: 'ALREADY_DECIDED' })
  })
})

describe('what was decided since', () => {
  it('keeps an older unlinking from bringing back a flag that is no longer so', async () => {
    const { linking, children } = database.store
    const name = await child()
    const first = await unlink(name)
    await takeBack(first.id)
    await expect(takeBack(first.id)).rejects.toMatchObject({ code: 'ALREADY_DECIDED' })
    await linking.protect(name.sourceId, name.recordId)
    const second = await unlink(name)
    await expect(takeBack(first.id)).rejects.toMatchObject({ code: 'ALREADY_DECIDED' })
    await takeBack(second.id)
    expect((await children.linksOf([name.childId])).get(name.childId)).toMatchObject([{ protectedRecord: true }])
  })

  it('is told of a change before it is taken back: whose it was, and whether the record was a protected one', async () => {
    const { linking, linkChanges } = database.store
    const name = await child()
    await linking.protect(name.sourceId, name.recordId)
    const { id } = await unlink(name)
    expect(await linkChanges.decided(id)).toEqual({
      ...{ ...name, protectedRecord: true },
      comesBack: [{ sourceId: name.sourceId, recordId: name.recordId, protectedRecord: true }],
    })
    expect(await linkChanges.decided(randomUUID())).toBeNull()
  })
})

describe('a link made under a number that only the unlinked record gave', () => {
  it('goes with it, also of a register keyed by that number, and comes back with it', async () => {
    const { linking, linkChanges, children } = database.store
    const { childId } = await child()
    const e = record({ sourceId: 'social-care-newport', nhsNumber: number() })
    const made = { how: 'PERSON', score: null, modelVersion: null, by, protectedRecord: false } as const
    expect(await linkChanges.link({ ...made, ...e, how: 'PERSON', childId })).toBe('LINKED')
    const stranger = record({ sourceId: 'health-wds', nhsNumber: e.identifiers.nhsNumber ?? '' })
    await linking.apply([e])
    await linking.apply([stranger])
    const linked = async () =>
      (await children.linksOf([childId]))
        .get(childId)
        ?.map(({ sourceId }) => sourceId)
        .sort()
    expect(await linked()).toEqual(['health-abuhb', 'health-wds', 'social-care-newport'])
    const told: string[] = []
    const tells = (sourceId: string) => {
      told.push(sourceId)
      return []
    }
    const name = { sourceId: e.sourceId, recordId: e.recordId, childId }
    const { id } = await linkChanges.unlink({ ...name, by, rationale, tell: tells }, sent('unlink'))
    expect(told.splice(0).sort()).toEqual(['health-wds', 'social-care-newport'])
    expect(await linked()).toEqual(['health-abuhb'])
    const nhsNumber = e.identifiers.nhsNumber ?? ''
    expect((await children.byIdentifier('NHS_NUMBER', [nhsNumber])).size).toBe(0)
    await takeBack(id, { tell: tells })
    expect(told.sort()).toEqual(['health-wds', 'social-care-newport'])
    const { rows } = await asOwner(database.url, client =>
      client.query<{ source: string; kind: string; undone: string | null }>(
        `select made.source_id as source, made.kind, undone.source_id as undone from hafan.link_change made
         left join hafan.link_change undone on undone.id = made.undoes where made.child_id = $1 and made.kind like '%LINKED'
         order by made.seq`,
        [childId],
      ),
    )
    expect(rows.map(row => [row.source, row.kind, row.undone])).toEqual([
      ['social-care-newport', 'UNLINKED', null],
      ['health-wds', 'UNLINKED', null],
      ['social-care-newport', 'RELINKED', 'social-care-newport'],
      ['health-wds', 'RELINKED', 'health-wds'],
    ])
    expect(await linked()).toEqual(['health-abuhb', 'health-wds', 'social-care-newport'])
    expect((await children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber)).toBe(childId)
  })
})

describe('a record that has come to be protected since', () => {
  it('is protected when it comes back, and is found by nothing of what it said', async () => {
    const { children, identityIndex } = database.store
    const name = await child()
    const said = { ...ffion, familyNames: ['Unmistakably'] }
    await identityIndex.refresh([{ ...name, demographics: said, seenAt: new Date().toISOString() }])
    const found = async () => (await identityIndex.candidates(said, 5)).map(({ childId }) => childId)
    const { id } = await unlink(name)
    expect(await found()).toEqual([])
    const again = await takeBack(id, { since: () => ({ protectedRecord: true, isFound: false }) })
    expect(again.child).toBe(name.childId)
    expect((await children.linksOf([name.childId])).get(name.childId)).toMatchObject([{ protectedRecord: true }])
    expect(await found()).toEqual([])
  })
})

describe('a confirmed link that is unlinked', () => {
  const statusOf = async ({ recordId }: RecordName) =>
    (
      await asOwner(database.url, client =>
        client.query<{ row: string }>(`select review::text as row from hafan.link_review review where record_id = $1`, [
          recordId,
        ]),
      )
    ).rows.map(({ row }) => row)

  it('leaves the other candidates waiting as before, and taken back it is confirmed as it was', async () => {
    const { linkReviews } = database.store
    const [one, other] = [(await child()).childId, (await child()).childId]
    const made = await inDoubt([one, other])
    const before = await statusOf(made)
    const review = (await waiting(made))?.id ?? ''
    await decide(review, one, 'CONFIRMED')
    const confirmed = await statusOf(made)
    const { id } = await unlink({ ...made, childId: one })
    expect(await statusOf(made)).toEqual(before)
    expect((await waiting(made))?.candidates.map(({ childId }) => childId)).toEqual([other])
    expect(await linkReviews.byId(review)).toMatchObject({ candidates: [{ childId: other }], everAbout: [one, other] })
    await takeBack(id)
    expect(await statusOf(made)).toEqual(confirmed)
    expect(await waiting(made)).toBeUndefined()
  })

  it('waits for nobody where no candidate is left', async () => {
    const { childId } = await child()
    const made = await inDoubt([childId])
    await decide((await waiting(made))?.id ?? '', childId, 'CONFIRMED')
    const { id } = await unlink({ ...made, childId })
    expect([await waiting(made), (await statusOf(made))[0]?.includes('REJECTED')]).toEqual([undefined, true])
    await takeBack(id)
    expect((await statusOf(made))[0]).toContain('CONFIRMED')
  })

  it('taken back, whatever was put to wait meanwhile waits no longer', async () => {
    const name = await child()
    const { id } = await unlink(name)
    const other = (await child()).childId
    const about = { ...name, kind: 'POSSIBLE', anchor: ffion, protectedRecord: false, modelVersion: 'test' } as const
    const candidates = [{ childId: other, bits: 3.5, probability: 0.9, rule: null, steps: [] }]
    await database.store.linkReviews.propose([{ ...about, candidates }])
    expect(await waiting(name)).toBeDefined()
    await takeBack(id)
    expect(await waiting(name)).toBeUndefined()
  })
})

describe('a number that a merged record gave', () => {
  it('goes with the record that its source put in its place', async () => {
    const { linking, children } = database.store
    const [nhsNumber, upn, own] = [number(), number(), number()]
    const sourceId = 'education-newport'
    const old = record({ sourceId, nhsNumber, upn })
    const left = record({ sourceId, nhsNumber: own, upn })
    await linking.apply([record({ nhsNumber, upn })])
    const { childOf } = await linking.apply([old])
    const childId = childOf.get(recordKey(old)) ?? ''
    const late = number()
    await linking.apply([{ ...old, identifiers: { nhsNumber: late, upn } }])
    await linking.apply([left])
    expect((await children.byIdentifier('NHS_NUMBER', [late])).get(late)).toBe(childId)
    expect(await linking.relink(sourceId, old.recordId, left.recordId)).toBe('RELINKED')
    await unlink({ sourceId, recordId: left.recordId, childId })
    expect((await children.byIdentifier('NHS_NUMBER', [late, own])).size).toBe(0)
  })
})
