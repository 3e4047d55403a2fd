// Errors in the IMS manner (OneRoster 1.2): one object, the detail in `imsx_CodeMinor`.
import type { SimResponse } from '../../kit/system.js'

export type CodeMinor =
  | 'invalid_filter_field'
  | 'invalid_selection_field'
  | 'invaliddata'
  | 'unauthorisedrequest'
  | 'forbidden'
  | 'server_busy'
  | 'unknownobject'
  | 'internal_server_error'

const STATUS: Readonly<Record<CodeMinor, number>> = {
  invalid_filter_field: 400,
  invalid_selection_field: 400,
  invaliddata: 422,
  unauthorisedrequest: 401,
  forbidden: 403,
  server_busy: 429,
  unknownobject: 404,
  internal_server_error: 500,
}

/** The answer for one kind of failure; the description must hold nothing of a person. */
export function failure(minor: CodeMinor, description: string): SimResponse {
  return {
    status: STATUS[minor],
    body: {
      imsx_codeMajor: 'failure',
      imsx_severity: 'error',
      imsx_description: description,
      imsx_CodeMinor: {
        imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: minor }],
      },
    },
  }
}
