// Reading what a school system sent: against a schema, or as a fault that names no content.
import type { z } from 'zod'
import { SourceFault } from '../transport.js'

/** The value as the schema has it. Throws SourceFault('MALFORMED') where a required field is missing or of another type. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new SourceFault('MALFORMED')
  return result.data
}
