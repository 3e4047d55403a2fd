// A hole in a table is an error and no level.
import { describe, expect, it } from '@jest/globals'
import { at } from '../../../src/policies/protocol/table.js'
import { indexOf, levelOf, strengthOf } from '../../../src/policies/protocol/words.js'
import { LEVELS } from '../../../src/types/index.js'

describe('a table', () => {
  it('gives what stands in a place, be it nought or nothing written', () => {
    expect([at(Uint8Array.of(3, 0), 0), at(Uint8Array.of(3, 0), 1), at([''], 0)]).toEqual([3, 0, ''])
  })

  it.each<[string, { readonly [place: number]: number | null }, number]>([
    ['before its first place', [1], -1],
    ['after its last', Uint8Array.of(1), 1],
    ['where nothing was put', [null], 0],
  ])('has no level %s', (_, table, place) => {
    expect(() => at(table, place)).toThrow(`nothing stands in place ${place}`)
  })
})

describe('levels as numbers', () => {
  it('rise from nothing to everything, and come back as words', () => {
    expect((['NONE', 'EXISTS', 'SUMMARY', 'FULL'] as const).map(strengthOf)).toEqual([0, 1, 2, 3])
    expect([0, 1, 2, 3].map(levelOf)).toEqual(LEVELS)
    expect(() => levelOf(4)).toThrow(RangeError)
  })

  it('are kept for the categories about a child alone, in the order of the matrix', () => {
    expect([indexOf('IDENTITY'), indexOf('CONTACT'), indexOf('PROTECTED')]).toEqual([0, 1, 29])
    expect([indexOf('OPERATIONAL'), indexOf('DERIVED')]).toEqual([-1, -1])
  })
})
