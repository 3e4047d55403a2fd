// Searches as people type them: what a record says of a child, with the slips that the searcher makes beside those of the record.
import type { PersonRecord } from '../../src/children/identity/matching/record.js'
import { GIVEN_VARIANTS } from '../../src/children/identity/matching/names/variants.js'
import { code, postcodeAreas } from '../../src/children/identity/matching/text.js'
import type { Demographics } from '../../src/types/child.js'
import { chanceOf } from './random.js'
import type { Chance } from './random.js'
import type { UkRecord } from './uk.js'

export interface Search {
  readonly person: number
  readonly asked: Demographics
  readonly slips: readonly Slip[]
}

/** What an agency's record says of a child, as the index keeps it. */
export function demographicsOf({ given, family, birth, sex, address }: PersonRecord): Demographics {
  return {
    givenNames: given === undefined || given === 'Baby' ? [] : [given],
    familyNames: family === undefined ? [] : [family],
    dateOfBirth: birth?.from ?? null,
    sex: sex ?? null,
    // As adapters give it: `NP20 9`.
    postcodeSector:
      address?.postcode === undefined ? null : postcodeAreas(code(address.postcode)).sector.replace(/(\d)$/, ' $1'),
  }
}

const SLIPS = [
  'given typo',
  'family typo',
  'nickname',
  'day and month',
  'digit of date',
  'names swapped',
  'no sector',
  'no sex',
] as const
type Slip = (typeof SLIPS)[number]
const MOST_SLIPS = 3

/**
 * `count` searches, each with one to three slips beside those of the record it is typed from, which the index is not given: `rest` are
 * the records it has, at least one of every child searched for.
 */
export function searchesFor(
  all: readonly UkRecord[],
  seed: number,
  count: number,
): { readonly searches: readonly Search[]; readonly rest: readonly UkRecord[] } {
  const chance = chanceOf(seed)
  const records = new Map<number, number>()
  for (const { person } of all) records.set(person, (records.get(person) ?? 0) + 1)
  const several = all.filter(({ person }) => (records.get(person) ?? 0) > 1)
  const typedFrom = new Map<number, UkRecord>()
  while (typedFrom.size < Math.min(count, records.size / 2)) {
    const picked = chance.pick(several)
    if (!typedFrom.has(picked.person)) typedFrom.set(picked.person, picked)
  }
  const searches = [...typedFrom.values()].map(({ person, record }): Search => {
    const slips = Array.from({ length: 1 + chance.int(MOST_SLIPS) }, () => chance.pick(SLIPS))
    return { person, slips, asked: slips.reduce((said, slip) => slipped(said, slip, chance), demographicsOf(record)) }
  })
  return { searches, rest: all.filter(one => typedFrom.get(one.person) !== one) }
}

function slipped(said: Demographics, slip: Slip, chance: Chance): Demographics {
  const [year = '', month = '', day = ''] = said.dateOfBirth?.split('-') ?? []
  if (slip === 'given typo') return { ...said, givenNames: said.givenNames.map(chance.slip) }
  if (slip === 'family typo') return { ...said, familyNames: said.familyNames.map(chance.slip) }
  if (slip === 'nickname') return { ...said, givenNames: said.givenNames.map(name => nickname(name, chance)) }
  if (slip === 'day and month')
    return Number(day) > 12 || day === '' ? said : { ...said, dateOfBirth: `${year}-${day}-${month}` }
  if (slip === 'digit of date')
    return day === ''
      ? said
      : { ...said, dateOfBirth: `${year}-${month}-${day.slice(0, 1)}${(Number(day.slice(1)) % 8) + 1}` }
  if (slip === 'names swapped') return { ...said, givenNames: said.familyNames, familyNames: said.givenNames }
  return slip === 'no sector' ? { ...said, postcodeSector: null } : { ...said, sex: null }
}

const GROUPS = GIVEN_VARIANTS.trim()
  .split(/[|\n]/)
  .map(line => line.trim().split(' '))

function nickname(name: string, chance: Chance): string {
  const groups = GROUPS.filter(group => group.includes(name))
  return groups.length === 0 ? name : chance.pick(chance.pick(groups))
}
