// What the two health simulators share: how FHIR R4 resources are written down, and the addresses of UK code systems.

/** A FHIR resource or bundle as JSON. What each holds is decided where it is built, and proved by a validator in tests. */
export interface Resource {
  readonly resourceType: string
  readonly id?: string
  readonly meta?: { readonly security?: readonly Coding[]; readonly [name: string]: unknown }
  readonly [name: string]: unknown
}

interface Coding {
  readonly system: string
  readonly code: string
  readonly display?: string
  readonly version?: string
}

/** Media type of every answer. */
export const FHIR_JSON = 'application/fhir+json'

export const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
export const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'
export const UK = 'https://fhir.hl7.org.uk/CodeSystem'
export const UK_EXTENSION = 'https://fhir.hl7.org.uk/StructureDefinition'
export const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
export const SNOMED = 'http://snomed.info/sct'
const ROLE_CODE = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode'

/** One coding, with an optional text beside it. */
export function concept(coding: Coding, text?: string): Readonly<Record<string, unknown>> {
  return { coding: [coding], ...(text === undefined ? {} : { text }) }
}

/** Leaves out what is null, undefined or an empty list: FHIR forbids all three on the wire. */
export function compact<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> }
}

/** A period, or nothing where neither end is known. */
export function period(start: string | null, end: string | null): { start?: string; end?: string } | null {
  return start === null && end === null ? null : compact({ start, end })
}

/** The UK Core shape of a property reference: which key, and its value. */
export function addressKey(type: 'UPRN' | 'PAF', value: string): unknown {
  return {
    url: `${UK_EXTENSION}/Extension-UKCore-AddressKey`,
    extension: [
      { url: 'type', valueCoding: { system: `${UK}/UKCore-AddressKeyType`, code: type } },
      { url: 'value', valueString: value },
    ],
  }
}

const ROLES = {
  MOTHER: { code: 'MTH', display: 'mother' },
  FATHER: { code: 'FTH', display: 'father' },
  STEP_PARENT: { code: 'STPPRN', display: 'step parent' },
  FOSTER_CARER: { code: 'PRNFOST', display: 'foster parent' },
  SIBLING: { code: 'SIB', display: 'sibling' },
  GRANDPARENT: { code: 'GRPRN', display: 'grandparent' },
} as const

/** How a relative is related, as v3-RoleCode has it; OTHER has no code there and is text. */
export function relationship(kind: keyof typeof ROLES | 'OTHER'): Readonly<Record<string, unknown>> {
  return kind === 'OTHER' ? { text: 'Other' } : concept({ system: ROLE_CODE, ...ROLES[kind] })
}

/** FHIR's word for a recorded sex. */
export function gender(sex: 'FEMALE' | 'MALE' | 'OTHER' | 'UNKNOWN'): string {
  return sex.toLowerCase()
}

/** A date known only to the month or year is written that short. */
export function partialDate(day: string, mask: 'DAY' | 'MONTH' | 'YEAR'): string {
  return mask === 'DAY' ? day : mask === 'MONTH' ? day.slice(0, 7) : day.slice(0, 4)
}

/** A FHIR id from an agency's own reference: letters, digits, `-` and `.`, at most 64. */
export function idOf(reference: string): string {
  return reference.replaceAll(/[^A-Za-z0-9.-]/g, '-').slice(0, 64)
}

/** A small steady number from a text, to spread peculiarities over records the same way at every start. */
export function spread(text: string): number {
  let value = 2166136261
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0
  return value
}
