// One way to say no to a token: in words for whoever writes the software, and without anything of the token.
import { HafanError } from '../../errors.js'

/** Throws UNAUTHENTICATED; `why` is a sentence that names no value. */
export function refuse(why: string): never {
  throw new HafanError(
    'UNAUTHENTICATED',
    `${why} Sign in again and send the new access token as "Authorization: Bearer …".`,
  )
}
