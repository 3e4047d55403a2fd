// One agency that never answers: everybody else's answers as they were, and the missing ones said to be. How long it takes is a
// figure (hang-ms-beyond-deadline); here nothing ever comes from them, so an answer at all means that the deadline was kept.
import { afterAll, beforeAll, describe, it } from '@jest/globals'
import { expectedWith } from './recompute.js'
import type { Known } from './recompute.js'
import { expectSame } from './same.js'
import { AGENCIES, openStage, whatIsKnown } from './stage.js'
import type { Stage } from './stage.js'

let stage: Stage
let known: Known

beforeAll(async () => {
  stage = await openStage({ deadlineMs: 3_000 })
  known = await whatIsKnown(stage)
}, 60_000)

afterAll(() => stage.close())

const timedOut = (ids: readonly string[]) =>
  new Map(ids.map(id => [id, { status: 'UNAVAILABLE', reason: 'TIMED_OUT' }] as const))

describe('a picture while one agency never answers', () => {
  it.each(AGENCIES)('is all the others say: %s', async agency => {
    stage.fail(stage.sourcesOf([agency]), { kind: 'hang' })
    const { child } = await stage.picture()
    expectSame(child, expectedWith(timedOut(stage.sourcesOf([agency])), known))
  })

  it('is all the hub says where all of them begin to answer and never end', async () => {
    stage.fail(stage.sourcesOf(AGENCIES), { kind: 'hang-body' })
    const { child } = await stage.picture()
    expectSame(child, expectedWith(timedOut(stage.sourcesOf(AGENCIES)), known))
  })
})
