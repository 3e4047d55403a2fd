// A pupil as Wonde sends one: a flat student, and whatever was asked for with `include`, each wrapped in `data` again.
// Field names inside the includes are general knowledge or assumed; the README of these simulators says which.
import type { PupilRow, Region } from '../../region/model.js'
import { hash, isCurrent, splitName, staffOf } from '../pupils.js'
import { dateObject } from './envelope.js'

/** Every include a student can carry. */
export const STUDENT_INCLUDES = [
  'education_details',
  'extended_details',
  'contact_details',
  'contacts',
  'contacts.contact_details',
  'enrolments',
  'employees',
] as const

export type StudentInclude = (typeof STUDENT_INCLUDES)[number]

/** An id in Wonde's manner, the same at every start. */
export function wondeId(...parts: readonly (string | number)[]): string {
  return `A${String(1_000_000_000 + (hash(parts.join('|')) % 1_000_000_000))}`
}

/** One student with the includes asked for, less those the school's own system does not know (`lacking`). */
export function student(pupil: PupilRow, includes: ReadonlySet<string>, region: Region, now: Date): object {
  const parts: Record<StudentInclude, () => unknown> = {
    education_details: () => educationDetails(pupil, now),
    extended_details: () => extendedDetails(pupil),
    contact_details: () => contactDetails(pupil),
    contacts: () => contacts(pupil, includes.has('contacts.contact_details')),
    'contacts.contact_details': () => undefined,
    enrolments: () => enrolments(pupil, now),
    employees: () => employees(pupil, region, now),
  }
  const asked = STUDENT_INCLUDES.filter(name => includes.has(name) && !name.includes('.'))
  return {
    id: pupil.pupilId,
    upi: hash(`${pupil.pupilId}upi`).toString(16).padStart(8, '0'),
    mis_id: String(hash(pupil.pupilId) % 100_000),
    forename: pupil.givenName,
    middle_names: pupil.middleNames,
    surname: pupil.familyName,
    legal_surname: pupil.familyName,
    known_as: pupil.knownAs,
    gender: pupil.sex,
    date_of_birth: dateObject(pupil.dateOfBirth),
    protected_record: pupil.protectedRecord,
    ...Object.fromEntries(asked.map(name => [name, { data: parts[name]() }])),
  }
}

function educationDetails(pupil: PupilRow, now: Date): object {
  const current = pupil.enrolments.find(entry => isCurrent(entry, now)) ?? pupil.enrolments[0]
  return {
    upn: pupil.upn,
    former_upn: pupil.formerUpn,
    admission_date: current?.from ?? null,
    current_nc_year: current?.year ?? null,
    ethnicity_code: pupil.ethnicity,
    first_language: pupil.language,
  }
}

function extendedDetails(pupil: PupilRow): object {
  return {
    in_lea_care: pupil.inCare,
    learning_needs: pupil.needs.map(need => ({
      provision: need.provision,
      need: need.need,
      start_date: need.from,
      support: need.support,
    })),
  }
}

function contactDetails(pupil: PupilRow): object {
  return {
    phones: pupil.phones.map(phone => ({ owner: phone.owner, type: phone.use, number: phone.number })),
    emails: [],
    addresses: pupil.addresses.map(address => ({
      type: address.use,
      lines: address.lines,
      town: address.town,
      postcode: address.postcode,
      uprn: address.uprn,
      local_authority: address.gss,
      start_date: address.from,
      end_date: address.until,
      do_not_disclose: address.doNotDisclose,
    })),
  }
}

function contacts(pupil: PupilRow, withDetails: boolean): readonly object[] {
  return pupil.relatives.map((relative, at) => ({
    id: wondeId(pupil.pupilId, 'contact', at),
    forename: splitName(relative.name).given,
    surname: splitName(relative.name).family,
    date_of_birth: dateObject(relative.dateOfBirth),
    relationship: relative.relationship,
    priority: relative.priority,
    parental_responsibility: relative.parentalResponsibility,
    lives_with_pupil: relative.sameHousehold,
    contact_restriction: relative.contact,
    ...(withDetails ? { contact_details: { data: { phones: { primary: relative.phone } } } } : {}),
  }))
}

/** Census enrolment status: C current (single), M current main of a dual registration, S subsidiary. */
function enrolments(pupil: PupilRow, now: Date): readonly object[] {
  const dual = pupil.enrolments.some(entry => entry.kind === 'SUBSIDIARY' && isCurrent(entry, now))
  return pupil.enrolments.map(entry => ({
    school_id: entry.school,
    enrolment_status: entry.kind === 'SUBSIDIARY' ? 'S' : dual && isCurrent(entry, now) ? 'M' : 'C',
    nc_year: entry.year,
    start_date: entry.from,
    end_date: entry.until,
    deleted: entry.toBeDeleted,
  }))
}

function employees(pupil: PupilRow, region: Region, now: Date): readonly object[] {
  return staffOf(pupil, region, now).map(staff => ({
    id: staff.ref,
    forename: splitName(staff.name).given,
    surname: splitName(staff.name).family,
    role: staff.role,
    school_id: staff.organisation,
    phone: staff.phone,
    email: staff.email,
  }))
}
