// NHS numbers and how far they are verified. Three code lists are in use at once (agencies.md §0 row 6).
import type { Records } from '../../types/index.js'
import type { Patient } from './datatypes.js'

export const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
export const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code'

const VERIFICATION = /\/Extension-UKCore-NHSNumberVerificationStatus$/
const LISTS = /^https:\/\/fhir\.hl7\.org\.uk\/CodeSystem\/UKCore-NHSNumberVerificationStatus(Wales|England)?$/
// PDS and Wales: 01. UK Core 2.1: in words. Wales besides: nn, traced by the Welsh register.
const VERIFIED = new Set(['01', 'nn', 'number-present-and-verified'])

interface NhsNumber {
  readonly value: string | null
  readonly status: Records.NhsNumberStatus
}

/** A patient's current NHS number. Everything but the three verified codes, and every unknown list, is unverified. */
export function nhsNumberOf(patient: Patient): NhsNumber {
  const entries = (patient.identifier ?? []).filter(entry => entry.system === NHS_NUMBER && entry.use !== 'old')
  const states = entries.map(entry => {
    const codings = (entry.extension ?? [])
      .filter(extension => VERIFICATION.test(extension.url))
      .flatMap(extension => extension.valueCodeableConcept?.coding ?? [])
    const verified = codings.some(({ system, code }) => LISTS.test(system ?? '') && VERIFIED.has(code ?? ''))
    const status = codings.length === 0 ? 'NOT_STATED' : verified ? 'VERIFIED' : 'UNVERIFIED'
    return { value: digits(entry.value), status } as const
  })
  return states.find(({ status }) => status === 'VERIFIED') ?? states[0] ?? { value: null, status: 'NOT_STATED' }
}

/** Numbers that the register replaced: kept on the record under use `old`. */
export const formerNhsNumbersOf = (patient: Patient): readonly string[] =>
  (patient.identifier ?? []).flatMap(entry =>
    entry.system === NHS_NUMBER && entry.use === 'old' ? (digits(entry.value) ?? []) : [],
  )

function digits(value: string | undefined): string | null {
  const compact = value?.replaceAll(' ', '') ?? ''
  return /^\d{10}$/.test(compact) ? compact : null
}

const TYPES: readonly (readonly [RegExp, string])[] = [[/\/pas-identifier$/, 'PAS number']]

/** The source's own identifiers, NHS number apart. */
export function localIdsOf(patient: Patient): Records.LocalId[] {
  return (patient.identifier ?? [])
    .filter(entry => entry.system !== NHS_NUMBER && entry.value !== undefined)
    .map(entry => ({
      type: TYPES.find(([pattern]) => pattern.test(entry.system ?? ''))?.[1] ?? entry.system?.split('/').at(-1) ?? null,
      value: entry.value ?? null,
    }))
}
