// What an operation's answer may look like: for each place the names that may stand there, and what each needs. Made once a
// document and kept with it.
import { Kind, TypeNameMetaFieldDef, getNamedType, isAbstractType, isObjectType } from 'graphql'
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { HUB_EDGES } from '../../children/plan.js'
import { OPEN_CATEGORIES } from '../../schema/classification.js'
import type { Classification, Coordinate } from '../../schema/classification.js'

export interface ShapeField {
  readonly coordinate: string
  /** What must have been granted for anything to stand here; null where it is open. */
  readonly needs: Coordinate | null
  /** The value must be the name of its own type, or the id of the child it stands in. */
  readonly names: 'TYPE' | 'CHILD' | null
  /** The edge to what the hub's own records answer in. */
  readonly ofHub: boolean
  /** What may stand below, type by type; empty for a plain value. */
  readonly below: readonly Shape[]
  readonly holdsChild: boolean
}

export interface Shape {
  readonly type: string
  /** By response key. */
  readonly fields: ReadonlyMap<string, ShapeField>
}

const known = new WeakMap<OperationDefinitionNode, Shape>()

/**
 * The document must be valid. `@skip` and `@include` are not looked at: what they leave out can only be missing, so that one
 * shape does for all variables.
 */
export function shapeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  classification: Classification,
): Shape {
  const before = known.get(operation)
  if (before) return before
  const root = schema.getRootType(operation.operation)
  if (!root) throw new Error('a valid document has a root type')
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map(fragment => [fragment.name.value, fragment]),
  )
  const made = shapeUnder(root, [operation.selectionSet], { schema, fragments, classification })
  known.set(operation, made)
  return made
}

interface Shaping {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly classification: Classification
}

function shapeUnder(type: GraphQLObjectType, sets: readonly SelectionSetNode[], shaping: Shaping): Shape {
  const nodes = new Map<string, FieldNode[]>()
  for (const set of sets) collect(type, set, nodes, shaping)
  const fields = new Map<string, ShapeField>()
  for (const [key, [first, ...others]] of nodes) {
    const made = first && fieldOf(type, first, others, shaping)
    if (made) fields.set(key, made)
  }
  return { type: type.name, fields }
}

/** As execution collects them: one key may be selected in several places, and what is selected below is joined. */
function collect(
  type: GraphQLObjectType,
  set: SelectionSetNode,
  into: Map<string, FieldNode[]>,
  shaping: Shaping,
): void {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value
      const before = into.get(key)
      if (before) before.push(node)
      else into.set(key, [node])
      continue
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : shaping.fragments.get(node.name.value)
    const condition = fragment?.typeCondition?.name.value
    if (!fragment || (condition !== undefined && !possible(condition, shaping).includes(type))) continue
    collect(type, fragment.selectionSet, into, shaping)
  }
}

function fieldOf(
  type: GraphQLObjectType,
  node: FieldNode,
  others: readonly FieldNode[],
  shaping: Shaping,
): ShapeField | null {
  const name = node.name.value
  const coordinate = `${type.name}.${name}`
  if (name === TypeNameMetaFieldDef.name)
    return { coordinate, needs: null, names: 'TYPE', ofHub: false, below: [], holdsChild: false }
  const field = type.getFields()[name]
  const classified = shaping.classification.coordinates.get(coordinate)
  // Without a shape what stands there is refused.
  if (!field || !classified) return null
  const sets = [node, ...others].flatMap(({ selectionSet }) => selectionSet ?? [])
  const types = possible(getNamedType(field.type).name, shaping)
  return {
    coordinate,
    needs: OPEN_CATEGORIES.has(classified.category) ? null : classified,
    names: coordinate === 'Child.id' ? 'CHILD' : null,
    ofHub: HUB_EDGES.has(coordinate),
    below: types.map(one => shapeUnder(one, sets, shaping)),
    holdsChild: types.some(one => one.name === 'Child'),
  }
}

function possible(name: string, { schema }: Shaping): readonly GraphQLObjectType[] {
  const type = schema.getType(name)
  if (isObjectType(type)) return [type]
  return isAbstractType(type) ? schema.getPossibleTypes(type) : []
}
