// What both social-care adapters do with the wire: the acting person named, pages bounded.
import type { Call } from '../agency.js'
import { headerText } from '../wire.js'

/** The systems keep their own record of who looked, and open a locked record to the people on its list. */
export function actingHeaders(call: Call): Readonly<Record<string, string>> {
  return {
    'x-acting-user': headerText(call.actor.staffRef),
    'x-acting-organisation': headerText(call.actor.organisation),
    'x-purpose-code': headerText(call.purpose),
  }
}

/** Pages followed at most: a list that goes on beyond them fails, because cut short it would look whole. */
export const MOST_PAGES = 20
