// What a search reads from a line and from parts; what it refuses, and that no refusal says a word of what was asked.
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { demographicsOf, readSearch } from '../../../src/children/find/search.js'
import { HafanError } from '../../../src/errors.js'

const NOTHING = {
  ...{ given: [], family: null, either: null, dateOfBirth: null, born: null, age: null, sex: null },
  ...{ district: null, sector: null, nhsNumber: null, upn: null, localId: null },
}
const line = (text: string) => readSearch({ text })
const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof HafanError ? error.code : 'A FAULT'
  }
}

describe('a line', () => {
  it.each([
    ['Siân Prys 12/03/2011', { given: ['Siân'], family: 'Prys', dateOfBirth: '2011-03-12' }],
    ['prys, siân mair 2011-03-12', { given: ['siân', 'mair'], family: 'prys', dateOfBirth: '2011-03-12' }],
    ['12 Mar 2011 Ffion ap Rhys', { given: ['Ffion'], family: 'ap Rhys', dateOfBirth: '2011-03-12' }],
    ['Ffion Rhys 1af o Fawrth 2011', { given: ['Ffion'], family: 'Rhys', dateOfBirth: '2011-03-01' }],
    ['Mai Jones 2 Mai 2010', { given: ['Mai'], family: 'Jones', dateOfBirth: '2010-05-02' }],
    ['April Jones 2011', { given: ['April'], family: 'Jones', born: { from: '2011-01-01', until: '2011-12-31' } }],
    ['Aoife O’Neill-Price 9.11.2009', { given: ['Aoife'], family: "O'Neill-Price", dateOfBirth: '2009-11-09' }],
    ['ffion NP20', { either: 'ffion', district: 'NP20' }],
    ['ffion np20 4ab', { either: 'ffion', district: 'NP20', sector: 'NP20 4' }],
    ['ffion, 13 oed', { either: 'ffion', age: 13 }],
    ['ffion 13 oed', { either: 'ffion', age: 13 }],
    ['ffion aged 13', { either: 'ffion', age: 13 }],
    ['999 000 0018', { nhsNumber: '9990000018' }],
    ['9990000018 Siân', { either: 'Siân', nhsNumber: '9990000018' }],
    ['N-0123456', { localId: 'N-0123456' }],
  ])('%s', (text, said) => {
    expect(line(text)).toEqual({ ...NOTHING, ...said })
  })

  it.each([
    ['a year of two digits', 'Siân Prys 12/03/11', 'BAD_ARGUMENT'],
    ['a month that is none, the day being first', 'Siân Prys 03/25/2011', 'BAD_ARGUMENT'],
    ['a day that is none', 'Siân Prys 31 Feb 2011', 'BAD_ARGUMENT'],
    ['two dates', 'Siân 12/03/2011 13/03/2011', 'BAD_ARGUMENT'],
    ['a number that does not add up', 'Siân 9990000019', 'BAD_IDENTIFIER'],
    ['two numbers of systems', 'A-12 B-13', 'BAD_ARGUMENT'],
    ['a name alone', 'Siân', 'TOO_LITTLE_TO_SEARCH'],
    ['a date alone', '12/03/2011', 'TOO_LITTLE_TO_SEARCH'],
    ['a postcode alone', 'NP20', 'TOO_LITTLE_TO_SEARCH'],
    ['an initial and a date', 'S 12/03/2011', 'TOO_LITTLE_TO_SEARCH'],
    ['nothing', ' - ', 'TOO_LITTLE_TO_SEARCH'],
    ['a line that is too long', 'x'.repeat(201), 'BAD_ARGUMENT'],
    ['too many words', 'a b c d e f g h i j k l m', 'BAD_ARGUMENT'],
  ])('refuses %s', (_what, text, code) => {
    expect(codeOf(() => line(text))).toBe(code)
  })

  it('is refused, whatever it is, in one of a few fixed texts, so that nothing of it is said again', () => {
    const texts = new Set<string>()
    const any = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }))
    const telling = fc.stringMatching(/^[a-z]{0,3} ?[0-9]{1,10}[/ -][0-9 ./-]{0,12}$/)
    fc.assert(
      fc.property(fc.oneof(any, telling), text => {
        try {
          line(text)
        } catch (error) {
          if (!(error instanceof HafanError)) throw error
          texts.add(error.message)
        }
      }),
      { numRuns: 600 },
    )
    expect(texts.size).toBeGreaterThan(2)
    expect(texts.size).toBeLessThan(12)
  })

  it('reads the same day whichever way it is written, and wherever it stands', () => {
    const day = fc.date({ min: new Date('1995-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.nat(2), fc.nat(3), (date, place, form) => {
        const iso = date.toISOString().slice(0, 10)
        const [year = '', month = '', dayOf = ''] = iso.split('-')
        const name = date.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' })
        const written =
          [
            iso,
            `${dayOf}/${month}/${year}`,
            `${Number(dayOf)}.${Number(month)}.${year}`,
            `${Number(dayOf)} ${name} ${year}`,
          ][form] ?? ''
        const words = ['Ffion', 'Rhys']
        words.splice(place, 0, written)
        expect(line(words.join(' '))).toEqual({ ...NOTHING, given: ['Ffion'], family: 'Rhys', dateOfBirth: iso })
      }),
    )
  })
})

describe('parts', () => {
  it('count before what the line says', () => {
    const said = readSearch({
      text: 'Siân Prys 12/03/2011',
      familyName: 'Rees',
      dateOfBirth: '2010-03-12',
      sex: 'FEMALE',
    })
    expect(said).toMatchObject({ given: ['Siân'], family: 'Rees', dateOfBirth: '2010-03-12', sex: 'FEMALE' })
  })

  it.each([
    ['sex is not enough beside a name', { givenName: 'Siân', sex: 'FEMALE' }, 'TOO_LITTLE_TO_SEARCH'],
    [
      'nor a range of five years',
      { givenName: 'Siân', bornFrom: '2008-01-01', bornUntil: '2012-12-31' },
      'TOO_LITTLE_TO_SEARCH',
    ],
    ['a range backwards', { givenName: 'Siân', bornFrom: '2012-01-01', bornUntil: '2011-12-31' }, 'BAD_ARGUMENT'],
    ['half a range', { givenName: 'Siân', bornFrom: '2012-01-01' }, 'BAD_ARGUMENT'],
    ['no age of a child', { givenName: 'Siân', age: 40 }, 'BAD_ARGUMENT'],
    ['no postcode', { givenName: 'Siân', postcode: 'Newport' }, 'BAD_ARGUMENT'],
    ['a pupil number that does not add up', { upn: 'B123456789012' }, 'BAD_IDENTIFIER'],
  ] as const)('%s', (_what, input, code) => {
    expect(codeOf(() => readSearch(input))).toBe(code)
  })

  it.each([
    ['NP20 4AB', 'NP20', 'NP20 4'],
    ['np204ab', 'NP20', 'NP20 4'],
    ['NP2 4', 'NP2', 'NP2 4'],
    ['NP24', 'NP24', null],
  ])('a postcode %s', (postcode, district, sector) => {
    expect(readSearch({ givenName: 'Siân', postcode })).toMatchObject({ district, sector })
  })
})

describe('one word that may be either name', () => {
  it('is looked for as both', () => {
    expect(demographicsOf(line('Prys NP20')).map(({ givenNames, familyNames }) => [givenNames, familyNames])).toEqual([
      [['Prys'], []],
      [[], ['Prys']],
    ])
  })

  it('a number alone is looked for by no name', () => {
    expect(demographicsOf(line('9990000018'))).toEqual([])
  })
})
