// The executable schema and what is read out of it.
import { makeExecutableSchema } from '@graphql-tools/schema'
import { getDirectiveValues, isEnumType } from 'graphql'
import type { GraphQLScalarType, GraphQLSchema } from 'graphql'
import type { Records } from '../types/index.js'
import type { Resolvers } from './generated/resolvers.js'
import { loadTypeDefs } from './load.js'

/** The schema is made here and nobody else has it yet: to copy it once more with its resolvers takes half of the time. */
const IN_PLACE = { updateResolversInPlace: true } as const

/** SDL and resolvers together; an unknown resolver is refused. */
export function buildExecutable(resolvers: Resolvers): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: loadTypeDefs(),
    resolvers,
    ...IN_PLACE,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error', requireResolversForResolveType: 'error' },
  })
}

/** The same schema without resolvers: it says what there is, and has a way to none of it. Its scalars read what is given. */
export function buildBare(scalars: Readonly<Record<string, GraphQLScalarType>>): GraphQLSchema {
  return makeExecutableSchema({ typeDefs: loadTypeDefs(), resolvers: scalars, ...IN_PLACE })
}

/** Every enum value with its names in both languages. Throws for a value without. */
export function enumLabels(schema: GraphQLSchema): readonly Records.EnumLabel[] {
  const directive = schema.getDirective('label')
  if (!directive) throw new Error('the schema does not define @label')
  return Object.values(schema.getTypeMap()).flatMap(type => {
    if (!isEnumType(type) || type.name.startsWith('__')) return []
    return type.getValues().map(({ name, astNode }) => {
      const label = astNode
        ? (getDirectiveValues(directive, astNode) as { en: string; cy: string } | undefined)
        : undefined
      if (!label) throw new Error(`${type.name}.${name} has no @label`)
      return { enum: type.name, value: name, label }
    })
  })
}
