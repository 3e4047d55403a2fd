// What GraphQL offers and the canary's operations seldom meet: a small schema, each document by graphql-js and by a plan.
import { describe, expect, it } from '@jest/globals'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { execute, getOperationAST, getVariableValues, parse } from 'graphql'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { RIGHTS } from '../../../src/children/rights.js'
import type { Classification, Coordinate } from '../../../src/schema/classification.js'
import type { OperationContext } from '../../../src/server/context.js'
import { createExecute } from '../../../src/server/operation/compiled/execute.js'
import { guardSchema, ruleTree } from '../../../src/policies/shield.js'
import { rights } from '../../children/support.js'

const SDL = `
  type Query { pet(kind: String! = "dog", nth: Int): Pet pets: [Pet!] strict: Strict listed: [Strict!] loose: [Strict] later: Later odd: Pet kid(level: Int! = 2): Kid fails: String! number: Int mood: Mood words: [String] many: [[Int!]] iterable: [Int] bad: [Int] method: Method }
  type Mutation { add(to: Int!): Int! fail: Int add2(to: Int!): Int refused: Int }
  interface Named { name: String }
  union Pet = Dog | Cat
  enum Mood { GLAD SAD }
  type Dog implements Named { name: String barks: Boolean friend: Pet }
  type Cat implements Named { name: String lives: Int friend: Pet }
  type Strict { must: Int! may: Int deep: Strict need: Strict! }
  type Later { soon: Int! never: Int! may: String }
  type Kid { markers: String notes: [Note!] open: String strictly: String! other: Kid }
  type Note { text: String }
  type Method { doubled(of: Int!): Int }
`
const tick = async (): Promise<void> => new Promise(resolve => setImmediate(resolve))
const dog = (name: string, more: object = {}): object => ({ kind: 'Dog', name, barks: true, ...more })
const cat = (name: string): object => ({ kind: 'Cat', name, lives: 9 })
const LEVELS = ['NONE', 'EXISTS', 'SUMMARY', 'FULL'] as const

function made(): { readonly plain: GraphQLSchema; readonly done: string[] } {
  const done: string[] = []
  let sum = 0
  const add = async (to: number): Promise<number> => {
    await tick()
    done.push(`added ${to}`)
    return (sum += to)
  }
  const kid = (level: number): object => {
    const carried = { [RIGHTS]: rights({ POLICE_MARKERS: LEVELS[level] ?? 'NONE' }) }
    // The other has rights of its own, and the last note none.
    const other = { markers: 'other', open: 'o', strictly: 's', [RIGHTS]: rights({}) }
    return {
      markers: 'm',
      open: 'o',
      strictly: 's',
      notes: [{ text: 'n', ...carried }, { text: 'bare' }],
      other,
      ...carried,
    }
  }
  const plain = makeExecutableSchema({
    typeDefs: SDL,
    resolvers: {
      Query: {
        pet: (_root, { kind, nth }: { kind: string; nth?: number }) =>
          kind === 'dog' ? dog(`Rex ${nth ?? 'none'}`, { friend: cat('Tom') }) : kind === 'none' ? null : cat('Tom'),
        pets: async () => [dog('Rex'), Promise.resolve(cat('Tom'))],
        strict: () => ({ must: 1, deep: { must: null, may: 2, deep: null }, need: null }),
        listed: () => [{ must: 1 }, { must: null }],
        loose: () => [{ must: 1, may: 'no number' }, { must: null }, new Error('an item'), Promise.reject(new Error('late'))],
        later: () => ({ soon: tick().then(() => 1), never: tick().then(() => null), may: () => 'called' }),
        odd: () => ({ kind: 'Bird' }),
        kid: (_root, { level }: { level: number }) => kid(level),
        fails: () => { throw new Error('secret') },
        number: () => 'secret', mood: () => 'GLAD', words: () => ['a', null, 1], many: () => [[1, 2], null, [3, null]],
        iterable: () => new Set([1, 2]), bad: () => 'secret', method: () => ({ doubled: ({ of }: { of: number }) => of * 2 }),
      },
      Mutation: {
        add: (_root, { to }: { to: number }) => add(to), add2: (_root, { to }: { to: number }) => add(to),
        fail: async () => { done.push('failed'); throw new Error('secret') }, refused: () => { done.push('REFUSED'); return 1 },
      },
      Pet: { __resolveType: (one: { kind: string }) => one.kind },
      Named: { __resolveType: (one: { kind: string }) => one.kind },
    },
  }) // prettier-ignore
  return { plain, done }
}

function classificationOf(schema: GraphQLSchema): Classification {
  const coordinates = new Map<string, Coordinate>()
  for (const type of ['Query', 'Mutation', 'Dog', 'Cat', 'Strict', 'Later', 'Kid', 'Note', 'Method'])
    for (const field of Object.keys((schema.getType(type) as never as { getFields(): object }).getFields())) {
      const guarded = (type === 'Kid' && field !== 'open') || type === 'Note'
      coordinates.set(`${type}.${field}`, {
        ...{ type, field, category: guarded ? 'POLICE_MARKERS' : 'OPERATIONAL', level: 'SUMMARY', strength: field === 'notes' || type === 'Note' ? 3 : 2 },
        ...{ part: null, wholePart: false, locates: false, leadsTo: null, guarded: true },
      }) // prettier-ignore
    }
  return { coordinates, parts: new Map() }
}

const context = { passedAct: () => 'add' } as OperationContext

async function both(text: string, raw: Readonly<Record<string, unknown>> = {}): Promise<{ theirs: unknown; ours: unknown }> {
  const [one, other] = [made(), made()]
  const document = parse(text)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('one operation')
  const classification = classificationOf(one.plain)
  const schema = guardSchema(one.plain, ruleTree(classification), () => undefined)
  const theirs = await execute({ schema, document, variableValues: raw, contextValue: context })
  const { coerced = {} } = getVariableValues(other.plain, operation.variableDefinitions ?? [], raw)
  const run = createExecute({ schema: other.plain, classification })
  const asked = { document, operation, variables: coerced, context }
  // A second time by the plan that is kept: it has kept nothing of the first.
  const ours = await run(asked)
  if (operation.operation === 'query') expect(told(await run(asked), [])).toEqual(told(ours, []))
  return { theirs: told(theirs, one.done), ours: told(ours, other.done) }
} // prettier-ignore

/** Data to the order of its keys; of errors where they are, without what is withheld, which is told from the plan of a child. */
function told({ data, errors = [] }: ExecutionResult, done: readonly string[]): unknown {
  const withheld = (error: unknown): boolean => (error as { code?: string }).code === 'FIELD_WITHHELD'
  const shown = errors.filter(({ originalError }) => !withheld(originalError))
  return { data: JSON.stringify(data), errors: shown.map(({ path, locations }) => JSON.stringify([path, locations])).sort(), done }
} // prettier-ignore

describe('a compiled plan does what graphql-js does with', () => {
  it.each([
    ['aliases, merged selections and names of types', '{ a: pet { ... on Dog { name } } a: pet { __typename ... on Dog { barks friend { ... on Cat { name } } } ... on Dog { friend { __typename } } } __typename }'],
    ['fragments, on interfaces too', 'query { pets { ...N ...D ... on Cat @include(if: true) { lives } ...D } } fragment N on Named { name } fragment D on Dog { barks ...N }'],
    ['arguments, defaults and what is not given', 'query ($k: String! = "cat", $n: Int) { pet { ... on Dog { name } } two: pet(kind: $k) { ... on Cat { name } } three: pet(nth: $n) { ... on Dog { name } } four: pet(kind: "none") { __typename } }'],
    ['a key that is a name of JavaScript', '{ __proto__: number constructor: mood toString: words }'],
    ['null where something must stand, far below', '{ strict { must deep { may must } } number2: mood }'],
    ['null that goes up to the whole answer', '{ mood fails }'],
    ['a list with something that must stand', '{ listed { must } }'],
    ['a list of which items fail, at once and later', '{ loose { must may } }'],
    ['what is promised and does not come', '{ later { soon may } again: later { never may } }'],
    ['a type that may not stand there', '{ odd { __typename } mood }'],
    ['values of the wrong type', '{ number words many bad }'],
    ['iterables, methods, enums', '{ iterable mood method { doubled(of: 4) } }'],
    ['acts one after the other', 'mutation { a: add(to: 1) b: add(to: 2) c: add(to: 3) }'],
    ['an act that did not pass', 'mutation { a: add(to: 1) refused add2(to: 2) }'],
  ])('%s', async (_what, text) => {
    const { theirs, ours } = await both(text)
    expect(ours).toEqual(theirs)
  }) // prettier-ignore

  it.each([0, 1, 2, 3])('rights of strength %i, of each object by itself', async level => {
    const { theirs, ours } = await both(
      'query ($l: Int!) { kid(level: $l) { markers notes { text } open other { markers open notes { text } } } }',
      { l: level },
    )
    expect(ours).toEqual(theirs)
  })

  it('what must stand and is refused', async () => {
    const { theirs, ours } = await both('{ mood kid(level: 0) { open strictly } }')
    expect(ours).toEqual(theirs)
  })

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('@skip %s and @include %s, in every order of the answer', async (skip, include) => {
    const text =
      'query ($s: Boolean!, $i: Boolean = true) { mood @skip(if: $s) ...F @include(if: $i) number mood words @skip(if: $i) } fragment F on Query { words number @skip(if: $s) }'
    const { theirs, ours } = await both(text, { s: skip, i: include })
    expect(ours).toEqual(theirs)
  })
})

describe('a plan', () => {
  const ask = async (text: string, without: string): Promise<ExecutionResult> => {
    const { plain } = made()
    const { coordinates } = classificationOf(plain)
    const left = new Map([...coordinates].filter(([name]) => name !== without))
    const document = parse(text)
    const operation = getOperationAST(document)
    if (!operation) throw new Error('one operation')
    const run = createExecute({ schema: plain, classification: { coordinates: left, parts: new Map() } })
    return run({ document, operation, variables: {}, context })
  }

  it('is not made for a document that selects a coordinate without a rule, however deep it stands', async () => {
    await expect(ask('{ mood kid { other { notes { text } } } }', 'Note.text')).rejects.toThrow('Note.text has no rule')
    await expect(ask('{ mood kid { open } }', 'Note.text')).resolves.toEqual({ data: { mood: 'GLAD', kid: { open: 'o' } } })
  })

  it('is not made for what describes the schema', async () => {
    await expect(ask('{ __schema { types { name } } }', '')).rejects.toThrow('Query.__schema has no rule')
  })
}) // prettier-ignore
