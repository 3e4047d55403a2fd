// Tokens that were found good, for a minute: the same one comes with every request of a person, and checking a signature is
// dearer than all else the door does. What could end a token sooner is looked at each time (tokens.ts); a bad one is not kept.
import { createHash } from 'node:crypto'
import type { Caller } from '../../types/caller.js'
import type { Verified } from './tokens.js'

export interface RememberingDeps {
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number
  /** Most tokens kept; the one used longest ago goes. */
  readonly most?: number
}

const KEPT_MS = 60_000
const MOST_KEPT = 10_000

type Verify = (authorization: string | undefined) => Promise<Verified>

/** As `verify`, but that what it found is good for a minute, if it holds so long. */
export function remembering(
  verify: Verify,
  { monotonic, most = MOST_KEPT }: RememberingDeps,
): (authorization: string | undefined) => Promise<Caller> {
  const kept = new Map<string, { readonly verified: Verified; readonly until: number }>()

  function recalled(name: string): Caller | null {
    const known = kept.get(name)
    if (known === undefined) return null
    kept.delete(name)
    if (monotonic() >= known.until || !known.verified.holds()) return null
    kept.set(name, known)
    return known.verified.caller
  }

  return async authorization => {
    if (authorization === undefined) return (await verify(authorization)).caller
    const name = nameOf(authorization)
    const known = recalled(name)
    if (known !== null) return known
    const until = monotonic() + KEPT_MS
    const verified = await verify(authorization)
    kept.set(name, { verified, until })
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return verified.caller
  }
}

/** Of the whole token, signature and all: two that differ in anything are two. Kept in its place, so that none can be read here. */
const nameOf = (authorization: string): string => createHash('sha256').update(authorization).digest('base64')
