// The child as a social-care record states it: the subject for the same-child check, and the identity part.
import type { Records, Sex } from '../../types/index.js'
import type { AuthorityId, Subject } from '../agency.js'
import { coded } from './codes.js'
import { ETHNICITY, LANGUAGE } from './codes/people.js'
import { day, postcodeSector } from './values.js'

/** What both systems say of a child, once their own words are read. */
export interface ChildFacts {
  readonly id: string
  readonly forename: string
  readonly surname: string
  readonly knownAs: string | null
  readonly otherNames: readonly {
    readonly forename: string | null
    readonly surname: string | null
    readonly use: string | null
  }[]
  readonly birth: Birth
  readonly sex: Sex | null
  readonly nhsNumber: string | null
  readonly upn: string | null
  readonly formerUpns: readonly string[]
  readonly homePostcode: string | null
  readonly uprns?: readonly string[]
}

/** A date of birth as a range; equal ends and `exact` are one day. */
interface Birth {
  readonly lower: string | null
  readonly upper: string | null
  /** Known to the day, and not an estimate. */
  readonly exact: boolean
  readonly estimated: boolean | null
}

/** What only the identity part needs. */
export interface IdentityFacts {
  readonly middleNames: string | null
  readonly ethnicity: string | null
  readonly language: string | null
  readonly interpreter: Records.YesNo
  readonly localIds: readonly Records.LocalId[]
}

const distinct = (names: readonly (string | null)[]): readonly string[] =>
  [...new Set(names.filter(name => name !== null && name.trim() !== ''))] as readonly string[]

/** Social-care systems do not trace NHS numbers, so none is ever taken for verified. */
export function subjectOf(child: ChildFacts): Subject {
  return {
    nhsNumber: child.nhsNumber,
    nhsNumberVerified: false,
    upn: child.upn,
    formerUpns: child.formerUpns,
    demographics: {
      givenNames: distinct([child.forename, child.knownAs, ...child.otherNames.map(name => name.forename)]),
      familyNames: distinct([child.surname, ...child.otherNames.map(name => name.surname)]),
      dateOfBirth: child.birth.exact ? day(child.birth.lower) : null,
      sex: child.sex,
      postcodeSector: postcodeSector(child.homePostcode),
    },
    ...(child.uprns === undefined ? {} : { uprns: child.uprns }),
  }
}

/** The subject of a hit that is kept back: the search says that it carries the number, and nothing else is known. */
export function redactedSubject(identifier: { nhsNumber: string } | { upn: string }): Subject {
  return {
    nhsNumber: 'nhsNumber' in identifier ? identifier.nhsNumber : null,
    nhsNumberVerified: false,
    upn: 'upn' in identifier ? identifier.upn : null,
    formerUpns: [],
    demographics: { givenNames: [], familyNames: [], dateOfBirth: null, sex: null, postcodeSector: null },
  }
}

/**
 * The child's id here, and the one that the authority responsible has where another looks after the child. An id says nothing without
 * its authority. The id of an earlier case system is left out: it is of no register that still gives numbers.
 */
export function authorityIdsOf(
  here: string | null,
  id: string,
  responsible: { readonly authority: string | null; readonly ids: readonly (string | null)[] },
): readonly AuthorityId[] {
  const { authority, ids } = responsible
  const own = here === null ? [] : [{ authority: here, id }]
  return [...own, ...ids.flatMap(theirs => (authority === null || theirs === null ? [] : [{ authority, id: theirs }]))]
}

/** The identity part. */
export function identityOf(child: ChildFacts, more: IdentityFacts): Records.IdentityRecord {
  const { birth } = child
  const ranged = !birth.exact && (birth.lower !== null || birth.upper !== null)
  return {
    givenName: child.forename,
    middleNames: more.middleNames,
    familyName: child.surname,
    knownAs: child.knownAs,
    otherNames: child.otherNames.map(name => ({ givenName: name.forename, familyName: name.surname, use: name.use })),
    dateOfBirth: birth.exact ? day(birth.lower) : null,
    dateOfBirthRange: ranged ? { earliest: day(birth.lower), latest: day(birth.upper) } : null,
    dateOfBirthEstimated: birth.estimated,
    sex: child.sex,
    ethnicity: coded(ETHNICITY, more.ethnicity),
    language: coded(LANGUAGE, more.language),
    interpreterNeeded: more.interpreter,
    communicationNeeds: null,
    nhsNumber: child.nhsNumber,
    nhsNumberStatus: child.nhsNumber === null ? null : 'NOT_STATED',
    upn: child.upn,
    localIds: [{ type: 'LA_CHILD_ID', value: child.id }, ...more.localIds],
    deceasedOn: null,
  }
}
