// The identity to use: field by field, the most authoritative source that answered. Nothing is averaged or guessed.
import type { AgencyKind, Records } from '../types/index.js'
import type { Rights } from '../types/decision.js'
import { RIGHTS } from './rights.js'
import type { Asked, Picture } from './picture.js'

/** National demographics first, then the agencies that check documents; police and charity last. */
const AUTHORITY: readonly AgencyKind[] = ['HEALTH', 'SOCIAL_CARE', 'EDUCATION', 'THIRD_SECTOR', 'POLICE', 'HUB']

export interface Identified {
  readonly asked: Asked
  readonly identity: Records.IdentityRecord
}

/** Every identity that answered, most authoritative first. */
export function identities({ asked }: Picture): readonly Identified[] {
  return asked
    .flatMap(one => {
      const identity = one.parts.get('identity')?.value as Records.IdentityRecord | null | undefined
      return identity ? [{ asked: one, identity }] : []
    })
    .sort((left, right) => rank(left.asked) - rank(right.asked) || compareIds(left.asked, right.asked))
}

function rank({ source: { description, keyedByNhsNumber } }: Asked): number {
  return keyedByNhsNumber === true ? -1 : AUTHORITY.indexOf(description.agency)
}

const compareIds = (left: Asked, right: Asked): number =>
  left.source.description.id < right.source.description.id ? -1 : 1

export function calledBy(
  picture: Picture,
  rights: Rights,
  view: (asked: Asked) => Records.Source,
  today: Date,
): Records.CalledBy | null {
  const known = identities(picture)
  if (known.length === 0) return null
  const sourced = (field: 'givenName' | 'familyName' | 'knownAs' | 'dateOfBirth'): Records.SourcedText | null => {
    const first = known.find(({ identity }) => identity[field] !== null)
    return first ? stamped({ value: first.identity[field], source: view(first.asked) }, rights) : null
  }
  const sex = known.find(({ identity }) => identity.sex !== null && identity.sex !== 'UNKNOWN')?.identity.sex ?? null
  const dateOfBirth = sourced('dateOfBirth')
  return stamped(
    {
      givenName: sourced('givenName'),
      familyName: sourced('familyName'),
      knownAs: sourced('knownAs'),
      dateOfBirth,
      age: dateOfBirth?.value ? wholeYears(dateOfBirth.value, today) : null,
      sex: sex,
    },
    rights,
  )
}

function stamped<T extends object>(value: T, rights: Rights): T {
  return Object.freeze({ ...value, [RIGHTS]: rights })
}

function wholeYears(birth: string, today: Date): number {
  const [year = 0, month = 1, day = 1] = birth.split('-').map(Number)
  const years = today.getUTCFullYear() - year
  const before = today.getUTCMonth() + 1 < month || (today.getUTCMonth() + 1 === month && today.getUTCDate() < day)
  return before ? years - 1 : years
}
