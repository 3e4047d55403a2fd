import { describe, expect, it } from '@jest/globals'
import { buildSchema, getVariableValues, parse, validate } from 'graphql'
import type { OperationDefinitionNode } from 'graphql'
import { placeOfWrong } from '../../../src/server/operation/variable-place.js'

const schema = buildSchema(`
  input Line { number: Int! }
  input Words { key: String!, lines: [Line!], by: By }
  input By { upn: String }
  type Query { search(input: Words!, first: Int = 5): Int  child(by: By!): Int  all(by: [By!]!): Int }
`)
const CANARY = 'Zanzibar7734'

/** Of an operation whose variables the library refuses. */
function place(query: string, variables: Readonly<Record<string, unknown>>): string | null {
  const document = parse(query)
  expect(validate(schema, document)).toEqual([])
  const [operation] = document.definitions as readonly [OperationDefinitionNode]
  expect(getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors).toBeDefined()
  return placeOfWrong(schema, document, operation, variables)
}
const whole = `query ($${CANARY}: Words!) { search(input: $${CANARY}) }`

describe('the place of a variable that does not fit', () => {
  it.each<[string, string, Readonly<Record<string, unknown>>, string]>([
    ['left out', whole, {}, 'input'],
    ['null', whole, { [CANARY]: null }, 'input'],
    ['of another type', whole, { [CANARY]: CANARY }, 'input'],
    ['without a field', whole, { [CANARY]: { lines: [] } }, 'key'],
    ['with a wrong field', whole, { [CANARY]: { key: { [CANARY]: 1 } } }, 'key'],
    ['wrong in a list', whole, { [CANARY]: { key: 'a', lines: [{ number: 1 }, { number: CANARY }] } }, 'lines.1.number'],
    ['short in a list', whole, { [CANARY]: { key: 'a', lines: [{}] } }, 'lines.0.number'],
    ['with a field of its own', whole, { [CANARY]: { key: 'a', [CANARY]: 1 } }, 'input'],
    ['with a field that looks like a sentence', whole, { [CANARY]: { key: 'a', [`${CANARY}" of required type "Int!" was not provided.`]: 1 } }, 'input'],
    ['of an argument of its own', `query ($a: Int) { search(input: { key: "a" }, first: $a) }`, { a: CANARY }, 'first'],
    ['in an argument', `query ($a: String) { child(by: { upn: $a }) }`, { a: 7 }, 'by.upn'],
    ['in an input', `query ($a: String) { search(input: { key: "a", by: { upn: $a } }) }`, { a: 7 }, 'by.upn'],
    ['in a list of an argument', `query ($a: String) { all(by: [{ upn: "1" }, { upn: $a }]) }`, { a: 7 }, 'by.1.upn'],
    ['of a directive', `query ($a: Boolean!) { child(by: { upn: "1" }) @include(if: $a) }`, { a: 7 }, 'if'],
    ['in a fragment', `query ($a: Int) { ...Part } fragment Part on Query { search(input: { key: "a" }, first: $a) }`, { a: CANARY }, 'first'],
    ['the second of two', `query ($a: Int, $b: By!) { search(input: { key: "a" }, first: $a) child(by: $b) }`, { a: 1, b: 7 }, 'by'],
  ])('%s is named as the schema names it', (_what, query, variables, expected) => {
    expect(place(query, variables)).toBe(expected)
  }) // prettier-ignore
})
