// In what order a search lists the children that the index came upon, and whom it leaves out.
import { describe, expect, it } from '@jest/globals'
import { plainlyNamed, rank, roughly } from '../../../src/children/find/rank.js'
import { demographicsOf, readSearch } from '../../../src/children/find/search.js'
import type { IndexCandidate } from '../../../src/store/identity-index.js'

const TODAY = '2026-11-27'
const candidate = (
  childId: string,
  given: string,
  family: string,
  dateOfBirth: string | null,
  sector = 'NP20 4',
): IndexCandidate => ({
  childId,
  shared: 1,
  identities: [
    {
      ...{ childId, sourceId: 's', recordId: childId, seenAt: '2026-01-01T00:00:00.000Z' },
      demographics: { givenNames: [given], familyNames: [family], dateOfBirth, sex: 'FEMALE', postcodeSector: sector },
    },
  ],
})
const ranked = (text: string, ...candidates: readonly IndexCandidate[]) => {
  const search = readSearch({ text })
  return rank(search, demographicsOf(search), candidates, TODAY)
}
const ids = (...asked: Parameters<typeof ranked>): string[] => ranked(...asked).map(({ childId }) => childId)

describe('the order of a search', () => {
  it('has the likeliest first, and leaves out whom it only resembles by accident', () => {
    const exact = candidate('exact', 'Ffion', 'Prys', '2011-04-07')
    const slip = candidate('slip', 'Fion', 'Price', '2011-07-04')
    const other = candidate('other', 'Tomos', 'Llewellyn', '2009-01-30')
    expect(ids('Ffion Prys 2011-04-07', other, slip, exact)).toEqual(['exact', 'slip'])
  })

  it('calls plain only both names and the date of birth, each as asked or in another form', () => {
    const plain = (text: string, of = candidate('one', 'Ffion', 'Prys', '2011-04-07')): readonly boolean[] => [
      plainlyNamed(demographicsOf(readSearch({ text })), [of]).has('one'),
    ]
    expect(['Ffion Prys 2011-04-07', 'fion price 7/4/2011'].map(text => plain(text)[0])).toEqual([true, true])
    expect(plain('Ffion Megan Cerys Prys 2011-04-07')[0]).toBe(true)
    for (const less of [
      // Each of several given names would be a guess.
      'Megan Cerys Ffion Prys 2011-04-07',
      'Ffion Prys',
      'Ffion Prys 2011-04-08',
      'Ffion Pryd 2011-04-07',
      'Prys Ffion 2011-04-07',
      'Ffion 2011-04-07',
    ])
      expect(plain(less)[0]).not.toBe(true)
    // Who the child was before is no name of now.
    const before = candidate('one', 'Ffion', 'Prys', '2011-04-07')
    const identities = before.identities.map(one => ({
      ...one,
      demographics: { ...one.demographics, givenNames: ['Ffion', 'Nest'], familyNames: ['Prys', 'Ombler'] },
    }))
    expect(plain('Ffion Ombler 2011-04-07', { ...before, identities })[0]).toBe(false)
    expect(plain('Nest Prys 2011-04-07', { ...before, identities })[0]).toBe(false)
  })

  it('leaves out whoever was born years outside of the range, keeps who is near it, and puts those within first', () => {
    const all = ['2005-01-01', '2010-12-30', '2011-06-01'].map(day => candidate(day, 'Ffion', 'Prys', day))
    expect(ids('Ffion Prys 2011', ...all)).toEqual(['2011-06-01', '2010-12-30'])
    expect(ids('Ffion Prys', ...all).length).toBe(3)
    expect(ids('Ffion Prys 2011', candidate('unsaid', 'Ffion', 'Prys', null))).toEqual(['unsaid'])
  })

  it('takes one word for either name, and puts whoever lives in the district first', () => {
    const [here, there] = [
      candidate('here', 'Seren', 'Prys', null),
      candidate('there', 'Seren', 'Prys', null, 'CF10 1'),
    ]
    expect(ids('prys NP20', there, here)[0]).toBe('here')
    expect(ids('seren NP20', there, here)[0]).toBe('here')
  })
})

describe('what is asked less exactly', () => {
  it.each([
    ['Ffion NP20', { district: 'NP20', years: [] }],
    ['Ffion 2011', { district: null, years: [2011] }],
    ['Ffion aged 15', { district: null, years: [2010, 2011] }],
    ['Ffion 2011-04-07', { district: null, years: [] }],
  ])('of %s', (text, expected) => {
    expect(roughly(readSearch({ text }), TODAY)).toEqual(expected)
  })
})
