// From what a resolver gave to what stands in the answer, type by type, as graphql-js completes values: made once for each place
// of a document.
import { isAbstractType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql'
import type {
  FieldNode,
  GraphQLAbstractType,
  GraphQLLeafType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
} from 'graphql'
import type { Path } from './errors.js'
import { placed } from './errors.js'
import { quickly, written } from './leaf.js'
import type { ObjectOf, Run } from './selection.js'

/** Throws, or rejects, where the value cannot stand there. */
export type Complete = (value: unknown, run: Run, path: Path) => unknown

export interface Completing {
  /** `Type.field`, for errors of ours. */
  readonly name: string
  readonly nodes: readonly FieldNode[]
  /** How objects of each type that may stand here are given. */
  readonly objects: ReadonlyMap<GraphQLObjectType, ObjectOf>
  /** What a type is told that says which one an object is. */
  readonly info: (run: Run, path: Path) => GraphQLResolveInfo
}

/** `instanceof` where the promise is of our own making; this where it may be anybody's. */
export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'

export function completing(type: GraphQLOutputType, at: Completing): Complete {
  const mayBeNull = !isNonNullType(type)
  const inner = present(mayBeNull ? type : type.ofType, at)
  return (value, run, path) => {
    if (value instanceof Error) throw value
    if (value !== null && value !== undefined) return inner(value, run, path)
    if (mayBeNull) return null
    throw new Error(`nothing stands where ${at.name} must have something`)
  }
}

/** Of a value that is there. */
function present(type: GraphQLOutputType, at: Completing): Complete {
  if (isListType(type)) return list(type.ofType, at)
  if (isLeafType(type)) return leaf(type)
  if (isAbstractType(type)) return abstract(type, at)
  if (isObjectType(type)) return objectOf(type, at)
  throw new Error(`${at.name} is of a type that nothing completes`)
}

function leaf(type: GraphQLLeafType): Complete {
  const isRight = quickly(type)
  return value => (isRight(value) ? value : written(type, value))
}

function objectOf(type: GraphQLObjectType, { objects, name }: Completing): ObjectOf & Complete {
  const made = objects.get(type)
  if (!made) throw new Error(`nothing is selected of ${type.name} under ${name}`)
  return made
}

function abstract(type: GraphQLAbstractType, at: Completing): Complete {
  const { resolveType } = type
  if (!resolveType) throw new Error(`nothing tells of what type an object of ${type.name} is`)
  const byName = new Map([...at.objects.keys()].map(one => [one.name, objectOf(one, at)]))
  const given = (name: unknown, value: unknown, run: Run, path: Path): unknown => {
    const made = typeof name === 'string' ? byName.get(name) : undefined
    if (!made) throw new Error(`an object under ${at.name} is of no type that may stand there`)
    return made(value, run, path)
  }
  return (value, run, path) => {
    const name = resolveType(value, run.context, at.info(run, path), type)
    return isThenable(name)
      ? Promise.resolve(name).then(one => given(one, value, run, path))
      : given(name, value, run, path)
  }
}

function list(type: GraphQLOutputType, at: Completing): Complete {
  const mayBeNull = !isNonNullType(type)
  const complete = completing(type, at)
  function item(value: unknown, run: Run, path: Path): unknown {
    const failed = (thrown: unknown): null => {
      const error = placed(thrown, at.nodes, path)
      if (!mayBeNull) throw error
      run.errors.add(error, path)
      return null
    }
    try {
      const completed = isThenable(value)
        ? Promise.resolve(value).then(one => complete(one, run, path))
        : complete(value, run, path)
      return completed instanceof Promise ? completed.then(undefined, failed) : completed
    } catch (thrown) {
      return failed(thrown)
    }
  }
  return (value, run, path) => {
    const rows = rowsOf(value, at)
    let waits = false
    const items = rows.map((row, key) => {
      const given = item(row, run, { prev: path, key, typename: undefined })
      waits ||= given instanceof Promise
      return given
    })
    return waits ? Promise.all(items) : items
  }
}

function rowsOf(value: unknown, { name }: Completing): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) return [...(value as Iterable<unknown>)]
  throw new Error(`what stands at ${name} is no list`)
}
