// Records that no machine may decide about, waiting for a person: oldest first, one row a record.
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import { HafanError } from '../errors.js'
import { recordKey } from '../types/child.js'
import type { Actor, LinkProposal, NewLink } from '../types/links.js'
import type { Keys } from './keys.js'
import { elsewhere, linkIn, linkOf, unlinkIn, writeDown, type AddresseesOf } from './link-change.js'
import { confirmStanding, hasNoOther, proposeIn } from './link-proposals.js'
import { closeReviews, toReview, type LinkReview } from './link-review-rows.js'
import { takeTurn } from './moved.js'
import { once, type SentAct } from './once.js'
import { reject, rejectionsOf } from './rejections.js'
import type { LinkReviewTable, Tables } from './tables.js'

/** What a person says of one candidate. */
export interface LinkDecision {
  readonly review: string
  readonly childId: string
  readonly outcome: 'CONFIRMED' | 'REJECTED'
  readonly by: Actor
  /** Why; must be given for a rejection. */
  readonly rationale: string | null
  /** What the record said when it was decided; without it the link is made of what it said when it came to wait. */
  readonly said?: Pick<NewLink, 'anchor' | 'protectedRecord' | 'uprns'> | null
  /** Whom to tell where a link that stands goes by it; left out, nobody. */
  readonly tell?: AddresseesOf
}

export interface DecisionReceipt extends Readonly<Record<string, string>> {
  readonly id: string
  /** ISO time. */
  readonly at: string
}

export interface LinkReviews {
  /**
   * Left as it is: a record that waits already, or whose every candidate a person rejected, or that is linked to a child who has
   * other records. Of a CONFLICT the link itself is in question, unless a person has decided between these children.
   */
  propose(proposals: readonly LinkProposal[]): Promise<{ readonly proposed: number; readonly already: number }>
  /** By record id, the children a person has said it is not; only records of which there are such. */
  rejectedFor(sourceId: string, recordIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>>
  /** Those that wait, oldest first. `after` is the last of the page before. */
  open(first: number, after: { readonly madeAt: string; readonly id: string } | null): Promise<readonly LinkReview[]>
  /** Also one that is decided. */
  byId(id: string): Promise<LinkReview | null>
  /** Of a rejection the receipt has the change, which can be taken back. Throws KEY_REUSED, REVIEW_NOT_FOUND, ALREADY_DECIDED, LINKED_ELSEWHERE. */
  decide(decision: LinkDecision, sent: SentAct): Promise<DecisionReceipt>
}

export function createLinkReviews(db: Kysely<Tables>, keys: Keys): LinkReviews {
  return {
    propose: proposals =>
      db.transaction().execute(async trx => {
        await takeTurn(trx)
        let proposed = 0
        for (const proposal of proposals) if (await proposeIn(trx, keys, proposal)) proposed += 1
        return { proposed, already: proposals.length - proposed }
      }),

    rejectedFor: async (sourceId, recordIds) => {
      const names = recordIds.map(recordId => ({ sourceId, recordId }))
      const found = await rejectionsOf(db, names)
      return new Map(
        names.flatMap(name => {
          const children = found.get(recordKey(name))
          return children ? [[name.recordId, children] as const] : []
        }),
      )
    },

    async open(first, after) {
      let query = db.selectFrom('link_review').selectAll().where('status', '=', 'OPEN')
      if (after !== null)
        query = query.where(sql<boolean>`(made_at, id) > (${after.madeAt}::timestamptz, ${after.id}::uuid)`)
      const rows = await query.orderBy('made_at').orderBy('id').limit(first).execute()
      return reviewsOf(db, keys, rows)
    },

    async byId(id) {
      const row = await db.selectFrom('link_review').selectAll().where('id', '=', id).executeTakeFirst()
      const [review = null] = await reviewsOf(db, keys, row ? [row] : [])
      return review
    },

    decide: (decision, sent) =>
      db.transaction().execute(async trx => {
        await takeTurn(trx)
        return once(trx, keys, sent, () => decideIn(trx, keys, decision, sent.at))
      }),
  }
}

async function reviewsOf(
  db: Kysely<Tables>,
  keys: Keys,
  rows: readonly Selectable<LinkReviewTable>[],
): Promise<readonly LinkReview[]> {
  const nameOf = ({ source_id: sourceId, record_id: recordId }: (typeof rows)[number]) => ({ sourceId, recordId })
  const rejected = await rejectionsOf(db, rows.map(nameOf))
  return rows.map(row => toReview(keys, row, rejected.get(recordKey(nameOf(row)))))
}

/** A confirmed candidate ends the review; a rejected one leaves the others waiting. A link that stands against it is taken away. */
async function decideIn(
  trx: Transaction<Tables>,
  keys: Keys,
  { review: id, childId, outcome, by, rationale, said, tell = () => [] }: LinkDecision,
  at: Date,
): Promise<DecisionReceipt> {
  const row = await trx.selectFrom('link_review').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const [review] = await reviewsOf(trx, keys, row ? [row] : [])
  if (review?.everAbout.includes(childId) !== true)
    throw new HafanError('REVIEW_NOT_FOUND', 'No review of this id has this child: take both from linkReviews.')
  const candidate = review.candidates.find(one => one.childId === childId)
  if (review.status !== 'OPEN' || !candidate)
    throw new HafanError('ALREADY_DECIDED', 'Somebody has decided this already: read linkReviews again.')
  const { sourceId, recordId, anchor, protectedRecord, modelVersion } = review
  const score = candidate.bits
  const about = { sourceId, recordId, childId, score, modelVersion, by }
  const standing = await linkOf(trx, review)
  const takeAway = async (why: string) =>
    unlinkIn(trx, keys, { ...about, childId: standing?.child_id ?? childId, rationale: why, tell }, at)
  if (outcome === 'CONFIRMED') {
    const link = {
      ...about,
      how: 'PERSON',
      ...(said ?? { anchor, protectedRecord }),
      ...(rationale !== null && { rationale }),
    } as const
    if (standing?.child_id === childId) await confirmStanding(trx, keys, link, at)
    else {
      if (standing) {
        if (review.kind !== 'CONFLICT' && !(await hasNoOther(trx, standing.child_id))) elsewhere()
        await takeAway(rationale ?? 'Confirmed to be another child.')
      }
      await linkIn(trx, keys, link, at)
    }
    await closeReviews(trx, keys, [review], by)
    return { id, at: at.toISOString() }
  }
  const left = review.candidates.some(one => one.childId !== childId)
  const close = async () => (left ? undefined : closeReviews(trx, keys, [review], by, 'REJECTED'))
  if (standing?.child_id === childId) {
    const gone = await takeAway(rationale ?? '')
    await close()
    return { id: gone.id, at: gone.at }
  }
  await reject(trx, about, at)
  const change = { kind: 'REJECTED', how: null, rationale, before: '{}', after: '{}', at } as const
  const rejection = await writeDown(trx, keys, { ...about, ...change })
  await close()
  return { id: rejection, at: at.toISOString() }
}
