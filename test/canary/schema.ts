// The schema as the canary reads it: from the SDL itself, by a reading of its own. Nothing of the gateway's classification is
// used here, so that a mistake there is not repeated.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kind, buildASTSchema, getNamedType, isObjectType, parse } from 'graphql'
import type { ConstDirectiveNode, GraphQLObjectType } from 'graphql'
import { projectRoot } from '../../src/paths.js'

const folder = join(projectRoot, 'src', 'schema')
const sdl = readdirSync(folder)
  .filter(name => name.endsWith('.graphql'))
  .sort()
  .map(name => readFileSync(join(folder, name), 'utf8'))

export const schema = buildASTSchema(parse(sdl.join('\n')))

export const LEVELS = ['NONE', 'EXISTS', 'SUMMARY', 'FULL']

/** What one coordinate asks of its reader. */
export interface Asks {
  readonly category: string
  /** Place in LEVELS. */
  readonly least: number
  readonly locates: boolean
}

const OPEN = new Set(['OPERATIONAL', 'DERIVED'])
export const isOpen = ({ category }: Asks): boolean => OPEN.has(category)

const argument = (node: ConstDirectiveNode | undefined, name: string): string | null => {
  const value = node?.arguments?.find(one => one.name.value === name)?.value
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null
}

type Annotated = { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined
const directive = (node: Annotated, name: string): ConstDirectiveNode | undefined =>
  node?.directives?.find(one => one.name.value === name)

/** `Type.field` of every object type. */
export const coordinates: ReadonlyMap<string, Asks> = new Map(
  objectTypes().flatMap(type =>
    Object.values(type.getFields()).map(field => {
      const shared = directive(field.astNode, 'shared') ?? directive(type.astNode, 'shared')
      const category = argument(shared, 'category')
      if (category === null) throw new Error(`${type.name}.${field.name} is classified nowhere`)
      const least = LEVELS.indexOf(argument(shared, 'level') ?? 'SUMMARY')
      return [
        `${type.name}.${field.name}`,
        { category, least, locates: directive(field.astNode, 'locates') !== undefined },
      ] as const
    }),
  ),
)

function objectTypes(): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  )
}

export function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`the schema has no object type ${name}`)
  return type
}

export function asksOf(coordinate: string): Asks {
  const found = coordinates.get(coordinate)
  if (!found) throw new Error(`the schema has no ${coordinate}`)
  return found
}

/** A part of a source's record: where it stands. */
export interface PartPlace {
  readonly section: string
  readonly answer: string
  readonly record: string
  readonly fields: readonly string[]
  /** The part's value is an object of these fields, and not the value of the one. */
  readonly keyed: boolean
}

/** Part name → its place under the child. */
export const parts: ReadonlyMap<string, PartPlace> = (() => {
  const found = new Map<string, PartPlace>()
  for (const section of Object.values(objectType('Child').getFields())) {
    const answer = getNamedType(section.type)
    if (!isObjectType(answer) || !answer.getInterfaces().some(({ name }) => name === 'Answer')) continue
    const record = objectType(getNamedType(answer.getFields()['record']?.type)?.name ?? '')
    const whole = argument(directive(record.astNode, 'part'), 'name')
    for (const field of Object.values(record.getFields())) {
      const part = argument(directive(field.astNode, 'part'), 'name') ?? whole
      if (part === null) throw new Error(`${record.name}.${field.name} is of no part`)
      const fields = [...(found.get(part)?.fields ?? []), field.name]
      const place = { section: section.name, answer: answer.name, record: record.name, fields }
      found.set(part, { ...place, keyed: whole !== null || fields.length > 1 })
    }
  }
  return found
})()

/** Every type that a child leads to. */
export const underChild: ReadonlySet<string> = (() => {
  const types = new Set(['Child'])
  for (const name of types)
    for (const field of Object.values(objectType(name).getFields())) {
      const inner = getNamedType(field.type)
      if (isObjectType(inner)) types.add(inner.name)
    }
  return types
})()
