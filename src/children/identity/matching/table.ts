// Records made ready for comparing: a row of numbers each, in one block of memory, that grow as records come.
import { birthCode } from './birth.js'
import { createLexicon } from './lexicon.js'
import type { Lexicon } from './lexicon.js'
import { createSuccessions, readNumbers } from './numbers.js'
import type { PersonRecord } from './record.js'
import { code, familyName, givenName, phone, plainText, postcodeAreas } from './text.js'

/** The columns of a row. */
export const COLUMN = {
  given: 0,
  knownAs: 1,
  middle: 2,
  family: 3,
  otherFamily: 4,
  birthDay: 5,
  birthFrom: 6,
  birthTo: 7,
  sex: 8,
  addressKey: 9,
  postcode: 10,
  sector: 11,
  district: 12,
  formerPostcode: 13,
  formerPostcode2: 14,
  street: 15,
  number: 16,
  place: 17,
  region: 18,
  school: 19,
  phone: 20,
  phone2: 21,
  phone3: 22,
  nhs: 23,
  nhsVerified: 24,
  upn: 25,
  authority: 26,
  other: 27,
  adopted: 28,
  building: 29,
} as const
export type Column = keyof typeof COLUMN
export const WIDTH = 32

export interface Table {
  readonly lexicon: Lexicon
  readonly size: number
  /** Row after row, WIDTH numbers each. */
  readonly cells: Int32Array
  readonly cell: (row: number, column: Column) => number
}

export interface TableBuilder {
  /** The row the record has got. */
  readonly add: (record: PersonRecord) => number
  /** Follows the successions of numbers, and hands the rows over. Nothing may be added afterwards. */
  readonly done: () => Table
}

const FIRST_ROWS = 1024

export function createTable(): TableBuilder {
  const lexicon = createLexicon()
  const successions = createSuccessions()
  let cells = new Int32Array(FIRST_ROWS * WIDTH)
  let size = 0
  return {
    add(record) {
      if ((size + 1) * WIDTH > cells.length) {
        const larger = new Int32Array(cells.length * 2)
        larger.set(cells)
        cells = larger
      }
      for (const [column, value] of rowOf(record, lexicon, successions)) cells[size * WIDTH + COLUMN[column]] = value
      return size++
    },
    done() {
      for (let row = 0; row < size; row += 1)
        for (const column of [COLUMN.nhs, COLUMN.upn])
          cells[row * WIDTH + column] = successions.root(cells[row * WIDTH + column] ?? 0)
      const rows = cells.subarray(0, size * WIDTH)
      return { lexicon, size, cells: rows, cell: (row, column) => rows[row * WIDTH + COLUMN[column]] ?? 0 }
    },
  }
}

function rowOf(
  record: PersonRecord,
  { id }: Lexicon,
  successions: ReturnType<typeof createSuccessions>,
): (readonly [Column, number])[] {
  const numbers = readNumbers(record)
  for (const [one, other] of numbers.successions) successions.same(id(one), id(other))
  const birth = birthCode(record.birth)
  const { address = {} } = record
  const postcode = code(address.postcode)
  const { sector, district } = postcodeAreas(postcode)
  const [former = '', former2 = ''] = record.formerPostcodes ?? []
  const [phone1 = '', phone2 = '', phone3 = ''] = (record.phones ?? []).map(phone).filter(text => text !== '')
  const tagged = (tag: string, text: string): number => (text === '' ? 0 : id(`${tag}:${text}`))
  return [
    ['given', id(givenName(record.given))],
    ['knownAs', id(givenName(record.knownAs))],
    ['middle', id(givenName(record.middle))],
    ['family', id(familyName(record.family))],
    ['otherFamily', id(familyName(record.otherFamily))],
    ['birthDay', birth.day],
    ['birthFrom', birth.from],
    ['birthTo', birth.to],
    ['sex', record.sex === undefined ? 0 : record.sex === 'FEMALE' ? 1 : 2],
    ['addressKey', tagged('key', code(address.key).replace(/^0+/, ''))],
    ['postcode', id(postcode)],
    ['sector', tagged('sector', sector)],
    ['district', tagged('district', district)],
    ['formerPostcode', id(code(former))],
    ['formerPostcode2', id(code(former2))],
    ['street', id(plainText(address.street))],
    ['number', id(code(address.number))],
    ['building', id(plainText(address.building))],
    ['place', id(plainText(address.place))],
    ['region', id(plainText(address.region))],
    ['school', tagged('school', plainText(record.school))],
    ['phone', id(phone1)],
    ['phone2', id(phone2)],
    ['phone3', id(phone3)],
    ['nhs', id(numbers.nhs)],
    ['nhsVerified', numbers.nhsVerified && numbers.nhs !== '' ? 1 : 0],
    ['upn', id(numbers.upn)],
    ['authority', id(numbers.authority)],
    ['other', id(numbers.other)],
    ['adopted', record.adopted === true ? 1 : 0],
  ]
}
