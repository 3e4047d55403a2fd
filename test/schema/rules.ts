// What every part of the schema must keep to. Each rule gives the coordinates that do not.
import {
  BreakingChangeType,
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from 'graphql'
import type { GraphQLNamedType, GraphQLOutputType, GraphQLSchema } from 'graphql'
import { enumLabels } from '../../src/schema/build.js'
import { OPEN_CATEGORIES, classify } from '../../src/schema/classification.js'

interface Part {
  readonly coordinate: string
  readonly description: string | null | undefined
  readonly deprecationReason?: string | null | undefined
}

const ownTypes = (schema: GraphQLSchema): readonly GraphQLNamedType[] =>
  Object.values(schema.getTypeMap()).filter(type => !type.name.startsWith('__') && !isSpecifiedScalarType(type))

function partsOfType(type: GraphQLNamedType): readonly Part[] {
  const whole: Part = { coordinate: type.name, description: type.description }
  if (isEnumType(type))
    return [whole, ...type.getValues().map(one => ({ ...one, coordinate: `${type.name}.${one.name}` }))]
  if (isInputObjectType(type))
    return [whole, ...Object.values(type.getFields()).map(one => ({ ...one, coordinate: `${type.name}.${one.name}` }))]
  if (!isObjectType(type) && !isInterfaceType(type)) return [whole]
  const fields = Object.values(type.getFields()).flatMap(({ args, ...field }) => {
    const coordinate = `${type.name}.${field.name}`
    return [{ ...field, coordinate }, ...args.map(one => ({ ...one, coordinate: `${coordinate}(${one.name}:)` }))]
  })
  return [whole, ...fields]
}

function parts(schema: GraphQLSchema): readonly Part[] {
  const directives = schema.getDirectives().filter(directive => !isSpecifiedDirective(directive))
  return [...ownTypes(schema).flatMap(partsOfType), ...directives.map(one => ({ ...one, coordinate: `@${one.name}` }))]
}

/** Types, fields, arguments, enum values, inputs and directives without a description. */
export const undescribed = (schema: GraphQLSchema): readonly string[] =>
  parts(schema).flatMap(({ coordinate, description }) => ((description ?? '').trim() === '' ? [coordinate] : []))

/** Enum values without a name in English or in Welsh. Throws for one without @label. */
export const unlabelled = (schema: GraphQLSchema): readonly string[] =>
  enumLabels(schema).flatMap(({ enum: name, value, label }) =>
    [label.en, label.cy].every(text => (text ?? '').trim() !== '') ? [] : [`${name}.${value}`],
  )

/** What the gateway itself says of a list it gives: there whenever the list is, and given or refused with it. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'Professionals.complete',
  'Professionals.notAnswered',
  'Professional.sources',
])

/** Fields that can be withheld or fail, and yet promise a value: one refusal would take the whole child with it. */
export function promised(schema: GraphQLSchema): readonly string[] {
  const { coordinates } = classify(schema)
  return [...coordinates.entries()].flatMap(([coordinate, { type, field, category }]) => {
    const owner = schema.getType(type)
    if (OPEN_CATEGORIES.has(category) || OWN_WORDS.has(coordinate) || !isObjectType(owner)) return []
    const found = owner.getFields()[field]
    return found && isNonNullType(found.type) ? [coordinate] : []
  })
}

/** Lists that may hold nulls: a row is there or it is not, and a list that is not known is null as a whole. */
export const holed = (schema: GraphQLSchema): readonly string[] =>
  ownTypes(schema).flatMap(type => {
    if (!isObjectType(type)) return []
    return Object.values(type.getFields()).flatMap(({ name, type: output }) =>
      hasHoles(output) ? [`${type.name}.${name}`] : [],
    )
  })

function hasHoles(type: GraphQLOutputType): boolean {
  const outer = isNonNullType(type) ? type.ofType : type
  return isListType(outer) && !isNonNullType(outer.ofType)
}

/** Deprecations that do not name the day of removal, or whose day has come. `today` as 2026-11-22. */
export const undated = (schema: GraphQLSchema, today: string): readonly string[] =>
  parts(schema).flatMap(({ coordinate, deprecationReason }) => {
    if (deprecationReason === null || deprecationReason === undefined) return []
    const [, day] = /\bRemoved on (\d{4}-\d{2}-\d{2})\.$/.exec(deprecationReason) ?? []
    return day === undefined || day <= today ? [`${coordinate}: ${deprecationReason}`] : []
  })

/** What of the new schema breaks clients of the old one. */
export const breakingAgainst = (oldSdl: string, newSdl: string): readonly string[] =>
  findBreakingChanges(buildSchema(oldSdl), buildSchema(newSdl)).flatMap(({ type, description }) =>
    // A built-in scalar that nothing uses any more is no longer printed; no client can have used it either.
    type === BreakingChangeType.TYPE_REMOVED &&
    /^(Standard scalar )?(Int|Float|String|Boolean|ID) was removed/.test(description)
      ? []
      : [description],
  )
