// Where everything under a child carries what was decided for this caller, so that every rule is an array look-up.
import type { Rights } from '../types/decision.js'

/** A symbol, so that no query can select it and no JSON can forge it. */
export const RIGHTS: unique symbol = Symbol('rights')

/** The rights an object carries; null if it is not under a child. A child's handle carries them by name. */
export function rightsOf(parent: unknown): Rights | null {
  if (typeof parent !== 'object' || parent === null) return null
  if (RIGHTS in parent) return (parent as { [RIGHTS]: Rights })[RIGHTS]
  if ('rights' in parent && 'plan' in parent) return (parent as { rights: Rights }).rights
  return null
}
