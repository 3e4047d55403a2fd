// What becomes of an operation whose plan cannot be made or fails, and of the schema that the server holds.
import { describe, expect, it } from '@jest/globals'
import { execute, getOperationAST, isObjectType, parse } from 'graphql'
import type { OperationDefinitionNode } from 'graphql'
import { resolvers } from '../../../src/resolvers/index.js'
import { scalarResolvers } from '../../../src/resolvers/scalars.js'
import { buildBare, buildExecutable } from '../../../src/schema/build.js'
import { classify } from '../../../src/schema/classification.js'
import { answerOf } from '../../../src/server/operation/answer.js'
import { createExecute } from '../../../src/server/operation/compiled/execute.js'
import type { Execute } from '../../../src/server/operation/compiled/execute.js'
import { costOf } from '../../../src/server/operation/cost.js'
import { createKept } from '../../../src/server/operation/kept.js'

const bare = buildBare(scalarResolvers)
const plain = buildExecutable(resolvers)
const document = parse('{ viewer { purposes } }')
const operation = getOperationAST(document) as OperationDefinitionNode

async function answered(how: Execute, passed: object | null = { variables: {} }): Promise<object> {
  const logged: string[] = []
  const contextValue = { operation: { id: 'number', passed }, caller: {}, purposes: ['ASSESS_RISK'] } as never
  const { body } = await answerOf(
    { document, operation, request: {}, contextValue: contextValue },
    { execute: how, guarded: plain, log: { error: (fields: object) => void logged.push(JSON.stringify(fields)) } },
  )
  if (body.kind !== 'single') throw new Error('one answer')
  return { ...body.singleResult, logged: logged.length }
}

const INTERNAL = [{ message: 'Something went wrong here, and it has been noted.', extensions: { code: 'INTERNAL' } }]

describe('an answer in place of the server’s execution', () => {
  const classification = classify(plain)

  it('is what the plan gives', async () => {
    expect(await answered(createExecute({ schema: plain, classification }))).toEqual({
      data: { viewer: { purposes: ['ASSESS_RISK'] } },
      logged: 0,
    })
  })

  it('is nothing where a coordinate has no rule, and the fault is masked and logged', async () => {
    const coordinates = new Map([...classification.coordinates].filter(([name]) => name !== 'Viewer.purposes'))
    const how = createExecute({ schema: plain, classification: { ...classification, coordinates } })
    expect(await answered(how)).toEqual({ data: null, errors: INTERNAL, logged: 1 })
  })

  it('is nothing for an operation that did not pass gate 1', async () => {
    expect(await answered(createExecute({ schema: plain, classification }), null)).toEqual({
      data: null,
      errors: INTERNAL,
      logged: 1,
    })
  })
})

describe('the schema that the server holds', () => {
  it('says what there is and has no way to any of it', async () => {
    const ways = Object.values(bare.getTypeMap()).flatMap(type =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.values(type.getFields()).filter(({ resolve, subscribe }) => resolve ?? subscribe)
        : [],
    )
    expect(ways).toEqual([])
    const { data } = await execute({ schema: bare, document, contextValue: { caller: {}, purposes: ['SECRET'] } })
    expect(JSON.stringify(data)).not.toContain('SECRET')
  })
})

describe('what is kept by use', () => {
  it('is so many, and the one unused longest goes', () => {
    const kept = createKept<number>(2)
    kept.set('a', 1)
    kept.set('b', 2)
    expect(kept.get('a')).toBe(1)
    kept.set('c', 3)
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([1, undefined, 3])
  })

  it('of costs depends on how long variables say that lists are', () => {
    const text = `query ($f: Int!, $a: String) { viewer { caseload(purpose: ASSESS_RISK, first: $f, after: $a) { edges { cursor } } } }`
    const asked = parse(text)
    const of = getOperationAST(asked) as OperationDefinitionNode
    const cost = (f: number): number => costOf(bare, asked, of, { f })
    const [one, many] = [cost(1), cost(50)]
    expect(many).toBeGreaterThan(one)
    expect([cost(1), cost(50)]).toEqual([one, many])
    expect(() => cost(400_000)).toThrow()
    expect(cost(1)).toBe(one)
  })
})
