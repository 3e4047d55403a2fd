// What the gateway holds of a child while it answers: an id, links, what was decided, and the picture once it is asked for.
// Everything under a child carries the rights, so that every rule is an array look-up.
import type { Link } from '../types/child.js'
import type { Rights } from '../types/decision.js'
import type { Picture } from './picture.js'
import type { Plan } from './plan.js'

export interface ChildHandle {
  /** The hub child's UUID; never shown. */
  readonly id: string
  /** `Child.id`. */
  readonly publicId: string
  readonly links: readonly Link[]
  readonly rights: Rights
  readonly plan: Plan
  /** Asks the sources at the first call; later calls share the answer. */
  readonly picture: () => Promise<Picture>
}

/** Where objects under a child carry its rights. */
export const RIGHTS: unique symbol = Symbol('rights')

/** The rights an object carries; null if it is not under a child. */
export function rightsOf(parent: unknown): Rights | null {
  if (typeof parent !== 'object' || parent === null) return null
  if (RIGHTS in parent) return (parent as { [RIGHTS]: Rights })[RIGHTS]
  if ('rights' in parent && 'picture' in parent) return (parent as ChildHandle).rights
  return null
}
