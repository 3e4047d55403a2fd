// One agency whose answers cannot be read, or are about another child: everybody else's stay as they were.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { expectedWith } from './recompute.js'
import type { Failure, Known } from './recompute.js'
import { expectSame } from './same.js'
import { AGENCIES, openStage, whatIsKnown } from './stage.js'
import type { Agency, Stage } from './stage.js'

const TWO_MINUTES = 120_000

let stage: Stage
let known: Known
/** A child whom every agency knows once: there is no second record of hers that "another child's" could happen to be. */
let child: string

async function knownToAll(): Promise<string> {
  const { region, truth } = stage.region
  const numbers = new Map(region.demographics.map(row => [row.personId, row.nhsNumber]))
  for (const { personId, caseFrom } of region.hub) {
    const sources = (truth[personId] ?? []).map(({ sourceId }) => sourceId)
    const once = new Set(sources).size === sources.length
    const everywhere = AGENCIES.every(agency => sources.some(id => id.startsWith(agency)))
    const nhsNumber = numbers.get(personId)
    if (caseFrom === null || !once || !everywhere || nhsNumber === undefined) continue
    const { child: picture } = await stage.picture(nhsNumber)
    const found = picture.sources?.filter(({ status }) => status === 'FOUND') ?? []
    if (AGENCIES.every(agency => found.some(({ source }) => source.id.startsWith(agency)))) return nhsNumber
  }
  throw new Error('no hub case of this region is known to every agency')
}

beforeAll(async () => {
  stage = await openStage({ size: 300 })
  child = await knownToAll()
  known = await whatIsKnown(stage, child)
}, TWO_MINUTES)

afterAll(() => stage.close())

const failingAs = (down: readonly Agency[], failure: Failure): ReadonlyMap<string, Failure> =>
  new Map(stage.sourcesOf(down).map(id => [id, failure]))

describe('a picture while one agency', () => {
  it.each(AGENCIES)('sends what cannot be read: %s', async agency => {
    stage.fail(stage.sourcesOf([agency]), { kind: 'json', body: {} })
    const told = await stage.picture(child)
    expectSame(told.child, expectedWith(failingAs([agency], { status: 'UNAVAILABLE', reason: 'MALFORMED' }), known))
  })

  it.each(AGENCIES)('is failing inside: %s', async agency => {
    stage.fail(stage.sourcesOf([agency]), { kind: 'status', status: 503, html: true })
    const told = await stage.picture(child)
    expectSame(told.child, expectedWith(failingAs([agency], { status: 'UNAVAILABLE', reason: 'SOURCE_ERROR' }), known))
  })

  it.each(AGENCIES)('sends another child’s record under the number asked: %s', async agency => {
    const ids = stage.sourcesOf([agency])
    stage.fail(ids, { kind: 'wrong-child' })
    const told = await stage.picture(child)
    const outcomes = told.child.sources.filter(({ source }) => ids.includes(source.id))
    // Some systems are caught by what their rows say of themselves, the others by who the record describes.
    for (const { status, reason } of outcomes)
      expect(['UNVERIFIED SUBJECT_MISMATCH', 'UNAVAILABLE SUBJECT_MISMATCH', 'UNAVAILABLE MALFORMED']).toContain(`${status} ${String(reason)}`) // prettier-ignore
    const failing = outcomes.map(
      ({ source, status, reason, asOf }) => [source.id, { status, reason, asOf } as Failure] as const,
    )
    expect(failing.length).toBeGreaterThan(0)
    expectSame(told.child, expectedWith(new Map(failing), known))
  })

  it('was in trouble, and is no longer', async () => {
    stage.fail([], { kind: 'refuse' })
    expectSame((await stage.picture(child)).child, known.all)
  })
})
