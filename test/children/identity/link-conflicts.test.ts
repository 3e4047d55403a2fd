// What numbers say against names, through passes over a store that is there.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { AgencySource, IdentifiedRecord, Subject } from '../../../src/adapters/agency.js'
import { linkByScore } from '../../../src/children/identity/link-by-score.js'
import { linkingPass } from '../../../src/children/identity/linking-pass.js'
import type { PassProgress } from '../../../src/children/identity/linking-pass.js'
import type { LinkReview } from '../../../src/store/link-review-rows.js'
import type { Relied } from '../../../src/store/reliance.js'
import { testDatabase, type TestDatabase } from '../../support/database.js'
import { NOW, nobodyCalls } from '../support.js'
import { record, single } from './passes.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

const NUMBERS = ['9990000018', '9990000026', '9990000034', '9990000042']
const UPN = 'M680400114001'
const numbered = (nhsNumber: string, rest: Partial<Subject> = {}): Partial<Subject> => ({
  ...{ nhsNumber, nhsNumberVerified: true, ...rest },
})
const named = (given: string, family: string, dateOfBirth = '2011-03-05') => ({
  ...{ givenNames: [given], familyNames: [family], dateOfBirth, sex: 'FEMALE' as const, postcodeSector: 'NP20 9' },
})
const told: string[] = []
const by = { person: 'somebody', role: 'HUB_PRACTITIONER', organisation: 'hub' }

/** By number, then by score, as `hafan link` goes through them. */
async function linkAll(...sources: AgencySource[]): Promise<readonly PassProgress[]> {
  const { store } = database
  const said: PassProgress[] = []
  const passes = sources.map(source => ({ source, rate: 100_000 }))
  const deps = {
    ...{ store, now: () => NOW, call: () => nobodyCalls, signal: new AbortController().signal },
    progress: (one: PassProgress) => void said.push(one),
  }
  const fromStart = { dryRun: false, fromStart: true }
  await linkingPass(passes, { ...deps, backfill: { ...fromStart, byScore: null } })
  await linkingPass(passes, {
    ...deps,
    backfill: {
      ...fromStart,
      byScore: (id, records, askable) => linkByScore(id, records, { store, now: () => NOW, dryRun: false }, askable),
    },
  })
  return said
}

const waiting = async (sourceId: string): Promise<LinkReview | undefined> =>
  (await database.store.linkReviews.open(1_000, null)).find(one => one.sourceId === sourceId)
const decide = (review: LinkReview, childId: string, outcome: 'CONFIRMED' | 'REJECTED') =>
  database.store.linkReviews.decide(
    {
      ...{ review: review.id, childId, outcome, by, rationale: 'Her mother said so.' },
      tell: (sourceId: string, _: readonly Relied[]) => {
        told.push(sourceId)
        return []
      },
    },
    { caller: 'somebody', key: randomUUID(), act: 'confirmLink', input: {}, at: NOW },
  )
async function linkOf(sourceId: string, recordId = '1') {
  const { children } = database.store
  const of = [...(await children.byRecord([{ sourceId, recordId }])).values()]
  return [...(await children.linksOf(of)).values()].flat().find(one => one.sourceId === sourceId)
}
const ownerOf = async (nhsNumber: string): Promise<string> =>
  (await database.store.children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber) ?? ''

describe('what numbers say against names', () => {
  it('waits for a person with the child whose number it is, and is linked to nobody; rejected, it is not asked again', async () => {
    const [nhsNumber = ''] = NUMBERS
    const health = single(
      'health-a',
      'HEALTH',
      record('1', numbered(nhsNumber, { demographics: named('Ffion', 'Ombler') })),
    )
    const untraced = numbered(nhsNumber, { nhsNumberVerified: false, demographics: named('Seren', 'Ombler') })
    const care = single('care-a', 'SOCIAL_CARE', record('1', untraced))
    await linkAll(health, care)
    const review = await waiting('care-a')
    const childId = await ownerOf(nhsNumber)
    expect(review).toMatchObject({ kind: 'CONFLICT', candidates: [{ childId, rule: 'DIFFERENT_PERSON' }] })
    const [only] = review?.candidates ?? []
    expect(only?.steps.map(({ comparison }) => comparison)).toContain('given')
    expect(await linkOf('care-a')).toBeUndefined()
    if (review) await decide(review, childId, 'REJECTED')
    await linkAll(health, care)
    expect([await waiting('care-a'), await linkOf('care-a')]).toEqual([undefined, undefined])
  })

  it('has a person decide of a link by score that came to have a number: only then is the number the child’s', async () => {
    const [, one = '', other = ''] = NUMBERS
    const her = named('Tegwen', 'Quibell')
    const health = single('health-b', 'HEALTH', record('1', numbered(one, { demographics: her })))
    const plain = { nhsNumber: null, upn: null, demographics: her }
    await linkAll(health, single('charity-b', 'THIRD_SECTOR', record('1', plain)))
    const childId = await ownerOf(one)
    expect(await linkOf('charity-b')).toMatchObject({ how: 'MODEL', childId })
    const grown = single('charity-b', 'THIRD_SECTOR', record('1', numbered(other, { demographics: her })))
    await linkAll(grown)
    expect(await ownerOf(other)).toBe('')
    const review = await waiting('charity-b')
    expect(review).toMatchObject({ kind: 'CONFLICT', candidates: [{ childId, rule: 'LINKED_BY_SCORE' }] })
    if (review) await decide(review, childId, 'CONFIRMED')
    await linkAll(grown)
    expect([await ownerOf(other), await waiting('charity-b')]).toEqual([childId, undefined])
    expect(await linkOf('charity-b')).toMatchObject({ how: 'PERSON', childId })
  })

  it('takes the link away, and tells of it, where a person says that it is not this child', async () => {
    const [, , , one = ''] = NUMBERS
    const her = named('Anest', 'Yarwood')
    const health = single('health-c', 'HEALTH', record('1', numbered(one, { demographics: her })))
    const plain = { nhsNumber: null, upn: null, demographics: her }
    await linkAll(health, single('charity-c', 'THIRD_SECTOR', record('1', plain)))
    const upn = { ...plain, upn: UPN }
    await linkAll(single('charity-c', 'THIRD_SECTOR', record('1', upn)))
    const review = await waiting('charity-c')
    if (review) await decide(review, review.candidates[0]?.childId ?? '', 'REJECTED')
    expect([await linkOf('charity-c'), told]).toEqual([undefined, ['charity-c']])
    expect(await waiting('charity-c')).toBeUndefined()
  })
})

describe('a review of a link', () => {
  it('waits no longer once the link is taken away and no other child is left', async () => {
    const { linkChanges } = database.store
    const review = await waiting('charity-e')
    const link = await linkOf('charity-e')
    expect(review?.candidates.map(({ childId }) => childId)).toEqual([link?.childId])
    const unlinking = { sourceId: 'charity-e', recordId: '1', childId: link?.childId ?? '', by, rationale: 'Not her.' }
    const sent = { caller: 'somebody', key: randomUUID(), act: 'unlink', input: {}, at: NOW }
    await linkChanges.unlink({ ...unlinking, tell: () => [] }, sent)
    expect(await waiting('charity-e')).toBeUndefined()
  })

  beforeAll(async () => {
    const her = named('Elfed', 'Quince')
    const plain = { nhsNumber: null, upn: null, demographics: her }
    const health = single('health-e', 'HEALTH', record('1', numbered('9990000050', { demographics: her })))
    await linkAll(health, single('charity-e', 'THIRD_SECTOR', record('1', plain)))
    await linkAll(single('charity-e', 'THIRD_SECTOR', record('1', numbered('9990000069', { demographics: her }))))
  })
})

describe('one child known as two', () => {
  const her = named('Morfudd', 'Upjohn')
  const upn = 'D676401914042'
  const school = (...more: IdentifiedRecord[]) =>
    single('school-d', 'EDUCATION', record('1', { nhsNumber: null, upn, demographics: her }), ...more)

  it('is put before a person, who joins them; brothers and sisters in one school are not', async () => {
    const nhsNumber = '9000000009'
    const health = single('health-d', 'HEALTH', record('1', numbered(nhsNumber, { demographics: her })))
    const twin = record('2', { nhsNumber: null, upn: 'M680400114001', demographics: named('Mabli', 'Upjohn') })
    await linkAll(health, school(twin))
    const [childId, own] = [await ownerOf(nhsNumber), await linkOf('school-d')]
    expect(own).toMatchObject({ how: 'UPN' })
    expect(own?.childId).not.toBe(childId)
    const review = (await database.store.linkReviews.open(1_000, null)).find(one => one.recordId === '1' && one.sourceId === 'school-d') // prettier-ignore
    expect(review).toMatchObject({ kind: 'POSSIBLE', candidates: [{ childId, rule: 'A_PERSON_DECIDES' }] })
    if (review) await decide(review, childId, 'CONFIRMED')
    expect(await linkOf('school-d')).toMatchObject({ how: 'PERSON', childId })
    await linkAll(health, school(twin))
    const pupils = await database.store.children.byIdentifier('UPN', [upn])
    expect(pupils.get(upn)).toBe(childId)
  })
})
