// Of a protected child a score shows what rests on no place, and nothing else, whatever the matcher learns to compare.
import { describe, expect, it } from '@jest/globals'
import { COMPARISONS } from '../../../src/children/identity/matching/comparisons.js'
import { probability } from '../../../src/children/identity/matching/score.js'
import { withoutPlaces } from '../../../src/server/acts/link-review-scores.js'
import type { LinkCandidate } from '../../../src/types/links.js'

const OF_PLACE = ['home', 'street', 'number', 'building', 'place', 'region', 'phone', 'school', 'household']
const OF_NONE = ['prior', 'given', 'middle', 'family', 'birth', 'birthSpan', 'sex', 'nhsNumber', 'upn', 'otherNumber']

function candidate(childId: string, comparisons: readonly string[]): LinkCandidate {
  const steps = comparisons.map((comparison, nth) => ({ comparison, level: 'EQUAL', bits: nth + 1 }))
  const bits = steps.reduce((sum, step) => sum + step.bits, 0)
  return { childId, bits, probability: probability(bits), rule: null, steps }
}
const shown = (one: LinkCandidate, hides: readonly string[]): LinkCandidate | undefined =>
  withoutPlaces({ kind: 'POSSIBLE', candidates: [one] }, new Set(hides)).candidates[0]
const namesOf = (one: LinkCandidate | undefined): string[] => (one?.steps ?? []).map(({ comparison }) => comparison)

describe('the score of a protected child', () => {
  it.each([...OF_PLACE, 'rule', 'landlord'])('does not tell %s, nor count it', comparison => {
    const without = shown(candidate('a', ['given', 'birth']), ['a'])
    const left = shown(candidate('a', ['given', 'birth', comparison]), ['a'])
    expect(left).toEqual(without)
    expect(namesOf(left)).toEqual(['given', 'birth'])
  })

  it('tells names, dates, sex and the numbers of a person', () => {
    expect(namesOf(shown(candidate('a', OF_NONE), ['a']))).toEqual(OF_NONE)
  })

  it('is decided for every comparison that the matcher makes', () => {
    expect([...OF_PLACE, ...OF_NONE].sort()).toEqual([...COMPARISONS, 'prior', 'household'].sort())
  })

  it('is told whole of a child that nothing protects', () => {
    const one = candidate('a', [...OF_NONE, ...OF_PLACE])
    expect(shown(one, ['b'])).toEqual(one)
  })
})
