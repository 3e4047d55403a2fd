// The one function behind every rule of gate 2: whether a coordinate may be given of an object. The library's rules and compiled
// plans both ask it, so that neither can be laxer than the other.
import { rightsOf } from '../children/rights.js'
import { OPEN_CATEGORIES } from '../schema/classification.js'
import type { Classification, Coordinate } from '../schema/classification.js'
import type { Grants, Rights } from '../types/decision.js'

export function allowed(coordinate: Coordinate, parent: unknown): boolean {
  if (OPEN_CATEGORIES.has(coordinate.category)) return true
  const rights = rightsOf(parent)
  if (rights === null) return false
  // What stands on the child itself comes from agencies; the hub's own records answer in sections.
  const grants = coordinate.type === 'Child' ? rights.agencyGrants : rights.grants
  return grants[coordinate.category].strength >= coordinate.strength
}

/** An act is done only if gate 1 let this very act pass: its rule asks the operation, since there is no child to ask yet. */
export function allowedAct(field: string, context: { readonly passedAct?: () => string | null }): boolean {
  return context.passedAct?.() === field
}

/**
 * All that `allowed` looks at in the rights of an object, in one word: two objects of one word are given the same coordinates. The
 * categories stand in one order whatever order the grants are in.
 */
export function createStandings({ coordinates }: Classification): (rights: Rights) => string {
  const categories = [...new Set([...coordinates.values()].map(({ category }) => category))].sort()
  const decided = categories.filter(category => !OPEN_CATEGORIES.has(category))
  const strengths = (grants: Grants): string => decided.map(category => grants[category].strength).join('')
  const known = new WeakMap<Rights, string>()
  return rights => {
    const before = known.get(rights)
    if (before !== undefined) return before
    const word = `${strengths(rights.grants)}/${strengths(rights.agencyGrants)}`
    known.set(rights, word)
    return word
  }
}
