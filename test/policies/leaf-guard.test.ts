import { describe, expect, it } from '@jest/globals'
import { applyMiddleware } from 'graphql-middleware'
import { rule, shield } from 'graphql-shield'
import { buildSchema, graphql } from 'graphql'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { RIGHTS } from '../../src/children/rights.js'
import { HafanError } from '../../src/errors.js'
import { guardSchema, ruleTree } from '../../src/policies/shield.js'
import type { RuleTree } from '../../src/policies/shield.js'
import type { Classification, Coordinate } from '../../src/schema/classification.js'
import type { Category } from '../../src/types/index.js'

const schemaOf = (): GraphQLSchema =>
  buildSchema(`
    type Query { child: Child list: [Child!] fails: String }
    type Child { name: String age: Int hidden: String note: Note }
    type Note { text: String }
  `)

const coordinate = (name: string, category: Category, strength: number, leadsTo: string | null = null): Coordinate => {
  const [type = '', field = ''] = name.split('.')
  const level = (['NONE', 'EXISTS', 'SUMMARY', 'FULL'] as const)[strength] ?? 'FULL'
  return {
    type,
    field,
    category,
    level,
    strength,
    leadsTo,
    part: null,
    wholePart: false,
    locates: false,
    guarded: true,
  }
}

const coordinates = [
  coordinate('Query.child', 'OPERATIONAL', 0, 'Child'),
  coordinate('Query.list', 'OPERATIONAL', 0, 'Child'),
  coordinate('Query.fails', 'OPERATIONAL', 0),
  coordinate('Child.name', 'IDENTITY', 2),
  coordinate('Child.age', 'IDENTITY', 3),
  coordinate('Child.hidden', 'HEALTH_SENSITIVE', 2),
  coordinate('Child.note', 'IDENTITY', 1, 'Note'),
  coordinate('Note.text', 'IDENTITY', 3),
]
const classification: Classification = {
  coordinates: new Map(coordinates.map(one => [`${one.type}.${one.field}`, one])),
  parts: new Map(),
}

function child(identity: number, sensitive: number): object {
  const grants = { IDENTITY: { strength: identity }, HEALTH_SENSITIVE: { strength: sensitive } }
  const rights = { grants, agencyGrants: grants }
  return { name: 'Ffion', age: 16, hidden: 'x', note: { text: 'y', [RIGHTS]: rights }, [RIGHTS]: rights }
}

const QUERY = '{ child { name age hidden note { text } } list { name hidden } }'

async function ask(schema: GraphQLSchema, root: object, source = QUERY): Promise<ExecutionResult> {
  return graphql({ schema, source, rootValue: root, contextValue: {} })
}

const codesOf = ({ errors }: ExecutionResult): readonly unknown[] =>
  (errors ?? []).map(({ path, originalError }) => [path?.join('.'), (originalError as HafanError).code]).sort()

/** The library alone, as a yardstick. */
function libraryOnly(tree: RuleTree): GraphQLSchema {
  const fallbackError = (): HafanError => new HafanError('FIELD_WITHHELD', 'no')
  const deny = rule('none', { cache: 'no_cache' })(() => false)
  return applyMiddleware(schemaOf(), shield(tree, { fallbackRule: deny, fallbackError }))
}

describe('the guard of leaves', () => {
  for (const identity of [0, 1, 2, 3])
    for (const sensitive of [0, 2])
      it(`gives and refuses what the library does at IDENTITY ${identity}, HEALTH_SENSITIVE ${sensitive}`, async () => {
        const tree = ruleTree(classification)
        const root = { child: child(identity, sensitive), list: [child(sensitive, identity), child(identity, 3)] }
        const ours = await ask(
          guardSchema(schemaOf(), tree, () => undefined),
          root,
        )
        const theirs = await ask(libraryOnly(tree), root)
        expect(ours.data).toEqual(theirs.data)
        expect(codesOf(ours)).toEqual(codesOf(theirs))
      })

  it('refuses a leaf of an object that carries no rights', async () => {
    const guarded = guardSchema(schemaOf(), ruleTree(classification), () => undefined)
    const answer = await ask(guarded, { child: { name: 'Ffion' } }, '{ child { name } }')
    expect(JSON.stringify(answer.data)).toBe('{"child":{"name":null}}')
    expect(codesOf(answer)).toEqual([['child.name', 'FIELD_WITHHELD']])
  })

  it('masks what a leaf throws, and tells who watches for faults', async () => {
    const faults: unknown[] = []
    const guarded = guardSchema(schemaOf(), ruleTree(classification), error => faults.push(error))
    const answer = await ask(guarded, { fails: () => { throw new Error('a name') } }, '{ fails }') // prettier-ignore
    expect(codesOf(answer)).toEqual([['fails', 'INTERNAL']])
    expect(faults).toHaveLength(1)
  })

  it('does not take a rule that breaks for a refusal', async () => {
    const faults: unknown[] = []
    const guarded = guardSchema(schemaOf(), ruleTree(classification), error => faults.push(error))
    const answer = await ask(guarded, { child: { name: 'Ffion', [RIGHTS]: {} } }, '{ child { name } }')
    expect(JSON.stringify(answer.data)).toBe('{"child":{"name":null}}')
    expect(codesOf(answer)).toEqual([['child.name', 'INTERNAL']])
    expect(faults).toHaveLength(1)
  })

  it('leaves a rule that was not made here to the library', async () => {
    const deny = rule('deny', { cache: 'no_cache' })(() => false)
    const tree = ruleTree(classification)
    const other = { ...tree, Child: { ...tree['Child'], name: deny } } as RuleTree
    const answer = await ask(
      guardSchema(schemaOf(), other, () => undefined),
      { child: child(3, 3) },
      '{ child { name age } }',
    )
    expect(JSON.stringify(answer.data)).toBe('{"child":{"name":null,"age":16}}')
  })

  it('does not touch the schema it was given', async () => {
    const schema = schemaOf()
    guardSchema(schema, ruleTree(classification), () => undefined)
    expect(schema.getQueryType()?.getFields()['fails']?.resolve).toBeUndefined()
  })
})
