// From what OneRoster sends to the domain. Pure.
import type { EnrolmentFact, Subject } from '../../agency.js'
import { SourceFault } from '../../transport.js'
import type { Records, Sex } from '../../../types/index.js'
import { ONEROSTER_ROLE } from '../code-lists.js'
import { coded } from '../coded.js'
import { currentFirst } from '../days.js'
import { schoolOf, type Schools } from '../directory.js'
import type * as Wire from './upstream.js'

const SEXES: Readonly<Record<string, Sex>> = { female: 'FEMALE', male: 'MALE', other: 'OTHER' }
const TO_BE_DELETED = 'tobedeleted'

/** Whether a row is marked for deletion: OneRoster keeps such rows in its answers, and they do not count. */
export const isDeleted = (row: { readonly status: string }): boolean => row.status === TO_BE_DELETED

/** Protection passes through `metadata`, the standard's place for what it has no field for. */
export const isProtected = (user: Wire.User): boolean => user.metadata?.['protectedRecord'] === 'true'

const names = (...given: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(given.filter(name => name !== undefined)),
]

function idsOf(user: Wire.User): { upn: string | null; former: readonly string[] } {
  // Without the list of ids a pupil would seem to have no UPN.
  if (user.userIds === undefined) throw new SourceFault('MALFORMED')
  const of = (type: string): readonly string[] =>
    (user.userIds ?? []).filter(id => id.type.toLowerCase() === type).map(id => id.identifier)
  return { upn: of('upn')[0] ?? null, former: of('formerupn') }
}

/** Who the record says it is about. OneRoster holds no address. Throws SourceFault('MALFORMED') without `userIds`. */
export function subjectOf(user: Wire.User, demographics: Wire.Demographics | null): Subject {
  const { upn, former } = idsOf(user)
  return {
    nhsNumber: null,
    nhsNumberVerified: false,
    upn,
    formerUpns: former,
    demographics: {
      givenNames: names(user.givenName, user.preferredFirstName),
      familyNames: [user.familyName],
      dateOfBirth: demographics?.birthDate ?? null,
      sex: demographics === null ? null : sexOf(demographics),
      postcodeSector: null,
    },
  }
}

const sexOf = ({ sex }: Wire.Demographics): Sex => SEXES[sex ?? ''] ?? 'UNKNOWN'

export function identityOf(user: Wire.User, demographics: Wire.Demographics | null): Records.IdentityRecord {
  const { upn, former } = idsOf(user)
  return {
    givenName: user.givenName,
    middleNames: user.middleName ?? null,
    familyName: user.familyName,
    knownAs: user.preferredFirstName ?? null,
    otherNames: null,
    dateOfBirth: demographics?.birthDate ?? null,
    dateOfBirthRange: null,
    dateOfBirthEstimated: null,
    sex: demographics === null ? null : sexOf(demographics),
    ethnicity: null,
    language: null,
    interpreterNeeded: 'NOT_RECORDED',
    communicationNeeds: null,
    nhsNumber: null,
    nhsNumberStatus: null,
    upn,
    localIds: [{ type: 'Pupil id', value: user.sourcedId }, ...former.map(value => ({ type: 'Former UPN', value }))],
    deceasedOn: null,
  }
}

/**
 * The pupil's agents in the pupil's own order, then those who name the pupil without being named. An agent of whom no
 * record came is kept as somebody unknown, not dropped.
 */
export function familyOf(user: Wire.User, people: readonly Wire.User[]): Records.FamilyRecord {
  const named = agentsOf(user)
  const byId = new Map(people.map(person => [person.sourcedId, person]))
  const naming = people.filter(person => !named.includes(person.sourcedId) && namesPupil(person, user.sourcedId))
  const all = [...named.map(id => byId.get(id) ?? null), ...naming]
  return { people: all.filter(person => person === null || !isDeleted(person)).map(relatedOf) }
}

/** Ids of the pupil's agents. Throws SourceFault('MALFORMED') where the list is missing: that would read as "nobody". */
function agentsOf(user: Wire.User): readonly string[] {
  if (user.agents === undefined) throw new SourceFault('MALFORMED')
  return user.agents.map(agent => agent.sourcedId)
}

const namesPupil = (person: Wire.User, pupil: string): boolean =>
  person.agents?.some(agent => agent.sourcedId === pupil) === true

function relatedOf(person: Wire.User | null): Records.RelatedPerson {
  return {
    name: person === null ? null : [person.givenName, person.familyName].filter(name => name !== '').join(' '),
    relationship: coded(ONEROSTER_ROLE, person?.roles[0]?.role ?? null),
    parentalResponsibility: 'NOT_RECORDED',
    contactRestriction: null,
    sameHousehold: 'NOT_RECORDED',
    phone: person?.phone ?? null,
    dateOfBirth: null,
    risks: null,
    priority: null,
  }
}

const isCurrent = (row: Wire.Enrollment, day: string): boolean =>
  !isDeleted(row) && (row.beginDate ?? day) <= day && (row.endDate === undefined || row.endDate >= day)

/** Enrolments as a student, current first. Which school is the main one is said by the pupil's roles. */
export function enrolmentsOf(
  user: Wire.User,
  rows: readonly Wire.Enrollment[],
  schools: Schools,
  day: string,
): readonly Records.Enrolment[] {
  const entries = rows
    .filter(row => !isDeleted(row) && row.role === 'student')
    .map(row => {
      const current = isCurrent(row, day)
      return {
        school: schoolOf(schools, row.school.sourcedId),
        year: current ? (user.grades?.[0] ?? null) : null,
        kind: kindOf(user, row.school.sourcedId),
        from: row.beginDate ?? null,
        until: row.endDate ?? null,
        current,
      }
    })
  return currentFirst(entries, day)
}

function kindOf(user: Wire.User, school: string): string | null {
  const role = user.roles.find(entry => entry.org.sourcedId === school && entry.role === 'student')
  if (role === undefined) return null
  if (role.roleType === 'primary') return 'MAIN'
  return role.roleType === 'secondary' ? 'SUBSIDIARY' : 'UNRECOGNISED'
}

export function enrolmentFacts(rows: readonly Wire.Enrollment[], day: string): readonly EnrolmentFact[] {
  return rows
    .filter(row => row.role === 'student')
    .map(row => ({ school: row.school.sourcedId, current: isCurrent(row, day) }))
}
