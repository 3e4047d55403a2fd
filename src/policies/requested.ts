// Which coordinates an operation selects, with @skip and @include applied: what gate 1 decides on and the audit records.
import {
  GraphQLError,
  Kind,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from 'graphql'
import type {
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  DocumentNode,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/** `Type.field` of every selected field, fragments followed and abstract types expanded to all they may be. */
export function requestedCoordinates(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): ReadonlySet<string> {
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map(fragment => [fragment.name.value, fragment]),
  )
  const requested = new Set<string>()
  const root = schema.getRootType(operation.operation)
  if (!root) throw new GraphQLError('no such kind of operation')

  function visit(types: readonly GraphQLObjectType[], set: SelectionSetNode): void {
    for (const selection of set.selections) if (selected(selection, variables)) visitSelection(types, selection)
  }

  function visitSelection(types: readonly GraphQLObjectType[], selection: SelectionNode): void {
    if (selection.kind === Kind.FIELD) {
      for (const type of types) {
        const field = type.getFields()[selection.name.value]
        if (!field) continue
        requested.add(`${type.name}.${field.name}`)
        const inner = getNamedType(field.type)
        if (selection.selectionSet && isCompositeType(inner)) visit(possible(inner.name), selection.selectionSet)
      }
      return
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    if (!fragment) return
    const condition = fragment.typeCondition?.name.value
    const allowed = condition === undefined ? null : new Set(possible(condition))
    visit(allowed ? types.filter(type => allowed.has(type)) : types, fragment.selectionSet)
  }

  function possible(name: string): readonly GraphQLObjectType[] {
    const type = schema.getType(name)
    if (isObjectType(type)) return [type]
    return isAbstractType(type) ? schema.getPossibleTypes(type) : []
  }

  visit([root], operation.selectionSet)
  return requested
}

function selected(node: SelectionNode, variables: Variables): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
}
