// What the answer should be: the canary records read through the operation's selection, with what the oracle does not give taken
// out. Values that can carry no canary (words of a list, yes and no) are proved here, by their place.
import { getNamedType, getNullableType, isListType, isObjectType } from 'graphql'
import type { SelectionSetNode } from 'graphql'
import { HANDLING } from '../../src/adapters/agency.js'
import { keptBack, type Worked } from './carries.js'
import type { Entitlement } from './entitled.js'
import { asksOf, objectType, parts } from './schema.js'
import { argumentsOf, selectedOf, setsOf } from './select.js'
import type { Document, Selected } from './select.js'
import type { Handling } from './tokens.js'

export interface Reading {
  readonly entitled: Entitlement
  readonly document: Document
  readonly source: string
  /** Numbers came as text: each is an error, and null. */
  readonly mistyped: boolean
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null // prettier-ignore

/** The fields of an object as they should be answered; undefined for a row that is not for this caller. */
export function objectAs(
  typeName: string,
  sets: readonly SelectionSetNode[],
  value: unknown,
  reading: Reading,
): object | null | undefined {
  if (!isObject(value)) return null
  const handling = (value as { [HANDLING]?: Handling })[HANDLING]
  if (handling !== undefined && !reading.entitled.receives([handling])) return undefined
  const back = keptBack(value, reading.entitled)
  if (back === 'ALL') return undefined
  const answer: Record<string, unknown> = {}
  for (const [key, selected] of selectedOf(typeName, sets, reading.document)) {
    if (selected.name === '__typename') answer[key] = typeName
    // Who says so is proved with the sources.
    else if (`${typeName}.${selected.name}` !== 'Professional.sources')
      answer[key] = back.includes(selected.name) ? null : fieldAs(typeName, selected.name, setsOf(selected), worked(value[selected.name], selected, reading), reading) // prettier-ignore
  }
  return answer
}

const isWorked = (value: unknown): value is Worked => typeof value === 'function'
const worked = (value: unknown, { nodes: [node] }: Selected, { document, entitled }: Reading): unknown =>
  isWorked(value) ? value(node ? argumentsOf(node, document.variables) : {}, entitled) : value

function fieldAs(typeName: string, name: string, sets: readonly SelectionSetNode[], value: unknown, reading: Reading): unknown {
  const coordinate = `${typeName}.${name}`
  if (!reading.entitled.allows(coordinate, reading.source) || value === null || value === undefined) return null
  const hidden = reading.entitled.blind && asksOf(coordinate).locates
  const type = objectType(typeName).getFields()[name]?.type
  if (!type) throw new Error(`the schema has no ${coordinate}`)
  const inner = getNamedType(type)
  if (isListType(getNullableType(type))) {
    if (hidden) return []
    const rows = value as readonly unknown[]
    return isObjectType(inner) ? rows.map(row => objectAs(inner.name, sets, row, reading)).filter(row => row !== undefined) : rows // prettier-ignore
  }
  if (hidden) return null
  if (isObjectType(inner)) return objectAs(inner.name, sets, value, reading) ?? null
  return reading.mistyped && typeof value === 'number' ? null : value
} // prettier-ignore

/** The records of one section that the answer should hold; a source with nothing for this caller has none. */
export function recordsAs(
  section: string,
  sets: readonly SelectionSetNode[],
  held: (source: string) => Readonly<Record<string, unknown>> | undefined,
  sources: readonly string[],
  of: Omit<Reading, 'source' | 'mistyped'> & { readonly mistyped: (source: string) => boolean },
): object[] {
  const places = [...parts].filter(([, place]) => place.section === section)
  const [first] = places
  if (!first) throw new Error(`there is no section ${section}`)
  const { record, answer } = first[1]
  const fields = new Set([...selectedOf(record, sets, of.document).values()].map(({ name }) => name))
  const wanted = places.filter(([, place]) => place.fields.some(field => fields.has(field)))
  const chosen = wanted.length > 0 ? wanted : places
  return sources.flatMap(source => {
    const values = held(source)
    if (values === undefined || !of.entitled.allows(`${answer}.record`, source)) return []
    const reading: Reading = { ...of, source, mistyped: of.mistyped(source) }
    const given = chosen.filter(
      ([part, place]) =>
        place.fields.some(field => of.entitled.allows(`${record}.${field}`, source)) &&
        of.entitled.reads(source, part) &&
        values[part] !== null &&
        values[part] !== undefined,
    )
    if (!given.some(([part]) => holds(part, values[part], reading))) return []
    const whole: Record<string, unknown> = {}
    for (const [part, { keyed, fields: own }] of given)
      for (const field of own) whole[field] = keyed ? (values[part] as Record<string, unknown>)[field] : values[part]
    return [objectAs(record, sets, whole, reading) ?? {}]
  })
}

/** Whether anything is left of it: of a part whose every field tells where a protected child is there is nothing. */
function holds(part: string, value: unknown, reading: Reading): boolean {
  if (!isLeft(value, reading)) return false
  const place = parts.get(part)
  if (!isObject(value) || Array.isArray(value) || !place) return true
  const [field = ''] = place.fields
  const type = place.keyed
    ? place.record
    : (getNamedType(objectType(place.record).getFields()[field]?.type)?.name ?? '')
  const hidden = (name: string): boolean => reading.entitled.blind && asksOf(`${type}.${name}`).locates
  return Object.entries(value).some(([name, inner]) => !hidden(name) && isLeft(inner, reading))
}

/** Not nothing, not for others, and not a list in which all is for others. */
function isLeft(value: unknown, reading: Reading): boolean {
  if (Array.isArray(value)) return value.some(row => isLeft(row, reading))
  return value !== null && value !== undefined && (!isObject(value) || objectAs('', [], value, reading) !== undefined)
}
