// OperationOutcome: how FHIR servers say what went wrong, also inside an answer that otherwise worked.
import type { SimResponse } from '../kit/system.js'
import { FHIR_JSON, type Resource } from './resource.js'

type Severity = 'fatal' | 'error' | 'warning' | 'information'

/** An OperationOutcome with one issue. `code` is from FHIR's issue-type list. */
export function outcome(severity: Severity, code: string, diagnostics: string): Resource {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code, diagnostics }] }
}

/** An error answer of the health board's server. */
export function refusal(
  status: number,
  code: string,
  diagnostics: string,
  headers: Readonly<Record<string, string>> = {},
): SimResponse {
  return {
    status,
    headers: { 'content-type': FHIR_JSON, ...headers },
    body: outcome('error', code, diagnostics),
  }
}
