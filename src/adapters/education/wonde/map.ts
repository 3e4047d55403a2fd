// From what Wonde sends to the domain: who the pupil is, where, with whom. Pure; what happened at school is in events.ts.
import type { z } from 'zod'
import {
  restrain,
  type AreaFact,
  type Demographics,
  type EnrolmentFact,
  type Involvement,
  type Subject,
} from '../../agency.js'
import type { Records, Sex } from '../../../types/index.js'
import { ETHNICITY, LANGUAGE, NEED, PROVISION, RELATIONSHIP } from '../code-lists.js'
import { coded, yesNo } from '../coded.js'
import { currentFirst, newestFirst, postcodeSector } from '../days.js'
import { schoolOf, type Schools } from '../directory.js'
import { staffRole } from '../staff-roles.js'
import type * as Wire from './upstream.js'

type Out<K extends keyof typeof Wire> = z.output<(typeof Wire)[K]>

const SEXES: Readonly<Record<string, Sex>> = { FEMALE: 'FEMALE', MALE: 'MALE', OTHER: 'OTHER' }
const USES: Readonly<Record<string, Records.AddressUse>> = {
  HOME: 'HOME',
  PLACEMENT: 'PLACEMENT',
  TEMPORARY: 'TEMPORARY',
  FORMER: 'FORMER',
}
/** Census enrolment status; C is a single registration, M the main one of two. */
const KINDS: Readonly<Record<string, string>> = { C: 'MAIN', M: 'MAIN', S: 'SUBSIDIARY', G: 'GUEST' }

const sexOf = (gender: string | null): Sex => SEXES[gender ?? ''] ?? 'UNKNOWN'
const present = (names: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(names.filter((name): name is string => typeof name === 'string' && name !== '')),
]

/** Who the record says it is about. `education` and `contact` are null where they were not asked for. */
export function subjectOf(
  student: Wire.Student,
  education: Out<'educationDetails'> | null,
  contact: Out<'contactDetails'> | null,
  day: string,
): Subject {
  const home = contact === null ? undefined : homeOf(contact.addresses, day)
  const demographics: Demographics = {
    givenNames: present([student.forename, student.known_as]),
    familyNames: present([student.surname, student.legal_surname]),
    dateOfBirth: student.date_of_birth,
    sex: sexOf(student.gender),
    // Where an address is not to be disclosed, not even its sector goes further.
    postcodeSector: home?.do_not_disclose === true ? null : postcodeSector(home?.postcode ?? null),
  }
  const formerUpns = present([education?.former_upn])
  const uprns = contact === null ? {} : { uprns: present([home?.uprn]) }
  return { nhsNumber: null, nhsNumberVerified: false, upn: education?.upn ?? null, formerUpns, demographics, ...uprns }
}

export function identityOf(student: Wire.Student, education: Out<'educationDetails'>): Records.IdentityRecord {
  const legal = student.legal_surname
  const other =
    legal === null || legal === student.surname
      ? []
      : [{ givenName: student.forename, familyName: legal, use: 'legal' }]
  const localIds = [{ type: 'Pupil id', value: student.id }]
  if (education.former_upn !== null) localIds.push({ type: 'Former UPN', value: education.former_upn })
  return {
    givenName: student.forename,
    middleNames: student.middle_names,
    familyName: student.surname,
    knownAs: student.known_as ?? null,
    otherNames: other,
    dateOfBirth: student.date_of_birth,
    dateOfBirthRange: null,
    dateOfBirthEstimated: null,
    sex: sexOf(student.gender),
    ethnicity: coded(ETHNICITY, education.ethnicity_code ?? null),
    language: coded(LANGUAGE, education.first_language ?? null),
    interpreterNeeded: 'NOT_RECORDED',
    communicationNeeds: null,
    nhsNumber: null,
    nhsNumberStatus: null,
    upn: education.upn,
    localIds,
    deceasedOn: null,
  }
}

export function contactOf(details: Out<'contactDetails'>, day: string): Records.ContactRecord {
  const addresses = currentFirst(details.addresses.map(addressOf), day)
  return {
    addresses,
    phones: details.phones.map(phone => ({ owner: phone.owner, number: phone.number, use: phone.type })),
    emails: details.emails,
  }
}

function addressOf(address: Wire.WondeAddress): Records.Address {
  const row: Records.Address = {
    use: USES[address.type ?? ''] ?? 'OTHER',
    lines: address.lines,
    town: address.town,
    postcode: address.postcode,
    uprn: address.uprn,
    from: address.start_date,
    until: address.end_date,
  }
  return address.do_not_disclose ? restrain(row, { code: 'ADDRESS_DO_NOT_DISCLOSE' }) : row
}

function homeOf(addresses: readonly Wire.WondeAddress[], day: string): Wire.WondeAddress | undefined {
  const homes = addresses.filter(row => row.type === 'HOME' && (row.end_date === null || row.end_date >= day))
  return newestFirst(homes, row => row.start_date)[0]
}

/** The area the current home address lies in, as the authority's own register has it. */
export function areaOf(details: Out<'contactDetails'>, day: string): AreaFact {
  return { homeAuthority: homeOf(details.addresses, day)?.local_authority ?? null }
}

export function familyOf(people: Out<'contacts'>): Records.FamilyRecord {
  const rows = people.map(person => ({
    name: present([person.forename, person.surname]).join(' ') || null,
    relationship: coded(RELATIONSHIP, person.relationship),
    parentalResponsibility: yesNo(person.parental_responsibility),
    contactRestriction: restrictionOf(person.contact_restriction),
    sameHousehold: yesNo(person.lives_with_pupil),
    phone: person.contact_details.phones.primary,
    dateOfBirth: person.date_of_birth,
    risks: null,
    priority: person.priority,
  }))
  return { people: rows.toSorted((a, b) => (a.priority ?? 99) - (b.priority ?? 99)) }
}

function restrictionOf(restriction: string | null): Records.ContactRestriction {
  if (restriction === null) return 'NONE_RECORDED'
  // A restriction whose kind is unknown is still one: it must not read as none.
  return restriction === 'NONE' ? 'NO_CONTACT' : 'RESTRICTED'
}

const isCurrent = (entry: Wire.WondeEnrolment, day: string): boolean =>
  !entry.deleted && (entry.start_date ?? day) <= day && (entry.end_date === null || entry.end_date >= day)

/** Roll entries, current first. One marked for deletion was made in error and is no enrolment. */
export function enrolmentsOf(rows: Out<'enrolments'>, schools: Schools, day: string): readonly Records.Enrolment[] {
  const entries = rows
    .filter(entry => !entry.deleted)
    .map(entry => ({
      school: schoolOf(schools, entry.school_id),
      year: entry.nc_year,
      kind: entry.enrolment_status === null ? null : (KINDS[entry.enrolment_status] ?? 'UNRECOGNISED'),
      from: entry.start_date,
      until: entry.end_date,
      current: isCurrent(entry, day),
    }))
  return currentFirst(entries, day)
}

export function enrolmentFacts(rows: Out<'enrolments'>, day: string): readonly EnrolmentFact[] {
  return rows.map(entry => ({ school: entry.school_id, current: isCurrent(entry, day) }))
}

export function professionalsOf(people: Out<'employees'>, schools: Schools): readonly Involvement[] {
  return people.map(person => ({
    name: present([person.forename, person.surname]).join(' ') || null,
    role: staffRole(person.role),
    agency: 'EDUCATION',
    team: null,
    organisation: schools.get(person.school_id)?.name ?? person.school_id,
    phone: person.phone,
    email: person.email,
    from: null,
    staffRef: person.id,
    until: null,
    reveals: 'ENROLMENT',
  }))
}

export function learningNeedsOf(details: Out<'extendedDetails'>): readonly Records.LearningNeed[] {
  const rows = details.learning_needs.map(need => ({
    provision: coded(PROVISION, need.provision),
    need: coded(NEED, need.need),
    from: need.start_date,
    support: need.support,
  }))
  return newestFirst(rows, row => row.from)
}
