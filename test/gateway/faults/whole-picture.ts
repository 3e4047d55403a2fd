// Everything that can be asked of one child in one query, read from the SDL, so that a field added later is asked too.
import { buildASTSchema, getNamedType, isObjectType, isUnionType, parse } from 'graphql'
import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { loadTypeDefs } from '../../../src/schema/load.js'

/** Types of which a few fields say all: spread out whole, they would fill the document many times over. */
const SHORT: Readonly<Record<string, string>> = {
  Source: 'id',
  Coded: 'code',
  Bilingual: 'en',
  AgencyContact: 'name',
  PageInfo: 'hasNextPage',
}

/** Fields that differ from one asking to the next although nothing has changed: seals made anew, the caller's own times. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'TimelineEdge.cursor',
  'Source.state',
  'PageInfo.endCursor',
  'Child.accesses',
  // The assessment and its versions, and a draft for whoever may write one: test/gateway/miraf asks these.
  'HubRecord.miraf',
  'HubRecord.mirafHistory',
  'Child.mirafDraft',
  // Worked out from the time it is by then, and part by part alike: test/gateway/hub-work/child-due.test.ts asks it.
  'Child.due',
])

const schema = buildASTSchema(parse(loadTypeDefs()), { assumeValidSDL: true })

function selection(type: GraphQLObjectType, within: readonly string[]): string {
  const short = SHORT[type.name]
  if (short !== undefined) return `{ ${short} }`
  const fields = Object.values(type.getFields()).flatMap(field => {
    if (LEFT_OUT.has(`${type.name}.${field.name}`)) return []
    const inner = getNamedType(field.type)
    if (!isObjectType(inner)) return isUnionType(inner) ? [] : [named(type, field.name)]
    if (within.includes(inner.name)) return []
    return [`${named(type, field.name)} ${selection(inner, [...within, inner.name])}`]
  })
  return `{ ${fields.join(' ')} }`
}

function named(type: GraphQLObjectType, field: string): string {
  return type.name === 'Child' && field === 'timeline' ? 'timeline(first: 50)' : field
}

function objectType(from: GraphQLSchema, name: string): GraphQLObjectType {
  const type = from.getType(name)
  if (!isObjectType(type)) throw new Error(`the schema has no type ${name}`)
  return type
}

/** Every field of a child. */
const WHOLE_CHILD = selection(objectType(schema, 'Child'), ['Child'])

/** One child, everything: variables `by` and `purpose`. */
export const WHOLE_PICTURE = `query WholePicture($by: ChildIdentifier!, $purpose: Purpose!) {
  child(by: $by, purpose: $purpose) { __typename ... on Child ${WHOLE_CHILD} ... on ChildNotShown { reason } }
}`
