// Records as FEBRL's generator makes them (its documentation: up to five duplicates of a record, at most two changes to a field and
// four to a record: slips, OCR and phonetic errors, fields swapped or lost). No number of a person. Everything is invented.
import type { PersonRecord } from '../../src/children/identity/matching/record.js'
import { chanceOf, invented } from './random.js'
import type { Chance } from './random.js'

export interface Labelled {
  readonly person: number
  readonly record: PersonRecord
}

type Fields = Record<'given' | 'family' | 'number' | 'street' | 'place' | 'postcode' | 'region' | 'date', string>
const FIELDS = ['given', 'family', 'number', 'street', 'place', 'postcode', 'region', 'date'] as const
const SOUNDS: readonly (readonly [string, string])[] = [
  ['f', 'ph'],
  ['k', 'c'],
  ['ee', 'i'],
  ['ou', 'u'],
  ['ck', 'k'],
  ['ll', 'l'],
  ['y', 'ie'],
  ['s', 'z'],
]
const OCR: readonly (readonly [string, string])[] = [
  ['m', 'rn'],
  ['l', '1'],
  ['o', '0'],
  ['d', 'cl'],
  ['h', 'b'],
  ['v', 'y'],
]

/** `most` duplicates of a person; with 1, every person has exactly one. Originals first. */
export function febrlLike(seed: number, people: number, most: number): Labelled[] {
  const chance = chanceOf(seed)
  const words = {
    given: invented(chance, 600),
    family: invented(chance, 2500),
    street: invented(chance, 2500),
    place: invented(chance, 1200),
  }
  const made = Array.from({ length: people }, (): Fields => ({
    given: chance.next() < 0.03 ? '' : chance.common(words.given),
    family: chance.next() < 0.01 ? '' : chance.common(words.family),
    number: chance.next() < 0.04 ? '' : String(1 + Math.floor(200 * chance.next() ** 2)),
    street:
      chance.next() < 0.02
        ? ''
        : `${chance.common(words.street)} ${chance.pick(['street', 'place', 'crescent', 'court'])}`,
    place: chance.common(words.place),
    postcode: String(2000 + chance.int(6000)),
    region: chance.next() < 0.1 ? '' : chance.common(['nsw', 'vic', 'qld', 'wa', 'sa', 'act']),
    date:
      chance.next() < 0.04
        ? ''
        : `${1900 + chance.int(100)}-${String(1 + chance.int(12)).padStart(2, '0')}-${String(1 + chance.int(28)).padStart(2, '0')}`,
  }))
  const copies = made.flatMap((fields, person) => {
    const count = most === 1 ? 1 : Math.max(0, chance.int(most + 2) - 1)
    return Array.from({ length: count }, () => ({ person, record: recordOf(worsened(fields, chance)) }))
  })
  return [...made.map((fields, person) => ({ person, record: recordOf(fields) })), ...copies]
}

function worsened(fields: Fields, chance: Chance): Fields {
  const changed = { ...fields }
  const changes = 1 + chance.int(4)
  const perField = new Map<string, number>()
  for (let nth = 0; nth < changes; nth += 1) {
    const field = chance.pick(FIELDS)
    if ((perField.get(field) ?? 0) >= 2) continue
    perField.set(field, (perField.get(field) ?? 0) + 1)
    const kind = chance.next()
    if (kind < 0.06) changed[field] = ''
    else if (kind < 0.12) [changed.given, changed.family] = [changed.family, changed.given]
    else if (kind < 0.3 && field !== 'date') changed[field] = respelt(changed[field], chance)
    else if (field === 'date') changed.date = dateSlip(changed.date, chance)
    else changed[field] = chance.slip(changed[field])
  }
  return changed
}

function respelt(text: string, chance: Chance): string {
  const [from, to] = chance.pick(chance.next() < 0.6 ? SOUNDS : OCR)
  return text.replace(from, to)
}

function dateSlip(date: string, chance: Chance): string {
  const [year = '', month = '', day = ''] = date.split('-')
  if (year === '') return ''
  if (chance.next() < 0.3) return Number(day) <= 12 ? `${year}-${day}-${month}` : date
  const digits = `${year}${month}${day}`
  const at = chance.int(8)
  const slipped = digits.slice(0, at) + String(chance.int(10)) + digits.slice(at + 1)
  return `${slipped.slice(0, 4)}-${slipped.slice(4, 6)}-${slipped.slice(6)}`
}

const recordOf = ({ given, family, date, ...address }: Fields): PersonRecord => ({
  given,
  family,
  address,
  ...(date === '' ? {} : { birth: { from: date, to: date } }),
})
