// Every way into the data: the roots, and what a caller may say beside a field. Each is a place where somebody could ask about what
// they may not read, so a new one is looked at by a person and entered in the test.
import { isInputObjectType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'

/** `Query.child`, `Child.timeline(first)`, `LocalIdentifier.source`, each with nothing left out, in the order of their names. */
export function waysIn(schema: GraphQLSchema): readonly string[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
  const found = Object.values(schema.getTypeMap()).flatMap(type => {
    if (type.name.startsWith('__')) return []
    if (isInputObjectType(type)) return Object.keys(type.getFields()).map(field => `${type.name}.${field}`)
    if (!isObjectType(type)) return []
    return Object.values(type.getFields()).flatMap(({ name, args }) => {
      const coordinate = `${type.name}.${name}`
      return [...(roots.has(type) ? [coordinate] : []), ...args.map(arg => `${coordinate}(${arg.name})`)]
    })
  })
  return found.sort()
}
