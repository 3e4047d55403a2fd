// What the demographics service adds to FHIR: its own codes for why there is no answer (agencies.md §1.2).
import { z } from 'zod'
import { bundle, operationOutcome, patient, relatedPerson } from '../datatypes.js'

export { bundle, patient, relatedPerson }

const SPINE = /\/Spine-ErrorOrWarningCode$/

/** The Spine code of an outcome; null if the body is no outcome or carries none. */
export function spineCodeOf(body: unknown): string | null {
  const outcome = operationOutcome.safeParse(body)
  if (!outcome.success) return null
  const codings = outcome.data.issue.flatMap(({ details }) => details?.coding ?? [])
  return codings.find(({ system }) => SPINE.test(system ?? ''))?.code ?? null
}

/** An NHS number as the service takes it in a path: ten digits. */
export const nhsNumber = z.string().regex(/^\d{10}$/)
