// What an operation could cost at most, in values of the answer, before any of it is asked for: see docs/limits.md. It reads
// variables: a page is as long as the caller says, wherever they say it.
import {
  GraphQLList,
  Kind,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  visit,
} from 'graphql'
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { HafanError } from '../../errors.js'
import { MOST_FOUND } from '../limits.js'
import { createKept } from './kept.js'
import type { Kept } from './kept.js'

/** Values of an answer. A caseload of 400 children with the explorer's combined picture is well below it. */
export const MOST_COST = 80_000
/** How long a list is taken to be whose length nobody states: systems of one agency, rows of one record. */
const USUAL_LENGTH = 2

/** Lists that are never longer, where that is more. */
const AT_MOST: Readonly<Record<string, number>> = {
  'FindChildrenResult.found': MOST_FOUND,
  'FindChildrenResult.records': MOST_FOUND,
}

type Variables = Readonly<Record<string, unknown>>

interface Known {
  /** Variables that say how long a list is. */
  readonly deciding: readonly string[]
  /** By how long they say it is. */
  readonly costs: Kept<number>
}

const known = new WeakMap<OperationDefinitionNode, Known>()
const MOST_KNOWN = 16

/** Throws COST_TOO_HIGH. The document must have passed validation, and the variables coercion. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const of = known.get(operation) ?? { deciding: decidingIn(document), costs: createKept<number>(MOST_KNOWN) }
  known.set(operation, of)
  const lengths = of.deciding.map(name => lengthOf(variables[name])).join()
  const before = of.costs.get(lengths)
  if (before !== undefined) return before
  const cost = counted(schema, document, operation, variables)
  of.costs.set(lengths, cost)
  return cost
}

function decidingIn(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Argument({ name, value }) {
      const decides = name.value === 'first' || name.value === 'by'
      if (decides && value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

const lengthOf = (value: unknown): string =>
  Array.isArray(value) ? String(value.length) : typeof value === 'number' ? String(value) : ''

function counted(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map(fragment => [fragment.name.value, fragment]),
  )
  let cost = 0

  /** `times`: how often what is in the set is given. `page`: how long the list in it is, where a field above said so. */
  function visitSet(type: GraphQLCompositeType, set: SelectionSetNode, times: number, page: number | null): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) visitField(type, node, times, page)
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
        if (!fragment) continue
        const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type
        if (isCompositeType(on)) visitSet(on, fragment.selectionSet, times, page)
      }
    }
  }

  function visitField(type: GraphQLCompositeType, node: FieldNode, times: number, page: number | null): void {
    cost += times
    if (cost > MOST_COST) throw tooDear()
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined
    if (!field || !node.selectionSet) return
    const inner = getNamedType(field.type)
    if (!isCompositeType(inner)) return
    const stated = statedLength(field, node, variables)
    if (!(getNullableType(field.type) instanceof GraphQLList)) return visitSet(inner, node.selectionSet, times, stated)
    visitSet(
      inner,
      node.selectionSet,
      times * (stated ?? page ?? AT_MOST[`${type.name}.${field.name}`] ?? USUAL_LENGTH),
      null,
    )
  }

  const root = schema.getRootType(operation.operation)
  if (root) visitSet(root, operation.selectionSet, 1, null)
  return cost
}

/** `first`, or the number of children named. */
function statedLength(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables): number | null {
  if (!field.args.some(({ name }) => name === 'first' || name === 'by')) return null
  const { first, by } = getArgumentValues(field, node, variables)
  if (Array.isArray(by)) return by.length
  return typeof first === 'number' ? first : null
}

const tooDear = (): HafanError =>
  new HafanError(
    'COST_TOO_HIGH',
    'This could be a larger answer than one operation may have: ask for fewer children, shorter pages or fewer fields at once.',
  )
