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

/** Values of an answer. A caseload of 400 children with the explorer's combined picture is well below it. */
export const MOST_COST = 80_000
/** How long a list is taken to be whose length nobody states: systems of one agency, rows of one record. */
const USUAL_LENGTH = 2

/** Lists that are never longer, where that is more. */
const AT_MOST: Readonly<Record<string, number>> = { 'FindChildrenResult.found': MOST_FOUND }

type Variables = Readonly<Record<string, unknown>>

/** Throws COST_TOO_HIGH. The document must have passed validation, and the variables coercion. */
export function costOf(
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
  function visit(type: GraphQLCompositeType, set: SelectionSetNode, times: number, page: number | null): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) visitField(type, node, times, page)
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
        if (!fragment) continue
        const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type
        if (isCompositeType(on)) visit(on, fragment.selectionSet, times, page)
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
    if (!(getNullableType(field.type) instanceof GraphQLList)) return visit(inner, node.selectionSet, times, stated)
    visit(
      inner,
      node.selectionSet,
      times * (stated ?? page ?? AT_MOST[`${type.name}.${field.name}`] ?? USUAL_LENGTH),
      null,
    )
  }

  const root = schema.getRootType(operation.operation)
  if (root) visit(root, operation.selectionSet, 1, null)
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
