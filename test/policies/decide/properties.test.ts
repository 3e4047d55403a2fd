import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Level } from '../../../src/types/index.js'
import type { Question } from '../../../src/policies/decide/index.js'
import { couldEver, decide, needs } from '../../../src/policies/decide/index.js'
import { AGENCIES, CHILD_CATEGORIES, PURPOSES, RELATIONSHIPS } from '../../../src/policies/protocol/index.js'
import { gwent } from '../protocol/support.js'

const protocol = gwent()
const verdict = fc.constantFrom('YES', 'NO', 'UNDECIDED' as const)
const fact = fc.record({
  relationship: fc.constantFrom(...RELATIONSHIPS),
  outcome: fc.constantFrom('HOLDS', 'UNDECIDED' as const),
})
const level = fc.constantFrom<Level>('NONE', 'EXISTS', 'SUMMARY', 'FULL')
const question: fc.Arbitrary<Question> = fc.record({
  role: fc.constantFrom(...protocol.columns.map(role => role.name)),
  conditions: fc.record({
    secondedFrom: fc.constantFrom(null, ...AGENCIES),
    vetting: fc.constantFrom(null, 'police', 'baseline'),
    clearance: fc.subarray(['protected', 'other']),
  }),
  relationships: fc.array(fact, { maxLength: 4 }),
  episodeOpen: verdict,
  recentEpisode: fc.constantFrom(true, false, 'UNDECIDED' as const),
  breakGlass: fc.boolean(),
  purpose: fc.constantFrom(...PURPOSES),
  ceiling: fc.oneof(
    fc.constant('ALL' as const),
    fc.dictionary(fc.constantFrom(...CHILD_CATEGORIES), level, { noNullPrototype: true }),
  ),
})
const strengths = (asked: Question) => CHILD_CATEGORIES.map(category => decide(protocol, asked).hub[category].strength)
const nowhereLower = (less: Question, more: Question) => {
  const [low, high] = [strengths(less), strengths(more)]
  expect(low.filter((strength, index) => strength > (high[index] ?? 0))).toEqual([])
}

describe('for any question', () => {
  it('one more relationship never lowers a level', () => {
    fc.assert(
      fc.property(question, fact, (asked, more) => {
        nowhereLower(asked, { ...asked, relationships: [...asked.relationships, more] })
      }),
    )
  })

  it('break-glass never lowers a level', () => {
    fc.assert(
      fc.property(question, asked => nowhereLower({ ...asked, breakGlass: false }, { ...asked, breakGlass: true })),
    )
  })

  it('what is undecided gives no more than what is not so', () => {
    fc.assert(
      fc.property(question, asked => {
        const settled: Question = {
          ...asked,
          relationships: asked.relationships.filter(each => each.outcome === 'HOLDS'),
          episodeOpen: asked.episodeOpen === 'UNDECIDED' ? 'NO' : asked.episodeOpen,
          recentEpisode: asked.recentEpisode === true,
        }
        nowhereLower(asked, settled)
      }),
    )
  })

  it('a category is marked undecided exactly where settling what is undecided could raise it', () => {
    fc.assert(
      fc.property(question, asked => {
        const worlds = (['YES', 'NO'] as const).flatMap(episodeOpen =>
          [true, false].flatMap(recentEpisode =>
            (['HOLDS', 'ABSENT'] as const).map((outcome): Question => ({
              ...asked,
              episodeOpen: asked.episodeOpen === 'UNDECIDED' ? episodeOpen : asked.episodeOpen,
              recentEpisode: asked.recentEpisode === 'UNDECIDED' ? recentEpisode : asked.recentEpisode,
              relationships: asked.relationships.flatMap(each =>
                each.outcome === 'HOLDS' ? [each] : outcome === 'HOLDS' ? [{ ...each, outcome }] : [],
              ),
            })),
          ),
        )
        const most = CHILD_CATEGORIES.map((_, index) => Math.max(...worlds.map(world => strengths(world)[index] ?? 0)))
        const { hub } = decide(protocol, asked)
        for (const [index, category] of CHILD_CATEGORIES.entries()) {
          expect([category, hub[category].undecided]).toEqual([category, (most[index] ?? 0) > hub[category].strength])
        }
      }),
      { numRuns: 60 },
    )
  })

  it('nothing exceeds what the role could ever hold', () => {
    fc.assert(
      fc.property(question, asked => {
        const could = couldEver(protocol, asked.role, asked.conditions, asked.purpose, asked.ceiling)
        const order: readonly Level[] = ['NONE', 'EXISTS', 'SUMMARY', 'FULL']
        const { hub } = decide(protocol, asked)
        expect(CHILD_CATEGORIES.filter(each => hub[each].strength > order.indexOf(could[each]))).toEqual([])
      }),
    )
  })

  it('facts that are not needed change nothing', () => {
    fc.assert(
      fc.property(
        question,
        verdict,
        fc.boolean(),
        fc.subarray([...CHILD_CATEGORIES]),
        (asked, episodeOpen, recentEpisode, wanted) => {
          const needed = needs(protocol, asked.role, asked.purpose, wanted)
          const other: Question = {
            ...asked,
            relationships: asked.relationships.filter(each => needed.relationships.includes(each.relationship)),
            episodeOpen: needed.episode || needed.recentEpisode ? asked.episodeOpen : episodeOpen,
            recentEpisode: needed.recentEpisode ? asked.recentEpisode : recentEpisode,
          }
          const [one, two] = [decide(protocol, asked).hub, decide(protocol, other).hub]
          expect(wanted.map(each => one[each])).toEqual(wanted.map(each => two[each]))
        },
      ),
    )
  })

  it('every grant names a clause', () => {
    fc.assert(
      fc.property(question, asked => {
        const { hub } = decide(protocol, asked)
        expect(CHILD_CATEGORIES.filter(each => !/^[1-3]\.[A-Z(]/.test(hub[each].clause))).toEqual([])
      }),
    )
  })
})
