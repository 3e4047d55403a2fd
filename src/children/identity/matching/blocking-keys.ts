// Which records are worth comparing: two records that share at least one of these keys. Each key forgives what another relies on.
import { COLUMN, WIDTH } from './table.js'
import type { Column, Table } from './table.js'

/** A part of a key: the number of a row's value, 0 where it has none. */
export type KeyPart = (row: number) => number

export interface Pass {
  readonly name: string
  readonly parts: readonly KeyPart[]
  /** Pairs that one block may have; a larger one is split by `refine`, and dropped where that does not help. */
  readonly most: number
}

export interface Passes {
  readonly passes: readonly Pass[]
  readonly refine: readonly KeyPart[]
}

/** Numbers and whole names make small blocks; the rest may be large, and is split sooner so that time stays close to linear. */
const NARROW = 20_000
const WIDE = 2_000

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
  const [given3, family3] = [coded('given', text => text.slice(0, 3)), coded('family', text => text.slice(0, 3))]
  const givenInitial = coded('given', text => text.slice(0, 1))
  const year: KeyPart = row => Math.floor(day(row) / 10_000)
  const month: KeyPart = row => Math.floor(day(row) / 100)
  const dayAndMonth: KeyPart = row => day(row) % 10_000
  const eitherWay: KeyPart = row => {
    const [month, date] = [Math.floor(day(row) / 100) % 100, day(row) % 100]
    return date > 12 || date === 0 ? 0 : year(row) * 10_000 + Math.min(month, date) * 100 + Math.max(month, date)
  }
  const [low, high]: readonly KeyPart[] = [
    row => (given(row) === 0 || family(row) === 0 ? 0 : Math.min(given(row), family(row))),
    row => Math.max(given(row), family(row)),
  ]
  const [postcode, number, street, place] = [column('postcode'), column('number'), column('street'), column('place')]
  const pass = (name: string, most: number, ...parts: readonly (KeyPart | undefined)[]): Pass => ({
    name,
    most,
    parts: parts.filter(part => part !== undefined),
  })
  return {
    passes: [
      pass('NHS number', NARROW, column('nhs')),
      pass('UPN', NARROW, column('upn')),
      pass('authority id', NARROW, column('authority')),
      pass('other number', NARROW, column('other')),
      pass('given and family name, in either order', NARROW, low, high),
      pass('date of birth', WIDE, day),
      pass('date of birth, day and month in either order', WIDE, eitherWay),
      pass('phone', WIDE, column('phone')),
      pass('address', WIDE, column('addressKey')),
      pass('postcode and initial', WIDE, postcode, givenInitial),
      pass('postcode and house', WIDE, postcode, number),
      pass('postcode and year of birth', WIDE, postcode, year),
      pass('sound of both names', WIDE, givenSound, familySound),
      pass('sound of family name and year of birth', WIDE, familySound, year),
      pass('sound of given name and month of birth', WIDE, givenSound, month),
      pass('sound of given name, day and month of birth', WIDE, givenSound, dayAndMonth),
      pass('known name and date of birth', WIDE, coded('knownAs', sound), month),
      pass('beginnings of both names', WIDE, given3, family3),
      pass('family name and postcode', WIDE, familySound, postcode),
      pass('given name and postcode', WIDE, givenSound, postcode),
      pass('street and house', WIDE, street, number),
      pass('street and year of birth', WIDE, street, year),
      pass('place and family name', WIDE, place, familySound),
      pass('place and given name', WIDE, place, givenSound),
      pass('place and year of birth', WIDE, place, year),
      pass('street and given name', WIDE, street, givenSound),
      pass('street and family name', WIDE, street, familySound),
      pass('place and house', WIDE, place, number),
      pass('place and street', WIDE, place, street),
      pass('postcode, day and month of birth', WIDE, postcode, dayAndMonth),
      pass('house, day and month of birth', WIDE, number, dayAndMonth),
      pass('family name, day and month of birth', WIDE, familySound, dayAndMonth),
    ],
    refine: [familySound, givenSound, year, postcode, day, number],
  }
}
