// What the gateway holds of a child while it answers: an id, links, what was decided, and the picture once it is asked for.
// Everything under a child carries the rights, so that every rule is an array look-up.
import type { Link } from '../types/child.js'
import type { Records } from '../types/index.js'
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
  /** The fixed route for those who may know that a record is protected. */
  readonly protectionContact: Records.AgencyContact
  /** Asks the sources at the first call; later calls share the answer. */
  readonly picture: () => Promise<Picture>
}
