// The list of records in doubt: what is not in it leaves no gap, what is in it is written down and counted, child by child.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CONCEALED, UNRELATED } from '../break-glass/kit.js'
import { RATIONALE, openLinksKit } from './kit.js'
import type { LinksKit } from './kit.js'

const [HIDDEN = ''] = CONCEALED
const SCHOOL = 'education-torfaen'
const OTHER = '9990000050'
let kit: LinksKit
beforeAll(async () => {
  kit = await openLinksKit()
  await kit.doubt(HIDDEN, 'education-caerphilly')
  await kit.doubt(UNRELATED, SCHOOL, [UNRELATED, OTHER])
}, 90_000)
afterAll(() => kit.gateway.close())

describe('the list', () => {
  it('reads past what the caller may not see: no empty page, and none that has nothing after it', async () => {
    const { reviews, page } = await kit.reviews('hub-police', { first: 1 })
    expect([reviews.map(({ source }) => source.id), page?.hasNextPage]).toEqual([[SCHOOL], false])
    const first = await kit.reviews('hub-manager', { first: 1 })
    expect([first.reviews[0]?.source.id, first.page?.hasNextPage]).toEqual(['education-caerphilly', true])
    const second = await kit.reviews('hub-manager', { first: 1, after: first.page?.endCursor })
    expect([second.reviews[0]?.source.id, second.page?.hasNextPage]).toEqual([SCHOOL, false])
  })

  it('counts every child in it as shown, and writes a row for each, also where only the ids are asked for', async () => {
    const taken = async () => (await kit.rows('select 1 from hafan.budget_taken')).length
    const before = await taken()
    const asked = '{ linkReviews { edges { node { candidates { child bits } } } } }'
    expect((await kit.gateway.ask('hub-education', asked)).errors).toEqual([])
    expect((await taken()) - before).toBe(2)
    const children = await Promise.all([UNRELATED, OTHER].map(async one => (await kit.childOf(one)).publicId))
    const rows = await kit.rows<{ child: string; body: { kinds: readonly string[] } }>(
      `select child, record::json -> 'body' as body from hafan.audit_row where kind = 'OUTCOME' and operation =
       (select operation from hafan.audit_row where kind = 'INTENT' order by at desc, seq desc limit 1) and child is not null`,
    )
    expect(rows.map(({ child }) => child).sort()).toEqual(children.sort())
    for (const { body } of rows) expect(body.kinds).toEqual(['IDENTITY'])
  })

  it('says nothing of where the child lives once a record of theirs is protected, nor by the score', async () => {
    const steps = [
      { comparison: 'given', level: 'EXACT', bits: 11.5 },
      { comparison: 'home', level: 'SECTOR', bits: 3 },
      { comparison: 'household', level: 'COULD_BE_ANOTHER_CHILD', bits: -4.5 },
    ]
    await kit.rows(`update hafan.link_review set candidates = (select jsonb_agg(one || jsonb_build_object(
      'steps', '${JSON.stringify(steps)}'::jsonb, 'bits', 10)) from jsonb_array_elements(candidates) one) where status = 'OPEN'`)
    const { id, links } = await kit.childOf(OTHER)
    await kit.rows(`update hafan.link set protected = true where child_id = '${id}' and record_id = '${links[0]?.recordId ?? ''}'`) // prettier-ignore
    // The protected one is first now, with nothing taken away for a household.
    const [other, same] = (await kit.reviews('hub-police')).reviews[0]?.candidates ?? []
    expect([same?.bits, same?.steps]).toEqual([10, steps])
    expect([other?.bits, other?.steps]).toEqual([11.5, steps.slice(0, 1)])
  })

  it('does not have a record whose rejected candidate the caller may not see, nor does the act', async () => {
    await kit.rows(`delete from hafan.link_review`)
    await kit.doubt(UNRELATED, 'health-abuhb', [UNRELATED, HIDDEN])
    const waiting = await kit.gateway.database.store.linkReviews.open(9, null)
    const { id = '', candidates = [] } = waiting[0] ?? {}
    const child = { id: (await kit.childOf(UNRELATED)).publicId }
    expect((await kit.reviews('hub-police')).reviews).toEqual([])
    const hidden = { id: (await kit.childOf(HIDDEN)).publicId }
    const rejected = await kit.confirm('hub-manager', { review: id, child: hidden, outcome: 'REJECTED', rationale: RATIONALE }) // prettier-ignore
    expect([candidates.length, rejected.errors]).toEqual([2, []])
    expect((await kit.reviews('hub-police')).reviews).toEqual([])
    const decided = await kit.confirm('hub-police', { review: id, child })
    expect(decided.errors[0]?.extensions['code']).toBe('REVIEW_NOT_FOUND')
    expect((await kit.reviews('hub-manager')).reviews.map(one => one.candidates.length)).toEqual([1])
    expect((await kit.confirm('hub-manager', { review: id, child })).errors).toEqual([])
  })
})
