import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { recordKey } from '../../src/types/child.js'
import type { LinkCandidate, LinkProposal } from '../../src/types/links.js'
import { asOwner, testDatabase, type TestDatabase } from '../support/database.js'
import { ffion, number, record } from './sample-records.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const by = { person: 'https://idp\nhub-1', role: 'HUB_PRACTITIONER', organisation: 'hub-gwent' }
const sent = (key: string = randomUUID()) => ({
  ...{ caller: by.person, act: 'confirmLink', key, input: {}, at: new Date() },
})
const rationale = 'His sister, who went to the same school.'

async function child(): Promise<string> {
  const one = record({ nhsNumber: number() })
  return (await database.store.linking.apply([one])).childOf.get(recordKey(one)) ?? ''
}
const candidate = (childId: string): LinkCandidate => ({
  ...{ childId, bits: 3.5, probability: 0.91, rule: 'TOO_LITTLE_SAID' },
  steps: [
    { comparison: 'prior', level: 'BEFORE_LOOKING', bits: -8 },
    { comparison: 'given', level: 'EXACT', bits: 11.5 },
  ],
})
async function proposal(given: Partial<LinkProposal> = {}): Promise<LinkProposal> {
  return {
    ...{ sourceId: 'police-gwent', recordId: number(), kind: 'POSSIBLE', anchor: ffion, protectedRecord: true },
    ...{ modelVersion: '2026-11', candidates: [candidate(await child())] },
    ...given,
  }
}
async function waiting(made: LinkProposal) {
  const all = await database.store.linkReviews.open(1_000, null)
  return all.find(one => recordKey(one) === recordKey(made))
}
const decide = (review: string, childId: string, outcome: 'CONFIRMED' | 'REJECTED', key?: string) =>
  database.store.linkReviews.decide({ review, childId, outcome, by, rationale }, sent(key))

describe('records in doubt', () => {
  it('wait once each, as they were proposed, oldest first and a page at a time', async () => {
    const { linkReviews } = database.store
    const made = [await proposal(), await proposal({ kind: 'MANY', candidates: [candidate(await child()), candidate(await child())] })] // prettier-ignore
    for (const one of made) expect(await linkReviews.propose([one])).toEqual({ proposed: 1, already: 0 })
    expect(await linkReviews.propose([...made, await proposal()])).toEqual({ proposed: 1, already: 2 })
    const [first, second] = await linkReviews.open(2, null)
    expect(first).toMatchObject({ ...made[0], status: 'OPEN' })
    const rest = first && second ? await linkReviews.open(9, { madeAt: first.madeAt, id: first.id }) : []
    expect(rest.map(({ id }) => id)).toContain(second?.id)
    expect(rest.map(({ id }) => id)).not.toContain(first?.id)
    expect(rest).toHaveLength(2)
  })

  it('do not wait where they are linked, or where a person has rejected every candidate; ten candidates at most', async () => {
    const { linkReviews, linkChanges } = database.store
    const linked = await proposal()
    const childId = linked.candidates[0]?.childId ?? ''
    await linkChanges.link({ ...linked, childId, how: 'MODEL', score: 20, by: null })
    const many = await proposal({ candidates: Array.from({ length: 12 }, () => candidate(childId)) })
    expect(await linkReviews.propose([linked, many])).toEqual({ proposed: 1, already: 1 })
    const review = await waiting(many)
    expect(review?.candidates).toHaveLength(10)
    await decide(review?.id ?? '', childId, 'REJECTED')
    expect(await linkReviews.propose([many])).toEqual({ proposed: 0, already: 1 })
    const other = candidate(await child())
    await linkReviews.propose([{ ...many, candidates: [candidate(childId), other] }])
    expect((await waiting(many))?.candidates).toEqual([other])
  })

  it('keep nothing readable of the child', async () => {
    await database.store.linkReviews.propose([await proposal({ anchor: { ...ffion, familyNames: ['Unmistakable'] } })])
    const { rows } = await asOwner(database.url, client =>
      client.query<{ all: string }>(
        `select string_agg(r::text || encode(anchor, 'escape'), '') as all from hafan.link_review r`,
      ),
    )
    expect(rows[0]?.all).not.toMatch(/Unmistakable|2010-04-07|NP20/)
  })

  it('wait no longer once a pass links them by a number', async () => {
    const { linkReviews, linking } = database.store
    const one = record({ sourceId: 'education-newport', nhsNumber: number() })
    const made = await proposal({ sourceId: one.sourceId, recordId: one.recordId })
    await linkReviews.propose([made])
    await linking.apply([one])
    expect(await waiting(made)).toBeUndefined()
  })
})

describe('deciding', () => {
  it('confirms: the link is a person’s, with the score they saw, and the review is over', async () => {
    const { linkReviews, children } = database.store
    const made = await proposal()
    await linkReviews.propose([made])
    const review = (await waiting(made))?.id ?? ''
    const childId = made.candidates[0]?.childId ?? ''
    const key = randomUUID()
    const receipt = await decide(review, childId, 'CONFIRMED', key)
    expect(await decide(review, childId, 'CONFIRMED', key)).toEqual(receipt)
    const link = (await children.linksOf([childId])).get(childId)?.find(one => one.recordId === made.recordId)
    expect(link).toMatchObject({ how: 'PERSON', score: 3.5, modelVersion: '2026-11', protectedRecord: true })
    expect([link?.anchor, link?.confirmedBy]).toEqual([ffion, database.keys.pseudonym('link-person', by.person)])
    expect(await waiting(made)).toBeUndefined()
    await expect(decide(review, childId, 'CONFIRMED')).rejects.toMatchObject({ code: 'ALREADY_DECIDED' })
    await expect(decide(review, childId, 'REJECTED')).rejects.toMatchObject({ code: 'ALREADY_DECIDED' })
  })

  it('rejects one candidate and leaves the others waiting', async () => {
    const { linkReviews } = database.store
    const [one, other] = [await child(), await child()]
    const made = await proposal({ kind: 'MANY', candidates: [candidate(one), candidate(other)] })
    await linkReviews.propose([made])
    const review = (await waiting(made))?.id ?? ''
    await decide(review, one, 'REJECTED')
    expect((await waiting(made))?.candidates.map(({ childId }) => childId)).toEqual([other])
    await expect(decide(review, one, 'CONFIRMED')).rejects.toMatchObject({ code: 'ALREADY_DECIDED' })
    await decide(review, other, 'REJECTED')
    expect(await waiting(made)).toBeUndefined()
  })

  it('refuses a review or a child that is not of the list, and a record linked elsewhere meanwhile', async () => {
    const { linkReviews, linkChanges } = database.store
    const made = await proposal()
    await linkReviews.propose([made])
    const review = (await waiting(made))?.id ?? ''
    const childId = made.candidates[0]?.childId ?? ''
    await expect(decide(review, await child(), 'CONFIRMED')).rejects.toMatchObject({ code: 'REVIEW_NOT_FOUND' })
    await expect(decide(randomUUID(), childId, 'CONFIRMED')).rejects.toMatchObject({ code: 'REVIEW_NOT_FOUND' })
    await linkChanges.link({ ...made, childId: await child(), how: 'MODEL', score: 20, by: null })
    await expect(decide(review, childId, 'CONFIRMED')).rejects.toMatchObject({ code: 'ALREADY_DECIDED' })
  })

  it('lets one of two who decide at once have their way', async () => {
    const made = await proposal()
    await database.store.linkReviews.propose([made])
    const review = (await waiting(made))?.id ?? ''
    const childId = made.candidates[0]?.childId ?? ''
    const both = await Promise.allSettled([decide(review, childId, 'CONFIRMED'), decide(review, childId, 'REJECTED')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
