// Gate 2 on the executable schema: a rule for every field of every object type, generated from the classification. The
// library's known holes (security.md §5) are closed here: no fallback to allow, no partial type, no interface, no cache.
import { rule, shield } from 'graphql-shield'
import type { IRules } from 'graphql-shield'
import { applyMiddleware } from 'graphql-middleware'
import { isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { HafanError } from '../errors.js'
import { rightsOf } from '../children/rights.js'
import { OPEN_CATEGORIES } from '../schema/classification.js'
import type { Classification, Coordinate } from '../schema/classification.js'

type Rule = ReturnType<ReturnType<typeof rule>>
export type RuleTree = Readonly<Record<string, Readonly<Record<string, Rule>>>>

/** The plain function behind a coordinate's rule; a compiled plan calls the same one. */
export function allowed(coordinate: Coordinate, parent: unknown): boolean {
  if (OPEN_CATEGORIES.has(coordinate.category)) return true
  const rights = rightsOf(parent)
  if (rights === null) return false
  // What stands on the child itself comes from agencies; the hub's own records answer in sections.
  const grants = coordinate.type === 'Child' ? rights.agencyGrants : rights.grants
  return grants[coordinate.category].strength >= coordinate.strength
}

const deny = rule('deny', { cache: 'no_cache' })(() => false)

/** One rule a coordinate, named after it. */
export function ruleTree({ coordinates }: Classification): RuleTree {
  const tree: Record<string, Record<string, Rule>> = {}
  for (const coordinate of coordinates.values()) {
    const name = `${coordinate.type}.${coordinate.field}`
    const check = rule(name, { cache: 'no_cache' })((parent: unknown) => allowed(coordinate, parent))
    tree[coordinate.type] = { ...tree[coordinate.type], [coordinate.field]: check }
  }
  return tree
}

const RuleClass = Object.getPrototypeOf(deny) as object

/** Throws, naming every hole: one bad entry would silently open its whole type. */
export function assertTotal(schema: GraphQLSchema, tree: RuleTree): void {
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
  const guarded = applyMiddleware(
    schema,
    shield(tree as IRules, {
      fallbackRule: deny,
      debug: false,
      allowExternalErrors: false,
      fallbackError: thrown => {
        if (thrown instanceof HafanError) return thrown
        if (thrown === null || thrown === undefined)
          return new HafanError('FIELD_WITHHELD', 'The protocol does not give this field to this caller.')
        onFault(thrown)
        return new HafanError('INTERNAL', 'Something went wrong here, and it has been noted.')
      },
    }),
  )
  assertTotal(guarded, tree)
  return guarded
}
