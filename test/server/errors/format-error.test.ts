import { describe, expect, it } from '@jest/globals'
import { GraphQLError, Source } from 'graphql'
import type { GraphQLFormattedError } from 'graphql'
import { BadArgument, ERROR_CODES, HafanError } from '../../../src/errors.js'
import type { ErrorCode } from '../../../src/errors.js'
import { asGraphQLError, faultIn, formatError } from '../../../src/server/format-error.js'

const CANARY = 'canary-9990000018'

interface Formatted {
  readonly sent: GraphQLFormattedError
  readonly logged: readonly Readonly<Record<string, unknown>>[]
}

function format(thrown: unknown, formatted: Partial<GraphQLFormattedError> = {}): Formatted {
  const fault = faultIn(thrown)
  return {
    sent: formatError({ message: CANARY, ...formatted }, thrown),
    logged: fault === null ? [] : [{ error: fault }],
  }
}

const wrapped = (inner: Error, times: number): Error =>
  times === 0 ? inner : new GraphQLError('outer', { originalError: wrapped(inner, times - 1) })

describe('an error that is meant to be shown', () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('%s leaves with its code and text', code => {
    const { sent, logged } = format(new HafanError(code, 'A sentence that teaches.'))
    expect(sent).toEqual({ message: 'A sentence that teaches.', extensions: { code } })
    expect(logged).toEqual([])
  })

  it.each([1, 2, 3, 4, 5])('is found %i deep in what the libraries wrap it in', times => {
    const { sent } = format(wrapped(new HafanError('TOO_MANY', 'At most so many.'), times))
    expect(sent).toEqual({ message: 'At most so many.', extensions: { code: 'TOO_MANY' } })
  })

  it('is found in the form that plugins must throw', () => {
    const thrown = asGraphQLError(new HafanError('AUDIT_UNAVAILABLE', 'Nothing is shown.'))
    expect(thrown.extensions['http']).toEqual({ status: 503 })
    expect(format(thrown).sent).toEqual({ message: 'Nothing is shown.', extensions: { code: 'AUDIT_UNAVAILABLE' } })
  })

  it('says which argument it is about, also in the form that plugins must throw', () => {
    const extensions = { code: 'BAD_ARGUMENT', field: 'lines.0.number' }
    const error = new BadArgument(extensions.field, 'A number is from 1 to 9.')
    for (const thrown of [error, wrapped(error, 3), asGraphQLError(error)])
      expect(format(thrown).sent).toEqual({ message: 'A number is from 1 to 9.', extensions })
    const other = new GraphQLError('So.', { extensions: { hafanCode: 'TOO_MANY', hafanField: CANARY, field: CANARY } })
    expect(format(other).sent).toEqual({ message: 'So.', extensions: { code: 'TOO_MANY' } })
  })

  it('keeps its path and place in the document', () => {
    const place = { locations: [{ line: 1, column: 3 }], path: ['child', 'timeline'] }
    expect(format(new HafanError('BAD_ARGUMENT', 'So.'), place).sent).toMatchObject(place)
  })

  it('is not believed for its look: only the gateway’s own class counts', () => {
    const forged = Object.assign(new Error(CANARY), { name: 'HafanError', code: 'TOO_MANY' })
    expect(format(forged).sent.extensions?.['code']).toBe('INTERNAL')
    const extended = new GraphQLError(CANARY, { extensions: { hafanCode: 'toString' } })
    expect(format(extended).sent.extensions?.['code']).toBe('INTERNAL')
  })
})

describe('any other error', () => {
  const thrown: readonly unknown[] = [
    new Error(CANARY),
    new TypeError(CANARY),
    new GraphQLError(CANARY, { source: new Source(CANARY), positions: [0] }),
    new GraphQLError('outer', { originalError: new Error(CANARY) }),
    Object.assign(new Error('x'), { cause: new Error(CANARY), extensions: { code: CANARY, value: CANARY } }),
    new GraphQLError(CANARY, { extensions: { code: CANARY, value: CANARY } }),
    CANARY,
    { toString: () => CANARY },
    null,
    undefined,
  ]

  it.each(thrown.map((one, index) => [index, one] as const))(
    'no. %i leaves as INTERNAL, and without its text',
    (_, one) => {
      const { sent } = format(one, {
        extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: [CANARY], value: CANARY },
      })
      expect(sent).toEqual({
        message: 'Something went wrong here, and it has been noted.',
        extensions: { code: 'INTERNAL' },
      })
    },
  )

  it.each(thrown.map((one, index) => [index, one] as const))(
    'no. %i is logged with its class and place, and without its text',
    (_, one) => {
      const { logged } = format(one)
      expect(logged).toHaveLength(1)
      expect(JSON.stringify(logged)).not.toContain(CANARY)
    },
  )

  it('is logged with where it was thrown', () => {
    expect(JSON.stringify(format(new TypeError('x')).logged)).toMatch(/TypeError \| at .*format-error\.test/)
  })

  it('is logged without its text also where the text has lines of its own', () => {
    const error = new Error(`first\n    at ${CANARY} (somewhere)\nlast`)
    expect(JSON.stringify(format(error).logged)).not.toContain(CANARY)
  })
})

describe('an error of the GraphQL library', () => {
  const of = (message: string, code = 'GRAPHQL_VALIDATION_FAILED'): GraphQLFormattedError =>
    format(new GraphQLError(message), { message, extensions: { code } }).sent

  it.each([
    ['GRAPHQL_PARSE_FAILED', 'DOCUMENT_INVALID'],
    ['GRAPHQL_VALIDATION_FAILED', 'DOCUMENT_INVALID'],
    ['BAD_USER_INPUT', 'BAD_ARGUMENT'],
    ['OPERATION_RESOLUTION_FAILURE', 'ONE_OPERATION'],
    ['BAD_REQUEST', 'DOCUMENT_INVALID'],
    ['PERSISTED_QUERY_NOT_SUPPORTED', 'DOCUMENT_INVALID'],
    ['PERSISTED_QUERY_NOT_FOUND', 'DOCUMENT_INVALID'],
  ])('%s becomes %s, in words of ours', (code, own) => {
    const sent = of(`text with ${CANARY}`, code)
    expect(sent.extensions).toEqual({ code: own })
    expect(sent.message).not.toContain(CANARY)
  })

  it.each([
    [
      `Cannot query field "${CANARY}" on type "Child". Did you mean "police"?`,
      /field is selected that its type does not have/,
    ],
    [
      `Field "police" of type "[PoliceAnswer!]!" must have a selection of subfields. Did you mean "police { ... }"?`,
      /needs a selection/,
    ],
    [`Field "id" must not have a selection since type "ID!" has no subfields.`, /takes no selection/],
    [
      `Field "child" argument "purpose" of type "Purpose!" is required, but it was not provided.`,
      /required argument is missing/,
    ],
    [`Unknown argument "${CANARY}" on field "Query.child". Did you mean "by"?`, /argument it does not have/],
    [`Unknown type "${CANARY}". Did you mean "Child"?`, /named that does not exist/],
    [`Unknown fragment "${CANARY}".`, /named that does not exist/],
    [`Variable "$${CANARY}" is never used.`, /not used as it is declared/],
    [
      `Fragment "${CANARY}" cannot be spread here as objects of type "Child" can never be of type "Viewer".`,
      /not used as it is declared/,
    ],
    [`Fields "x" conflict because "${CANARY}" and "police" are different fields.`, /alias/],
    [`OneOf Input Object "ChildIdentifier" must specify exactly one key.`, /exactly one way/],
    [`Enum "Purpose" cannot represent non-string value: ${CANARY}.`, /does not have, or in another shape/],
    [`Expected value of type "Date", found ${CANARY}; Did you mean`, /does not have, or in another shape/],
  ])('%s says what to do, and names no type or value', (message, said) => {
    const sent = of(message)
    expect(sent.message).toMatch(said)
    expect(sent.message).not.toMatch(/canary|Did you mean|Child|Purpose|Query|PoliceAnswer/)
  })
})

describe('what the rules caught and masked', () => {
  it('is logged by what it was, and leaves as INTERNAL', () => {
    const masked = new HafanError('INTERNAL', 'Something went wrong here.', { cause: new TypeError(CANARY) })
    const { sent, logged } = format(wrapped(masked, 1))
    expect(sent.extensions).toEqual({ code: 'INTERNAL' })
    expect(JSON.stringify(logged)).toMatch(/TypeError \| at /)
    expect(JSON.stringify(logged)).not.toContain(CANARY)
  })
})
