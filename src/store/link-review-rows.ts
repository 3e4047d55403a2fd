// What waits for a person, row by row.
import { sql, type Selectable, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Demographics, RecordName } from '../types/child.js'
import type { Actor, LinkCandidate, LinkDoubt } from '../types/links.js'
import { openAnchor, sealAnchor, type AnchorOwner } from './anchors.js'
import type { Keys } from './keys.js'
import { linkPerson } from './link-change.js'
import type { LinkReviewTable, Tables } from './tables.js'

/** One record in doubt, as it waits. */
export interface LinkReview extends RecordName {
  readonly id: string
  readonly kind: LinkDoubt
  /** ISO time. */
  readonly madeAt: string
  readonly modelVersion: string
  readonly anchor: Demographics
  readonly protectedRecord: boolean
  /** Those whom nobody has rejected. */
  readonly candidates: readonly LinkCandidate[]
  /** The children it was ever about: what may not be seen of one of them may not be seen once that one is rejected. */
  readonly everAbout: readonly string[]
  readonly status: Selectable<LinkReviewTable>['status']
}

const candidates: z.ZodType<readonly LinkCandidate[]> = z.array(
  z.object({
    childId: z.string(),
    bits: z.number(),
    probability: z.number(),
    rule: z.string().nullable(),
    steps: z.array(z.object({ comparison: z.string(), level: z.string(), bits: z.number() })),
  }),
)

/** No child yet: the anchor is the review's own until somebody decides whose it is. */
const ownerOf = (id: string, sourceId: string): AnchorOwner => ({ childId: `review ${id}`, sourceId })

export const sealForReview = (keys: Keys, anchor: Demographics, id: string, sourceId: string): Buffer =>
  sealAnchor(keys, anchor, ownerOf(id, sourceId))

/** Throws STORE_CORRUPT if the row was tampered with or moved. */
export function toReview(
  keys: Keys,
  row: Selectable<LinkReviewTable>,
  rejected: ReadonlySet<string> | undefined,
): LinkReview {
  const { id, kind, status, source_id: sourceId, record_id: recordId } = row
  const all = candidates.parse(row.candidates)
  return {
    ...{ id, kind, status, sourceId, recordId },
    madeAt: row.made_at.toISOString(),
    modelVersion: row.model_version,
    anchor: openAnchor(keys, row.anchor, ownerOf(id, sourceId)),
    protectedRecord: row.protected,
    candidates: all.filter(({ childId }) => rejected?.has(childId) !== true),
    everAbout: all.map(({ childId }) => childId),
  }
}

/** The records wait no longer. */
export async function closeReviews(
  trx: Transaction<Tables>,
  keys: Keys,
  names: readonly RecordName[],
  by: Actor,
  status: 'CONFIRMED' | 'REJECTED' = 'CONFIRMED',
): Promise<void> {
  if (names.length === 0) return
  await sql`
    update link_review set status = ${status}, decided_at = now(), decided_by = ${linkPerson(keys, by) ?? 'gateway'}
    from unnest(${names.map(one => one.sourceId)}::text[], ${names.map(one => one.recordId)}::text[]) as done (source_id, record_id)
    where link_review.source_id = done.source_id and link_review.record_id = done.record_id and status = 'OPEN'`.execute(
    trx,
  )
}

/** The record waits no longer where a person has rejected every candidate. */
export async function closeIfAllRejected(
  trx: Transaction<Tables>,
  keys: Keys,
  { sourceId, recordId }: RecordName,
  by: Actor,
): Promise<void> {
  await sql`
    update link_review set status = 'REJECTED', decided_at = now(), decided_by = ${linkPerson(keys, by) ?? 'gateway'}
    where source_id = ${sourceId} and record_id = ${recordId} and status = 'OPEN'
      and not exists (select from jsonb_array_elements(candidates) one where not exists (
        select from link_rejection where link_rejection.source_id = link_review.source_id
          and link_rejection.record_id = link_review.record_id and child_id::text = one ->> 'childId'))`.execute(trx)
}
