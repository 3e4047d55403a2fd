// Reading what was written against the form it should have.
import type { z } from 'zod'
import { isRefusalCode, refuse, type Refused } from '../refusal.js'

export interface Read<T> {
  readonly ok: true
  readonly value: T
}

/** The first thing that is wrong, named by the form's own field: names that only the input has are never repeated. */
export function read<T extends z.ZodType>(form: T, input: unknown): Read<z.output<T>> | Refused {
  const result = form.safeParse(input)
  if (result.success) return { ok: true, value: result.data }
  const [issue] = result.error.issues
  const field = issue?.path.join('.') || null
  if (issue?.code === 'unrecognized_keys') return refuse('FIELD_UNKNOWN', field)
  return refuse(issue && isRefusalCode(issue.message) ? issue.message : 'FIELD_INVALID', field)
}
