// Records that no verified identifier links, against the children of the identity index: linked where one child matches beyond
// doubt, put before a person where one may, left alone otherwise.
import type { IdentifiedRecord } from '../../adapters/agency.js'
import type { IndexCandidate } from '../../store/identity-index.js'
import type { Store } from '../../store/open.js'
import type { LookedAt } from '../../store/moved.js'
import { recordKey } from '../../types/child.js'
import type { Link } from '../../types/child.js'
import type { LinkProposal } from '../../types/links.js'
import { INDEX_MODEL, scoreAgainst } from './candidates.js'
import type { CandidateRule, ScoredCandidate } from './candidates.js'

/** What became of records, counted. */
export interface ByScore {
  readonly linked: number
  /** Waiting for a person; `proposed` of them since now. */
  readonly review: number
  /** Linked, or in conflict, and waiting all the same: their child may be another's. */
  readonly inQuestion: number
  readonly proposed: number
  readonly unmatched: number
  /** A record with a protection flag is never matched by what it says: an adopted child must not be led back to who they were. */
  readonly protected: number
  /** Linked elsewhere, or rejected by a person, while this was worked out. */
  readonly conflicts: number
}

export interface ScoreDeps {
  readonly store: Pick<Store, 'children' | 'identityIndex' | 'linkReviews' | 'scoreLinks'>
  readonly now: () => Date
  /** Counts, and writes nothing. */
  readonly dryRun: boolean
}

export const NOBODY: ByScore = {
  linked: 0,
  review: 0,
  inQuestion: 0,
  proposed: 0,
  unmatched: 0,
  protected: 0,
  conflicts: 0,
}
export const addedScores = (one: ByScore, other: ByScore): ByScore => ({
  linked: one.linked + other.linked,
  review: one.review + other.review,
  inQuestion: one.inQuestion + other.inQuestion,
  proposed: one.proposed + other.proposed,
  unmatched: one.unmatched + other.unmatched,
  protected: one.protected + other.protected,
  conflicts: one.conflicts + other.conflicts,
})

/** A record of which a person alone may be asked: of the child made of it, or of nobody since one said it is not whom its number names. */
export interface Askable {
  readonly record: IdentifiedRecord
  readonly childId: string | null
}

const CANDIDATES = 25

/** One record after the other: what an earlier one of the page was linked to counts for the later. */
export async function linkByScore(
  sourceId: string,
  records: readonly IdentifiedRecord[],
  deps: ScoreDeps,
  askable: readonly Askable[] = [],
): Promise<ByScore> {
  const { store, dryRun } = deps
  const count = { ...NOBODY }
  const proposals: LinkProposal[] = []
  const open = records.filter(record => !record.protectedRecord)
  count.protected = records.length - open.length
  const others = await whoseChildrenMayBeOthers(askable, deps)
  const ids = [...open, ...others.map(({ record }) => record)].map(({ recordId }) => recordId)
  const [rejected, waiting] = await Promise.all([
    store.linkReviews.rejectedFor(sourceId, ids),
    store.scoreLinks.waiting(sourceId, ids),
  ])
  count.review = open.filter(({ recordId }) => waiting.has(recordId)).length
  count.inQuestion = others.filter(({ record }) => waiting.has(record.recordId)).length
  // Whoever has been asked about a record is not decided over.
  for (const record of open.filter(({ recordId }) => !waiting.has(recordId))) {
    const became = await place(sourceId, record, rejected.get(record.recordId) ?? new Set(), deps)
    if (typeof became === 'string') count[became] += 1
    else {
      proposals.push(became)
      count.review += 1
    }
  }
  for (const { record, childId } of others.filter(one => !waiting.has(one.record.recordId))) {
    const refused = rejected.get(record.recordId) ?? new Set()
    const candidates = await candidatesFor(sourceId, record, refused, store, { own: childId })
    if (candidates.length === 0) continue
    proposals.push(proposalOf(sourceId, record, candidates))
    count.inQuestion += 1
  }
  if (!dryRun && proposals.length > 0) count.proposed = (await store.linkReviews.propose(proposals)).proposed
  return count
}

/**
 * Of records with a pupil number, those whose child has no other record: schools have no NHS numbers and hospitals no pupil numbers,
 * so that one child is known as two until a person says so.
 */
async function whoseChildrenMayBeOthers(
  askable: readonly Askable[],
  { store }: ScoreDeps,
): Promise<readonly Askable[]> {
  const open = askable.filter(({ record }) => !record.protectedRecord)
  const links = await store.children.linksOf(open.flatMap(({ childId }) => childId ?? []))
  return open.filter(({ childId }) => {
    const [only, second] = links.get(childId ?? '') ?? []
    return childId === null || (only?.how === 'UPN' && second === undefined)
  })
}

/** Links the record where one child matches; otherwise says who should be asked about, if anybody. */
async function place(
  sourceId: string,
  record: IdentifiedRecord,
  rejected: ReadonlySet<string>,
  deps: ScoreDeps,
): Promise<'linked' | 'conflicts' | 'review' | 'unmatched' | LinkProposal> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    // Nobody waits while this is worked out: whether it still holds is asked when it is written.
    const since = await deps.store.scoreLinks.lookedAt()
    const candidates = await candidatesFor(sourceId, record, rejected, deps.store)
    const [best] = candidates
    if (best === undefined) return 'unmatched'
    if (best.outcome !== 'MATCH') return proposalOf(sourceId, record, candidates)
    const became = await link(sourceId, record, best, deps, since)
    if (became !== 'moved') return became
  }
  return 'conflicts'
}

/** A scoring takes some milliseconds, and others change links some times a second: who is overtaken this often is left for the next run. */
const MOST_TRIES = 20

/** Those who may be the child, the likeliest first. */
export async function candidatesFor(
  sourceId: string,
  { recordId, subject: { demographics } }: IdentifiedRecord,
  rejected: ReadonlySet<string>,
  reads: Pick<Store, 'children' | 'identityIndex'>,
  asked?: { readonly own: string | null },
): Promise<readonly ScoredCandidate[]> {
  const all = await reads.identityIndex.candidates(demographics, CANDIDATES, 'VOUCHED_FOR')
  const links = await reads.children.linksOf(all.map(({ childId }) => childId))
  const isHere = (childId: string): boolean => links.get(childId)?.some(known => known.sourceId === sourceId) === true
  // One system has two numbers for two children: brothers and sisters in one school are not put before anybody.
  const found = asked ? all.filter(({ childId }) => childId !== asked.own && !isHere(childId)) : all
  // Whom a person has rejected stays a rival: that it is not this child makes it no likelier that it is that one.
  const scored = scoreAgainst(
    demographics,
    found.map(candidate => vouchedFor(candidate, links)),
  ).filter(({ childId, outcome }) => outcome !== 'NONE' && !rejected.has(childId))
  // Two records of one child in one system: one of them may be another's, and its owner should know in any case.
  const isSecond = ({ childId }: ScoredCandidate): boolean =>
    links.get(childId)?.some(known => known.sourceId === sourceId && known.recordId !== recordId) === true
  const doubt = (one: ScoredCandidate): CandidateRule | null =>
    asked
      ? 'A_PERSON_DECIDES'
      : isSecond(one)
        ? 'SECOND_RECORD_OF_SOURCE'
        : found.some(({ unreadable }) => unreadable)
          ? 'RIVAL_UNREADABLE'
          : null
  return scored.map(one => {
    const rule = one.outcome === 'MATCH' ? doubt(one) : null
    return rule === null ? one : { ...one, outcome: 'POSSIBLE', rule }
  })
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
  since: LookedAt,
): Promise<'linked' | 'conflicts' | 'review' | 'moved'> {
  if (dryRun) return 'linked'
  // The properties for conflicts of interest: whoever may not see whom they live with must not see this record either.
  const about = { sourceId, recordId, childId, anchor: demographics, protectedRecord, uprns }
  const made = { how: 'MODEL', score: bits, modelVersion: INDEX_MODEL.name, by: null } as const
  const result = await store.scoreLinks.link({ ...about, ...made }, since)
  if (result === 'WAITS') return 'review'
  if (result === 'MOVED') return 'moved'
  if (result !== 'LINKED' && result !== 'ALREADY') return 'conflicts'
  await store.identityIndex.refresh([{ sourceId, recordId, childId, demographics, seenAt: now().toISOString() }])
  return 'linked'
}

export function proposalOf(
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
