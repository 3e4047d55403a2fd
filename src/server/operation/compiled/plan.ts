// A document as a plan: for each place a function that gives what stands there, put together once and run as often as it is asked
// for. Plain closures: nothing is written as text and evaluated. A plan holds nothing of any caller or child.
import { Kind, TypeNameMetaFieldDef, getNamedType, isAbstractType, isObjectType } from 'graphql'
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql'
import type { Classification } from '../../../schema/classification.js'
import type { Rights } from '../../../types/decision.js'
import { collect } from './collect.js'
import type { Collecting, Variables } from './collect.js'
import { completing } from './complete.js'
import { createField } from './field.js'
import { createSelection } from './selection.js'
import type { Field, ObjectOf } from './selection.js'

export interface Compiling {
  readonly schema: GraphQLSchema
  readonly classification: Classification
  readonly standingOf: (rights: Rights) => string
}

interface Place extends Compiling, Collecting {
  readonly operation: OperationDefinitionNode
}

/** Throws for a coordinate that has no rule: such a plan is never run. The document must have passed gate 1. */
export function compile(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  compiling: Compiling,
): ObjectOf {
  const root = compiling.schema.getRootType(operation.operation)
  if (!root) throw new Error('a valid document has a root type')
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null) as Record<string, never>
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node
  return selectionOf(root, [operation], { ...compiling, variables, fragments, operation })
}

function selectionOf(
  type: GraphQLObjectType,
  holders: readonly Pick<FieldNode, 'selectionSet'>[],
  place: Place,
): ObjectOf {
  const sets = holders.flatMap(({ selectionSet }) => selectionSet ?? [])
  const fields = [...collect(type, sets, place)].flatMap(([key, [first, ...others]]) =>
    first ? [fieldOf(type, key, [first, ...others], place)] : [],
  )
  const serially = type === place.schema.getMutationType()
  return createSelection({ type, fields, serially, standingOf: place.standingOf })
}

function fieldOf(
  type: GraphQLObjectType,
  key: string,
  nodes: readonly [FieldNode, ...FieldNode[]],
  place: Place,
): Field {
  const name = nodes[0].name.value
  if (name === TypeNameMetaFieldDef.name) {
    const give = (): string => type.name
    return { key, coordinate: null, give, refused: give }
  }
  const definition = type.getFields()[name] as GraphQLField<unknown, unknown> | undefined
  const coordinate = place.classification.coordinates.get(`${type.name}.${name}`)
  if (!definition || !coordinate) throw new Error(`${type.name}.${name} has no rule: nothing that selects it is run`)
  const { schema, fragments, operation } = place
  const info = { schema, fragments, operation, rootValue: undefined }
  const objects = new Map(
    possible(getNamedType(definition.type), schema).map(one => [one, selectionOf(one, nodes, place)]),
  )
  const complete = completing(definition.type, {
    ...{ name: `${type.name}.${name}`, nodes, objects },
    info: (run, path) => ({
      ...info,
      ...{ fieldName: name, fieldNodes: nodes, returnType: definition.type, parentType: type, path },
      variableValues: run.variables,
    }),
  })
  return createField({ key, type, definition, nodes, coordinate, complete, info })
}

function possible(type: GraphQLNamedType, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const types = isObjectType(type) ? [type] : isAbstractType(type) ? schema.getPossibleTypes(type) : []
  // Nothing here has one; it would have to be asked of every object.
  if (types.some(({ isTypeOf }) => isTypeOf))
    throw new Error(`${type.name} has objects that tell their type themselves`)
  return types
}
