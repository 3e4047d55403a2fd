// The other world: the same records, with everything in them changed that this caller may not see. Rows that nobody tells of are
// gone; what is hidden in the rest is another value, or none.
import { getNamedType, isObjectType } from 'graphql'
import { HANDLING } from '../../src/adapters/agency.js'
import type { Entitlement } from './entitled.js'
import { asksOf, isOpen, objectType, parts } from './schema.js'
import type { Handling } from './tokens.js'

type Row = Readonly<Record<PropertyKey, unknown>>

export interface Hiding {
  readonly of: Entitlement
  readonly source: string
  /** Whether the caller learns that something was removed: then something must still be there to remove. */
  readonly told: boolean
}

/** The part as it is in the other world. */
export function changedPart(part: string, value: unknown, hiding: Hiding): unknown {
  const { of, source } = hiding
  if (part === 'professionals') return of.level('PROFESSIONALS') > 1 ? changedRows('Professional', value, hiding) : []
  const place = parts.get(part)
  if (!place) return value
  const given = place.fields.some(field => of.allows(`${place.record}.${field}`, source))
  const level = Math.max(...place.fields.map(field => of.level(asksOf(`${place.record}.${field}`).category)))
  // Of what is not even said to exist there is none; of what is, there is something else.
  if (!given && level === 0) return Array.isArray(value) ? [] : null
  if (!given) return Array.isArray(value) ? knownOf(value as readonly Row[], hiding).map(altered) : altered(value)
  if (place.keyed) return changedObject(place.record, value as Row, hiding)
  const [field = ''] = place.fields
  const inner = getNamedType(objectType(place.record).getFields()[field]?.type)
  return Array.isArray(value) ? changedRows(inner?.name ?? '', value, hiding) : changedObject(inner?.name ?? '', value as Row, hiding) // prettier-ignore
}

/** The rows that make a difference to what is said: to whom it is told of a removed one, all. */
function knownOf(rows: readonly Row[], { of, told }: Hiding): readonly Row[] {
  return told ? rows : rows.filter(row => of.receives(handlingOf(row)))
}

function handlingOf(row: Row): readonly Handling[] {
  const handling = (row as { [HANDLING]?: Handling })[HANDLING]
  return handling === undefined ? [] : [handling]
}

function changedRows(typeName: string, value: unknown, hiding: Hiding): unknown[] {
  return (value as readonly Row[]).flatMap(row => {
    if (typeName === 'Professional' && hiding.of.level(String(row['reveals'])) === 0) return []
    if (hiding.of.receives(handlingOf(row))) return [changedObject(typeName, row, hiding)]
    return hiding.told ? [altered(row)] : []
  })
}

function changedObject(typeName: string, row: Row, hiding: Hiding): Row {
  const { of, source } = hiding
  const fields = objectType(typeName).getFields()
  const changed = Reflect.ownKeys(row).map(key => {
    const value = row[key]
    const field = typeof key === 'string' ? fields[key] : undefined
    // The port's own, such as a handling or until when somebody is concerned.
    if (!field || typeof key !== 'string') return [key, value] as const
    const coordinate = `${typeName}.${key}`
    const hidden = !of.allows(coordinate, source) || (of.blind && asksOf(coordinate).locates)
    if (hidden && !isOpen(asksOf(coordinate))) return [key, hiddenValue(coordinate, value, hiding)] as const
    const inner = getNamedType(field.type)
    if (!isObjectType(inner) || value === null) return [key, value] as const
    return [key, Array.isArray(value) ? changedRows(inner.name, value, hiding) : changedObject(inner.name, value as Row, hiding)] as const // prettier-ignore
  })
  return Object.fromEntries(changed as [PropertyKey, unknown][])
}

/** Whoever has EXISTS in its category may know that there is something; to all others it may as well not be. */
function hiddenValue(coordinate: string, value: unknown, { of, source }: Hiding): unknown {
  if (of.level(asksOf(coordinate).category, source === 'hub' ? 'HUB' : 'AGENCY') > 0) return altered(value)
  return Array.isArray(value) ? [] : null
}

/** Something else of the same shape. */
function altered(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(altered)
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d/.test(value) || /^[A-Z_]+$/.test(value) ? value : `other ${value.length}` // prettier-ignore
  if (typeof value === 'number') return value + 1
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Reflect.ownKeys(value).map(key => [key, typeof key === 'symbol' ? (value as Row)[key] : altered((value as Row)[key])]) as [PropertyKey, unknown][]) // prettier-ignore
}
