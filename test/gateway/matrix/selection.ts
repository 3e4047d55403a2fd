// Queries that between them select every coordinate under a child, each small enough for the gateway's limits, and a way to
// find in an answer what stands at each coordinate.
import { getNamedType, isLeafType, isObjectType } from 'graphql'
import type { GraphQLObjectType } from 'graphql'
import { SECTIONS } from '../../../src/children/sections.js'
import { OPEN_CATEGORIES } from '../../../src/schema/classification.js'
import { classification, schema } from './table.js'

export interface Selection {
  readonly type: string
  readonly fields: readonly { readonly name: string; readonly args: string; readonly inner: Selection | null }[]
}

export interface Chunk {
  readonly name: string
  readonly child: Selection
  /** `Type.field` of all it selects under the child, the child's own fields among them. */
  readonly coordinates: readonly string[]
}

/** A response has at most fifty errors: a chunk withheld whole must not reach that. */
const MOST_DECIDED = 40

const typeOf = (name: string): GraphQLObjectType => {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`the schema has no object type ${name}`)
  return type
}

/** Of interviews recorded through the API, which nobody has here; their types stand in a charity's record too. test/gateway/hub-work. */
const NOT_RECORDED: ReadonlySet<string> = new Set([
  'MissingEpisodesRecord.interviews',
  'MissingEpisodesRecord.accounts',
])

/** Everything below a type; `only` narrows the fields of the type itself. */
function everything(typeName: string, only?: readonly string[]): Selection {
  const fields = Object.values(typeOf(typeName).getFields())
    .filter(({ name }) => only === undefined || only.includes(name))
    .filter(({ name }) => !NOT_RECORDED.has(`${typeName}.${name}`))
    .map(field => {
      const inner = getNamedType(field.type)
      const args = field.name === 'timeline' ? '(first: 50)' : ''
      // Every field of a version is asked for where the newest stands; of the others the first will do.
      const few = typeName === 'MirafEdge' && field.name === 'node' ? ['version', 'at'] : undefined
      return { name: field.name, args, inner: isLeafType(inner) ? null : everything(inner.name, few) }
    })
  return { type: typeName, fields }
}

function coordinatesOf({ type, fields }: Selection): string[] {
  return fields.flatMap(({ name, inner }) => [`${type}.${name}`, ...(inner ? coordinatesOf(inner) : [])])
}

export const isDecided = (name: string): boolean => {
  const category = classification.coordinates.get(name)?.category
  return category !== undefined && !OPEN_CATEGORIES.has(category)
}

const decidedIn = (selection: Selection): number => new Set(coordinatesOf(selection).filter(isDecided)).size

interface Part {
  readonly field: string
  /** Of the fields below it only these. */
  readonly only?: readonly string[]
}

/** A field of a record; one with more below it than a chunk may have, a few of those at a time. */
function partsOfField(recordType: string, field: string): readonly Part[] {
  if (decidedIn(everything(recordType, [field])) < MOST_DECIDED) return [{ field }]
  const inner = getNamedType(typeOf(recordType).getFields()[field]?.type)?.name ?? ''
  const groups: string[][] = [[]]
  for (const name of Object.keys(typeOf(inner).getFields())) {
    const last = groups.at(-1) ?? []
    if (decidedIn(everything(inner, [...last, name])) < MOST_DECIDED - 2) last.push(name)
    else groups.push([name])
  }
  return groups.map(only => ({ field, only }))
}

/** A section, its record's fields a few at a time. */
function sectionChunks({ name, answerType, recordType }: (typeof SECTIONS)[number]): Chunk[] {
  const groups: Part[][] = [[]]
  const inOne = (parts: readonly Part[]): Selection => ({
    type: recordType,
    fields: parts.flatMap(({ field, only }) =>
      everything(recordType, [field]).fields.map(one =>
        only && one.inner ? { ...one, inner: everything(one.inner.type, only) } : one,
      ),
    ),
  })
  for (const part of Object.keys(typeOf(recordType).getFields()).flatMap(field => partsOfField(recordType, field))) {
    const last = groups.at(-1) ?? []
    const again = last.some(({ field }) => field === part.field)
    if (!again && decidedIn(inOne([...last, part])) < MOST_DECIDED) last.push(part)
    else groups.push([part])
  }
  return groups.map((parts, index) => {
    const answer = everything(answerType)
    const narrowed: Selection = {
      type: answerType,
      fields: answer.fields.map(field => (field.name === 'record' ? { ...field, inner: inOne(parts) } : field)),
    }
    return chunk(`${name} ${index + 1}`, [{ name, args: '', inner: narrowed }])
  })
}

function chunk(name: string, fields: Selection['fields']): Chunk {
  const child: Selection = { type: 'Child', fields }
  return { name, child, coordinates: [...new Set(coordinatesOf(child))] }
}

/** Of many fields, and with others it would be more than one answer has refusals for. */
const DRAFT = 'mirafDraft'

/** Between them every coordinate under a child. */
export const CHUNKS: readonly Chunk[] = [
  chunk(
    'child',
    everything('Child').fields.filter(({ name }) => name !== DRAFT && !SECTIONS.some(section => section.name === name)),
  ),
  chunk('draft', everything('Child', [DRAFT]).fields),
  ...SECTIONS.flatMap(sectionChunks),
]

const written = ({ fields }: Selection): string =>
  `{ ${fields.map(({ name, args, inner }) => `${name}${args}${inner ? ` ${written(inner)}` : ''}`).join(' ')} }`

/** The chunk as an operation with variables `by` and `purpose`. */
export const queryOf = ({ child }: Chunk): string =>
  `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename ... on Child ${written(child)} } }`

/** Hands every value of the answer to `see`, with its coordinate; a list as one value, and then what is in it. */
export function walk(selection: Selection, value: unknown, see: (coordinate: string, value: unknown) => void): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) walk(selection, item, see)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const { name, inner } of selection.fields) {
    const field = (value as Record<string, unknown>)[name]
    see(`${selection.type}.${name}`, field)
    if (inner) walk(inner, field, see)
  }
}

/** Whether a value says anything. */
export const saysSomething = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
