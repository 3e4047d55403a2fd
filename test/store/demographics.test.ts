import { describe, expect, it } from '@jest/globals'
import { disagreements } from '../../src/store/demographics.js'
import type { Demographics } from '../../src/types/child.js'

const ffion: Demographics = {
  givenNames: ['Ffion', 'Mair'],
  familyNames: ['Prys'],
  dateOfBirth: '2010-04-07',
  sex: 'FEMALE',
  postcodeSector: 'NP20 9',
}

describe('disagreements', () => {
  it.each<[string, Partial<Demographics>]>([
    ['English spellings', { givenNames: ['Fion'], familyNames: ['Price'] }],
    ['accents and case', { givenNames: ['FFIÔN'], familyNames: ['prys'] }],
    ['a hyphenated name that holds the other', { familyNames: ['Prys-Morgan'] }],
    ['ap before the name', { familyNames: ['ap Prys'] }],
    ['another of the given names', { givenNames: ['Mair'] }],
    ['day and month swapped', { dateOfBirth: '2010-07-04' }],
    ['another address', { postcodeSector: 'CF83 1' }],
    ['what one side does not say', { givenNames: [], familyNames: [], dateOfBirth: null, sex: null }],
    ['a sex the source does not know', { sex: 'UNKNOWN' }],
  ])('does not count %s', (_, other) => {
    expect(disagreements(ffion, { ...ffion, ...other })).toEqual([])
    expect(disagreements({ ...ffion, ...other }, ffion)).toEqual([])
  })

  it('does not count a slip of one letter in a long name', () => {
    const one = { ...ffion, familyNames: ['Llewellyn'] }
    expect(disagreements(one, { ...ffion, familyNames: ['Llewelyn'] })).toEqual([])
    expect(disagreements(one, { ...ffion, familyNames: ['Llewellin'] })).toEqual([])
  })

  it('counts a slip of one letter in a short name: Mari is not Mali', () => {
    expect(disagreements({ ...ffion, givenNames: ['Mari'] }, { ...ffion, givenNames: ['Mali'] })).toEqual([
      'GIVEN_NAME',
    ])
  })

  it('forgives no first letter of a given name: Jayden is not Kayden', () => {
    const one = { ...ffion, givenNames: ['Jayden'] }
    expect(disagreements(one, { ...ffion, givenNames: ['Kayden'] })).toEqual(['GIVEN_NAME'])
    expect(disagreements(one, { ...ffion, givenNames: ['Jaydan'] })).toEqual([])
    expect(disagreements({ ...ffion, familyNames: ['Kowalski'] }, { ...ffion, familyNames: ['Cowalski'] })).toEqual([])
  })

  it('counts what cannot be the same', () => {
    const other: Demographics = {
      ...ffion,
      givenNames: ['Rhys'],
      familyNames: ['Evans'],
      dateOfBirth: '2011-05-09',
      sex: 'MALE',
    }
    expect(disagreements(ffion, other)).toEqual(['GIVEN_NAME', 'FAMILY_NAME', 'DATE_OF_BIRTH', 'SEX'])
  })
})
