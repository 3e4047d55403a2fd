// What a source gives in another type than it promised must reach a caller neither as a value nor inside an error.
import { describe, expect, it } from '@jest/globals'
import { GraphQLError, buildASTSchema, execute, isScalarType, parse } from 'graphql'
import type { GraphQLScalarType } from 'graphql'
import { resolvers } from '../../../src/resolvers/index.js'
import { buildExecutable } from '../../../src/schema/build.js'
import { faultIn, formatError } from '../../../src/server/format-error.js'

const CANARY = 'canary-9990000018'
const schema = buildExecutable(resolvers)
const SCALARS = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLScalarType => isScalarType(type) && !type.name.startsWith('__'),
)

/** Values that no scalar takes, each with the canary in it. */
const WRONG: readonly (readonly [string, unknown])[] = [
  ['a text', CANARY],
  ['an object', { name: CANARY }],
  ['a list', [CANARY]],
  ['an object that would be a text', { toString: () => CANARY, toJSON: () => ({ [CANARY]: CANARY }) }],
  ['a symbol', Symbol(CANARY)],
  ['a function', Object.assign(() => CANARY, { displayName: CANARY })],
  ['an error', new Error(CANARY)],
  ['no number', { valueOf: () => Number.NaN, label: CANARY }],
]

/** What a caller and the log would be told of a field of that type whose source gave `value`. */
function served(scalar: GraphQLScalarType, value: unknown): string {
  const testing = buildASTSchema(parse('type Query { field: String }'))
  const query = testing.getQueryType()?.getFields()['field']
  if (!query) throw new Error('the query has the field')
  query.type = scalar
  query.resolve = () => value
  const { errors, data } = execute({ schema: testing, document: parse('{ field }') }) as {
    errors?: readonly GraphQLError[]
    data: { field: unknown }
  }
  if (!errors) return JSON.stringify({ given: data.field })
  const told = errors.map(error =>
    formatError(
      { message: error.message, extensions: { ...error.extensions }, ...(error.path ? { path: error.path } : {}) },
      error,
    ),
  )
  expect(told.map(({ extensions }) => extensions?.['code'])).toEqual(['INTERNAL'])
  return JSON.stringify([told, errors.map(faultIn)])
}

describe('a value that is not of its type', () => {
  it('is tried with every scalar there is', () => {
    expect(SCALARS.map(({ name }) => name).sort()).toEqual([
      'Boolean',
      'Date',
      'DateTime',
      'Float',
      'ID',
      'Int',
      'String',
    ])
  })

  it.each(SCALARS.flatMap(scalar => WRONG.map(([what, value]) => [scalar.name, what, scalar, value] as const)))(
    '%s, given %s, tells nothing of it',
    (name, what, scalar, value) => {
      // A text that is a text is given; so is what an object turns itself into where a text is wanted: adapters make none.
      const asText = (name === 'String' || name === 'ID') && what === 'a text'
      if (asText) expect(served(scalar, value)).toBe(JSON.stringify({ given: CANARY }))
      else expect(served(scalar, value)).not.toContain(CANARY)
    },
  )
})
