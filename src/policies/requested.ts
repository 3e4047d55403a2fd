// Which coordinates an operation selects, with @skip and @include applied: what gate 1 decides on and the audit records.
import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from 'graphql'
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/** A field as the schema has it and as the document selects it. */
export interface Selected {
  readonly coordinate: string
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
}

export interface RequestedOperation {
  /** `Type.field` of every selected field → the response path of the nearest envelope, list indices left out. */
  readonly coordinates: ReadonlyMap<string, readonly string[]>
  /** The root fields, fragments followed. */
  readonly roots: readonly FieldNode[]
  /** Response key of a root field → the coordinates selected below it: one child's selection is not another's. */
  readonly under: ReadonlyMap<string, ReadonlySet<string>>
  /** Every field that takes a purpose, wherever it stands. */
  readonly purposed: readonly Selected[]
  /** Every field that is given a page at a time. */
  readonly paged: readonly Selected[]
}

/** What a document asks for where no variable has a say in it; documents are kept by the server, and asked again and again. */
const known = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, RequestedOperation>>()

/** Fragments followed, abstract types expanded to all they may be. The document must be valid. */
export function requestedBy(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): RequestedOperation {
  const ofSchema = known.get(schema) ?? new WeakMap<OperationDefinitionNode, RequestedOperation>()
  known.set(schema, ofSchema)
  const before = ofSchema.get(operation)
  if (before) return before
  const { requested, varies } = walk(schema, document, operation, variables)
  if (!varies) ofSchema.set(operation, requested)
  return requested
}

function walk(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): { readonly requested: RequestedOperation; readonly varies: boolean } {
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map(fragment => [fragment.name.value, fragment]),
  )
  const coordinates = new Map<string, readonly string[]>()
  const roots: FieldNode[] = []
  const under = new Map<string, Set<string>>()
  const purposed: Selected[] = []
  const paged: Selected[] = []
  let varies = false
  const root = schema.getRootType(operation.operation)
  if (!root) throw new Error('a valid document has a root type')

  function visit(types: readonly GraphQLObjectType[], set: SelectionSetNode, path: readonly string[]): void {
    for (const node of set.selections) {
      const { directives = [] } = node
      const conditional = directives.length > 0
      if (conditional) varies = true
      if (!conditional || selected(node, variables)) visitSelection(types, node, path)
    }
  }

  function visitSelection(types: readonly GraphQLObjectType[], node: SelectionNode, path: readonly string[]): void {
    if (node.kind === Kind.FIELD) return visitField(types, node, path)
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
    if (!fragment) return
    const condition = fragment.typeCondition?.name.value
    const allowed = condition === undefined ? null : new Set(possible(condition))
    visit(allowed ? types.filter(type => allowed.has(type)) : types, fragment.selectionSet, path)
  }

  function visitField(types: readonly GraphQLObjectType[], node: FieldNode, path: readonly string[]): void {
    const key = node.alias?.value ?? node.name.value
    for (const type of types) {
      const field = type.getFields()[node.name.value]
      if (!field) continue
      if (type === root) roots.push(node)
      // A path ends at the envelope: below it there are lists, whose indices would count what is not shown.
      const own = type === root || type.name === 'Child' ? [...path, key] : path
      const coordinate = `${type.name}.${field.name}`
      if (!coordinates.has(coordinate)) coordinates.set(coordinate, own)
      const rootKey = own[0] ?? key
      under.set(rootKey, (under.get(rootKey) ?? new Set()).add(coordinate))
      if (field.args.some(({ name }) => name === 'purpose')) purposed.push({ coordinate, field, node })
      if (field.args.some(({ name }) => name === 'first')) paged.push({ coordinate, field, node })
      const inner = getNamedType(field.type)
      if (node.selectionSet && isCompositeType(inner)) visit(possible(inner.name), node.selectionSet, own)
    }
  }

  function possible(name: string): readonly GraphQLObjectType[] {
    const type = schema.getType(name)
    if (isObjectType(type)) return [type]
    return isAbstractType(type) ? schema.getPossibleTypes(type) : []
  }

  visit([root], operation.selectionSet, [])
  return { requested: { coordinates, roots, under, purposed, paged }, varies }
}

function selected(node: SelectionNode, variables: Variables): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
}
