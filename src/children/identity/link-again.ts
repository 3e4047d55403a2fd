// Links that a score made before, looked at again with what is known now. Nothing is unlinked: what would not be linked now waits for a person.
import type { LinkProposal } from '../../types/links.js'
import { candidatesFor, linkByScore, proposalOf } from './link-by-score.js'
import type { Askable, ByScore, ScoreDeps } from './link-by-score.js'
import { scoredOf } from './link-conflicts.js'
import type { IdentifiedRecord } from '../../adapters/agency.js'
import { anchorsIn } from './merged.js'

/** As `linkByScore`, and of the records that are linked those that a score has linked too. */
export async function linkByScoreAgain(
  sourceId: string,
  records: readonly IdentifiedRecord[],
  deps: ScoreDeps,
  askable: readonly Askable[] = [],
): Promise<ByScore> {
  const doubted = await noLongerMatched(sourceId, askable, deps.store)
  const proposed = deps.dryRun || doubted.length === 0 ? 0 : (await deps.store.linkReviews.propose(doubted)).proposed
  const counted = await linkByScore(sourceId, records, deps, askable)
  return { ...counted, inQuestion: counted.inQuestion + doubted.length, proposed: counted.proposed + proposed }
}

/**
 * Links that a score made, of an earlier model or of what was known then, that it would not make now. A person decides: no link goes by
 * itself that somebody may have relied on.
 */
async function noLongerMatched(
  sourceId: string,
  askable: readonly Askable[],
  store: ScoreDeps['store'],
): Promise<readonly LinkProposal[]> {
  const links = await store.children.linksOf(askable.flatMap(({ childId }) => childId ?? []))
  const doubted: LinkProposal[] = []
  for (const { record, childId } of askable) {
    const own = links.get(childId ?? '') ?? []
    const standing = own.find(one => one.sourceId === sourceId && one.recordId === record.recordId)
    if (standing?.how !== 'MODEL' || record.protectedRecord) continue
    const rejected = (await store.linkReviews.rejectedFor(sourceId, [record.recordId])).get(record.recordId)
    const candidates = await candidatesFor(sourceId, record, rejected ?? new Set(), store)
    const [best] = candidates
    if (best?.outcome === 'MATCH' && best.childId === standing.childId) continue
    const linked = candidates.some(one => one.childId === standing.childId)
      ? []
      : scoredOf(record.subject.demographics, [standing.childId], anchorsIn(new Map([[standing.childId, own]])))
    const all = [...linked, ...proposalOf(sourceId, record, candidates).candidates]
    const rule = 'NO_LONGER_MATCHES'
    const asked = all.map(one => (one.childId === standing.childId ? { ...one, rule } : one))
    doubted.push({ ...proposalOf(sourceId, record, candidates), kind: 'CONFLICT', candidates: asked })
  }
  return doubted
}
