// A system that has made one record of two which are linked to two children: the links cannot both hold, and a person says which.
import type { Demographics, Link, RecordName } from '../../types/child.js'
import { isYardstick } from '../../store/linking-plan.js'
import type { Store } from '../../store/open.js'
import { INDEX_MODEL } from './candidates.js'
import { scoredOf } from './link-conflicts.js'

/** Asked once for each record; nobody is asked where a record of either child is protected: it would tell that the two are one. */
export async function proposeMerged(
  link: Link,
  name: RecordName,
  said: { readonly anchor: Demographics; readonly protectedRecord: boolean },
  { children, linkReviews }: Pick<Store, 'children' | 'linkReviews'>,
): Promise<void> {
  const [other] = (await children.byRecord([name])).values()
  if (other === undefined || other === link.childId || said.protectedRecord) return
  const links = await children.linksOf([other, link.childId])
  if ([...links.values()].flat().some(one => one.protectedRecord)) return
  const candidates = scoredOf(said.anchor, [other, link.childId], anchorsIn(links))
  const about = { ...name, ...said, modelVersion: INDEX_MODEL.name, kind: 'CONFLICT' } as const
  await linkReviews.propose([{ ...about, candidates: candidates.map(one => ({ ...one, rule: 'MERGED' })) }])
}

/** What a number vouches for of each child. */
export const anchorsIn = (links: ReadonlyMap<string, readonly Link[]>): Map<string, Demographics[]> =>
  new Map(
    [...links].map(([childId, own]) => [
      childId,
      own.flatMap(one => (isYardstick(one.how) && one.anchor !== null ? [one.anchor] : [])),
    ]),
  )
