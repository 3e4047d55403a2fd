// Numbers of a record's past, and ids with one authority. They follow a child who is known, and make none. An adopted child's old
// numbers never lead anywhere: not to nor from anybody with a protected record, nor where a name has changed with the number, which
// is how an adoption looks where nobody has flagged it. What does not count leaves no trace: no link, no conflict, no review.
import { recordKey, type Demographics } from '../types/child.js'
import { disagreements, givenNameFits, type IsOneName } from './demographics.js'
import {
  identifierKey,
  isUntraced,
  type HashedIdentifier,
  type Known,
  type LinkableRecord,
  type PageEntry,
} from './linking-records.js'

/** A number, and the child or the record (by `recordKey`) that it leads to no more. */
export interface Severed extends HashedIdentifier {
  readonly whose: string
  readonly ofChild: boolean
}

/** What comes of the secondary numbers of one record. */
export interface Besides {
  /** To be given to the record's child. */
  readonly gives: readonly HashedIdentifier[]
  /** Children whom they lead to, other than the one the record has otherwise. */
  readonly leads: readonly string[]
  /** Never to lead to the record's child. */
  readonly shut: readonly HashedIdentifier[]
}

export interface Secondary {
  /** Which of the numbers a record has now count, and for whom is no matter. */
  own(entry: PageEntry, linked: string | undefined): readonly HashedIdentifier[]
  besides(entry: PageEntry, target: string | undefined): Besides
  /** The record is this child's: from now on the child is protected where the record is. */
  belongs(record: LinkableRecord, childId: string, shut: readonly HashedIdentifier[]): void
  /** Noted as one that came from the past or from one authority. */
  holds(identifier: HashedIdentifier): void
  readonly severed: readonly Severed[]
  /** Taken from a child who had them as secondary ones, for a record that has them now and is somebody else's. */
  readonly reclaimed: readonly (HashedIdentifier & { readonly childId: string })[]
  readonly protectedNow: ReadonlySet<string>
}

/** `holders` and `anchors` are the plan's own, as they are by the time they are asked. */
export function createSecondary(
  known: Known,
  holders: Map<string, string>,
  anchors: ReadonlyMap<string, readonly Demographics[]>,
  isOneName: IsOneName,
): Secondary {
  const held = new Set(known.secondary)
  const severed: Severed[] = []
  const reclaimed: (HashedIdentifier & { childId: string })[] = []
  const protectedNow = new Set<string>()
  const isProtected = (childId: string): boolean => known.protectedChildren.has(childId) || protectedNow.has(childId)
  const sever = (whose: string, ofChild: boolean, numbers: readonly HashedIdentifier[]): void => {
    for (const { scheme, hash } of numbers) severed.push({ whose, ofChild, scheme, hash })
  }
  /** In everything that both say: a number alone is not enough where it is not the record's own, or nobody else's word. */
  const agrees = (childId: string, { anchor }: LinkableRecord): boolean => {
    const said = anchors.get(childId) ?? []
    return (
      said.length > 0 &&
      said.every(one => givenNameFits(one, anchor, isOneName) && disagreements(one, anchor).length === 0)
    )
  }

  /** Whether it counts; taken from a holder who only had it once, or by one authority's word, where the record is somebody else's. */
  function countsAgainst(holder: string, record: LinkableRecord, identifier: HashedIdentifier): boolean {
    const guarded = record.protectedRecord || isProtected(holder)
    if (!guarded && agrees(holder, record)) return true
    if (isUntraced(record, identifier)) return false
    const key = identifierKey(identifier)
    holders.delete(key)
    held.delete(key)
    reclaimed.push({ ...identifier, childId: holder })
    if (guarded) sever(holder, true, [identifier])
    return true
  }

  return {
    severed,
    reclaimed,
    protectedNow,

    own({ record, hashed }, linked) {
      const whose = linked === undefined ? [recordKey(record)] : [recordKey(record), linked]
      const counting = hashed.filter(one => {
        const holder = holders.get(identifierKey(one))
        if (whose.some(each => known.isSevered(each, one))) return false
        if (isUntraced(record, one) && holder === undefined) return false
        if (holder === undefined || holder === linked || !held.has(identifierKey(one))) return true
        return countsAgainst(holder, record, one)
      })
      const found = new Set(counting.flatMap(one => holders.get(identifierKey(one)) ?? []))
      return counting.filter(one => ![...found].some(childId => known.isSevered(childId, one)))
    },

    besides({ record, secondary = [] }, target) {
      const key = recordKey(record)
      const [gives, leads, shut]: [HashedIdentifier[], string[], HashedIdentifier[]] = [[], [], []]
      const guarded = record.protectedRecord || (target !== undefined && isProtected(target))
      for (const one of secondary) {
        const holder = holders.get(identifierKey(one))
        const elsewhere = holder !== undefined && holder !== target
        if (guarded || (elsewhere && isProtected(holder))) shut.push(one)
        else if (known.isSevered(key, one) || (target !== undefined && known.isSevered(target, one))) continue
        else if (!elsewhere) gives.push(one)
        else if (agrees(holder, record) && known.rejected.get(key)?.has(holder) !== true) {
          leads.push(holder)
          gives.push(one)
        }
      }
      sever(key, false, shut)
      return { gives, leads, shut }
    },

    belongs({ protectedRecord }, childId, shut) {
      sever(childId, true, shut)
      if (protectedRecord) protectedNow.add(childId)
    },

    holds: identifier => held.add(identifierKey(identifier)),
  }
}
