// In what order a search lists the children that the index came upon, and whom it leaves out.
import { describe, expect, it } from '@jest/globals'
import { plainlyNamed, roughly } from '../../../src/children/find/rank.js'
import { createRanking } from '../../../src/children/find/ranking.js'
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
const EVERYTHING = { names: new Set(['s']), places: new Set(['s']) }
const ranked = (text: string, ...candidates: readonly IndexCandidate[]) => {
  const search = readSearch({ text })
  return createRanking(search, candidates, TODAY)('ALL', candidates, EVERYTHING)
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

describe('one ranking, asked again', () => {
  const search = readSearch({ text: 'Ffion Prys 2011-04-07 NP20 4' })
  const all = [
    candidate('here', 'Ffion', 'Prys', '2011-04-07'),
    candidate('there', 'Ffion', 'Prys', '2011-04-07', 'CF10 1'),
    candidate('by place', 'Ffion', 'Quillfeather', null),
  ]
  const sights = [
    { names: EVERYTHING.names, places: new Set<string>() },
    { names: new Set<string>(), places: new Set<string>() },
    EVERYTHING,
  ]
  const asked = (['ALL', 'PLACELESS'] as const).flatMap(about => sights.map(sight => ({ about, sight })))

  it('answers each sight as if it had been asked of that alone', () => {
    const ranking = createRanking(search, all, TODAY)
    for (const { about, sight } of [...asked, ...asked.toReversed()])
      expect(ranking(about, all, sight)).toEqual(createRanking(search, all, TODAY)(about, all, sight))
    expect(ranking('ALL', all, EVERYTHING).map(({ childId }) => childId)).toEqual(['here', 'there', 'by place'])
    expect(ranking('ALL', all, EVERYTHING, 1).map(({ childId }) => childId)).toEqual(['here'])
  })

  it('lets no place count that is out of sight, and finds nobody by it', () => {
    const ranking = createRanking(search, all, TODAY)
    for (const { about, sight } of asked.filter(one => one.about === 'PLACELESS' || one.sight !== EVERYTHING)) {
      const found = ranking(about, all, sight)
      expect(found.map(({ childId }) => childId)).toEqual(sight.names.size === 0 ? [] : ['here', 'there'])
      expect(found[0]?.bits).toBe(found[1]?.bits)
    }
  })

  it('knows nothing of a record that it was not made for', () => {
    expect(() => createRanking(search, [], TODAY)('ALL', all, EVERYTHING)).toThrow('was not made for')
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
