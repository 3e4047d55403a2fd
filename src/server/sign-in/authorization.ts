// The one Authorization header of a request. Node keeps the first of several and drops the rest without a word, while whatever
// stands before the gateway may have looked at the last: two are refused, even where they say the same.
import { HafanError } from '../../errors.js'

/** Its value; undefined where there is none. `rawHeaders` are names and values in turn. Throws UNAUTHENTICATED for two. */
export function authorizationOf(rawHeaders: readonly string[]): string | undefined {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization',
  )
  if (values.length > 1) {
    throw new HafanError('UNAUTHENTICATED', 'The request has more than one Authorization header. Send exactly one.')
  }
  return values[0]
}
