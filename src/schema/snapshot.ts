// The schema as readers meet it: printed in one piece, each field saying in words under which category and level it is shared.
import { Kind, buildASTSchema, buildSchema, parse, printSchema, visit } from 'graphql'
import type { DocumentNode, FieldDefinitionNode, StringValueNode } from 'graphql'
import { classify } from './classification.js'

/** Printing drops directives, so the classification goes where printing keeps it: into the descriptions. Throws as `classify` does. */
export function snapshotOf(sdl: string): string {
  const { coordinates } = classify(buildSchema(sdl))
  const described: DocumentNode = visit(parse(sdl), {
    ObjectTypeDefinition: ({ name: type, fields = [], ...rest }) => ({
      ...rest,
      name: type,
      fields: fields.map(field => {
        const coordinate = coordinates.get(`${type.value}.${field.name.value}`)
        if (!coordinate) throw new Error(`${type.value}.${field.name.value} has no classification`)
        return withSentence(field, `Category ${coordinate.category}, level ${coordinate.level}.`)
      }),
    }),
  })
  return `${printSchema(buildASTSchema(described))}\n`
}

function withSentence(field: FieldDefinitionNode, sentence: string): FieldDefinitionNode {
  const value = field.description === undefined ? sentence : `${field.description.value} ${sentence}`
  const description: StringValueNode = { kind: Kind.STRING, value, block: value.includes('\n') }
  return { ...field, description }
}
