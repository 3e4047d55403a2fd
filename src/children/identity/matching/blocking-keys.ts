// Which records are worth comparing: two records that share at least one of these keys. Each key forgives what another relies on.
import { yearOf } from './birth.js'
import { COLUMN, WIDTH } from './table.js'
import type { Column, Table } from './table.js'

/** A part of a key: the number of a row's value, 0 where it has none. */
export type KeyPart = (row: number) => number

export interface Pass {
  readonly name: string
  readonly parts: readonly KeyPart[]
  /** A number that names one person: its blocks are small of themselves. */
  readonly narrow: boolean
}

export interface Passes {
  readonly passes: readonly Pass[]
  readonly refine: readonly KeyPart[]
}

const first3 = (text: string): string => text.slice(0, 3)

export function passesOf(table: Table): Passes {
  const { cells, lexicon } = table
  const column =
    (name: Column): KeyPart =>
    row =>
      cells[row * WIDTH + COLUMN[name]] ?? 0
  const coded = (name: Column, code: (text: string, sound: string) => string): KeyPart => {
    const known = new Map<number, number>([[0, 0]])
    const codes = new Map<string, number>([['', 0]])
    const of = column(name)
    return row => {
      const id = of(row)
      const found = known.get(id)
      if (found !== undefined) return found
      const { text, sound } = lexicon.name(id)
      const made = code(text, sound)
      const number = codes.get(made) ?? codes.size
      codes.set(made, number)
      known.set(id, number)
      return number
    }
  }
  const day = column('birthDay')
  const sound = (_: string, sounds: string): string => sounds.split(' ')[0] ?? ''
  const [given, family] = [column('given'), column('family')]
  const [givenSound, familySound] = [coded('given', sound), coded('family', sound)]
  const [given3, family3] = [coded('given', first3), coded('family', first3)]
  const givenInitial = coded('given', text => text.slice(0, 1))
  const [from, to] = [column('birthFrom'), column('birthTo')]
  /** Of a day, or of a span that is a year or less. */
  const year: KeyPart = row => {
    if (day(row) !== 0) return Math.floor(day(row) / 10_000)
    return from(row) === 0 || to(row) - from(row) > 366 ? 0 : yearOf(Math.floor((from(row) + to(row)) / 2))
  }
  const month: KeyPart = row => Math.floor(day(row) / 100)
  const dayAndMonth: KeyPart = row => day(row) % 10_000
  const [street3, place3] = [coded('street', first3), coded('place', first3)]
  const yearAndDay: KeyPart = row => (day(row) === 0 ? 0 : year(row) * 100 + (day(row) % 100))
  const eitherWay: KeyPart = row => {
    const [month, date] = [Math.floor(day(row) / 100) % 100, day(row) % 100]
    return date > 12 || date === 0 ? 0 : year(row) * 10_000 + Math.min(month, date) * 100 + Math.max(month, date)
  }
  const [low, high]: readonly KeyPart[] = [
    row => (given(row) === 0 || family(row) === 0 ? 0 : Math.min(given(row), family(row))),
    row => Math.max(given(row), family(row)),
  ]
  const [postcode, number, street, place] = [column('postcode'), column('number'), column('street'), column('place')]
  const pass = (name: string, ...parts: readonly (KeyPart | undefined)[]): Pass => ({
    name,
    narrow: false,
    parts: parts.filter(part => part !== undefined),
  })
  const whole = (name: string, part: KeyPart): Pass => ({ name, narrow: true, parts: [part] })
  return {
    passes: [
      whole('NHS number', column('nhs')),
      whole('UPN', column('upn')),
      whole('authority id', column('authority')),
      whole('other number', column('other')),
      pass('given and family name, in either order', low, high),
      pass('date of birth', day),
      pass('date of birth, day and month in either order', eitherWay),
      pass('phone', column('phone')),
      pass('address', column('addressKey')),
      pass('postcode and initial', postcode, givenInitial),
      pass('postcode and house', postcode, number),
      pass('postcode and year of birth', postcode, year),
      pass('sound of both names', givenSound, familySound),
      pass('sound of family name and year of birth', familySound, year),
      pass('sound of given name and month of birth', givenSound, month),
      pass('sound of given name, day and month of birth', givenSound, dayAndMonth),
      pass('known name and date of birth', coded('knownAs', sound), month),
      pass('beginnings of both names', given3, family3),
      pass('family name and postcode', familySound, postcode),
      pass('given name and postcode', givenSound, postcode),
      pass('street and house', street, number),
      pass('street and year of birth', street, year),
      pass('place and family name', place, familySound),
      pass('place and given name', place, givenSound),
      pass('place and year of birth', place, year),
      pass('street and given name', street, givenSound),
      pass('street and family name', street, familySound),
      pass('place and house', place, number),
      pass('place and street', place, street),
      pass('postcode, day and month of birth', postcode, dayAndMonth),
      pass('house, day and month of birth', number, dayAndMonth),
      pass('family name, day and month of birth', familySound, dayAndMonth),
      pass('house and family name', number, familySound),
      pass('house and given name', number, givenSound),
      pass('house and year of birth', number, year),
      pass('house and beginning of street', number, street3),
      pass('house and beginning of place', number, place3),
      pass('beginnings of street and place', street3, place3),
      pass('year and day of birth', yearAndDay),
      pass('day and month of birth', dayAndMonth),
      pass('month of birth', month),
      pass('year of birth and initial', year, givenInitial),
      pass('street', street),
      pass('postcode', postcode),
      pass('place', place),
      pass('family name', familySound),
      pass('given name', givenSound),
    ],
    refine: [familySound, givenSound, year, postcode, day, number],
  }
}
