// Reads every coordinate's classification out of the schema, and refuses a schema with a gap: an unclassified coordinate,
// or an unguarded leaf that could be reached over a weaker edge.
import { getDirectiveValues, getNamedType, isInterfaceType, isObjectType, isUnionType } from 'graphql'
import type { GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { LEVELS } from '../types/index.js'
import type { Category, Level } from '../types/index.js'

export interface Coordinate {
  readonly type: string
  readonly field: string
  readonly category: Category
  readonly level: Level
  readonly strength: number
  readonly part: string | null
  /** The part is named on the type: its value is the whole record, not one field of it. */
  readonly wholePart: boolean
  readonly locates: boolean
  /** The object type the field leads to, if any. */
  readonly leadsTo: string | null
  /** Whether the field carries its own rule: it is an edge, or it is classified otherwise than its type. */
  readonly guarded: boolean
}

export interface Classification {
  /** `Type.field` → its classification. Object types only. */
  readonly coordinates: ReadonlyMap<string, Coordinate>
  /**
   * part name → the category and level of the least of its coordinates: a part is asked for when that one may be given. The
   * others are kept back field by field, by their own rules; none is given because the part came.
   */
  readonly parts: ReadonlyMap<string, { readonly category: Category; readonly level: Level; readonly strength: number }>
}

/** Categories that hold nothing about a child beyond what other rules have let through. */
export const OPEN_CATEGORIES: ReadonlySet<Category> = new Set<Category>(['OPERATIONAL', 'DERIVED'])

interface Shared {
  readonly category: Category
  readonly level: Level
}

/** Throws with every gap named, one a line. */
export function classify(schema: GraphQLSchema): Classification {
  const faults: string[] = []
  const coordinates = new Map<string, Coordinate>()
  for (const type of objectTypesOf(schema)) {
    const ofType = sharedOf(schema, type)
    const partOfType = partOf(schema, type)
    for (const field of Object.values(type.getFields())) {
      const shared = sharedOf(schema, field) ?? ofType
      if (!shared) {
        faults.push(`${type.name}.${field.name} has no @shared, nor has its type`)
        continue
      }
      coordinates.set(`${type.name}.${field.name}`, {
        type: type.name,
        field: field.name,
        ...shared,
        strength: LEVELS.indexOf(shared.level),
        part: partOf(schema, field) ?? partOfType,
        wholePart: partOf(schema, field) === null && partOfType !== null,
        locates: field.astNode ? getDirectiveValues(directive(schema, 'locates'), field.astNode) !== undefined : false,
        leadsTo: leadsTo(field),
        guarded:
          leadsTo(field) !== null || !ofType || shared.category !== ofType.category || shared.level !== ofType.level,
      })
    }
  }
  faults.push(...weakEdges(coordinates, schema))
  if (faults.length > 0) throw new Error(`the schema's classification has gaps:\n${faults.join('\n')}`)
  return { coordinates, parts: partsOf(coordinates) }
}

const byType = new WeakMap<Classification, ReadonlyMap<string, ReadonlyMap<string, Coordinate>>>()
const NO_FIELDS: ReadonlyMap<string, Coordinate> = new Map()

/** The fields of one type, by name: for the many values of a picture, whose coordinates need not be put together each time. */
export function fieldsOf(classification: Classification, type: string): ReadonlyMap<string, Coordinate> {
  const types = byType.get(classification) ?? groupedByType(classification)
  byType.set(classification, types)
  return types.get(type) ?? NO_FIELDS
}

function groupedByType({ coordinates }: Classification): ReadonlyMap<string, ReadonlyMap<string, Coordinate>> {
  const types = new Map<string, Map<string, Coordinate>>()
  for (const coordinate of coordinates.values()) {
    const fields = types.get(coordinate.type) ?? new Map<string, Coordinate>()
    types.set(coordinate.type, fields.set(coordinate.field, coordinate))
  }
  return types
}

function objectTypesOf(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  )
}

function directive(schema: GraphQLSchema, name: string): NonNullable<ReturnType<GraphQLSchema['getDirective']>> {
  const found = schema.getDirective(name)
  if (!found) throw new Error(`the schema does not define @${name}`)
  return found
}

function sharedOf(schema: GraphQLSchema, node: GraphQLObjectType | GraphQLField<unknown, unknown>): Shared | null {
  if (!node.astNode) return null
  return (getDirectiveValues(directive(schema, 'shared'), node.astNode) as Shared | undefined) ?? null
}

function partOf(schema: GraphQLSchema, node: GraphQLObjectType | GraphQLField<unknown, unknown>): string | null {
  if (!node.astNode) return null
  const values = getDirectiveValues(directive(schema, 'part'), node.astNode)
  return typeof values?.['name'] === 'string' ? values['name'] : null
}

function leadsTo(field: GraphQLField<unknown, unknown>): string | null {
  const type: GraphQLNamedType = getNamedType(field.type)
  return isObjectType(type) || isUnionType(type) || isInterfaceType(type) ? type.name : null
}

/** An unguarded leaf has its type's classification: so every edge to the type must be at least as strict. */
function weakEdges(coordinates: ReadonlyMap<string, Coordinate>, schema: GraphQLSchema): string[] {
  const faults: string[] = []
  for (const edge of coordinates.values()) {
    if (edge.leadsTo === null) continue
    const type = schema.getType(edge.leadsTo)
    if (!isObjectType(type)) continue
    for (const leaf of Object.keys(type.getFields())) {
      const target = coordinates.get(`${type.name}.${leaf}`)
      if (!target || target.guarded || OPEN_CATEGORIES.has(target.category)) continue
      if (edge.category !== target.category || edge.strength < target.strength) {
        faults.push(
          `${edge.type}.${edge.field} (${edge.category} ${edge.level}) leads to ${type.name}.${leaf} ` +
            `(${target.category} ${target.level}), which has no rule of its own and is stricter`,
        )
      }
    }
  }
  return faults
}

function partsOf(coordinates: ReadonlyMap<string, Coordinate>): Classification['parts'] {
  const parts = new Map<string, { category: Category; level: Level; strength: number }>()
  for (const { part, category, level, strength } of coordinates.values()) {
    if (part === null) continue
    const known = parts.get(part)
    // A part is asked for when the least of its coordinates may be given.
    if (!known || strength < known.strength) parts.set(part, { category, level, strength })
  }
  return parts
}
