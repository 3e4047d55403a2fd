// The bytes of an answer. The audit keeps their hash, so that an answer somebody holds can be matched with its row: therefore
// what is hashed and what is sent come from one function.
import type { FormattedExecutionResult } from 'graphql'

interface Written extends Pick<FormattedExecutionResult, 'errors' | 'extensions'> {
  readonly text: string
}

/** By data: an answer is asked for twice, to be hashed and to be sent, and to write it is dear. It goes with the answer. */
const written = new WeakMap<object, Written>()

/** Errors first, so that a reader who stops early has seen them. */
export function sentAs({ errors, data, extensions }: FormattedExecutionResult): string {
  const before = data ? written.get(data) : undefined
  if (before && before.errors === errors && before.extensions === extensions) return before.text
  const text = `${JSON.stringify({ errors, data, extensions })}\n`
  if (data) written.set(data, { text, ...(errors && { errors }), ...(extensions && { extensions }) })
  return text
}
