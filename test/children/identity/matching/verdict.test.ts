import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { PersonRecord } from '../../../../src/children/identity/matching/record.js'
import { born, compare, ffion } from './kit.js'

const nhs = (value: string, verified = true): PersonRecord => ({ nhsNumber: { value, verified } })
const [ONE, OTHER, THIRD] = ['9990000018', '9990000026', '9990000034'] as const
const UPN = 'M680400114001'
const nameOnly = { given: 'Ffion', family: 'Prys', ...born('2010-04-07') }

describe('numbers', () => {
  it('a verified NHS number matches; unverified it does not decide', () => {
    expect(compare({ ...nameOnly, ...nhs(ONE) }, { ...nhs(ONE), given: 'Ffion' })).toMatchObject({
      outcome: 'MATCH',
      rule: 'NHS_NUMBER',
    })
    expect(compare({ ...nameOnly, ...nhs(ONE, false) }, { ...nameOnly, ...nhs(ONE) }).certain).toBe(false)
  })

  it('a number that does not add up is no number', () => {
    const wrong = compare({ ...nhs('9990000019') }, { ...nhs('9990000019') })
    expect(wrong.outcome).toBe('NONE')
    expect(compare({ upn: `A${UPN.slice(1)}` }, { upn: `A${UPN.slice(1)}` }).outcome).toBe('NONE')
    expect(compare({ upn: UPN, given: 'Ffion' }, { upn: UPN, given: 'Fion' })).toMatchObject({
      outcome: 'MATCH',
      rule: 'UPN',
    })
  })

  it('an id is a child only within its authority', () => {
    const at = (authority: string): PersonRecord => ({ given: 'Ffion', authorityId: { authority, id: 'C-77' } })
    expect(compare(at('W06000022'), at('W06000022'))).toMatchObject({ outcome: 'MATCH', rule: 'AUTHORITY_ID' })
    expect(compare(at('W06000022'), at('W06000020')).outcome).toBe('NONE')
  })

  it('is POSSIBLE where two demographics disagree, or where only another given name has the pupil number', () => {
    const stranger = { given: 'Oliver', family: 'Smith', ...born('2010-04-07') }
    expect(compare({ ...nameOnly, ...nhs(ONE) }, { ...stranger, ...nhs(ONE) })).toMatchObject({
      outcome: 'POSSIBLE',
      rule: 'NUMBER_DEMOGRAPHICS_DISAGREE',
    })
    expect(compare({ ...nameOnly, upn: UPN }, { ...nameOnly, given: 'Oliver', upn: UPN }).outcome).toBe('POSSIBLE')
  })

  it('follows what took its place, over one step and two', () => {
    expect(compare({ ...nameOnly, ...nhs(ONE), supersededBy: OTHER }, { given: 'Ffion', ...nhs(OTHER) }).rule).toBe(
      'NHS_NUMBER',
    )
    expect(compare({ ...nhs(ONE), formerNumbers: [THIRD] }, { ...nhs(OTHER), formerNumbers: [THIRD] }).rule).toBe(
      'NHS_NUMBER',
    )
  })

  it('of an adopted child, never the old ones, and never across another family name', () => {
    const adopted = { ...ffion, family: 'Walker', ...nhs(OTHER), formerNumbers: [ONE], adopted: true }
    expect(compare(adopted, { ...ffion, ...nhs(ONE) })).toMatchObject({ outcome: 'NONE', rule: 'ADOPTED' })
  })

  it('two verified numbers are two children until somebody looks', () => {
    expect(compare({ ...ffion, ...nhs(ONE) }, { ...ffion, ...nhs(OTHER) })).toMatchObject({
      outcome: 'POSSIBLE',
      rule: 'NUMBERS_CONTRADICT',
    })
  })
})

describe('twins and siblings', () => {
  it.each([['Seren'], ['Fiona'], ['Ffi'], ['F'], ['Baby'], ['Twin 2'], [undefined]])(
    '%s of the same day and home is never linked by itself',
    given => {
      const { given: _, ...home } = ffion
      expect(
        compare({ ...home, given: 'Mia' }, { ...home, ...(given === undefined ? {} : { given }) }).outcome,
      ).not.toBe('MATCH')
    },
  )

  it('names alike that are two names are not one child', () => {
    expect(compare({ ...ffion, given: 'Mia' }, { ...ffion, given: 'Mai' }).outcome).not.toBe('MATCH')
    expect(compare({ ...ffion, given: 'Nathan' }, { ...ffion, given: 'Ethan' }).outcome).not.toBe('MATCH')
  })

  it.each([
    ['Jayden', 'Kayden'],
    ['Shayna', 'Shayla'],
    ['Mohammed', 'Mohammed Hamza'],
    ['Tegwenna', 'Tegwen'],
    ['Quibellan', 'Quibellon'],
  ])('%s and %s of one day and home may be twins, however rare the names', (given, also) => {
    expect(compare({ ...ffion, given }, { ...ffion, given: also })).toMatchObject({
      outcome: 'POSSIBLE',
      rule: 'TWO_NAMES_ALIKE',
    })
  })

  it('a sibling is none at all', () => {
    expect(compare(ffion, { ...ffion, given: 'Rhys', sex: 'MALE', ...born('2012-11-23') }).outcome).toBe('NONE')
  })
})

describe('one child written in two ways', () => {
  it.each<[string, PersonRecord]>([
    ['Welsh and English spelling', { given: 'Fion', family: 'Price' }],
    ['day and month swapped', born('2010-07-04')],
    ['a digit of the date', born('2010-04-01')],
    ['ap and accents', { given: 'FFÎON', family: 'ap Prys' }],
    ['a hyphen more', { family: 'Prys-Jones' }],
    ['names in each other’s place', { given: 'Prys', family: 'Ffion' }],
    ['moved', { address: { postcode: 'CF10 1AA' }, formerPostcodes: ['NP209ZZ'] }],
  ])('%s', (_, change) => {
    expect(compare(ffion, { ...ffion, ...change }).outcome).toBe('MATCH')
  })
})

const text = fc.constantFrom(
  'Ffion',
  'Fion',
  'Prys',
  'Mary Ann',
  'Ann',
  'O’Neill',
  'neil',
  'Mohammed',
  'Muhamad',
  'x',
  '',
  'Baby',
)
const record: fc.Arbitrary<PersonRecord> = fc
  .record({
    given: text,
    family: text,
    middle: text,
    knownAs: text,
    day: fc.integer({ min: 10, max: 28 }),
    month: fc.constantFrom('01', '10', '11'),
    estimated: fc.boolean(),
    postcode: fc.constantFrom('', 'NP20 9ZZ', 'NP20 9ZX', 'NP21 1AA'),
    adopted: fc.boolean(),
    former: fc.constantFrom<string[]>([], [ONE], [THIRD]),
    number: fc.constantFrom(ONE, OTHER, 'x'),
  })
  .map(({ day, month, estimated, postcode, former, number, ...names }) => ({
    ...names,
    birth: { from: `2010-${month}-${day}`, to: `2010-${month}-${day}`, estimated },
    address: { postcode },
    formerNumbers: former,
    ...nhs(number),
  }))

describe('whatever is compared', () => {
  it('is the same both ways round, and its steps add up to its bits', () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        const [there, back] = [compare(one, other), compare(other, one)]
        expect([...there.levels]).toEqual([...back.levels])
        expect([back.outcome, back.rule, back.bits]).toEqual([there.outcome, there.rule, there.bits])
        expect(there.steps.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(there.bits, 1)
      }),
      { numRuns: 300 },
    )
  })

  it('is nothing where nothing is said', () => {
    for (const empty of [{}, { given: '', family: 'Unknown' }, born('2010-02-30')])
      expect(compare(empty, empty, 1).outcome).not.toBe('MATCH')
  })
})
