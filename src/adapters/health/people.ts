// Relatives and practice: the people of a FHIR patient that both health systems name.
import type { Records } from '../../types/index.js'
import type { Involvement } from '../agency.js'
import { coded, RELATIONSHIPS, roleName } from './codes.js'
import type { Patient, RelatedPerson } from './datatypes.js'
import { day } from './dates.js'
import { ODS_CODE } from './identifiers.js'
import { extended } from './patient.js'

/** One relative. Health systems hold neither parental responsibility nor contact restrictions: both stay unsaid. */
export function relativeOf(person: RelatedPerson): Records.RelatedPerson {
  const name = person.name?.[0]
  const phone = person.telecom?.find(({ system }) => system === 'phone' || system === 'sms')
  return {
    name: name?.text ?? ([...(name?.given ?? []), name?.family ?? ''].join(' ').trim() || null),
    relationship: coded(person.relationship?.[0], RELATIONSHIPS),
    parentalResponsibility: 'NOT_RECORDED',
    contactRestriction: null,
    sameHousehold: 'NOT_RECORDED',
    phone: phone?.value ?? null,
    dateOfBirth: day(person.birthDate),
    risks: null,
    priority: extended(person.extension, 'ContactRank')?.valuePositiveInt ?? null,
  }
}

/** What is known of an organisation besides its code. */
interface PracticeDetails {
  readonly name: string | null
  readonly phone: string | null
}

/** The practice a patient is registered with now; null where none is given. */
export function practiceOf(
  patient: Patient,
  details: (ods: string) => PracticeDetails | null,
): Records.Practice | null {
  const practitioner = patient.generalPractitioner?.find(({ identifier }) => identifier?.period?.end === undefined)
  if (practitioner === undefined) return null
  const { identifier, display } = practitioner
  const odsCode = identifier?.system === ODS_CODE ? (identifier.value ?? null) : null
  const known = odsCode === null ? null : details(odsCode)
  return { name: known?.name ?? display ?? null, odsCode, phone: known?.phone ?? null }
}

/** The practice as somebody to ring. */
export function practiceInvolvement(practice: Records.Practice): Involvement {
  return {
    name: null,
    role: roleName('gp'),
    agency: 'HEALTH',
    team: null,
    organisation: practice.name ?? practice.odsCode,
    phone: practice.phone,
    email: null,
    from: null,
    staffRef: null,
    until: null,
    reveals: 'HEALTH_RECORD',
  }
}
