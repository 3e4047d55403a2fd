// An error in one root ends the answer while other roots are still asking: the audit must say of whom.
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { openKit } from '../bad-input/kit.js'
import type { Kit } from '../bad-input/kit.js'

let kit: Kit
beforeAll(async () => {
  kit = await openKit()
}, 60_000)
afterAll(() => kit.close())

it('an answer that is cut short has an outcome that names every agency that was asked', async () => {
  const query = `{
    viewer { caseload(purpose: CARE_PLANNING, after: "bm9ib2R5") { pageInfo { hasNextPage } } }
    child(by: { nhsNumber: "9990000018" }, purpose: CARE_PLANNING) { ... on Child { socialCare { status } education { status } } }
  }`
  const reply = await kit.ask('social-worker', { query })
  expect(reply.data ?? null).toBeNull()
  const outcomes = reply.rows.filter(({ kind }) => kind === 'OUTCOME').map(({ body }) => body)
  const asked = outcomes.flatMap(({ sources }) => (sources as { source: string }[]).map(({ source }) => source))
  expect(asked).toEqual(
    expect.arrayContaining([expect.stringMatching(/^social-care-/), expect.stringMatching(/^education-/)]),
  )
  // Nothing left, so nobody is told that anything was seen.
  expect(outcomes.flatMap(({ given, kinds }) => [given, kinds])).toEqual(outcomes.flatMap(() => [[], []]))
})
