import { describe, expect, it } from '@jest/globals'
import { Kind, parse } from 'graphql'
import type { OperationDefinitionNode } from 'graphql'
import { resolvers } from '../../../src/resolvers/index.js'
import { buildExecutable } from '../../../src/schema/build.js'
import { examples } from '../../../src/server/explorer/examples.js'
import { MOST_TOKENS, checkLimits } from '../../../src/server/limits.js'
import { MOST_COST, costOf } from '../../../src/server/operation/cost.js'
import { CHUNKS, queryOf } from '../../gateway/matrix/selection.js'

const schema = buildExecutable(resolvers)
const cost = (text: string, variables: object = {}): number => {
  const document = parse(text)
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  )
  if (!operation) throw new Error('the text has no operation')
  return costOf(schema, document, operation, { ...variables })
}
const people = (count: number): object[] => Array.from({ length: count }, () => ({ id: 'a' }))
const queries = examples({ nhsNumber: '9990000018', controlUrl: 'http://127.0.0.1' })

describe('the cost of an operation', () => {
  it('is one a field, for each time it is given', () => {
    expect(cost('{ viewer { role agency } }')).toBe(3)
    expect(cost('{ viewer { role } again: viewer { role } }')).toBe(4)
    // A list whose length nobody states is taken for two.
    expect(cost('{ sources { id name } }')).toBe(5)
  })

  it.each([1, 7, 400])('sees how many children a variable names: %i', count => {
    const asked =
      'query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { __typename ... on Child { id } } }'
    expect(cost(asked, { by: people(count) })).toBe(1 + 2 * count)
  })

  it('sees the length of a page as it is written, in a variable, in the default of a variable and in that of the schema', () => {
    const page = (args: string): string => `{ viewer { caseload(purpose: ASSESS_RISK${args}) { edges { cursor } } } }`
    const of = (count: number): number => 3 + count
    expect(cost(page(', first: 30'))).toBe(of(30))
    expect(cost(`query ($n: Int) ${page(', first: $n')}`, { n: 31 })).toBe(of(31))
    expect(cost(page(''))).toBe(of(50))
  })

  it('multiplies pages within pages', () => {
    const asked =
      '{ viewer { caseload(purpose: ASSESS_RISK, first: 10) { edges { node { ... on Child { timeline(first: 20) { edges { cursor } } } } } } } }'
    expect(cost(asked)).toBe(3 + 10 + 10 + 10 + 10 * 20)
  })

  it('counts what is behind fragments, each time it is spread', () => {
    expect(cost('{ viewer { ...A } other: viewer { ...A } } fragment A on Viewer { ... { role agency } }')).toBe(6)
  })

  it('is refused above the limit, without walking on', () => {
    const asked =
      'query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { ... on Child { timeline(first: 50) { edges { node { title { en } } } } } } }'
    expect(() => cost(asked, { by: people(400) })).not.toThrow()
    const wider = asked.replace('title { en }', 'title { en cy } a: title { en }')
    expect(() => cost(wider, { by: people(400) })).toThrow(/ask for fewer children, shorter pages or fewer fields/)
  })
})

describe('what people need is far below the limit', () => {
  it.each(queries)('$name of the explorer', ({ query }) => {
    expect(cost(query)).toBeLessThan(MOST_COST / 400)
  })

  const pictures = queries.filter(({ query }) => query.includes('purpose:'))
  it.each(pictures)('$name of the explorer, for a caseload of four hundred', ({ query }) => {
    const child = query.slice(query.indexOf('{', query.indexOf('purpose:')))
    const selection = child.slice(0, child.lastIndexOf('}'))
    const purpose = /purpose: (\w+)/.exec(query)?.[1] ?? ''
    const caseload = `{ viewer { caseload(purpose: ${purpose}, first: 400) { edges { node ${selection} } pageInfo { hasNextPage } } } }`
    expect(cost(caseload)).toBeLessThanOrEqual(MOST_COST)
    const children = `query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ${purpose}) ${selection} }`
    expect(cost(children, { by: people(400) })).toBeLessThanOrEqual(MOST_COST)
  })

  it.each(CHUNKS)('every field there is: $name', chunk => {
    const [by] = people(1)
    expect(cost(queryOf(chunk), { by, purpose: 'ASSESS_RISK' })).toBeLessThan(MOST_COST / 10)
    expect(() => checkLimits(parse(queryOf(chunk), { maxTokens: MOST_TOKENS }))).not.toThrow()
  })
})
