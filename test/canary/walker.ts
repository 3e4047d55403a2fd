// Random selections over the schema: aliases, fragments named, inline and nested, directives, arguments, variables. What has been
// asked least is asked next, so that every coordinate comes up.
import { getNamedType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType } from 'graphql' // prettier-ignore
import type { GraphQLArgument, GraphQLField, GraphQLInputType } from 'graphql'
import type { Random } from './random.js'
import { asksOf, isOpen, objectType, schema } from './schema.js'

/** How often each coordinate has been asked for by this caller. */
export type Asked = Map<string, number>

export interface Walk {
  readonly random: Random
  readonly asked: Asked
  /** Fields still to spend: a document has limits. */
  left: number
  /** Declared variables: name → type and value. */
  readonly variables: Map<string, { readonly type: string; readonly value: unknown }>
  readonly fragments: string[]
  /** Values for arguments by coordinate, such as `Child.timeline(after:)`; undefined leaves the argument out. */
  readonly argument: (coordinate: string, argument: GraphQLArgument) => unknown
  names: number
}

const DEEPEST = 8

const DERIVED = new Set(['timeline', 'conflicts', 'professionals', 'calledBy', 'completeness', 'sources'])

/** A selection set on a type, braces and all. `only` names the fields that may be taken. */
export function select(typeName: string, walk: Walk, depth = 0, only?: readonly string[]): string {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) return `{ __typename ${onEach(typeName, walk, depth)} }`
  const { random } = walk
  const fields = chosen(typeName, walk, depth, only)
  const groups: string[] = []
  const plain: string[] = []
  for (const field of fields) {
    const text = written(typeName, field, walk, depth)
    if (text === null) continue
    if (random.chance(0.2)) groups.push(wrapped(typeName, text, walk))
    else plain.push(text)
  }
  const texts = random.shuffle([...plain, ...groups])
  if (texts.length === 0 || random.chance(0.1)) texts.push('__typename')
  return `{ ${texts.join(' ')} }`
}

/** Of an abstract type, a fragment for each type it may be; now and then one within another. */
function onEach(typeName: string, walk: Walk, depth: number): string {
  const possible = schema.getPossibleTypes(schema.getType(typeName) as never)
  return possible.map(({ name }) => wrapped(name, select(name, walk, depth).slice(1, -1), walk)).join(' ')
}

/** Inside a fragment, one way or another. */
function wrapped(typeName: string, text: string, walk: Walk): string {
  const { random } = walk
  const inner = random.chance(0.15) ? `... on ${typeName} { ${text} }` : text
  const flag = random.chance(0.3) ? ` ${flagged(walk)}` : ''
  if (random.chance(0.5)) return `... on ${typeName}${flag} { ${inner} }`
  const name = `F${(walk.names += 1)}`
  walk.fragments.push(`fragment ${name} on ${typeName} { ${inner} }`)
  return `...${name}${flag}`
}

/** `@skip` or `@include`, mostly so that the field stays. */
function flagged(walk: Walk): string {
  const { random } = walk
  const stays = random.chance(0.85)
  const skip = random.chance(0.5)
  return `@${skip ? 'skip' : 'include'}(if: ${literalOrVariable('Boolean!', skip ? !stays : stays, walk)})`
}

/** The least asked first; the deeper, the fewer. */
function chosen(typeName: string, walk: Walk, depth: number, only?: readonly string[]): GraphQLField<unknown, unknown>[] {
  const fields = Object.values(objectType(typeName).getFields()).filter(({ name }) => only === undefined || only.includes(name)) // prettier-ignore
  const rank = new Map(fields.map(({ name }) => [name, leastAsked(`${typeName}.${name}`, walk.asked) + walk.random.next() * 2]))
  const sorted = [...fields].sort((left, right) => (rank.get(left.name) ?? 0) - (rank.get(right.name) ?? 0))
  const most = typeName === 'Child' ? 3 : depth > 5 ? 4 : 6
  const taken = sorted.slice(0, 1 + walk.random.below(most))
  // What is worked out from records is most telling beside them.
  const derived = sorted.find(({ name }) => DERIVED.has(name))
  return derived && !taken.includes(derived) && walk.random.chance(0.5) ? [...taken, derived] : taken
} // prettier-ignore

/** How often the least asked of what a field leads to has been asked for. */
function leastAsked(coordinate: string, asked: Asked): number {
  return Math.min(...decidedBelow(coordinate).map(one => asked.get(one) ?? 0))
}

const below = new Map<string, readonly string[]>()

/** What a protocol decides on among everything a field leads to; the field itself where there is nothing of the kind. */
function decidedBelow(coordinate: string): readonly string[] {
  const known = below.get(coordinate)
  if (known) return known
  const found = new Set([coordinate])
  for (const one of found) {
    const [typeName = '', name = ''] = one.split('.')
    const inner = getNamedType(objectType(typeName).getFields()[name]?.type)
    if (isObjectType(inner)) for (const field of Object.keys(inner.getFields())) found.add(`${inner.name}.${field}`)
  }
  const decided = [...found].filter(one => !isOpen(asksOf(one)))
  const all = decided.length > 0 ? decided : [coordinate]
  below.set(coordinate, all)
  return all
}

function written(typeName: string, field: GraphQLField<unknown, unknown>, walk: Walk, depth: number): string | null {
  const coordinate = `${typeName}.${field.name}`
  const inner = getNamedType(field.type)
  if (walk.left <= 0 || (isCompositeType(inner) && depth >= DEEPEST)) return null
  walk.left -= 1
  walk.asked.set(coordinate, (walk.asked.get(coordinate) ?? 0) + 1)
  const alias = walk.random.chance(0.2) || field.args.length > 0 ? `x${(walk.names += 1)}: ` : ''
  const flag = walk.random.chance(0.08) ? ` ${flagged(walk)}` : ''
  const args = argumentsFor(coordinate, field, walk)
  const selection = isAbstractType(inner) || isObjectType(inner) ? ` ${select(inner.name, walk, depth + 1)}` : ''
  return `${alias}${field.name}${args}${flag}${selection}`
}

export function argumentsFor(coordinate: string, { args }: GraphQLField<unknown, unknown>, walk: Walk): string {
  const texts = args.flatMap(one => {
    const value = walk.argument(coordinate, one)
    return value === undefined ? [] : [`${one.name}: ${literalOrVariable(String(one.type), value, walk)}`]
  })
  return texts.length === 0 ? '' : `(${texts.join(', ')})`
}

/** The value in the document, or beside it. */
export function literalOrVariable(type: string, value: unknown, walk: Walk): string {
  if (walk.random.chance(0.5)) {
    const name = `v${(walk.names += 1)}`
    walk.variables.set(name, { type, value })
    return `$${name}`
  }
  return literal(value, typeNamed(type))
}

const typeNamed = (text: string): string => text.replace(/[[\]!]/g, '')

function literal(value: unknown, typeName: string): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(one => literal(one, typeName)).join(', ')}]`
  const type = schema.getType(typeName)
  if (typeof value === 'string') return isEnumType(type) ? value : JSON.stringify(value)
  const fields = isInputObjectType(type) ? type.getFields() : {}
  const entries = Object.entries(value as object).map(([name, inner]) => `${name}: ${literal(inner, getNamedType(fields[name]?.type)?.name ?? 'String')}`) // prettier-ignore
  return `{${entries.join(', ')}}`
}

/** Some value of any input type, for arguments nobody has thought of. */
export function anyValue(type: GraphQLInputType, random: Random): unknown {
  if (isNonNullType(type)) return anyValue(type.ofType, random) ?? null
  if (isListType(type)) return [anyValue(type.ofType, random)]
  if (isEnumType(type)) return random.pick(type.getValues()).name
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(field => isNonNullType(field.type) || random.chance(0.5))
    return Object.fromEntries(fields.map(field => [field.name, anyValue(field.type, random)]))
  }
  switch (getNamedType(type).name) {
    case 'Int':
    case 'Float':
      return 1 + random.below(20)
    case 'Boolean':
      return random.chance(0.5)
    case 'Date':
      return '2026-01-01'
    case 'DateTime':
      return '2026-01-01T00:00:00Z'
    default:
      return 'any'
  }
}
