// What makes a child of the index like what was asked, beside the names: how much is an accident, what is plain, what fits. Pure.
import type { IndexCandidate, IndexedIdentity, Sought } from '../../store/identity-index.js'
import type { Demographics } from '../../types/child.js'
import { scoreAgainst } from '../identity/candidates.js'
import type { ScoredCandidate } from '../identity/candidates.js'
import type { Search } from './search.js'

export interface Ranked {
  readonly childId: string
  readonly bits: number
}

/**
 * Below this a likeness is an accident: one name that sounds alike, say. Far below what makes a link, since a person looks at what is
 * found, and a search has few words where a record has many.
 */
export const LEAST_BITS = { names: -9, oneName: -13 }
/** What a range or district adds where it fits: about as many children are born in a year or live in a district. */
const FITS_BITS = 3
const DAY_MS = 86_400_000
/** People are a year out where they know only an age. */
const YEAR_SLACK = 366 * DAY_MS

/**
 * Of whom both names and the date of birth are as asked: nobody says that much of a child they know nothing of. By the first given
 * name alone: of a line with four, each would be a guess of its own. And by the names each record has the child under now: who the
 * child was before is not asked about in public.
 */
export function plainlyNamed(
  readings: readonly Demographics[],
  candidates: readonly IndexCandidate[],
): ReadonlySet<string> {
  const scored = readings.flatMap(reading => {
    const { givenNames, familyNames, dateOfBirth } = reading
    if (givenNames.length === 0 || familyNames.length === 0 || dateOfBirth === null) return []
    const now = candidates
      .filter(({ identities }) => identities.some(one => one.demographics.dateOfBirth === dateOfBirth))
      .map(candidate => ({
        ...candidate,
        identities: candidate.identities.map(one => ({ ...one, demographics: firstNames(one.demographics) })),
      }))
    return scoreAgainst({ ...reading, givenNames: givenNames.slice(0, 1) }, now)
  })
  return new Set(scored.filter(isPlain).map(({ childId }) => childId))
}

const firstNames = (said: Demographics): Demographics => ({
  ...said,
  givenNames: said.givenNames.slice(0, 1),
  familyNames: said.familyNames.slice(0, 1),
})

const SAME_NAME: ReadonlySet<string> = new Set(['EXACT', 'VARIANT'])

export function isPlain({ steps }: Pick<ScoredCandidate, 'steps'>): boolean {
  const levelOf = (comparison: string): string => steps.find(step => step.comparison === comparison)?.level ?? ''
  return SAME_NAME.has(levelOf('given')) && SAME_NAME.has(levelOf('family')) && levelOf('birth') === 'EXACT'
}

/** A record of a child, and whether where it says they live may count. */
export interface Seen {
  readonly identity: IndexedIdentity
  readonly withPlace: boolean
}

/** Bits for range, age and district; null where the child cannot be the one: born years outside of what was asked. */
export function createFit(search: Search, today: string): (seen: readonly Seen[]) => number | null {
  const { district } = search
  const range = rangeOf(search, today)
  return seen => {
    const born = range === null ? [] : seen.flatMap(({ identity }) => identity.demographics.dateOfBirth ?? [])
    const within = (slack: number): boolean =>
      range !== null &&
      born.some(day => Date.parse(day) >= range.from - slack && Date.parse(day) <= range.until + slack)
    if (range !== null && born.length > 0 && !within(YEAR_SLACK)) return null
    const lives =
      district !== null &&
      seen.some(one => one.withPlace && one.identity.demographics.postcodeSector?.split(' ')[0] === district)
    return (within(0) ? FITS_BITS : 0) + (lives ? FITS_BITS : 0)
  }
}

/** One more than two years of birth touch. */
const MOST_YEARS = 4

/** What the index is asked beside a reading: less exact things, where they are all that is known. */
export function roughly(search: Search, today: string): Pick<Sought, 'district' | 'years'> {
  const range = rangeOf(search, today)
  const [first, last] = range ? [range.from, range.until].map(at => new Date(at).getUTCFullYear()) : []
  const count = first === undefined || last === undefined ? 0 : Math.min(MOST_YEARS, last - first + 1)
  return { district: search.district, years: Array.from({ length: count }, (_, nth) => (first ?? 0) + nth) }
}

/** In milliseconds. Whoever is 13 today was born on one of the 366 days that end 13 years ago. */
export function rangeOf({ born, age, dateOfBirth }: Search, today: string): { from: number; until: number } | null {
  if (dateOfBirth !== null) return null
  if (born !== null) return { from: Date.parse(born.from), until: Date.parse(born.until) }
  if (age === null) return null
  const yearsAgo = (years: number): number => {
    const date = new Date(today)
    return date.setUTCFullYear(date.getUTCFullYear() - years)
  }
  return { from: yearsAgo(age + 1) + DAY_MS, until: yearsAgo(age) }
}
