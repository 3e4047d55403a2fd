// The review of broken glass: what waits for it, and what it came to.
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import { z } from 'zod'
import { HafanError } from '../errors.js'
import type { GlassReview, Reconciling, ReviewsAsked } from './break-glass.js'
import type { Keys } from './keys.js'
import { queueNotices } from './outbox.js'
import type { BreakGlassTable, Tables } from './tables.js'

/** A person's lasting name among those who break and review the glass. */
export const personKey = (keys: Pick<Keys, 'pseudonym'>, person: string): string =>
  keys.pseudonym('break-glass-person', person)

const words = z.object({ reason: z.string(), staffRef: z.string() })

/** What whoever broke the glass wrote. Throws where it was sealed by another key: a reviewer must not be shown a blank. */
export function unsealed(keys: Keys, id: string, sealed: Buffer): z.output<typeof words> {
  return words.parse(JSON.parse(keys.reasons.open(sealed, id) ?? 'null'))
}

export async function reviewsOf(
  db: Kysely<Tables>,
  keys: Keys,
  { sources, reconciled, first, after }: ReviewsAsked,
): Promise<readonly GlassReview[]> {
  let query = db
    .selectFrom('break_glass')
    .selectAll()
    .where('outcome', reconciled ? 'is not' : 'is', null)
  if (sources !== null) query = query.where(sql<boolean>`notified && ${[...sources]}::text[]`)
  if (after !== null)
    query = query.where(sql<boolean>`(opened_at, id) > (${after.openedAt}::timestamptz, ${after.id}::uuid)`)
  const rows = await query.orderBy('opened_at').orderBy('id').limit(first).execute()
  return rows.map(row => asReview(keys, row))
}

function asReview(keys: Keys, row: Selectable<BreakGlassTable>): GlassReview {
  const { id, role, agency, organisation, outcome } = row
  return {
    ...{ id, role, agency, organisation, outcome },
    ...unsealed(keys, id, row.sealed),
    childId: row.child_id,
    openedAt: row.opened_at.toISOString(),
    until: row.ends_at.toISOString(),
    reconciledAt: row.reconciled_at?.toISOString() ?? null,
    note: row.sealed_note && keys.reasons.open(row.sealed_note, `note ${id}`),
  }
}

/** The outcome and the notices of it, in the transaction given. */
export async function reconcileIn(
  trx: Transaction<Tables>,
  keys: Keys,
  { id, person, staff, outcome, note, sources, owners }: Reconciling,
  at: Date,
): Promise<{ id: string; reconciledAt: string }> {
  const review = await trx.selectFrom('break_glass').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!review || (sources !== null && !review.notified.some(source => sources.includes(source))))
    throw new HafanError('REVIEW_NOT_FOUND', 'No review of this id is yours to reconcile: take one from the list.')
  const sameStaff =
    review.organisation === staff.organisation && unsealed(keys, id, review.sealed).staffRef === staff.staffRef
  if (sameStaff || review.person_key === personKey(keys, person))
    throw new HafanError('OPERATION_REFUSED', 'Somebody else reviews what you opened yourself.')
  if (review.outcome !== null)
    throw new HafanError('ALREADY_RECONCILED', 'This review is closed. The list of reconciled ones has its outcome.')
  // What was not justified ends with the finding; it was in force for a moment at least.
  const ended = new Date(Math.max(review.opened_at.getTime() + 1, Math.min(review.ends_at.getTime(), at.getTime())))
  await trx
    .updateTable('break_glass')
    .set({
      outcome,
      reconciled_at: at,
      reconciled_by: personKey(keys, person),
      sealed_note: keys.reasons.seal(note, `note ${id}`),
      ...(outcome === 'NOT_JUSTIFIED' ? { ends_at: ended } : {}),
    })
    .where('id', '=', id)
    .execute()
  const told = owners.filter(({ sourceId }) => review.notified.includes(sourceId))
  await queueNotices(trx, told, { kind: 'BREAK_GLASS_RECONCILED', childId: review.child_id, breakGlassId: id }, at)
  return { id, reconciledAt: at.toISOString() }
}
