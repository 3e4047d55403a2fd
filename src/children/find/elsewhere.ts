// What agencies' own searches are asked, and how like a record that they gave is to what was asked.
import type { SoughtPerson } from '../../adapters/search.js'
import type { Demographics } from '../../types/child.js'
import type { Records } from '../../types/index.js'
import { comparedIn, likenessFrom, likest } from './found.js'
import type { Search } from './search.js'

export interface LikeRecord {
  readonly bits: number
  readonly likeness: Records.Likeness
  readonly why: readonly Records.WhyFound[]
}

const OF_AGE = 18

/** Null where it is too little to tell agencies of, or about somebody who is no child: systems hold adults as well. */
export function soughtElsewhere({ given, family, dateOfBirth, sex }: Search, now: Date): SoughtPerson | null {
  const [givenName = ''] = given
  if (givenName === '' || family === null || dateOfBirth === null) return null
  const eldest = new Date(now)
  eldest.setUTCFullYear(eldest.getUTCFullYear() - OF_AGE)
  if (Date.parse(dateOfBirth) <= eldest.getTime()) return null
  return { givenName, familyName: family, dateOfBirth, sex }
}

export function likeRecord(said: Demographics, search: Search): LikeRecord {
  const live = likest([{ ...said, postcodeSector: null }], search)
  return live === null
    ? { bits: -Infinity, likeness: 'POSSIBLE', why: [] }
    : { bits: live.bits, likeness: likenessFrom(live), why: comparedIn(live) }
}
