// The one funnel of errors. Only what is on the list leaves: a code, a text of ours, a path, a place in the document. Nothing
// an agency, a library or a caller wrote passes through.
import type { GraphQLFormattedError } from 'graphql'
import { GraphQLError } from 'graphql'
import { BadArgument, ERROR_CODES, HafanError, RuleRefused } from '../errors.js'
import type { ErrorCode } from '../errors.js'
import type { Log } from '../store/log.js'

/** The part of the log that operations are given. */
export type ErrorLog = Pick<Log, 'warn' | 'error'>

const TEXTS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  GRAPHQL_PARSE_FAILED: [
    'DOCUMENT_INVALID',
    'The document is not well-formed GraphQL. The location says where reading stopped.',
  ],
  GRAPHQL_VALIDATION_FAILED: [
    'DOCUMENT_INVALID',
    'The document asks for something this API does not have, or in another shape. The location says where.',
  ],
  BAD_USER_INPUT: [
    'BAD_ARGUMENT',
    'A variable or argument is missing or of the wrong type. Compare it with the schema.',
  ],
  OPERATION_RESOLUTION_FAILURE: ['ONE_OPERATION', 'Send one operation in a document.'],
  BAD_REQUEST: ['DOCUMENT_INVALID', 'Send a JSON body with "query", and "variables" where the query has any.'],
  PERSISTED_QUERY_NOT_SUPPORTED: ['DOCUMENT_INVALID', 'Persisted queries are not offered. Send the document.'],
  PERSISTED_QUERY_NOT_FOUND: ['DOCUMENT_INVALID', 'Persisted queries are not offered. Send the document.'],
}

/** What a validation rule found, in words of ours: the library's name types and values, and suggest what is hidden. */
const INVALID: readonly (readonly [RegExp, string])[] = [
  [/^Fields .* conflict/, 'Two selections of one name would give different shapes. Give one of them an alias.'],
  [/^Cannot query field/, 'A field is selected that its type does not have.'],
  [/must have a selection of subfields/, 'A field that holds fields needs a selection of them.'],
  [/must not have a selection/, 'A field that holds a plain value takes no selection.'],
  [/^(Field|Directive) .* argument .* is required/, 'A required argument is missing.'],
  [/^Unknown argument/, 'A field is given an argument it does not have.'],
  [/^Unknown (type|directive|fragment)/, 'A type, directive or fragment is named that does not exist.'],
  [/^(Variable|Unused|There can be only one|Fragment)/, 'A variable or fragment is not used as it is declared.'],
  [/OneOf|exactly one/i, 'The identifier must be given in exactly one way.'],
]

function invalid(message: string, general: string): string {
  return INVALID.find(([pattern]) => pattern.test(message))?.[1] ?? general
}

/** Apollo's `formatError`: `thrown` is what was caught, `formatted` what Apollo would send. */
export function formatError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const place = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  }
  const own = ownError(thrown) ?? tooLong(formatted)
  if (own) return { message: own.message, ...place, extensions: { code: own.code, ...whereIn(own) } }
  const [code, text] = TEXTS[String(formatted.extensions?.['code'])] ?? INTERNAL
  const message = code === 'DOCUMENT_INVALID' ? invalid(formatted.message, text) : text
  return { message, ...place, extensions: { code } }
}

/** The same, of an error that the server does not see: one of an answer given in place of its execution. */
export function formatted(error: GraphQLError): GraphQLFormattedError {
  const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR'
  return formatError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error)
}

function whereIn(error: HafanError): object {
  if (error instanceof BadArgument) return { field: error.field }
  if (!(error instanceof RuleRefused)) return {}
  const { rule, field, words, findings } = error
  return { rule, field, words: { en: words.en, cy: words.cy }, ...(findings.length > 0 && { findings }) }
}

/** For the log, of an error that is a fault of ours: its class and the place it was thrown. Null for every other error. */
export function faultIn(thrown: unknown): string | null {
  const own = ownError(thrown)
  // What the rules caught and masked.
  if (own) return own.code === 'INTERNAL' && own.cause !== undefined ? nameOf(own.cause) : null
  if (thrown instanceof GraphQLError && Object.hasOwn(TEXTS, String(thrown.extensions['code']))) return null
  return nameOf(thrown)
}

const INTERNAL: readonly [ErrorCode, string] = ['INTERNAL', 'Something went wrong here, and it has been noted.']

/** The parser's own limit is an error of syntax to it. */
function tooLong({ message }: GraphQLFormattedError): HafanError | null {
  if (!/^Syntax Error: Document contains more th.. \d+ tokens/.test(message)) return null
  return new HafanError('DOCUMENT_TOO_LARGE', 'The document has more words than one operation may have.')
}

/** A HafanError however deeply the libraries wrapped it. */
function ownError(thrown: unknown, depth = 0): HafanError | null {
  if (thrown instanceof HafanError) return thrown
  if (thrown instanceof GraphQLError && depth < 5) {
    const { hafanCode: code, hafanField: field } = thrown.extensions
    if (code === 'BAD_ARGUMENT' && typeof field === 'string') return new BadArgument(field, thrown.message)
    if (typeof code === 'string' && Object.hasOwn(ERROR_CODES, code))
      return new HafanError(code as ErrorCode, thrown.message)
    return ownError(thrown.originalError, depth + 1)
  }
  return null
}

/** For plugin hooks, where Apollo takes the HTTP status only from a GraphQLError. */
export function asGraphQLError(error: HafanError): GraphQLError {
  const { code, message } = error
  const own = { hafanCode: code, ...(error instanceof BadArgument && { hafanField: error.field }) }
  return new GraphQLError(message, { extensions: { ...own, code, http: { status: ERROR_CODES[code] } } })
}

/** What may be logged of an unknown error: its class and the place it was thrown, not its text, which may hold a value. */
function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown
  const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown
  // The text stands before the frames, and may have lines that look like some.
  const stack = cause.stack ?? ''
  const frames = stack
    .slice(stack.indexOf(cause.message) + cause.message.length)
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 6)
  return [cause.name, ...frames.map(line => line.trim())].join(' | ')
}
