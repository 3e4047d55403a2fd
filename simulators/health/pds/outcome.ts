// How the national demographics service says no: OperationOutcome with its own code list (agencies.md §1.2, §10).
import type { SimResponse } from '../../kit/system.js'
import { FHIR_JSON, type Resource } from '../resource.js'

const SYSTEM = 'https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode'

interface Said {
  readonly severity: 'error' | 'information'
  readonly code: string
  readonly display: string
}

const SAID = {
  RESOURCE_NOT_FOUND: { severity: 'information', code: 'not-found', display: 'Resource not found' },
  INVALIDATED_RESOURCE: { severity: 'error', code: 'not-found', display: 'Resource that has been marked as invalid was requested - invalid resources cannot be retrieved' },
  INVALID_RESOURCE_ID: { severity: 'error', code: 'value', display: 'Resource Id is invalid' },
  MISSING_VALUE: { severity: 'error', code: 'required', display: 'Required value is missing' },
  INVALID_VALUE: { severity: 'error', code: 'value', display: 'Provided value is invalid' },
  INVALID_SEARCH_DATA: { severity: 'error', code: 'invalid', display: 'Search data is invalid' },
  ADDITIONAL_PROPERTIES: { severity: 'error', code: 'invalid', display: 'Invalid request with error' },
  UNSUPPORTED_SERVICE: { severity: 'error', code: 'processing', display: 'Unsupported Service' },
  ACCESS_DENIED: { severity: 'error', code: 'forbidden', display: 'Access Denied' },
  TOO_MANY_REQUESTS: { severity: 'error', code: 'throttled', display: 'Too many requests' },
  TOO_MANY_MATCHES: { severity: 'information', code: 'multiple-matches', display: 'TooManyMatches' },
} as const satisfies Readonly<Record<string, Said>> // prettier-ignore

type Spine = keyof typeof SAID

/** An OperationOutcome with a Spine code. */
export function spineOutcome(spine: Spine, diagnostics?: string): Resource {
  const { severity, code, display } = SAID[spine]
  const details = { coding: [{ system: SYSTEM, version: '1', code: spine, display }] }
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity, code, details, ...(diagnostics === undefined ? {} : { diagnostics }) }],
  }
}

/** An answer with that outcome. */
export function refuse(
  status: number,
  spine: Spine,
  diagnostics?: string,
  headers: Readonly<Record<string, string>> = {},
): SimResponse {
  return {
    status,
    headers: { 'content-type': FHIR_JSON, ...headers },
    body: spineOutcome(spine, diagnostics),
  }
}
