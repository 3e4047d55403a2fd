// The fields of FEBRL's generator (dsgen): how often each is chosen for a change, and which changes it then suffers, as its
// documentation has them. The values are invented; that no field hangs on another, as postcodes on suburbs, is the generator's own.
import { invented } from '../random.js'
import type { Chance } from '../random.js'

export const CHANGES = [
  'misspell',
  'insert',
  'remove',
  'substitute',
  'transpose',
  'anotherValue',
  'swapWords',
  'splitWord',
  'joinWords',
  'lose',
  'fill',
] as const
export type Change = (typeof CHANGES)[number]

export interface Field {
  readonly name: string
  readonly chosen: number
  /** In the order of CHANGES. */
  readonly odds: readonly number[]
  readonly letters: string
  /** Originals that lack it. */
  readonly missing: number
  readonly draw: () => string
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const GIVEN =
  'emily joshua jack thomas lachlan matthew sophie isabella ella georgia chloe sarah jessica olivia charlotte mia ruby grace lucy hannah james daniel nicholas samuel benjamin ethan jacob liam ryan luke alexander harrison william oliver joel mitchell jayden dylan cooper connor caitlin madison alexandra zoe amelia lily holly kate maya emma brooke tiahna jasmine abbey claire rachel rebecca michael adam aaron brandon nathan bailey zachary riley hayden finn noah taylor jordan kyle sam stephanie alyssa lauren imogen bridget sienna poppy phoebe paige eliza tara'.split(
    ' ',
  )
const FAMILY =
  'white clarke ryan reid campbell webb green nguyen matthews miller morrison smith jones brown wilson taylor johnson martin anderson thompson walker harris lee king wright hill moore baker hall young allen lewis mitchell roberts carter phillips evans turner parker collins edwards stewart morris murphy cook rogers cooper kelly bailey gray watson bennett hughes price foster ross'.split(
    ' ',
  )
const KINDS = 'street place crescent court circuit close avenue drive road parade'.split(' ')

/** Common values first, then many that are rare, as in a table of names; some of them near misspellings of a common one. */
function pool(chance: Chance, common: readonly string[], rare: number): string[] {
  const near = common.filter(() => chance.next() < 0.2).map(name => chance.slip(name))
  return [...new Set([...common, ...near, ...invented(chance, rare)])]
}

const drawn =
  (chance: Chance, values: readonly string[]): (() => string) =>
  () =>
    values[Math.floor(values.length ** chance.next()) - 1 + chance.int(12)] ?? chance.pick(values)

/** `missing` over what the documentation has: tables of a hub's own are emptier. */
export function fieldsOf(chance: Chance, missing: number): Field[] {
  const [given, family] = [pool(chance, GIVEN, 450), pool(chance, FAMILY, 2_500)]
  const roads = invented(chance, 3_000).map(
    name => `${name}${chance.next() < 0.1 ? ` ${chance.pick(given)}` : ''} ${chance.pick(KINDS)}`,
  )
  const houses = invented(chance, 1_500).map(name => `${name} ${chance.pick(['village', 'park', 'flats', 'farm'])}`)
  const suburbs = invented(chance, 2_000).map(
    name => `${name}${chance.next() < 0.4 ? ` ${chance.pick(['hills', 'park', 'vale', 'north', 'beach'])}` : ''}`,
  )
  const day = (): string => {
    const at = new Date(Date.UTC(1900, 0, 1 + chance.int(36_524)))
    return at.toISOString().slice(0, 10).replaceAll('-', '')
  }
  const field = (
    name: string,
    chosen: number,
    letters: string,
    lost: number,
    draw: () => string,
    odds: readonly number[],
  ): Field => ({ name, chosen, letters, missing: Math.min(0.7, lost * missing), draw, odds })
  return [
    field('given_name', 10, LETTERS, 0.02, drawn(chance, given), [30, 5, 15, 35, 5, 2, 2, 1, 1, 2, 2]),
    field('surname', 15, LETTERS, 0.02, drawn(chance, family), [30, 10, 10, 35, 4, 2, 2, 1, 2, 2, 2]),
    field(
      'street_number',
      10,
      DIGITS,
      0.02,
      () => String(1 + Math.floor(300 * chance.next() ** 2)),
      [0, 10, 15, 60, 5, 5, 1, 0, 0, 2, 2],
    ),
    field('address_1', 10, LETTERS, 0.04, drawn(chance, roads), [0, 10, 15, 55, 5, 2, 3, 2, 3, 4, 1]),
    field('address_2', 10, LETTERS, 0.6, drawn(chance, houses), [0, 4, 4, 10, 2, 3, 4, 2, 1, 60, 10]),
    field('suburb', 10, LETTERS, 0.01, drawn(chance, suburbs), [40, 10, 15, 22, 4, 1, 2, 2, 2, 1, 1]),
    field('postcode', 5, DIGITS, 0.01, () => String(2_000 + chance.int(5_000)), [0, 0, 0, 35, 60, 3, 0, 0, 0, 1, 1]),
    field(
      'state',
      5,
      LETTERS,
      0.1,
      () => chance.common(['nsw', 'vic', 'qld', 'wa', 'sa', 'tas', 'act', 'nt']),
      [0, 10, 10, 55, 2, 3, 0, 0, 0, 10, 10],
    ),
    field('date_of_birth', 10, DIGITS, 0.1, day, [0, 0, 0, 50, 30, 5, 0, 0, 0, 10, 5]),
    field(
      'soc_sec_id',
      5,
      DIGITS,
      0,
      () => String(1_000_000 + chance.int(9_000_000)),
      [0, 0, 0, 50, 40, 10, 0, 0, 0, 0, 0],
    ),
  ]
}

/** Two fields whose values change places, and how often. */
export const SWAPPED = [
  ['address_1', 'address_2', 0.02],
  ['given_name', 'surname', 0.05],
  ['postcode', 'suburb', 0.01],
] as const
