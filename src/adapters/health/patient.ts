// FHIR Patient to the domain: identity, contact, who it is about. The health board and the national register share it.
import type { Records, Sex } from '../../types/index.js'
import type { Demographics, Subject } from '../agency.js'
import { authorityOf, coded, ETHNIC_CATEGORIES, LANGUAGES, RELATIONSHIPS } from './codes.js'
import type { Extension, Patient } from './datatypes.js'
import { day, range } from './dates.js'
import { formerNhsNumbersOf, localIdsOf, nhsNumberOf } from './identifiers.js'

const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'

/** Whether a record is labelled restricted or very restricted as a whole. */
export function isLabelled(resource: { meta?: Patient['meta'] | undefined }): boolean {
  return (resource.meta?.security ?? []).some(
    ({ system, code }) => system === CONFIDENTIALITY && (code === 'R' || code === 'V'),
  )
}

/** Identity as the source has it. */
export function identityOf(patient: Patient): Records.IdentityRecord {
  const { current, nickname, others } = namesOf(patient)
  const [givenName = null, ...middle] = current?.given ?? []
  const number = nhsNumberOf(patient)
  const preferred = patient.communication?.find(item => item.preferred === true) ?? patient.communication?.[0]
  return {
    givenName,
    middleNames: middle.length === 0 ? null : middle.join(' '),
    familyName: current?.family ?? null,
    knownAs: nickname,
    otherNames: others.map(name => ({
      givenName: name.given?.join(' ') ?? null,
      familyName: name.family ?? null,
      use: name.use === 'old' ? 'former' : (name.use ?? null),
    })),
    dateOfBirth: birthDay(patient),
    dateOfBirthRange: range(patient.birthDate),
    dateOfBirthEstimated: null,
    sex: sexOf(patient),
    ethnicity: coded(extended(patient.extension, 'EthnicCategory')?.valueCodeableConcept, ETHNIC_CATEGORIES),
    language: coded(preferred?.language ?? nested(patient, 'language')?.valueCodeableConcept, LANGUAGES),
    interpreterNeeded: yesNo(nested(patient, 'interpreterRequired')?.valueBoolean),
    communicationNeeds: [],
    nhsNumber: number.value,
    nhsNumberStatus: number.status,
    upn: null,
    localIds: localIdsOf(patient),
    deceasedOn: day(patient.deceasedDateTime),
  }
}

/** Addresses and telephones; null where the source keeps them back, so that it never reads as "none". */
export function contactOf(patient: Patient): Records.ContactRecord | null {
  const points = patient.telecom ?? []
  if (isLabelled(patient) && patient.address === undefined && patient.telecom === undefined) return null
  const own = points.map(point => ({ owner: null, point }))
  const others = (patient.contact ?? []).flatMap(contact => {
    const relation = coded(contact.relationship?.[0], RELATIONSHIPS)?.label?.en
    return (contact.telecom ?? []).map(point => ({ owner: contact.name?.text ?? relation ?? null, point }))
  })
  return {
    addresses: (patient.address ?? []).map(addressOf).sort((a, b) => Number(isPast(a)) - Number(isPast(b))),
    phones: [...own, ...others]
      .filter(({ point }) => point.system === 'phone' || point.system === 'sms')
      .map(({ owner, point }) => ({ owner, number: point.value ?? null, use: point.use ?? null })),
    emails: points.flatMap(point => (point.system === 'email' && point.value !== undefined ? [point.value] : [])),
  }
}

const USES: Readonly<Record<string, Records.AddressUse>> = { home: 'HOME', temp: 'TEMPORARY', old: 'FORMER' }

function addressOf(address: NonNullable<Patient['address']>[number]): Records.Address {
  const key = extended(address.extension, 'AddressKey')?.extension ?? []
  const isProperty = key.some(({ url, valueCoding }) => url === 'type' && valueCoding?.code === 'UPRN')
  return {
    use: USES[address.use ?? ''] ?? 'OTHER',
    lines: (address.line ?? []).filter(line => line.trim() !== ''),
    town: address.city ?? null,
    postcode: address.postalCode ?? null,
    uprn: isProperty ? (key.find(({ url }) => url === 'value')?.valueString ?? null) : null,
    from: day(address.period?.start),
    until: day(address.period?.end),
  }
}

function livingAt(patient: Patient): readonly string[] {
  const now = (patient.address ?? []).map(addressOf).filter(address => !isPast(address))
  return [...new Set(now.flatMap(({ uprn }) => uprn ?? []))]
}

function isPast(address: Records.Address): boolean {
  return address.use === 'FORMER' || address.until !== null
}

function homeOf(patient: Patient): NonNullable<Patient['address']>[number] | undefined {
  return patient.address?.find(address => address.use === 'home' && address.period?.end === undefined)
}

/** The authority the home lies in, where the address names one. */
export function homeAuthorityOf(patient: Patient): string | null {
  return authorityOf(homeOf(patient)?.district)
}

/** Whom the record says it is about. */
export function subjectOf(patient: Patient): Subject {
  const number = nhsNumberOf(patient)
  const former = formerNhsNumbersOf(patient)
  return {
    nhsNumber: number.value,
    nhsNumberVerified: number.value !== null && number.status === 'VERIFIED',
    upn: null,
    formerUpns: [],
    ...(former.length === 0 ? {} : { formerNhsNumbers: former }),
    demographics: demographicsOf(patient),
    uprns: livingAt(patient),
  }
}

function demographicsOf(patient: Patient): Demographics {
  const { current } = namesOf(patient)
  const names = [...(current ? [current] : []), ...(patient.name ?? [])]
  const sector = /^([A-Z]{1,2}\d[A-Z\d]?) ?(\d)[A-Z]{2}$/i.exec(homeOf(patient)?.postalCode?.trim() ?? '')
  return {
    givenNames: [...new Set(names.flatMap(name => name.given?.[0] ?? []))],
    familyNames: [...new Set(names.flatMap(name => name.family ?? []))],
    dateOfBirth: birthDay(patient),
    sex: sexOf(patient),
    postcodeSector: sector === null ? null : `${sector[1] ?? ''} ${sector[2] ?? ''}`.toUpperCase(),
  }
}

type Name = NonNullable<Patient['name']>[number]

function namesOf(patient: Patient): { current: Name | undefined; nickname: string | null; others: readonly Name[] } {
  const names = patient.name ?? []
  const current =
    names.find(({ use }) => use === 'official') ??
    names.find(({ use }) => use === 'usual') ??
    names.find(({ use }) => use !== 'old' && use !== 'nickname' && use !== 'maiden')
  const nickname = names.find(({ use }) => use === 'nickname')
  return {
    current,
    nickname: nickname?.given?.join(' ') ?? nickname?.text ?? null,
    others: names.filter(name => name !== current && name !== nickname),
  }
}

const SEXES: Readonly<Record<string, Sex>> = { female: 'FEMALE', male: 'MALE', other: 'OTHER', unknown: 'UNKNOWN' }

function sexOf(patient: Patient): Sex | null {
  return SEXES[patient.gender ?? ''] ?? null
}

function birthDay(patient: Patient): string | null {
  return day(patient.birthDate)
}

function yesNo(value: boolean | undefined): Records.YesNo {
  return value === undefined ? 'NOT_RECORDED' : value ? 'YES' : 'NO'
}

/** A UK Core extension by the end of its address. */
export function extended(extensions: readonly Extension[] | undefined, name: string): Extension | undefined {
  return extensions?.find(({ url }) => url.endsWith(`/Extension-UKCore-${name}`))
}

function nested(patient: Patient, name: string): NonNullable<Extension['extension']>[number] | undefined {
  return extended(patient.extension, 'NHSCommunication')?.extension?.find(({ url }) => url === name)
}
