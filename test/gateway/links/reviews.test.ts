// Records in doubt as the hub meets them: both sides live, to whom may decide and to nobody else.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { CONCEALED, UNRELATED } from '../break-glass/kit.js'
import { asOwner } from '../../support/database.js'
import type { Answer } from '../../support/gateway.js'
import { RATIONALE, REVIEWS, openLinksKit } from './kit.js'
import type { LinksKit } from './kit.js'

const SCHOOL = 'education-torfaen'
const OTHER = '9990000050'
const [HIDDEN = ''] = CONCEALED
let kit: LinksKit
beforeAll(async () => {
  kit = await openLinksKit()
  await kit.doubt(UNRELATED, SCHOOL, [UNRELATED, OTHER])
}, 90_000)
afterAll(() => kit.gateway.close())

const code = ({ errors }: Answer): unknown => errors[0]?.extensions['code']
interface Outcome {
  readonly child: string | null
  readonly kinds: readonly string[]
  readonly clauses: readonly string[]
  readonly sources: readonly { readonly source: string; readonly status: string }[]
}
const outcomes = async (): Promise<readonly Outcome[]> =>
  (
    await kit.rows<{ body: Outcome }>(
      `select record::json -> 'body' as body from hafan.audit_row where kind = 'OUTCOME' order by at, seq`,
    )
  ).map(({ body }) => body)
const decided = async (persona: string) => (await kit.reviews(persona)).reviews.map(({ source }) => source.id)

describe('a record in doubt', () => {
  it('is shown as its system says now, beside each child as every linked system says now', async () => {
    kit.resetCalls()
    const { reviews, errors, page } = await kit.reviews('hub-police')
    expect([errors, page?.hasNextPage, reviews.length]).toEqual([[], false, 1])
    const [review] = reviews
    const anchor = { status: 'FOUND', source: { id: SCHOOL }, record: { givenName: 'Owain', familyName: 'Tovey' } }
    expect(review?.identity).toMatchObject([anchor])
    expect(review?.candidates.map(({ child, bits, steps }) => [child, bits, steps?.length])).toEqual([
      [(await kit.childOf(UNRELATED)).publicId, 3.5, 1],
      [(await kit.childOf(OTHER)).publicId, 3.5, 1],
    ])
    const [same, other] = review?.candidates ?? []
    expect(same?.identity.map(({ source, status }) => [source?.id, status])).toEqual([
      ['health-abuhb', 'FOUND'],
      ['health-wds', 'FOUND'],
    ])
    expect(same?.identity[0]?.record).toMatchObject({ givenName: 'Owain' })
    expect(other?.identity[0]?.record?.['givenName']).not.toBe('Owain')
    expect(Object.keys(kit.calls())).toEqual(expect.arrayContaining([SCHOOL, 'health-abuhb', 'education-newport']))
  })

  it('is in the audit with every system asked, a row for the record and one for each child', async () => {
    const rows = await outcomes()
    const { publicId } = await kit.childOf(UNRELATED)
    const ofChild = rows.filter(({ child }) => child === publicId)
    expect(ofChild).toMatchObject([{ kinds: ['IDENTITY'], clauses: ['act.confirmLink'] }])
    expect(ofChild[0]?.sources.map(({ source, status }) => [source, status])).toEqual([
      ['health-abuhb', 'FOUND'],
      ['health-wds', 'FOUND'],
    ])
    expect(rows.find(({ child, sources }) => child === null && sources.length > 0)?.sources).toMatchObject([
      { source: SCHOOL, status: 'FOUND' },
    ])
  })

  it('asks the system of the record alone where only the list is asked for, and says so in the audit', async () => {
    kit.resetCalls()
    const answer = await kit.gateway.ask(
      'hub-police',
      '{ linkReviews { edges { node { id kind candidates { child } } } } }',
    )
    expect([answer.errors, Object.keys(kit.calls())]).toEqual([[], [SCHOOL]])
    expect((await outcomes()).findLast(({ sources }) => sources.length > 0)).toMatchObject({
      ...{ child: null, sources: [{ source: SCHOOL, status: 'FOUND' }] },
    })
  })

  it('says of a system that does not answer that it does not answer, and lets nobody decide', async () => {
    const system = kit.region.systems.get(SCHOOL)
    system?.setFault({ kind: 'status', status: 503 })
    const { reviews } = await kit.reviews('hub-police')
    const child = { id: (await kit.childOf(OTHER)).publicId }
    const decide = { review: reviews[0]?.id, child, rationale: RATIONALE }
    for (const outcome of ['CONFIRMED', 'REJECTED'])
      expect(code(await kit.confirm('hub-police', { ...decide, outcome }))).toBe('RECORD_UNAVAILABLE')
    system?.setFault(null)
    expect(reviews[0]?.identity).toMatchObject([{ status: 'UNAVAILABLE', record: null }])
    expect(reviews[0]?.candidates[0]?.identity[0]?.status).toBe('FOUND')
  })

  it.each(['social-worker', 'safeguarding-nurse', 'school-lead', 'analyst', 'auditor', 'police-coordinator'])(
    'is not for %s',
    async persona => {
      kit.resetCalls()
      expect(code(await kit.gateway.ask(persona, REVIEWS, { first: 5 }))).toBe('OPERATION_REFUSED')
      expect(kit.calls()).toEqual({})
    },
  )

  it('is on a page of at most ten, by a cursor of the caller’s own', async () => {
    expect(code(await kit.gateway.ask('hub-police', REVIEWS, { first: 11 }))).toBe('BAD_ARGUMENT')
    const { page } = await kit.reviews('hub-police')
    expect((await kit.reviews('hub-police', { after: page?.endCursor })).reviews).toEqual([])
    expect(code(await kit.reviews('hub-manager', { after: page?.endCursor }))).toBe('BAD_ARGUMENT')
  })

  it('of a concealed child is for those alone to whom one may be shown, to read and to decide', async () => {
    await kit.doubt(HIDDEN, 'education-caerphilly')
    expect(await decided('hub-police')).toEqual([SCHOOL])
    expect(await decided('hub-manager')).toEqual([SCHOOL, 'education-caerphilly'])
    const { reviews } = await kit.reviews('hub-manager')
    const child = { id: (await kit.childOf(HIDDEN)).publicId }
    const decide = { review: reviews[1]?.id, child, outcome: 'REJECTED', rationale: RATIONALE }
    expect(code(await kit.confirm('hub-police', decide))).toBe('REVIEW_NOT_FOUND')
    expect((await kit.confirm('hub-manager', decide)).errors).toEqual([])
  })

  it('of the police is not known to whom the protocol gives nothing of theirs, and cannot be said who it is of', async () => {
    await kit.doubt(OTHER, 'police-gwent')
    expect(await decided('hub-education')).toEqual([SCHOOL])
    const { reviews } = await kit.reviews('hub-police')
    expect(reviews[1]?.identity).toMatchObject([
      { source: { id: 'police-gwent' }, status: 'UNAVAILABLE', reason: 'NOT_OFFERED', record: null },
    ])
    const child = { id: (await kit.childOf(OTHER)).publicId }
    expect(code(await kit.confirm('hub-education', { review: reviews[1]?.id, child }))).toBe('REVIEW_NOT_FOUND')
    expect((await kit.confirm('hub-police', { review: reviews[1]?.id, child })).errors).toEqual([])
  })

  it('of whose own number somebody is too near to is not theirs to see or decide, whatever they select', async () => {
    const { reviews } = await kit.reviews('hub-education')
    const upn = reviews[0]?.identity[0]?.record?.['upn']
    expect(upn).toEqual(expect.any(String))
    const { rows } = await asOwner(kit.gateway.database.url, client =>
      client.query(`delete from hafan.child_identifier where scheme = 'UPN' returning child_id`),
    )
    expect(rows.length).toBeGreaterThan(0)
    const mutation = 'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { id } }'
    await kit.gateway.ask('hub-education', mutation, { input: { key: randomUUID(), child: { upn } } })
    const listed = await kit.gateway.ask('hub-education', '{ linkReviews { edges { node { id } } } }')
    expect(listed.data).toEqual({ linkReviews: { edges: [] } })
    const child = { id: (await kit.childOf(OTHER)).publicId }
    expect(code(await kit.confirm('hub-education', { review: reviews[0]?.id, child }))).toBe('REVIEW_NOT_FOUND')
  })

  it('of a child whom somebody is too near to is not in their list, nor theirs to decide', async () => {
    const { reviews } = await kit.reviews('hub-police')
    const mutation = 'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { id } }'
    const child = { id: (await kit.childOf(OTHER)).publicId }
    await kit.gateway.ask('hub-police', mutation, { input: { key: randomUUID(), child } })
    expect(await decided('hub-police')).toEqual([])
    expect(code(await kit.confirm('hub-police', { review: reviews[0]?.id, child }))).toBe('REVIEW_NOT_FOUND')
    expect(await decided('hub-manager')).toEqual([SCHOOL])
  })
})
