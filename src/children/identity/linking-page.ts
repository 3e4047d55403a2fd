// One page of a linking pass: by number first, then by score what is left. What stands against each other waits for a person.
import type { IdentifiedRecord } from '../../adapters/agency.js'
import type { IndexedIdentity } from '../../store/identity-index.js'
import type { Store } from '../../store/open.js'
import { recordKey } from '../../types/child.js'
import { conflictsOf } from './link-conflicts.js'
import { addedScores } from './link-by-score.js'
import type { Askable, ByScore } from './link-by-score.js'
import { claimOf, joinable, underTheirNumber } from './linking-claims.js'
import type { PassProgress } from './linking-pass.js'

export interface PageDeps {
  readonly store: Pick<Store, 'children' | 'linking' | 'identityIndex' | 'linkReviews'>
  readonly now: () => Date
  /** Left out at a first start: what was passed through once is left out, and records without an identifier wait. */
  readonly backfill?: Backfill
}

/** Everything a source has, again where it was passed through before. */
export interface Backfill {
  /** The records of a page that no identifier links, and those of which a person may be asked; null where numbers alone are gone through. */
  readonly byScore:
    ((sourceId: string, records: readonly IdentifiedRecord[], askable: readonly Askable[]) => Promise<ByScore>) | null
  /** Counts, and writes nothing. */
  readonly dryRun: boolean
  /** Leaves the cursor kept from an earlier run: its system may have forgotten it. */
  readonly fromStart?: boolean
}

export type Counted = Pick<PassProgress, 'records' | 'linked' | 'standing' | 'conflicts' | 'untraced' | 'byScore'>
export const NOTHING: Counted = { records: 0, linked: 0, standing: 0, conflicts: 0, untraced: 0 }

/** By number first, then by score what is left; what is linked now goes to the index. */
export async function linkPage(
  sourceId: string,
  records: readonly IdentifiedRecord[],
  keyed: readonly string[],
  deps: PageDeps,
): Promise<Counted> {
  const { store, backfill, now } = deps
  const claims = records.map(record => claimOf(sourceId, record))
  const joining = await joinable(claims, store)
  const linkable = [...joining, ...underTheirNumber(records, keyed)]
  const dryRun = backfill?.dryRun === true
  const result = dryRun ? await store.linking.foresee(linkable) : await store.linking.apply(linkable)
  const { linksMade, conflicts, childOf, unidentified } = result
  const inDoubt = conflictsOf(linkable, result)
  if (!dryRun && inDoubt.length > 0) await store.linkReviews.propose(inDoubt)
  if (!dryRun) await store.identityIndex.refresh(identitiesOf(sourceId, records, childOf, now()))
  const standing = records.filter(({ recordId }) => childOf.has(recordKey({ sourceId, recordId }))).length
  const untraced = claims.filter(
    ({ unverifiedNhs }, nth) => unverifiedNhs && !joining[nth]?.identifiers.nhsNumber,
  ).length
  const counted = { records: records.length, linked: linksMade, standing, conflicts: conflicts.length, untraced }
  if (!backfill?.byScore) return counted
  const left = new Set(unidentified.map(({ recordId }) => recordId))
  // A person has said that it is not the child who has its number: it may be another's, and no score says so by itself.
  const rejected = new Set(conflicts.flatMap(one => (one.kind === 'REJECTED_BEFORE' ? [one.recordId] : [])))
  const byScore = await backfill.byScore(
    sourceId,
    records.filter(({ recordId }) => left.has(recordId)),
    records.flatMap(record => {
      const childId = childOf.get(recordKey({ sourceId, recordId: record.recordId })) ?? null
      return childId !== null || rejected.has(record.recordId) ? [{ record, childId }] : []
    }),
  )
  return { ...counted, byScore }
}

export function added(one: Counted, other: Counted): Counted {
  const [left, right] = [one.byScore, other.byScore]
  return {
    records: one.records + other.records,
    linked: one.linked + other.linked,
    standing: one.standing + other.standing,
    conflicts: one.conflicts + other.conflicts,
    untraced: one.untraced + other.untraced,
    ...(left && right && { byScore: addedScores(left, right) }),
  }
}

/** What the records of a page that are linked say of their children, for the index. */
function identitiesOf(
  sourceId: string,
  records: readonly IdentifiedRecord[],
  childOf: ReadonlyMap<string, string>,
  now: Date,
): IndexedIdentity[] {
  return records.flatMap(({ recordId, subject: { demographics } }) => {
    const childId = childOf.get(recordKey({ sourceId, recordId }))
    return childId === undefined ? [] : [{ childId, sourceId, recordId, demographics, seenAt: now.toISOString() }]
  })
}
