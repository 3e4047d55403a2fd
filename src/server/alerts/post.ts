// The ways out of the house. What is sent holds no word about a child: that there is an alert, of what kind, and where to read it.
import type { Delivery } from '../../store/alert-deliveries.js'
import type { Team } from './teams.js'

/** `code` is kept with the delivery for operators; it is a short name of what went wrong, and never an answer's own text. */
export type Posted =
  | 'SENT'
  | 'TRY_AGAIN'
  | 'REFUSED'
  | { readonly outcome: 'SENT' | 'TRY_AGAIN' | 'REFUSED'; readonly code: string | null }

/** Sends one message to one team. Throwing is as TRY_AGAIN. */
export type PostOne = (delivery: Delivery, team: Team) => Promise<Posted>

/** Null: nothing is set up to send it with, and deliveries say so. */
export interface Post {
  readonly mail: PostOne | null
  readonly webhook: PostOne | null
}
