// A view: several operations that a person sees as one look at a child, as a page sends a query for each of its sections. It is
// named by the application, so it is no right: it only says what belongs together.
import { createHash } from 'node:crypto'
import { BadArgument, HafanError } from '../../errors.js'
import type { Caller } from '../../types/caller.js'

export interface View {
  /** As the audit has it: in lower case. */
  readonly id: string
  /** Stands for the token, and so for everything it says: person, role, organisation, posts, application. */
  readonly token: string
}

const HEADER = 'x-hafan-view'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** `rawHeaders` are names and values in turn. Null where there is no such header; throws where it is not what it should be. */
export function viewOf(rawHeaders: readonly string[], authorization: string, { person }: Caller): View | null {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === HEADER)
  const [value] = values
  if (value === undefined) return null
  if (values.length > 1 || !UUID.test(value)) {
    throw new BadArgument(
      HEADER,
      `"${HEADER}" is one UUID, made at random for each page that is opened, and sent with every query of that page.`,
    )
  }
  if (person === null) {
    throw new HafanError(
      'PERSON_REQUIRED',
      `"${HEADER}" joins what one signed-in person looks at: an application that acts for nobody leaves it out.`,
    )
  }
  return { id: value.toLowerCase(), token: createHash('sha256').update(authorization).digest('base64url') }
}
