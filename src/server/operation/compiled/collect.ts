// What a document selects of one object type, as execution collects it: fragments followed, `@skip` and `@include` applied, and
// fields of one response key together.
import { GraphQLIncludeDirective, GraphQLSkipDirective, Kind, getDirectiveValues, isAbstractType } from 'graphql'
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'

export type Variables = Readonly<Record<string, unknown>>

export interface Collecting {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variables: Variables
}

/** Response key → the fields selected under it, in the order of the document. */
export function collect(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  collecting: Collecting,
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>()
  const visited = new Set<string>()
  function visit({ selections }: SelectionSetNode): void {
    for (const node of selections) {
      if (!isSelected(node, collecting.variables)) continue
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        const before = found.get(key)
        if (before) before.push(node)
        else found.set(key, [node])
      } else {
        const fragment = fragmentOf(node, visited, collecting)
        if (fragment && isOn(fragment, type, collecting.schema)) visit(fragment.selectionSet)
      }
    }
  }
  for (const set of sets) visit(set)
  return found
}

type Fragment = InlineFragmentNode | FragmentDefinitionNode

/** A named fragment counts once: it would give the same fields again. */
function fragmentOf(
  node: Exclude<SelectionNode, FieldNode>,
  visited: Set<string>,
  { fragments }: Collecting,
): Fragment | undefined {
  if (node.kind === Kind.INLINE_FRAGMENT) return node
  const name = node.name.value
  if (visited.has(name)) return undefined
  visited.add(name)
  return fragments[name]
}

function isOn({ typeCondition }: Fragment, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  if (!typeCondition) return true
  const on = schema.getType(typeCondition.name.value)
  return on === type || (isAbstractType(on) && schema.isSubType(on, type))
}

function isSelected(node: SelectionNode, variables: Variables): boolean {
  if (!node.directives || node.directives.length === 0) return true
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
}
