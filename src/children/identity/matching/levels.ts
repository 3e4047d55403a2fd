// The levels of a pair of rows: what the model weighs.
import { birthLevel, isDigitSlip, spanLevel } from './birth.js'
import { at } from './comparisons.js'
import { isOneSlip } from './distances.js'
import { ALIKE, createNameLevels } from './name-levels.js'
import { COLUMN, WIDTH } from './table.js'
import type { Table } from './table.js'
import { isUkPostcode } from './text.js'

/** Fills `out` with the level of every comparison of two rows. The same for (a, b) and (b, a). */
export type LevelsOf = (a: number, b: number, out: Uint8Array) => void

const SWAPPED = 9
const AT = {
  given: at('given'),
  middle: at('middle'),
  family: at('family'),
  birth: at('birth'),
  span: at('birthSpan'),
  sex: at('sex'),
  home: at('home'),
  street: at('street'),
  number: at('number'),
  building: at('building'),
  place: at('place'),
  region: at('region'),
  phone: at('phone'),
  school: at('school'),
  nhs: at('nhsNumber'),
  upn: at('upn'),
  other: at('otherNumber'),
} as const
/** [EXACT, ALIKE, DIFFERENT] of what names have in eight. */
const IN_THREE = [0, 1, 2, 2, 2, 2, 2, 3, 3]
const MIDDLE = [0, 1, 2, 2, 2, 2, 2, 3, 4]

export function createLevels({ cells, lexicon }: Table): LevelsOf {
  const names = createNameLevels(lexicon)
  const slip = (a: number, b: number): boolean => isOneSlip(lexicon.text(a), lexicon.text(b))
  const get = (base: number, column: number): number => cells[base + column] ?? 0
  const birthOf = (base: number) => ({
    day: get(base, COLUMN.birthDay),
    from: get(base, COLUMN.birthFrom),
    to: get(base, COLUMN.birthTo),
  })
  const ukPostcodes = new Map<number, boolean>()
  const isUk = (id: number): boolean => {
    const known = ukPostcodes.get(id)
    if (known !== undefined) return known
    const is = isUkPostcode(lexicon.text(id))
    ukPostcodes.set(id, is)
    return is
  }

  /** The better of a name and its other form, on both sides. */
  function best(a: number, b: number, column: number, also: number): number {
    const [one, other] = [get(a, column), get(b, column)]
    let level = names(one, other)
    if (level === ALIKE.EXACT) return level
    const [one2, other2] = [get(a, also), get(b, also)]
    if (one2 !== 0) level = lower(level, names(one2, other))
    if (other2 !== 0) level = lower(level, names(one, other2))
    if (one2 !== 0 && other2 !== 0) level = lower(level, names(one2, other2))
    return level
  }

  /** Given and family name in each other's place. */
  function crossed(a: number, b: number): boolean {
    const [one, two] = [
      names(get(a, COLUMN.given), get(b, COLUMN.family)),
      names(get(a, COLUMN.family), get(b, COLUMN.given)),
    ]
    return one > 0 && two > 0 && one <= ALIKE.CLOSE && two <= ALIKE.CLOSE && Math.min(one, two) <= ALIKE.VARIANT
  }

  function home(a: number, b: number): number {
    const [key, key2] = [get(a, COLUMN.addressKey), get(b, COLUMN.addressKey)]
    if (key !== 0 && key === key2) return 1
    const [one, other] = [get(a, COLUMN.postcode), get(b, COLUMN.postcode)]
    if (one === 0 || other === 0) return 0
    if (one === other) return 2
    for (let column: number = COLUMN.formerPostcode; column <= COLUMN.formerPostcode2; column += 1)
      if (get(a, column) === other || get(b, column) === one) return 3
    if (slip(one, other)) return 4
    if (get(a, COLUMN.sector) === get(b, COLUMN.sector)) return 5
    return get(a, COLUMN.district) === get(b, COLUMN.district) ? 6 : 7
  }

  function phone(a: number, b: number): number {
    let level = 0
    if (get(a, COLUMN.phone) === 0 || get(b, COLUMN.phone) === 0) return 0
    for (let column: number = COLUMN.phone; column <= COLUMN.phone3; column += 1)
      for (let also: number = COLUMN.phone; also <= COLUMN.phone3; also += 1) {
        const [one, other] = [get(a, column), get(b, also)]
        if (one === 0 || other === 0) continue
        if (one === other) return 1
        level = lower(level, slip(one, other) ? 2 : 3)
      }
    return level
  }

  const equal = (a: number, b: number, column: number): number => {
    const [one, other] = [get(a, column), get(b, column)]
    return one === 0 || other === 0 ? 0 : one === other ? 1 : 2
  }
  const number = (a: number, b: number, column: number): number => {
    const level = equal(a, b, column)
    return level < 2 ? level : slip(get(a, column), get(b, column)) ? 2 : 3
  }

  return (one, other, out) => {
    const [a, b] = [one * WIDTH, other * WIDTH]
    const given = best(a, b, COLUMN.given, COLUMN.knownAs)
    const family = best(a, b, COLUMN.family, COLUMN.otherFamily)
    const swap = given !== ALIKE.EXACT && family !== ALIKE.EXACT && given + family > 0 && crossed(a, b)
    out[AT.given] = swap ? SWAPPED : given
    out[AT.family] = swap ? SWAPPED : family
    out[AT.middle] = MIDDLE[names(get(a, COLUMN.middle), get(b, COLUMN.middle))] ?? 0
    const [born, alsoBorn] = [birthOf(a), birthOf(b)]
    out[AT.birth] = birthLevel(born, alsoBorn)
    out[AT.span] = spanLevel(born, alsoBorn)
    out[AT.sex] = equal(a, b, COLUMN.sex)
    const where = home(a, b)
    out[AT.home] = where
    // One address has one street, and so has a postcode of the United Kingdom: what follows from the home is not weighed again.
    const told = where === 1 || (where === 2 && isUk(get(a, COLUMN.postcode)))
    out[AT.street] = told ? 0 : (IN_THREE[names(get(a, COLUMN.street), get(b, COLUMN.street))] ?? 0)
    const [building, building2] = [get(a, COLUMN.building), get(b, COLUMN.building)]
    out[AT.building] = told ? 0 : (IN_THREE[names(building, building2)] ?? 0)
    out[AT.place] = told ? 0 : (IN_THREE[names(get(a, COLUMN.place), get(b, COLUMN.place))] ?? 0)
    out[AT.region] = told ? 0 : equal(a, b, COLUMN.region)
    out[AT.number] = where === 1 ? 0 : houseNumber(get(a, COLUMN.number), get(b, COLUMN.number))
    out[AT.phone] = phone(a, b)
    out[AT.school] = equal(a, b, COLUMN.school)
    out[AT.nhs] = number(a, b, COLUMN.nhs)
    out[AT.upn] = equal(a, b, COLUMN.upn)
    out[AT.other] = number(a, b, COLUMN.other)
  }

  function houseNumber(one: number, other: number): number {
    if (one === 0 || other === 0) return 0
    if (one === other) return 1
    const [left, right] = [Number(lexicon.text(one)), Number(lexicon.text(other))]
    return Number.isInteger(left) && Number.isInteger(right) && isDigitSlip(left, right) ? 2 : slip(one, other) ? 2 : 3
  }
}

/** Of two levels the more alike; 0 is none. */
const lower = (one: number, other: number): number => (one === 0 ? other : other === 0 ? one : Math.min(one, other))
