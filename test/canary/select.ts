// A document as it is executed: fields merged by response key, fragments followed, `@skip` and `@include` applied.
import { Kind, getNamedType, isAbstractType, isCompositeType, isObjectType, valueFromASTUntyped } from 'graphql'
import type { DirectiveNode, DocumentNode, FieldNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql' // prettier-ignore
import { schema } from './schema.js'

export type Variables = Readonly<Record<string, unknown>>

export interface Document {
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Variables
}

export interface Selected {
  readonly name: string
  readonly nodes: readonly FieldNode[]
}

export function documentOf(parsed: DocumentNode, variables: Variables): Document {
  const fragments = new Map<string, FragmentDefinitionNode>()
  let operation: OperationDefinitionNode | undefined
  for (const definition of parsed.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition
  }
  if (!operation) throw new Error('a document without an operation')
  return { operation, fragments, variables }
}

const possible = (name: string): string[] => {
  const type = schema.getType(name)
  if (isObjectType(type)) return [name]
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(one => one.name) : []
}

export const argumentsOf = ({ arguments: given = [] }: FieldNode, variables: Variables): Readonly<Record<string, unknown>> =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)])) // prettier-ignore

function applies(directives: readonly DirectiveNode[] = [], variables: Variables): boolean {
  return directives.every(({ name, arguments: given = [] }) => {
    const value = given[0] === undefined ? undefined : valueFromASTUntyped(given[0].value, variables)
    return name.value === 'skip' ? value !== true : name.value === 'include' ? value !== false : true
  })
}

/** What is selected of one object type, by response key. */
export function selectedOf(
  typeName: string,
  sets: readonly SelectionSetNode[],
  document: Document,
): Map<string, Selected> {
  const found = new Map<string, { name: string; nodes: FieldNode[] }>()
  function visit(set: SelectionSetNode): void {
    for (const node of set.selections) {
      if (!applies(node.directives, document.variables)) continue
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        const known = found.get(key)
        if (known) known.nodes.push(node)
        else found.set(key, { name: node.name.value, nodes: [node] })
        continue
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : document.fragments.get(node.name.value)
      if (!fragment) throw new Error('a fragment that is not there')
      const condition = fragment.typeCondition?.name.value
      if (condition === undefined || possible(condition).includes(typeName)) visit(fragment.selectionSet)
    }
  }
  for (const set of sets) visit(set)
  return found
}

export const setsOf = ({ nodes }: Selected): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []))

/** `Type.field` of everything selected below, whatever the answer turns out to be. */
export function coordinatesBelow(typeName: string, sets: readonly SelectionSetNode[], document: Document, found = new Set<string>()): Set<string> {
  for (const selected of selectedOf(typeName, sets, document).values()) {
    const type = schema.getType(typeName)
    const field = isObjectType(type) ? type.getFields()[selected.name] : undefined
    if (!field) continue
    found.add(`${typeName}.${selected.name}`)
    const inner = getNamedType(field.type)
    if (isCompositeType(inner)) for (const one of possible(inner.name)) coordinatesBelow(one, setsOf(selected), document, found)
  }
  return found
} // prettier-ignore

/** The cursor a field is asked to go on from. */
export function cursorOf({ nodes: [node] }: Selected, { variables }: Document): string | null {
  const after = node ? argumentsOf(node, variables)['after'] : null
  return typeof after === 'string' ? after : null
}
