// Copies what a source gave into what may go on: rows whose handling excludes this caller are removed, what tells where a
// protected child is goes blank, text is made plain, and every object carries the rights and is frozen.
import { HANDLING } from '../adapters/agency.js'
import type { Handling } from '../adapters/agency.js'
import { OPEN_CATEGORIES } from '../schema/classification.js'
import { fieldsOf } from '../schema/classification.js'
import type { Classification, Coordinate } from '../schema/classification.js'
import type { Rights } from '../types/decision.js'
import { keptBack } from './carried.js'
import { plainText } from './plain-text.js'
import { RIGHTS } from './rights.js'

export interface Trim {
  readonly classification: Classification
  readonly rights: Rights
  /** A record of the child is protected and this caller may not be told where the child is. */
  readonly hideLocation: boolean
}

export interface Trimmed {
  readonly value: unknown
  /** A row or value was removed because of its handling, where the caller may see it at all: else its absence would tell of it. */
  readonly removed: boolean
}

/** Trims a value of the given schema type. */
export function trim(type: string, value: unknown, options: Trim): Trimmed {
  let removed = false

  function walk(typeName: string, input: unknown, given: boolean): unknown {
    if (Array.isArray(input)) return walkList(typeName, input, given)
    if (typeof input !== 'object' || input === null) return input
    if (excluded(input, options.rights)) {
      removed ||= given
      return null
    }
    // That it is carried at all would tell of it: nothing is said of what is kept back.
    const back = keptBack(input, options.rights, options.hideLocation)
    if (back === 'ALL') return null
    const output = bare()
    const fields = fieldsOf(options.classification, typeName)
    for (const field of Object.keys(input)) {
      const inner = (input as Record<string, unknown>)[field]
      const coordinate = fields.get(field)
      if (back.includes(field)) output[field] = null
      else if (coordinate?.locates === true && options.hideLocation) output[field] = Array.isArray(inner) ? [] : null
      else if (coordinate?.leadsTo)
        output[field] = walk(coordinate.leadsTo, inner, given && isGiven(coordinate, options.rights))
      // What is not in the schema is never shown, and may be compared: it stays as it came.
      else output[field] = plain(inner, coordinate === undefined ? same : shown)
    }
    output[RIGHTS] = options.rights
    const handling = (input as { [HANDLING]?: Handling })[HANDLING]
    // What is filled in from a restrained row elsewhere stays restrained there.
    if (handling !== undefined) output[HANDLING] = handling
    return Object.freeze(output)
  }

  function walkList(typeName: string, rows: readonly unknown[], given: boolean): unknown {
    return Object.freeze(rows.map(row => walk(typeName, row, given)).filter(row => row !== null))
  }

  const result = walk(type, value, true)
  return { value: result, removed }
}

/**
 * An object with no inherited names. Made by a constructor, the engine keeps its fields as it keeps those of any object; one of
 * `Object.create(null)` it keeps as a dictionary, several times as dear to fill, to freeze and to read.
 */
const bare = (): Record<PropertyKey, unknown> => new Bare()
const Bare = function Bare() {} as unknown as new () => Record<PropertyKey, unknown>
Object.defineProperty(Bare, 'prototype', { value: Object.freeze(Object.create(null)) })

/** A value without fields of its own; a list of such is copied, so that nothing can be written into what was read. */
const plain = (value: unknown, as: (value: unknown) => unknown): unknown =>
  Array.isArray(value) ? Object.freeze((value as unknown[]).map(as)) : as(value)

const same = (value: unknown): unknown => value
const shown = (value: unknown): unknown => (typeof value === 'string' ? plainText(value) : value)

function isGiven({ category, strength }: Coordinate, { grants }: Rights): boolean {
  return OPEN_CATEGORIES.has(category) || grants[category].strength >= strength
}

function excluded(row: object, rights: Rights): boolean {
  const handling = (row as { [HANDLING]?: Handling })[HANDLING]
  return handling !== undefined && !rights.mayReceive(handling)
}
