// By what a child can be searched for: pairs of things that a record says, each of which forgives what another relies on. Pairs,
// because what few records share leads to few, and because a hash of a pair gives less away than one of a common name.
import type { BlockingToken, Sought } from '../../store/identity-index.js'
import { isDay } from './matching/birth.js'
import { sound } from './matching/distances.js'
import { namesakes } from './matching/names/alike.js'
import { code, familyName, givenName } from './matching/text.js'

/** Forms of a name that are looked at: the first come first. */
const MOST_FORMS = 4
/** How much a token tells, in about the bits of evidence that its parts have. */
const WEIGHT = {
  names: 9,
  halves: 7,
  day: 12,
  eitherWay: 11,
  nameAndDate: 9,
  sectorAndDate: 10,
  nameAndSector: 8,
  nameAndYear: 5,
  nameAndDistrict: 5,
} as const

interface Codes {
  readonly sounds: readonly string[]
  readonly heads: readonly string[]
  readonly starts: readonly string[]
  readonly ends: readonly string[]
}

/** Tokens of a record or of what is asked, each once; those of the first forms of names first. */
export function blockingTokens(said: Sought, of: 'RECORD' | 'ASKED' = 'RECORD'): readonly BlockingToken[] {
  const all = new Map<string, number>()
  const add = (weight: number, kind: string, ...parts: readonly string[]): void => {
    if (parts.every(part => part !== '')) all.set(`${kind}:${parts.join('|')}`, weight)
  }
  const pairs = (weight: number, kind: string, some: readonly string[], others: readonly string[]): void => {
    for (const one of some)
      for (const other of others) add(weight, kind, ...(kind === 'names' ? [one, other].sort() : [one, other]))
  }
  const given = codesOf(said.givenNames, givenName)
  const family = codesOf(said.familyNames, familyName)
  const dates = datesOf(said.dateOfBirth)
  const sector = code(said.postcodeSector ?? undefined)

  if (dates !== null) {
    add(WEIGHT.day, 'day', dates.day)
    add(WEIGHT.eitherWay, 'either', dates.eitherWay)
  }
  // In either order: the names of some are written in each other's place.
  pairs(WEIGHT.names, 'names', given.sounds, family.sounds)
  pairs(WEIGHT.names, 'known as', given.heads, [...family.sounds, ...family.heads])
  pairs(WEIGHT.names, 'family as', given.sounds, family.heads)
  const names = [
    ...given.sounds.map(one => `given ${one}`),
    ...given.heads.map(one => `given as ${one}`),
    ...given.starts.map(one => `given from ${one}`),
    ...family.sounds.map(one => `family ${one}`),
    ...family.heads.map(one => `family as ${one}`),
    ...family.starts.map(one => `family from ${one}`),
  ]
  pairs(WEIGHT.nameAndDate, 'name, date', names, dates?.parts ?? [])
  pairs(WEIGHT.nameAndSector, 'name, sector', names, [sector])
  pairs(WEIGHT.nameAndYear, 'name, year', names, yearsOf(said, of))
  pairs(WEIGHT.nameAndDistrict, 'name, district', names, [districtOf(said, of)])
  pairs(WEIGHT.sectorAndDate, 'sector, date', [sector], dates?.parts ?? [])
  for (const [kind, some, others] of [
    ['starts', given.starts, family.starts],
    ['start, sound', given.starts, family.sounds],
    ['sound, start', given.sounds, family.starts],
    ['end, sound', given.ends, family.sounds],
    ['sound, end', given.sounds, family.ends],
    ['end, start', given.ends, family.starts],
    ['start, end', given.starts, family.ends],
  ] as const)
    pairs(WEIGHT.halves, kind, some, others)
  return [...all].map(([token, weight]) => ({ token, weight }))
}

/** Many are called by one name in a district or born in one year: looked for only where no more is known. */
function yearsOf({ dateOfBirth, years = [] }: Sought, of: 'RECORD' | 'ASKED'): readonly string[] {
  if (of === 'RECORD') return dateOfBirth === null ? [] : [dateOfBirth.slice(0, 4)]
  return dateOfBirth === null ? years.map(String) : []
}

function districtOf({ postcodeSector, district = null }: Sought, of: 'RECORD' | 'ASKED'): string {
  const own = code(postcodeSector?.split(' ')[0])
  return of === 'RECORD' ? own : own === '' ? code(district ?? undefined) : ''
}

const START = 3

function codesOf(names: readonly string[], fold: (name: string) => string): Codes {
  const forms = [...new Set(names.map(fold).filter(name => name !== ''))].slice(0, MOST_FORMS)
  // A name of two words is also known by each of them: Prys-Jones by Prys and by Jones.
  const words = [...new Set(forms.flatMap(form => form.split(' ')))].slice(0, MOST_FORMS)
  const each = (of: (word: string) => string): readonly string[] => [
    ...new Set(words.map(of).filter(one => one !== '')),
  ]
  return {
    sounds: each(sound),
    heads: [...new Set(words.flatMap(namesakes))],
    starts: each(word => word.slice(0, START)),
    ends: each(word => word.slice(-START)),
  }
}

interface Dates {
  readonly day: string
  /** Day and month in the order of their size; '' where only one order is a date. */
  readonly eitherWay: string
  /** Two of year, month and day: what is left where the third is wrong. */
  readonly parts: readonly string[]
}

function datesOf(dateOfBirth: string | null): Dates | null {
  if (dateOfBirth === null || !isDay(dateOfBirth)) return null
  const [year = '', month = '', day = ''] = dateOfBirth.split('-')
  return {
    day: dateOfBirth,
    eitherWay: Number(day) > 12 ? '' : [year, ...[month, day].sort()].join('-'),
    parts: [`${year}-${month}`, `--${month}-${day}`, `${year}---${day}`],
  }
}
