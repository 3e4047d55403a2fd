// Reading FHIR answers: parse, or say MALFORMED without repeating what was sent.
import type { z } from 'zod'
import { SourceFault } from '../transport.js'

export const FHIR_MEDIA = ['application/fhir+json', 'application/json'] as const

/** The value in its known shape. Throws SourceFault('MALFORMED'). */
export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (!result.success) throw new SourceFault('MALFORMED')
  return result.data
}
