// Every combination of five agencies up and down: what the others say stays as it is, byte for byte; what is derived is what
// follows from them; and what is missing says why.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { expectSame } from './same.js'
import { SECTIONS, envelopesOf, expectedWith } from './recompute.js'
import type { Failure, Known } from './recompute.js'
import { AGENCIES, openStage, whatIsKnown } from './stage.js'
import type { Agency, Stage } from './stage.js'

const UNREACHABLE: Failure = { status: 'UNAVAILABLE', reason: 'UNREACHABLE' }

/** All 2⁵. */
const COMBINATIONS = Array.from({ length: 2 ** AGENCIES.length }, (_, bits) =>
  AGENCIES.filter((_agency, index) => (bits >> index) % 2 === 1),
)

let stage: Stage
let known: Known
let errors: string

beforeAll(async () => {
  stage = await openStage()
  errors = (await stage.picture()).errors
  known = await whatIsKnown(stage)
}, 60_000)

afterAll(() => stage.close())

const failing = (down: readonly Agency[], failure = UNREACHABLE): ReadonlyMap<string, Failure> =>
  new Map(stage.sourcesOf(down).map(id => [id, failure]))

describe('a picture of a child whom every agency knows', () => {
  it('is the same, asked twice', async () => {
    expect((await stage.picture()).text).toBe((await stage.picture()).text)
  })

  it('holds something of every agency, so that there is something to lose', () => {
    for (const section of SECTIONS) {
      const held = envelopesOf(known.all, section).some(({ record }) => record !== null)
      expect([section, held]).toEqual([section, true])
    }
    expect(known.timeline.length).toBeGreaterThan(50)
    expect(known.all.conflicts.length).toBeGreaterThan(0)
  })

  it.each(COMBINATIONS.map(down => ({ name: down.join(', ') || 'nobody', down })))(
    'with $name down',
    async ({ down }) => {
      stage.fail(stage.sourcesOf(down), { kind: 'refuse' })
      const told = await stage.picture()
      const expected = expectedWith(failing(down), known)
      expectSame(told.child, expected)
      expect(told.errors).toBe(errors)
    },
  )

  it('is whole again as soon as everybody is back', async () => {
    stage.fail([], { kind: 'refuse' })
    expect(JSON.stringify((await stage.picture()).child)).toBe(JSON.stringify(known.all))
  })
})
