// Compiled plans give what graphql-js gives, under every role. `npm run figure -- compiled-differences` is the same at leisure.
import { describe, expect, it } from '@jest/globals'
import { createExecute } from '../../src/server/operation/compiled/execute.js'
import { CALLERS } from '../canary/callers.js'
import { compareCompiled } from './compare.js'

const OPERATIONS = 620
const EVERY_ROLE = new Set(CALLERS.map(({ caller }) => caller.person?.role ?? 'APPLICATION'))

describe('a compiled plan and graphql-js', () => {
  it('answer random operations of every role alike', async () => {
    const compared = await compareCompiled({ ops: OPERATIONS, seed: 3 })
    expect(compared.differences).toEqual([])
    expect(compared.roles).toEqual(EVERY_ROLE)
    expect(compared.withData).toBeGreaterThan(OPERATIONS / 2)
    expect(compared.withErrors).toBeGreaterThan(0)
  }, 300_000)

  it('are seen to differ where one level less is asked of a coordinate', async () => {
    const { differences } = await compareCompiled({
      ops: 4 * CALLERS.length,
      seed: 3,
      execute: ({ plain, classification }) =>
        createExecute({
          schema: plain,
          classification: {
            ...classification,
            coordinates: new Map(
              [...classification.coordinates].map(([name, one]) => [name, { ...one, strength: one.strength - 1 }]),
            ),
          },
        }),
    })
    expect(differences.length).toBeGreaterThan(0)
  }, 300_000)
})
