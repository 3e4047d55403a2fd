import { describe, expect, it } from '@jest/globals'
import { sameChild } from '../../../src/children/identity/same-child.js'
import type { Demographics } from '../../../src/types/child.js'
import { subject } from '../support.js'

const ffion = subject().demographics
const describing = (rest: Partial<Demographics>): ReturnType<typeof subject> =>
  subject({ demographics: { ...ffion, ...rest } })
const twin = describing({ givenNames: ['Megan'] })

describe('the record that came back', () => {
  it('is the child’s where it says what it said when it was linked', () => {
    expect(sameChild(ffion, subject(), null)).toBe(true)
  })

  it.each<[string, Partial<Demographics>]>([
    ['a new surname', { familyNames: ['Hughes'] }],
    ['a corrected date of birth', { dateOfBirth: '2010-09-30' }],
    ['a new address', { postcodeSector: 'NP44 1' }],
    ['a spelling of the name', { givenNames: ['Fion'], familyNames: ['Price'] }],
    ['day and month swapped', { dateOfBirth: '2010-07-04', familyNames: ['Hughes'] }],
    ['nothing said', { givenNames: [], familyNames: [], dateOfBirth: null, sex: null }],
  ])('is still the child’s with %s', (_, rest) => {
    expect(sameChild(ffion, describing(rest), null)).toBe(true)
  })

  it.each<[string, Partial<Demographics>]>([
    ['another name and another date of birth', { givenNames: ['Gwenllian'], dateOfBirth: '2012-01-01' }],
    ['another name and another sex', { givenNames: ['Gethin'], sex: 'MALE' }],
    ['another surname and another date of birth', { familyNames: ['Hughes'], dateOfBirth: '2012-01-01' }],
  ])('is not the child’s with %s', (_, rest) => {
    expect(sameChild(ffion, describing(rest), null)).toBe(false)
  })

  it('is not the child’s where only the given name differs and no number speaks for the child: so do twins', () => {
    expect(sameChild(ffion, twin, null)).toBe(false)
    expect(sameChild(ffion, twin, true)).toBe(true)
  })

  it('is not the child’s where its verified number is another child’s, however close the names are', () => {
    expect(sameChild(ffion, subject(), false)).toBe(false)
    expect(sameChild(ffion, twin, false)).toBe(false)
    expect(sameChild(null, subject(), false)).toBe(false)
  })

  it('is not made the child’s by the right number where the person described is another', () => {
    expect(sameChild(ffion, describing({ givenNames: ['Gwenllian'], dateOfBirth: '2012-01-01' }), true)).toBe(false)
  })

  it('is the child’s under a number that is nobody’s yet: a superseding one', () => {
    expect(sameChild(ffion, subject({ nhsNumber: '9990000034', nhsNumberVerified: true }), null)).toBe(true)
  })

  it('is taken at its word where a person linked it without a description, or it describes nobody', () => {
    expect(sameChild(null, describing({ givenNames: ['Gwenllian'], dateOfBirth: '2012-01-01' }), null)).toBe(true)
    expect(sameChild(ffion, null, null)).toBe(true)
  })
})
