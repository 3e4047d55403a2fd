// What to do with a page of records, decided in memory: which belong to a child already known, which make a new one, and
// which must be looked at by a person. Pure, so that every rule can be tried without a database.
import { recordKey, type Demographics, type Link, type RecordName } from '../types/child.js'
import { sameAnchor } from './anchors.js'
import { disagreements, givenNameFits, type Disagreement, type IsOneName } from './demographics.js'
import {
  identifierKey,
  isUntraced,
  type HashedIdentifier,
  type Known,
  type KnownLink,
  type LinkableRecord,
  type PageEntry,
} from './linking-records.js'
import { createSecondary, type Besides, type Secondary } from './linking-secondary.js'

/**
 * Why a record was not linked, or its link not renewed. TWO_CHILDREN: its identifiers belong to different children.
 * OTHER_CHILD: it is linked to one child, and its identifiers now belong to another. DIFFERENT_PERSON: the identifier
 * fits, the person described does not. REJECTED_BEFORE: the identifier fits, and a person has said that it is not this child.
 * LINKED_BY_SCORE: a score linked it, and now it has a number that is nobody's yet.
 */
export interface LinkConflict extends RecordName {
  readonly kind: 'TWO_CHILDREN' | 'OTHER_CHILD' | 'DIFFERENT_PERSON' | 'REJECTED_BEFORE' | 'LINKED_BY_SCORE'
  readonly childIds: readonly string[]
  readonly disagreements: readonly Disagreement[]
}

/** What is to be written. */
export interface Plan {
  readonly children: string[]
  readonly identifiers: (HashedIdentifier & { childId: string; childIsNew: boolean; secondary?: true })[]
  readonly links: { record: LinkableRecord; hashed: readonly HashedIdentifier[]; childId: string }[]
  /** Links that stand, whose record changed: `anchor` null leaves the old one. */
  readonly renewals: { record: RecordName; childId: string; protectedRecord: boolean; anchor: Demographics | null }[]
  readonly childOf: Map<string, string>
  readonly unidentified: RecordName[]
  readonly conflicts: LinkConflict[]
  /** By record, the numbers by which one that was linked already speaks for its child. */
  readonly bears: { record: RecordName; hashed: readonly HashedIdentifier[] }[]
  readonly severed: Secondary['severed']
  readonly reclaimed: Secondary['reclaimed']
  /** Children with a protected record on the page: no number of their past leads to them. */
  readonly protectedNow: ReadonlySet<string>
  /** Records that a score has linked: their numbers are not the child's. */
  readonly unproven: Set<string>
  /** By child, what linked records say of those whom the page came upon. */
  readonly anchors: Map<string, Demographics[]>
}

/** Two points of disagreement mean another person (security.md, row 43). */
const ANOTHER_PERSON = 2

/** Decides record by record; what an earlier one of the page decided holds for the later. `newId` makes a random UUID. */
export function planLinks(
  page: readonly PageEntry[],
  known: Known,
  newId: () => string,
  isOneName: IsOneName = (one, other) => one === other,
): Plan {
  const anchors = new Map([...known.anchors].map(([childId, list]) => [childId, [...list]]))
  const holders = new Map(known.holders)
  const numbers = createSecondary(known, holders, anchors, isOneName)
  const plan: Plan = {
    children: [],
    identifiers: [],
    links: [],
    renewals: [],
    childOf: new Map(),
    unidentified: [],
    conflicts: [],
    unproven: new Set(),
    bears: [],
    severed: numbers.severed,
    reclaimed: numbers.reclaimed,
    protectedNow: numbers.protectedNow,
    anchors,
  }
  const made = new Set<string>()
  const seen = new Set<string>()

  const give = (childId: string, hashed: readonly HashedIdentifier[], secondary = false): void => {
    for (const identifier of hashed) {
      const key = identifierKey(identifier)
      if (holders.has(key)) continue
      holders.set(key, childId)
      if (secondary) numbers.holds(identifier)
      const given = { ...identifier, childId, childIsNew: made.has(childId) }
      plan.identifiers.push(secondary ? { ...given, secondary } : given)
    }
  }
  const conflict = (
    record: RecordName,
    kind: LinkConflict['kind'],
    childIds: string[],
    on: readonly Disagreement[] = [],
  ): void => {
    plan.conflicts.push({ sourceId: record.sourceId, recordId: record.recordId, kind, childIds, disagreements: on })
  }

  for (const entry of page) {
    const { record } = entry
    const key = recordKey(record)
    if (seen.has(key)) continue
    seen.add(key)
    const link = known.links.get(key)
    const hashed = numbers.own(entry, link?.childId)
    const found = [...new Set(hashed.flatMap(identifier => holders.get(identifierKey(identifier)) ?? []))]
    const besides = numbers.besides(entry, link?.childId ?? (found.length === 1 ? found[0] : undefined))
    const all = [...new Set([...found, ...besides.leads])]
    if (link !== undefined) {
      numbers.belongs(record, link.childId, besides.shut)
      const byScore = link.how === 'MODEL'
      if (byScore) plan.unproven.add(key)
      const news = byScore && hashed.some(one => !holders.has(identifierKey(one)))
      if (renew(record, link, all, news) === 'conflict' || byScore) continue
      give(link.childId, hashed)
      give(link.childId, besides.gives, true)
      plan.bears.push({ record, hashed: [...hashed, ...besides.gives] })
      continue
    }
    const [holder, second] = all
    if (hashed.length === 0 && holder === undefined)
      plan.unidentified.push({ sourceId: record.sourceId, recordId: record.recordId })
    else if (second !== undefined) conflict(record, 'TWO_CHILDREN', all)
    else attach(record, hashed, holder, besides)
  }
  return plan

  function attach(
    record: LinkableRecord,
    hashed: readonly HashedIdentifier[],
    holder: string | undefined,
    { gives, shut }: Besides,
  ): void {
    if (holder !== undefined) {
      if (known.rejected.get(recordKey(record))?.has(holder)) return conflict(record, 'REJECTED_BEFORE', [holder])
      const isTraced = hashed.some(
        one => one.scheme === 'NHS_NUMBER' && !isUntraced(record, one) && holders.get(identifierKey(one)) === holder,
      )
      const others = anchors.get(holder) ?? []
      const twin = isTraced ? undefined : others.find(one => !givenNameFits(one, record.anchor, isOneName))
      const differs = twin ? disagreementsOfTwins(twin, record.anchor) : firstDifference(others, record.anchor)
      if (differs.length > 0) return conflict(record, 'DIFFERENT_PERSON', [holder], differs)
    }
    const childId = holder ?? newId()
    if (holder === undefined) {
      made.add(childId)
      plan.children.push(childId)
    }
    const ledBy = [...hashed, ...gives].find(one => holders.get(identifierKey(one)) === holder)
    // Of its own numbers it has said which it goes by; what it has besides is named where that alone led to the child.
    const how = holder === undefined || !ledBy || hashed.includes(ledBy) ? record.how : ledBy.scheme
    give(childId, hashed)
    give(childId, gives, true)
    numbers.belongs(record, childId, shut)
    plan.links.push({ record: { ...record, how }, hashed: [...hashed, ...gives], childId })
    plan.childOf.set(recordKey(record), childId)
    anchors.set(childId, [...(anchors.get(childId) ?? []), record.anchor])
  }

  /** The protection flag is the record's own and is renewed even when the rest is in doubt. */
  function renew(
    record: LinkableRecord,
    link: KnownLink,
    found: readonly string[],
    news: boolean,
  ): 'conflict' | 'renewed' {
    const others = found.filter(childId => childId !== link.childId)
    const differs = link.anchor === null ? [] : firstDifference([link.anchor], record.anchor)
    const doubtful = others.length > 0 || differs.length > 0 || news
    if (others.length > 0) conflict(record, 'OTHER_CHILD', [link.childId, ...others])
    else if (differs.length > 0) conflict(record, 'DIFFERENT_PERSON', [link.childId], differs)
    else if (news) conflict(record, 'LINKED_BY_SCORE', [link.childId])
    else plan.childOf.set(recordKey(record), link.childId)
    if (doubtful && link.anchor !== null && !anchors.has(link.childId)) anchors.set(link.childId, [link.anchor])
    const changed = !doubtful && (link.anchor === null || !sameAnchor(link.anchor, record.anchor))
    if (changed || record.protectedRecord !== link.protectedRecord) {
      const { sourceId, recordId, protectedRecord } = record
      const anchor = changed ? record.anchor : null
      plan.renewals.push({ record: { sourceId, recordId }, childId: link.childId, protectedRecord, anchor })
    }
    return doubtful ? 'conflict' : 'renewed'
  }
}

/** Pupil numbers and numbers that nobody has traced are typed on the wrong twin's record, and twins differ in nothing but the name. */
const disagreementsOfTwins = (one: Demographics, other: Demographics): readonly Disagreement[] => [
  ...new Set<Disagreement>(['GIVEN_NAME', ...disagreements(one, other)]),
]

function firstDifference(anchors: readonly Demographics[], other: Demographics): readonly Disagreement[] {
  for (const anchor of anchors) {
    const on = disagreements(anchor, other)
    if (on.length >= ANOTHER_PERSON) return on
  }
  return []
}

/** Links that a person or the matcher made do not count as a yardstick: only numbers do. */
export function isYardstick(how: Link['how']): boolean {
  return how !== 'PERSON' && how !== 'MODEL'
}
