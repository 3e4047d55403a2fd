// What a request to /graphql must look like before GraphQL reads it. The library would refuse most of this too, but in words
// that repeat what was sent, and without a record of the refusal.
import { z } from 'zod'
import { BadArgument, HafanError } from '../errors.js'
import { MOST_CHILDREN } from './limits.js'

/** Looked at and not copied: an object may have a great many keys. */
const record = z
  .custom<Readonly<Record<string, unknown>>>(
    given => typeof given === 'object' && given !== null && !Array.isArray(given),
  )
  .nullish()

const body = z.looseObject({
  query: z.string().min(1),
  variables: record,
  operationName: z.string().nullish(),
  extensions: record,
})

/** Throws DOCUMENT_INVALID, or ONE_OPERATION for a list. */
export function checkBody(given: unknown): void {
  if (Array.isArray(given)) {
    throw new HafanError('ONE_OPERATION', 'Send one operation in a request: a list of them is not taken.')
  }
  const read = body.safeParse(given)
  if (read.success && read.data.extensions?.['persistedQuery'] !== undefined) {
    throw new HafanError('DOCUMENT_INVALID', 'Persisted queries are not offered. Send the document.')
  }
  if (!read.success) {
    throw new HafanError(
      'DOCUMENT_INVALID',
      'Send a JSON object with "query" as text, and "variables" as an object where the query has any.',
    )
  }
  checkText(read.data.query)
  checkVariables(read.data.variables ?? {})
}

const MOST_CHARACTERS = 50_000
const MOST_LINES = 2_000
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** What the count of words does not bound: comments, texts and empty lines, each of which is looked at again for every mistake. */
function checkText(query: string): void {
  if (query.length <= MOST_CHARACTERS && breaksIn(query) < MOST_LINES) return
  throw new HafanError(
    'DOCUMENT_TOO_LARGE',
    `A query may have ${MOST_CHARACTERS.toLocaleString('en')} characters and ${MOST_LINES.toLocaleString('en')} lines.`,
  )
}

function breaksIn(query: string): number {
  let breaks = 0
  for (let at = 0; at < query.length; at += 1) {
    const code = query.charCodeAt(at)
    if (code === LINE_FEED || code === CARRIAGE_RETURN) breaks += 1
  }
  return breaks
}

/** Room for 400 children named by a system's own record ids, and more. */
const MOST_VALUES = 2_500
const MOST_LEVELS = 8

/** Before the language looks at them: it reads every value of a list, however long, and says of each what is wrong with it. */
function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  let level: readonly unknown[] = [variables]
  let values = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    values += level.length
    if (depth > MOST_LEVELS || values > MOST_VALUES) {
      throw new BadArgument('variables', 'The variables are deeper or more than any query has a use for.')
    }
    if (level.some(value => Array.isArray(value) && value.length > MOST_CHILDREN)) {
      throw new HafanError('TOO_MANY', `A list in the variables has at most ${MOST_CHILDREN} entries.`)
    }
    level = level.flatMap(value =>
      typeof value === 'object' && value !== null ? (Object.values(value) as readonly unknown[]) : [],
    )
  }
}

const SERVED: ReadonlySet<string> = new Set([
  'application/json',
  'application/graphql-response+json',
  'application/*',
  '*/*',
])

/** Whether the caller takes an answer in a form there is. No wish is any form. */
export function takesJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true
  return accept.split(',').some(range => SERVED.has((range.split(';')[0] ?? '').trim().toLowerCase()))
}
