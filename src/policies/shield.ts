// Gate 2 on the executable schema: a rule for every field of every object type, generated from the classification. The
// library's known holes (security.md §5) are closed here: no fallback to allow, no partial type, no interface, no cache.
import { rule, shield } from 'graphql-shield'
import type { IRules } from 'graphql-shield'
import { applyMiddleware, middleware } from 'graphql-middleware'
import { defaultFieldResolver, getNamedType, isCompositeType, isObjectType } from 'graphql'
import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql'
import { HafanError } from '../errors.js'
import type { Classification } from '../schema/classification.js'
import { allowed, allowedAct } from './allowed.js'

type Rule = ReturnType<ReturnType<typeof rule>>
export type RuleTree = Readonly<Record<string, Readonly<Record<string, Rule>>>>

/** An act's rule asks the operation. */
const actRule = (field: string): Rule =>
  rule(`Mutation.${field}`, { cache: 'no_cache' })(
    (_parent: unknown, _args: unknown, context: Parameters<typeof allowedAct>[1]) => allowedAct(field, context),
  )

/** The plain functions behind the rules made here, for leaves: see guardLeaves. */
const checks = new WeakMap<Rule, (parent: unknown) => boolean>()

const deny = rule('deny', { cache: 'no_cache' })(() => false)

/** One rule a coordinate, named after it. */
export function ruleTree({ coordinates }: Classification): RuleTree {
  const tree: Record<string, Record<string, Rule>> = {}
  for (const coordinate of coordinates.values()) {
    const name = `${coordinate.type}.${coordinate.field}`
    if (coordinate.type === 'Mutation') {
      tree['Mutation'] = { ...tree['Mutation'], [coordinate.field]: actRule(coordinate.field) }
      continue
    }
    const check = (parent: unknown): boolean => allowed(coordinate, parent)
    const made = rule(name, { cache: 'no_cache' })((parent: unknown) => {
      try {
        return check(parent)
      } catch (error) {
        // The library would take a rule that throws for one that refuses, and the reader a fault for the protocol's word.
        return new Error('a rule failed', { cause: error })
      }
    })
    checks.set(made, check)
    tree[coordinate.type] = { ...tree[coordinate.type], [coordinate.field]: made }
  }
  return tree
}

const RuleClass = Object.getPrototypeOf(deny) as object

/** Throws, naming every hole: one bad entry would silently open its whole type. */
function assertTotal(schema: GraphQLSchema, tree: RuleTree): void {
  const holes: string[] = []
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.keys(type.getFields())) {
      const entry: unknown = Object.hasOwn(tree, type.name) ? tree[type.name]?.[field] : undefined
      const isRule = typeof entry === 'object' && entry !== null && Object.getPrototypeOf(entry) === RuleClass
      if (!isRule) holes.push(`${type.name}.${field} has no rule of this package`)
    }
  }
  for (const [name, fields] of Object.entries(tree)) {
    const type = schema.getType(name)
    if (!isObjectType(type)) holes.push(`${name} has rules and is not an object type`)
    else
      for (const field of Object.keys(fields))
        if (!type.getFields()[field]) holes.push(`${name}.${field} does not exist`)
  }
  if (holes.length > 0) throw new Error(`the rule tree has holes:\n${holes.join('\n')}`)
}

/** The schema with every field guarded. `onFault` hears of exceptions that are bugs, before they are masked. */
export function guardSchema(schema: GraphQLSchema, tree: RuleTree, onFault: (error: unknown) => void): GraphQLSchema {
  assertTotal(schema, tree)
  const shielded = shield(tree as IRules, {
    fallbackRule: deny,
    debug: false,
    allowExternalErrors: false,
    fallbackError: thrown => refusal(thrown, onFault),
  })
  const guarded = applyMiddleware(
    schema,
    middleware(whole => withoutLeaves(whole, tree, shielded.generate(whole) as Guards)),
  )
  guardLeaves(guarded, tree, onFault)
  assertTotal(guarded, tree)
  return guarded
}

/** One for all: a picture refuses hundreds of fields, and an error of one's own with its stack is the dearest part of each. */
const WITHHELD = new HafanError('FIELD_WITHHELD', 'The protocol does not give this field to this caller.')

function refusal(thrown: unknown, onFault: (error: unknown) => void): HafanError {
  if (thrown instanceof HafanError) return thrown
  if (thrown === null || thrown === undefined) return WITHHELD
  onFault(thrown)
  return new HafanError('INTERNAL', 'Something went wrong here, and it has been noted.', { cause: thrown })
}

type Guards = Record<string, Record<string, object>>
type Field = GraphQLField<unknown, unknown>

/** The check of a leaf whose rule was made here; any other field is the library's to guard. */
function leafCheck(type: string, field: Field, tree: RuleTree): ((parent: unknown) => boolean) | undefined {
  const entry = tree[type]?.[field.name]
  return entry === undefined || isCompositeType(getNamedType(field.type)) ? undefined : checks.get(entry)
}

function fieldsOf(schema: GraphQLSchema): readonly (readonly [string, Field])[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(type => Object.values(type.getFields()).map(field => [type.name, field] as const))
}

function withoutLeaves(schema: GraphQLSchema, tree: RuleTree, guards: Guards): Guards {
  const kept: Guards = {}
  for (const [type, field] of fieldsOf(schema)) {
    const guard = guards[type]?.[field.name]
    if (guard !== undefined && leafCheck(type, field, tree) === undefined)
      kept[type] = { ...kept[type], [field.name]: guard }
  }
  return kept
}

/**
 * Leaves are nine tenths of an answer, and a promise for each is most of what an answer costs (security.md §5, rule 27): the
 * same check, called as a plain function.
 */
function guardLeaves(schema: GraphQLSchema, tree: RuleTree, onFault: (error: unknown) => void): void {
  for (const [type, field] of fieldsOf(schema)) {
    const check = leafCheck(type, field, tree)
    if (check === undefined) continue
    const resolve: GraphQLFieldResolver<unknown, unknown> = field.resolve ?? defaultFieldResolver
    field.resolve = (parent, args, context, info) => {
      try {
        if (check(parent)) return resolve(parent, args, context, info)
      } catch (error) {
        throw refusal(error, onFault)
      }
      throw refusal(null, onFault)
    }
  }
}
