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

/**
 * As asked, and with day and month swapped, to be asked where the first finds nobody. None where it is too little to tell agencies of,
 * or about somebody who is no child: systems hold adults as well.
 */
export function soughtElsewhere({ given, family, dateOfBirth, sex }: Search, now: Date): readonly SoughtPerson[] {
  const [givenName = ''] = given
  if (givenName === '' || family === null || dateOfBirth === null) return []
  const eldest = new Date(now)
  eldest.setUTCFullYear(eldest.getUTCFullYear() - OF_AGE)
  const isOfAChild = (day: string): boolean => Date.parse(day) > eldest.getTime()
  if (!isOfAChild(dateOfBirth)) return []
  const swapped = swappedDay(dateOfBirth)
  const others = swapped !== null && isOfAChild(swapped) && Date.parse(swapped) <= now.getTime() ? [swapped] : []
  return [dateOfBirth, ...others].map(day => ({ givenName, familyName: family, dateOfBirth: day, sex }))
}

/** Null where no calendar has the other day, or it is the same. */
function swappedDay(iso: string): string | null {
  const [year = '', month = '', day = ''] = iso.split('-')
  return Number(day) > 12 || day === month ? null : `${year}-${day}-${month}`
}

export function likeRecord(said: Demographics, search: Search): LikeRecord {
  const live = likest([{ ...said, postcodeSector: null }], search)
  return live === null
    ? { bits: -Infinity, likeness: 'POSSIBLE', why: [] }
    : { bits: live.bits, likeness: likenessFrom(live), why: comparedIn(live) }
}
