// One field of a plan: how its value is had, and what stands there instead where it is refused or fails.
import { getArgumentValues, isLeafType, isNonNullType } from 'graphql'
import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo } from 'graphql'
import { HafanError } from '../../../errors.js'
import { allowedAct } from '../../../policies/allowed.js'
import type { Coordinate } from '../../../schema/classification.js'
import type { Complete } from './complete.js'
import { isThenable } from './complete.js'
import { placed } from './errors.js'
import type { Path } from './errors.js'
import { quickly } from './leaf.js'
import type { Field, Give, Run } from './selection.js'

type Definition = GraphQLField<unknown, unknown>

export interface FieldParts {
  readonly key: string
  readonly type: GraphQLObjectType
  readonly definition: Definition
  readonly nodes: readonly [FieldNode, ...FieldNode[]]
  readonly coordinate: Coordinate
  readonly complete: Complete
  /** What resolvers are told that is the same for all fields of the plan. */
  readonly info: Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'operation' | 'rootValue'>
}

/** For all: the errors of an answer say once a coordinate what is withheld, from the plan of each child. */
const WITHHELD = new HafanError('FIELD_WITHHELD', 'The protocol does not give this field to this caller.')

export function createField(parts: FieldParts): Field {
  const { key, coordinate, definition, type } = parts
  const refused = refusal(parts)
  const give = giving(parts)
  if (type.name !== 'Mutation') return { key, coordinate, give, refused }
  const act: Give = (source, run, parent) =>
    allowedAct(definition.name, run.context) ? give(source, run, parent) : refused(source, run, parent)
  return { key, coordinate, give: act, refused }
}

function refusal({ key, type, definition, nodes }: FieldParts): Give {
  if (!isNonNullType(definition.type)) return () => null
  return (_source, _run, parent) => {
    throw placed(WITHHELD, nodes, { prev: parent, key, typename: type.name })
  }
}

function giving(parts: FieldParts): Give {
  const { definition } = parts
  const whole = wholeGive(parts)
  const type = isNonNullType(definition.type) ? definition.type.ofType : definition.type
  const mayBeNull = type === definition.type
  if (definition.resolve || !isLeafType(type)) return whole
  // Nine tenths of an answer: a value that is right as it stands.
  const { name } = definition
  const isRight = quickly(type)
  return (source, run, parent) => {
    const value = (source as Record<string, unknown> | null | undefined)?.[name]
    if (value == null && mayBeNull) return null
    return isRight(value) ? value : whole(source, run, parent)
  }
}

function wholeGive(parts: FieldParts): Give {
  const { key, type, definition, nodes, complete } = parts
  const resolve = resolving(parts)
  const mayBeNull = !isNonNullType(definition.type)
  return (source, run, parent) => {
    const path: Path = { prev: parent, key, typename: type.name }
    const failed = (thrown: unknown): null => {
      const error = placed(thrown, nodes, path)
      if (!mayBeNull) throw error
      run.errors.add(error, path)
      return null
    }
    try {
      const result = resolve(source, run, path)
      const completed = isThenable(result)
        ? Promise.resolve(result).then(value => complete(value, run, path))
        : complete(result, run, path)
      return completed instanceof Promise ? completed.then(undefined, failed) : completed
    } catch (thrown) {
      return failed(thrown)
    }
  }
}

const NO_ARGUMENTS: Readonly<Record<string, never>> = Object.freeze({})

function resolving({ definition, nodes, type, info }: FieldParts): (source: unknown, run: Run, path: Path) => unknown {
  const { name, resolve } = definition
  const argumentsFor = ({ variables }: Run): object =>
    definition.args.length === 0 ? NO_ARGUMENTS : getArgumentValues(definition, nodes[0], variables)
  const infoFor = (run: Run, path: Path): GraphQLResolveInfo => ({
    ...info,
    fieldName: name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType: type,
    path,
    variableValues: run.variables,
  })
  if (resolve) return (source, run, path) => resolve(source, argumentsFor(run), run.context, infoFor(run, path))
  // As graphql-js has it where there is no resolver.
  return (source, run, path) => {
    if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined
    const value = (source as Record<string, unknown>)[name]
    if (typeof value !== 'function') return value
    return (value as (...all: unknown[]) => unknown).call(source, argumentsFor(run), run.context, infoFor(run, path))
  }
}
