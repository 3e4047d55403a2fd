// The truth behind the records: one child, how she or he is cared for, and which systems hold what, mistakes included.
// Nothing of this leaves the generator; the agencies' rows are written from it.
import { day } from './clock.js'
import type { AddressRow, EpisodeRow, Gss, Home, PersonRow, RelativeRow, SocialCareRow } from './model.js'
import type { Background } from './names.js'
import { addressOf, type Place } from './places.js'

export interface Child {
  /** Numbers of every system are derived from it: 1 … 99 by hand, from 100 on by chance. */
  readonly index: number
  readonly personId: string
  readonly givenName: string
  readonly middleNames: string | null
  readonly familyName: string
  readonly knownAs: string | null
  readonly dateOfBirth: string
  /** DAY unless the day of birth is only an estimate. */
  readonly dateOfBirthMask: PersonRow['dateOfBirthMask']
  readonly sex: PersonRow['sex']
  readonly background: Background
  readonly ethnicity: string
  readonly language: PersonRow['language']
  /** Lives here with the family, was placed here by an authority outside Gwent, or came to the country alone. */
  readonly origin: 'family' | 'placed-here' | 'alone'
  /** The authority of Gwent that holds the child's records. */
  readonly gss: Gss
  /** The authority that answers for the child: `gss`, or one outside Gwent. */
  readonly responsibleLa: string
  readonly home: Place
  readonly formerHome: Place | null
  readonly household: string
  readonly parents: readonly RelativeRow[]
  readonly siblings: readonly RelativeRow[]
  readonly mobile: string | null
  readonly nhsNumber: string
  /** An earlier number that now answers under the current one. */
  readonly supersededNhsNumber: string | null
  /** Null before school age. */
  readonly upn: string | null
  readonly formerUpn: string | null
  readonly protection: SocialCareRow['protection']
}

export interface Care {
  readonly kind: 'REFERRAL' | 'CIN' | 'CP' | 'LAC' | 'LEAVER'
  readonly since: number
  /** Where the child lives now, if not at home. */
  readonly placement: Placement | null
  readonly legal: string | null
  readonly team: string
  readonly workerRef: string
  readonly reviewerRef: string | null
  readonly chairRef: string | null
  readonly locked: boolean
}

export interface Placement {
  readonly type: string
  readonly provider: string
  readonly home: Home | null
  readonly place: Place
  /** The authority placed in: one of Gwent, or outside. */
  readonly hostLa: string
  readonly carer: string | null
  readonly from: number
  readonly doNotDisclose: boolean
}

export type Holder = 'police' | 'social-care' | 'education' | 'health' | 'demographics' | 'charity' | 'hub'

/** A mistake or oddity in one record (agencies.md §10). */
export type Slip =
  | 'police-spelling'
  | 'police-birthday'
  | 'police-merged'
  | 'police-duplicate'
  | 'care-spelling'
  | 'care-no-nhs'
  | 'care-wrong-nhs'
  | 'care-no-upn'
  | 'care-old-nhs'
  | 'hospital-old-nhs'
  | 'hospital-unverified'
  | 'hospital-second'
  | 'school-short-name'
  | 'temporary-upn'

export interface Known {
  readonly child: Child
  readonly care: Care | null
  /** Newest first. */
  readonly episodes: readonly EpisodeRow[]
  readonly holders: ReadonlySet<Holder>
  readonly slips: ReadonlySet<Slip>
  /** Somebody else's number, or a mistyped one, for `care-wrong-nhs`. */
  readonly wrongNhsNumber: string | null
}

/** Where the child lives now: the placement, or home. `gss` is null outside Gwent. */
export const livesAt = ({ child, care }: Pick<Known, 'child' | 'care'>): Place => care?.placement?.place ?? child.home

/** The person as a careful clerk writes them down; each system then changes what it has otherwise. */
function personOf(child: Child): PersonRow {
  return {
    personId: child.personId,
    givenName: child.givenName,
    middleNames: child.middleNames,
    familyName: child.familyName,
    knownAs: child.knownAs,
    formerNames: [],
    dateOfBirth: child.dateOfBirth,
    dateOfBirthMask: 'DAY',
    dateOfBirthEstimated: false,
    sex: child.sex,
    ethnicity: child.ethnicity,
    language: child.language,
    addresses: [addressOf(child.home, 'HOME')],
    relatives: [],
    phones: [],
  }
}

/**
 * A row of one system: the person, what that system has otherwise, and what it alone holds. Not written as a spread with
 * more fields after it, which V8 makes twenty times slower for rows of this size.
 */
export const rowFor = <T extends PersonRow>(
  child: Child,
  changes: Partial<PersonRow>,
  own: Omit<T, keyof PersonRow>,
): PersonRow & Omit<T, keyof PersonRow> => Object.assign(personOf(child), changes, own)

/** Current address first. With `old`, the one left behind comes after it. */
export function addressesOf(known: Known, old: boolean): readonly AddressRow[] {
  const { child, care } = known
  const placed = care?.placement ?? null
  const hidden = child.protection !== null
  const former = old && child.formerHome !== null ? [addressOf(child.formerHome, 'FORMER')] : []
  if (placed === null) return [addressOf(child.home, 'HOME', { hidden }), ...former]
  const from = day(placed.from)
  return [
    addressOf(placed.place, 'PLACEMENT', { from, hidden: hidden || placed.doNotDisclose }),
    addressOf(child.home, 'HOME', { hidden }),
    ...former,
  ]
}
