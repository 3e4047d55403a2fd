// Plain values: most are right as they stand, and are told by a look; any other is for the type itself to write, or to refuse.
import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString, isEnumType } from 'graphql'
import type { GraphQLLeafType } from 'graphql'

/** Whether the type would write this value as it is. False where that is not known. */
export function quickly(type: GraphQLLeafType): (value: unknown) => boolean {
  if (type === GraphQLString || type === GraphQLID) return value => typeof value === 'string'
  if (type === GraphQLBoolean) return value => typeof value === 'boolean'
  if (type === GraphQLInt) return value => typeof value === 'number' && (value | 0) === value
  if (type === GraphQLFloat) return value => typeof value === 'number' && Number.isFinite(value)
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().flatMap(({ name, value }) => (name === value ? [name] : [])))
    return value => names.has(value)
  }
  return () => false
}

/** As the type writes it. Throws where it does not. */
export function written(type: GraphQLLeafType, value: unknown): unknown {
  const text: unknown = type.serialize(value)
  if (text === null || text === undefined) throw new Error(`a value served as ${type.name} cannot be written as one`)
  return text
}
