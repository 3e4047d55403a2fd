// One child that a search found, and why: from what sources say now, of what this caller may see. The index has no part in it.
import { identities } from '../called-by.js'
import type { ChildHandle } from '../handle.js'
import { scoreAgainst } from '../identity/candidates.js'
import type { ScoredCandidate } from '../identity/candidates.js'
import type { Picture } from '../picture.js'
import type { Demographics } from '../../types/child.js'
import type { Records } from '../../types/index.js'
import { isPlain, rangeOf } from './rank.js'
import { demographicsOf } from './search.js'
import type { Search } from './search.js'

export interface Found {
  readonly child: ChildHandle | Records.ChildExists | Records.ChildNotShown
  /** A number led to the child, so that no likeness is needed. */
  readonly byNumber: boolean
  readonly search: Search
  readonly today: string
}

export interface FoundChildren {
  readonly found: readonly Found[]
  readonly tooMany: boolean
  readonly couldNotCheck: boolean
  readonly records: readonly Records.FoundRecord[]
  readonly couldNotAsk: readonly Records.Source[]
  readonly tooManyAt: readonly Records.Source[]
}

export async function likenessOf(found: Found): Promise<Records.Likeness> {
  const { child, byNumber } = found
  // Who is only told that a child is known has said the whole of it: names and date of birth, or a number.
  if (!('rights' in child)) return 'STRONG'
  if (byNumber) return spoken(await child.picture()).length > 0 ? 'STRONG' : 'UNCONFIRMED'
  const live = await confirmed(child, found.search)
  return live === null ? 'UNCONFIRMED' : likenessFrom(live)
}

export function likenessFrom(live: ScoredCandidate): Records.Likeness {
  if (isPlain(live) || live.outcome === 'MATCH' || live.outcome === 'MANY') return 'STRONG'
  return live.probability >= 0.5 ? 'LIKELY' : 'POSSIBLE'
}

export async function whyOf(found: Found): Promise<readonly Records.WhyFound[]> {
  const { child, byNumber, search } = found
  if (!('rights' in child)) return []
  // The number is the hub's own; while no source says who the child is, nothing is the same as anything.
  if (spoken(await child.picture()).length === 0) return []
  const number = byNumber ? [{ compared: 'IDENTIFIER', alike: 'SAME' } as const] : []
  const live = await confirmed(child, search)
  if (live === null) return number
  return [...number, ...comparedIn(live), ...inRange(found, spoken(await child.picture()))]
}

export function comparedIn({ steps }: ScoredCandidate): readonly Records.WhyFound[] {
  return steps.flatMap(({ comparison, level }) => {
    const fact = FACTS[comparison]
    const alike = fact === undefined ? undefined : WORDS[level]
    return fact === undefined || alike === undefined ? [] : [{ compared: fact, alike }]
  })
}

const FACTS: Readonly<Record<string, Records.ComparedFact>> = {
  given: 'GIVEN_NAME',
  family: 'FAMILY_NAME',
  birth: 'DATE_OF_BIRTH',
  sex: 'SEX',
}
/** By the levels of the matcher. Of the postcode nothing is said: whether it agrees tells where the child lives. */
const WORDS: Readonly<Record<string, Records.HowAlike>> = {
  EXACT: 'SAME',
  EQUAL: 'SAME',
  VARIANT: 'OTHER_FORM',
  PART: 'PART',
  INITIAL: 'PART',
  SLIP: 'SLIP',
  TWO_PARTS: 'SLIP',
  SOUND: 'SOUNDS_ALIKE',
  CLOSE: 'SOUNDS_ALIKE',
  SWAPPED: 'SWAPPED',
  WITHIN_MONTHS: 'NEAR',
  WITHIN_YEARS: 'NEAR',
  SAME_YEAR: 'DIFFERENT',
  DIFFERENT: 'DIFFERENT',
}

async function confirmed(child: ChildHandle, search: Search): Promise<ScoredCandidate | null> {
  return likest(spoken(await child.picture()), search)
}

/** Null where no source has said who the child is, or what was asked has no name. */
export function likest(said: readonly Demographics[], search: Search): ScoredCandidate | null {
  if (said.length === 0) return null
  const about = { childId: '', sourceId: '', recordId: '', seenAt: '' }
  const candidate = { childId: '', identities: said.map(demographics => ({ ...about, demographics })), shared: 0 }
  const scored = demographicsOf({ ...search, sector: null }).flatMap(reading => scoreAgainst(reading, [candidate]))
  return scored.reduce<ScoredCandidate | null>((best, one) => (best && best.bits >= one.bits ? best : one), null)
}

/** What each source says of the child's identity, as far as the caller may have it. */
function spoken(picture: Picture): readonly Demographics[] {
  return identities(picture).map(({ identity }) => {
    const others = identity.otherNames ?? []
    return {
      givenNames: distinct([identity.givenName, identity.knownAs, ...others.map(name => name.givenName)]),
      familyNames: distinct([identity.familyName, ...others.map(name => name.familyName)]),
      dateOfBirth: identity.dateOfBirth,
      sex: identity.sex,
      postcodeSector: null,
    }
  })
}

const distinct = (names: readonly (string | null)[]): readonly string[] => [
  ...new Set(names.flatMap(name => (name === null || name === '' ? [] : name))),
]

/** A range or an age, where one was given: whether the date of birth lies in it. */
function inRange({ search, today }: Found, said: readonly Demographics[]): readonly Records.WhyFound[] {
  const range = rangeOf(search, today)
  const days = said.flatMap(({ dateOfBirth }) => (dateOfBirth === null ? [] : Date.parse(dateOfBirth)))
  if (range === null || days.length === 0) return []
  const within = days.some(day => day >= range.from && day <= range.until)
  return [{ compared: 'DATE_OF_BIRTH', alike: within ? 'NEAR' : 'DIFFERENT' }]
}
