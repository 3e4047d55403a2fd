// The bytes of an answer. The audit keeps their hash, so that an answer somebody holds can be matched with its row: therefore
// what is hashed and what is sent come from one function.
import type { FormattedExecutionResult } from 'graphql'

/** Errors first, so that a reader who stops early has seen them. */
export function sentAs({ errors, data, extensions }: FormattedExecutionResult): string {
  return `${JSON.stringify({ errors, data, extensions })}\n`
}
