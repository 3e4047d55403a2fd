import { describe, expect, it } from '@jest/globals'
import { blockingTokens } from '../../../src/children/identity/blocking-tokens.js'
import { bitsAgainst, scoreAgainst } from '../../../src/children/identity/candidates.js'
import type { IndexCandidate } from '../../../src/store/identity-index.js'
import type { Demographics } from '../../../src/types/child.js'

const ffion: Demographics = {
  ...{ givenNames: ['Ffion'], familyNames: ['Prytherch'], dateOfBirth: '2011-03-12', sex: 'FEMALE' },
  postcodeSector: 'NP20 9',
}
const candidate = (childId: string, ...records: readonly Partial<Demographics>[]): IndexCandidate => ({
  childId,
  shared: 1,
  identities: records.map((said, nth) => ({
    ...{ childId, sourceId: 'health', recordId: `${childId}-${nth}`, seenAt: '2026-01-01T00:00:00.000Z' },
    demographics: { ...ffion, ...said },
  })),
})
const outcomes = (candidates: readonly IndexCandidate[], asked: Partial<Demographics> = {}): unknown =>
  scoreAgainst({ ...ffion, ...asked }, candidates).map(({ childId, outcome, rule }) => [childId, outcome, rule])

describe('a record against candidates', () => {
  it('matches who agrees in everything that is known, and says why in bits that add up', () => {
    const [best] = scoreAgainst(ffion, [candidate('stranger', { givenNames: ['Osian'] }), candidate('she', {})])
    expect(best).toMatchObject({ childId: 'she', outcome: 'MATCH', rule: null })
    expect(best?.steps.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(best?.bits ?? 0, 6)
    expect(best?.steps.map(({ comparison, level }) => `${comparison} ${level}`)).toContain('home SECTOR')
  })

  it('takes the closest of a child’s records and of its names', () => {
    const [best] = scoreAgainst(ffion, [
      candidate(
        'she',
        { familyNames: ['Other'] },
        { givenNames: ['Mair', 'Ann', 'Ffion'], familyNames: ['Old', 'Prytherch'] },
      ),
    ])
    expect(best?.outcome).toBe('MATCH')
  })

  it('leaves a twin, and a child of whom another record says otherwise, to a person', () => {
    expect(outcomes([candidate('twin', { givenNames: ['Fflur'] })])).toEqual([
      ['twin', 'POSSIBLE', 'ANOTHER_GIVEN_NAME'],
    ])
    expect(
      outcomes([candidate('two', {}, { givenNames: ['Tegwen'], familyNames: ['Zeal'], dateOfBirth: '2009-07-01' })]),
    ).toEqual([['two', 'POSSIBLE', 'ANOTHER_RECORD_DISAGREES']])
  })

  it('links with nobody where several match and none leads clearly', () => {
    expect(outcomes([candidate('one', {}), candidate('other', {})])).toEqual([
      ['one', 'MANY', null],
      ['other', 'MANY', null],
    ])
  })

  it('counts a common name for less than one that few bear', () => {
    const [jones, rare] = [['Jones'], ['Prytherch']].map(familyNames =>
      scoreAgainst({ ...ffion, familyNames }, [candidate('child', { familyNames })]),
    )
    expect((rare?.[0]?.bits ?? 0) - (jones?.[0]?.bits ?? 0)).toBeGreaterThan(2)
  })

  it('is scored once what it is scored together with others, with the place and without', () => {
    const said = [
      { ...ffion, familyNames: ['Old', 'Prytherch', 'Other'] },
      { ...ffion, givenNames: ['Osian'], postcodeSector: 'CF10 1' },
      { ...ffion, givenNames: [], postcodeSector: null },
    ]
    const [one, other] = [ffion, { ...ffion, givenNames: ['Prytherch'], familyNames: ['Ffion', 'Megan', 'Ann'] }]
    const alone = (record: Demographics): number =>
      Math.max(
        ...[one, other].flatMap(asked => scoreAgainst(asked, [candidate('she', record)]).map(({ bits }) => bits)),
      )
    const bits = bitsAgainst([one, other], said)
    // Twice: what was worked out once is what is answered again.
    for (const record of [...said.entries(), ...said.entries()]) {
      expect(bits(record[0], true)).toBe(alone(record[1]))
      expect(bits(record[0], false)).toBe(alone({ ...record[1], postcodeSector: null }))
    }
    expect(bits(0, true)).toBeGreaterThan(bits(0, false))
    expect(bitsAgainst([], said)(0, true)).toBe(-Infinity)
  })

  it('does not take how common a name is from those who were found by it', () => {
    const alone = scoreAgainst(ffion, [candidate('she', {})])[0]?.bits
    const among = scoreAgainst(ffion, [
      candidate('she', {}),
      ...Array.from({ length: 40 }, (_, nth) =>
        candidate(String(nth), { dateOfBirth: `20${10 + (nth % 9)}-07-0${1 + (nth % 9)}` }),
      ),
    ])
    expect(among[0]).toMatchObject({ childId: 'she', bits: alone })
  })

  it('does not link on what is too little, and takes nothing at all', () => {
    const nothing: Demographics = {
      givenNames: [],
      familyNames: [],
      dateOfBirth: null,
      sex: null,
      postcodeSector: null,
    }
    expect(outcomes([candidate('she', {})], { dateOfBirth: null, postcodeSector: null })).not.toContainEqual([
      'she',
      'MATCH',
      null,
    ])
    expect(scoreAgainst(nothing, [candidate('she', {})])[0]?.outcome).toBe('NONE')
    expect(scoreAgainst(ffion, [])).toEqual([])
    expect(scoreAgainst(ffion, [{ childId: 'no records', shared: 1, identities: [] }])).toEqual([])
  })
})

describe('blocking tokens', () => {
  const tokens = (said: Partial<Demographics>): Set<string> =>
    new Set(blockingTokens({ ...ffion, ...said }).map(({ token }) => token))
  const shared = (said: Partial<Demographics>): number =>
    [...tokens(said)].filter(token => tokens({}).has(token)).length

  it.each<[string, Partial<Demographics>]>([
    ['a slip in the given name', { givenNames: ['Fifon'] }],
    ['a slip in the family name', { familyNames: ['Prytehrch'] }],
    ['day and month swapped', { dateOfBirth: '2011-12-03' }],
    ['another year', { dateOfBirth: '2012-03-12' }],
    ['names in each other’s place', { givenNames: ['Prytherch'], familyNames: ['Ffion'] }],
    ['names alone', { dateOfBirth: null, postcodeSector: null, sex: null }],
    ['nothing but the date', { givenNames: [], familyNames: [], postcodeSector: null }],
    ['a former name beside', { familyNames: ['Elsewhere', 'Prytherch'], dateOfBirth: null }],
  ])('are shared in spite of %s', (_, said) => {
    expect(shared(said)).toBeGreaterThan(0)
  })

  it('know a child by a nickname', () => {
    const [william, bill] = ['William', 'Bill'].map(name =>
      tokens({ givenNames: [name], dateOfBirth: null, postcodeSector: null }),
    )
    expect([...(bill ?? [])].filter(token => william?.has(token))).not.toEqual([])
  })

  it('are each more than one thing that many share: no name, sector or sex alone', () => {
    expect(tokens({ familyNames: [], dateOfBirth: null, postcodeSector: null })).toEqual(new Set())
    expect(tokens({ givenNames: [], familyNames: [], dateOfBirth: null })).toEqual(new Set())
  })

  it('are few for one form of each name, and bounded for many', () => {
    expect(tokens({}).size).toBeLessThanOrEqual(50)
    const many = Array.from({ length: 30 }, (_, nth) => `Name${'abcdefghijklmnopqrstuvwxyzabcdef'.slice(nth, nth + 5)}`)
    expect(tokens({ givenNames: many, familyNames: many }).size).toBeLessThanOrEqual(250)
  })
})
