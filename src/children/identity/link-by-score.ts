// Records that no verified identifier links, against the children of the identity index: linked where one child matches beyond
// doubt, put before a person where one may, left alone otherwise.
import type { IdentifiedRecord } from '../../adapters/agency.js'
import type { IndexCandidate } from '../../store/identity-index.js'
import type { Store } from '../../store/open.js'
import { recordKey } from '../../types/child.js'
import type { Link } from '../../types/child.js'
import type { LinkProposal } from '../../types/links.js'
import { INDEX_MODEL, scoreAgainst } from './candidates.js'
import type { ScoredCandidate } from './candidates.js'

/** What became of records, counted. */
export interface ByScore {
  readonly linked: number
  /** Waiting for a person; `proposed` of them since now. */
  readonly review: number
  readonly proposed: number
  readonly unmatched: number
  /** A record with a protection flag is never matched by what it says: an adopted child must not be led back to who they were. */
  readonly protected: number
  /** Linked elsewhere, or rejected by a person, while this was worked out. */
  readonly conflicts: number
}

export interface ScoreDeps {
  readonly store: Pick<Store, 'children' | 'identityIndex' | 'linkChanges' | 'linkReviews'>
  readonly now: () => Date
  /** Counts, and writes nothing. */
  readonly dryRun: boolean
}

export const NOBODY: ByScore = { linked: 0, review: 0, proposed: 0, unmatched: 0, protected: 0, conflicts: 0 }
export const addedScores = (one: ByScore, other: ByScore): ByScore => ({
  linked: one.linked + other.linked,
  review: one.review + other.review,
  proposed: one.proposed + other.proposed,
  unmatched: one.unmatched + other.unmatched,
  protected: one.protected + other.protected,
  conflicts: one.conflicts + other.conflicts,
})

const CANDIDATES = 25

/** One record after the other: what an earlier one of the page was linked to counts for the later. */
export async function linkByScore(
  sourceId: string,
  records: readonly IdentifiedRecord[],
  deps: ScoreDeps,
): Promise<ByScore> {
  const count = { ...NOBODY }
  const proposals: LinkProposal[] = []
  const open = records.filter(record => !record.protectedRecord)
  count.protected = records.length - open.length
  const ids = open.map(({ recordId }) => recordId)
  const rejected = await deps.store.linkReviews.rejectedFor(sourceId, ids)
  for (const record of open) {
    const candidates = await candidatesFor(sourceId, record, rejected.get(record.recordId) ?? new Set(), deps)
    const [best] = candidates
    if (best === undefined) count.unmatched += 1
    else if (best.outcome === 'MATCH') count[await link(sourceId, record, best, deps)] += 1
    else proposals.push(proposalOf(sourceId, record, candidates))
  }
  count.review = proposals.length
  if (!deps.dryRun && proposals.length > 0) count.proposed = (await deps.store.linkReviews.propose(proposals)).proposed
  return count
}

/** Those who may be the child, the likeliest first. */
async function candidatesFor(
  sourceId: string,
  { subject: { demographics } }: IdentifiedRecord,
  rejected: ReadonlySet<string>,
  { store }: ScoreDeps,
): Promise<readonly ScoredCandidate[]> {
  const found = await store.identityIndex.candidates(demographics, CANDIDATES)
  const links = await store.children.linksOf(found.map(({ childId }) => childId))
  const scored = scoreAgainst(
    demographics,
    found.filter(({ childId }) => !rejected.has(childId)).map(candidate => vouchedFor(candidate, links)),
  ).filter(({ outcome }) => outcome !== 'NONE')
  // Two records of one child in one system: one of them may be another's, and its owner should know in any case.
  return scored.map(one =>
    one.outcome === 'MATCH' && links.get(one.childId)?.some(known => known.sourceId === sourceId) === true
      ? { ...one, outcome: 'POSSIBLE', rule: 'SECOND_RECORD_OF_SOURCE' }
      : one,
  )
}

/**
 * Only what a number or a person has linked speaks for a child: what a score linked would lead on to what is a little less like it,
 * and so on; and who is matched would depend on who came first.
 */
function vouchedFor(candidate: IndexCandidate, links: ReadonlyMap<string, readonly Link[]>): IndexCandidate {
  const scored = new Set(links.get(candidate.childId)?.flatMap(link => (link.how === 'MODEL' ? [recordKey(link)] : [])))
  return { ...candidate, identities: candidate.identities.filter(identity => !scored.has(recordKey(identity))) }
}

async function link(
  sourceId: string,
  { recordId, subject: { demographics, uprns = [] }, protectedRecord }: IdentifiedRecord,
  { childId, bits }: ScoredCandidate,
  { store, now, dryRun }: ScoreDeps,
): Promise<'linked' | 'conflicts'> {
  if (dryRun) return 'linked'
  // The properties for conflicts of interest: whoever may not see whom they live with must not see this record either.
  const about = { sourceId, recordId, childId, anchor: demographics, protectedRecord, uprns }
  const made = { how: 'MODEL', score: bits, modelVersion: INDEX_MODEL.name, by: null } as const
  const result = await store.linkChanges.link({ ...about, ...made })
  if (result !== 'LINKED' && result !== 'ALREADY') return 'conflicts'
  await store.identityIndex.refresh([{ sourceId, recordId, childId, demographics, seenAt: now().toISOString() }])
  return 'linked'
}

function proposalOf(
  sourceId: string,
  { recordId, subject, protectedRecord }: IdentifiedRecord,
  candidates: readonly ScoredCandidate[],
): LinkProposal {
  return {
    ...{ sourceId, recordId, protectedRecord, anchor: subject.demographics, modelVersion: INDEX_MODEL.name },
    kind: candidates.some(({ outcome }) => outcome === 'MANY') ? 'MANY' : 'POSSIBLE',
    candidates: candidates.map(({ childId, bits, probability, rule, steps }) => ({
      ...{ childId, bits, probability, rule, steps },
    })),
  }
}
