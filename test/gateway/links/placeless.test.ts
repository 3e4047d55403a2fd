// Where a protected child lives does not show in what a record in doubt is scored by, nor in the score of a link.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { scoreAgainst } from '../../../src/children/identity/candidates.js'
import type { Demographics } from '../../../src/types/child.js'
import { UNRELATED } from '../break-glass/kit.js'
import { LINKS, openLinksKit } from './kit.js'
import type { LinksKit } from './kit.js'

const FFION = '9990000018'
const OTHER = '9990000050'
const SCHOOL = 'education-torfaen'
let kit: LinksKit
beforeAll(async () => {
  kit = await openLinksKit()
  await kit.doubt(UNRELATED, SCHOOL, [UNRELATED, OTHER])
}, 90_000)
afterAll(() => kit.gateway.close())

const said = (rest: Partial<Demographics>): Demographics => ({
  ...{ givenNames: ['Gwenllian'], familyNames: ['Yarwood'], dateOfBirth: '2012-02-17', sex: 'FEMALE' },
  ...{ postcodeSector: 'NP20 9', ...rest },
})

/** As the matcher writes them down: of the first child another day of birth, of the second a family name with a slip. */
function scored(ids: readonly string[], sectors: readonly string[]) {
  const unlike = [{ dateOfBirth: '2012-02-18' }, { familyNames: ['Yarwod'] }]
  const candidates = ids.map((childId, nth) => ({
    ...{ childId, shared: 1 },
    identities: [
      {
        ...{ childId, sourceId: 'a', recordId: 'a', seenAt: '' },
        demographics: said({ ...unlike[nth], postcodeSector: sectors[nth] ?? null }),
      },
    ],
  }))
  const all = scoreAgainst(said({}), candidates)
  expect(all.map(({ outcome }) => outcome === 'NONE')).toEqual([false, false])
  return all
}

describe('a record in doubt of a protected child', () => {
  it('is listed the same wherever the child lives: steps, sum, rule, kind and order', async () => {
    const ids = await Promise.all([UNRELATED, OTHER].map(async one => (await kit.childOf(one)).id))
    for (const id of ids) await kit.rows(`update hafan.link set protected = true where child_id = '${id}' and record_id = (select record_id from hafan.link where child_id = '${id}' order by 1 limit 1)`) // prettier-ignore
    const listed = async (sectors: readonly string[], more: object = {}, kind = 'POSSIBLE') => {
      const candidates = scored(ids, sectors).map(({ outcome: _, ...one }) => ({ ...one, ...more }))
      await kit.rows(`update hafan.link_review set kind = '${kind}', candidates = '${JSON.stringify(candidates)}'`)
      const asked = '{ linkReviews { edges { node { kind candidates { child bits probability rule steps { comparison level bits } } } } } }' // prettier-ignore
      return { stored: candidates, ...(await kit.gateway.ask('hub-police', asked)) }
    }
    const near = await listed(['NP20 9', 'NP20 9'])
    expect(near.errors).toEqual([])
    expect(near.stored.some(({ steps }) => steps.some(({ comparison }) => comparison === 'household'))).toBe(true)
    expect(near.text).toContain('"comparison":"birth"')
    const answers = []
    for (const sectors of [['NP20 9', 'SA1 1'], ['SA1 1', 'NP20 9'], ['SA1 1', 'SA1 1']]) answers.push((await listed(sectors)).text) // prettier-ignore
    answers.push((await listed(['NP20 9', 'SA1 1'], { rule: 'ANOTHER_RECORD_DISAGREES' }, 'MANY')).text)
    const ruled = (text: string) => text.replaceAll(/"rule":("\w+"|null)/g, '"rule":').replaceAll(/"kind":"\w+"/g, '')
    expect(answers.map(ruled)).toEqual(answers.map(() => ruled(near.text)))
    expect(answers.slice(0, 3)).toEqual(answers.slice(0, 3).map(() => near.text))
    // Whether a match was kept back rests on the whole score.
    expect(answers[3]).not.toContain('ANOTHER_RECORD_DISAGREES')
    expect((await listed(['NP20 9', 'SA1 1'], {}, 'MANY')).text).toBe((await listed(['SA1 1', 'SA1 1'])).text)
  })
})

describe('the score of a link', () => {
  it('is not told of a child of a protected record to whoever may not locate them', async () => {
    const { id, links } = await kit.childOf(FFION)
    await kit.rows(`update hafan.link set how = 'MODEL', score = 17.5, model_version = 'test' where child_id = '${id}' and source_id = 'education-newport'`) // prettier-ignore
    const scoreFor = async (persona: string) => {
      const answer = await kit.gateway.ask(persona, LINKS, { by: { nhsNumber: FFION }, purpose: 'ASSESS_RISK' })
      const { child } = answer.data as { child: { links: { how: string; score: number | null }[] } }
      return child.links.find(({ how }) => how === 'MODEL')?.score
    }
    const both = ['hub-education', 'social-worker']
    expect(await Promise.all(both.map(scoreFor))).toEqual([17.5, 17.5])
    const care = links.find(({ sourceId }) => sourceId === 'social-care-torfaen')
    await kit.gateway.database.store.linking.protect('social-care-torfaen', care?.recordId ?? '')
    expect(await Promise.all(both.map(scoreFor))).toEqual([null, 17.5])
  })
})
