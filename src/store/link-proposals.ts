// What is put before a person, and what is done of it where the record is linked already.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { recordKey } from '../types/child.js'
import type { LinkProposal, NewLink } from '../types/links.js'
import { addressKeysOf } from './addresses.js'
import { sealAnchor } from './anchors.js'
import type { Keys } from './keys.js'
import { linkOf, linkPerson, writeDown } from './link-change.js'
import { imageOf } from './link-image.js'
import { sealForReview } from './link-review-rows.js'
import { rejectionsOf } from './rejections.js'
import type { Tables } from './tables.js'

type Trx = Transaction<Tables>

/** More than anybody can weigh against each other. */
const MOST_CANDIDATES = 10

/** False where nobody is to be asked. */
export async function proposeIn(trx: Trx, keys: Keys, proposal: LinkProposal): Promise<boolean> {
  const { sourceId, recordId, kind, anchor, protectedRecord, modelVersion } = proposal
  const rejected = (await rejectionsOf(trx, [proposal])).get(recordKey(proposal))
  const left = proposal.candidates.filter(({ childId }) => rejected?.has(childId) !== true).slice(0, MOST_CANDIDATES)
  if (left.length === 0 || !(await isOpen(trx, { ...proposal, candidates: left }))) return false
  const id = randomUUID()
  const { numInsertedOrUpdatedRows: made } = await trx
    .insertInto('link_review')
    .values({
      ...{ id, source_id: sourceId, record_id: recordId, kind, model_version: modelVersion },
      ...{ protected: protectedRecord, anchor: sealForReview(keys, anchor, id, sourceId) },
      candidates: JSON.stringify(left),
      // Whole milliseconds: a page begins after a time that went through the caller's hands.
      made_at: sql`date_trunc('milliseconds', now())`,
    })
    .onConflict(on => on.doNothing())
    .executeTakeFirst()
  return made === 1n
}

async function isOpen(trx: Trx, proposal: LinkProposal): Promise<boolean> {
  const standing = await linkOf(trx, proposal)
  if (!standing) return true
  const { sourceId, recordId, kind, candidates } = proposal
  if (kind !== 'CONFLICT')
    return candidates.every(one => one.childId !== standing.child_id) && (await hasNoOther(trx, standing.child_id))
  if (standing.how !== 'PERSON') return true
  const asked = JSON.stringify(candidates.map(({ childId }) => ({ childId })))
  const { rows } = await sql<{ decided: boolean }>`
    select exists (select from link_review where source_id = ${sourceId} and record_id = ${recordId}
      and kind = 'CONFLICT' and status = 'CONFIRMED' and decided_by <> 'gateway'
      and candidates @> ${asked}::jsonb) as decided`.execute(trx)
  return rows[0]?.decided !== true
}

/** A child who is known by one record alone, and of whom the hub itself keeps nothing. */
export async function hasNoOther(trx: Trx, childId: string): Promise<boolean> {
  const { rows } = await sql<{ lone: boolean }>`
    select (select count(*) from link where child_id = ${childId}) = 1
      and not exists (select from child_identifier where child_id = ${childId} and stays)
      and not exists (select from hub_case where child_id = ${childId})
      and not exists (select from debrief_assignment where child_id = ${childId})
      and not exists (select from miraf_summary where child_id = ${childId})
      and not exists (select from episode where child_id = ${childId}) as lone`.execute(trx)
  return rows[0]?.lone === true
}

/** The link that stands is a person's from now on, and held against what the record says now. */
export async function confirmStanding(trx: Trx, keys: Keys, link: NewLink, at: Date): Promise<void> {
  const { sourceId, recordId, childId, uprns } = link
  const before = await imageOf(trx, link)
  await trx
    .updateTable('link')
    .set({
      ...{ how: 'PERSON', confirmed_at: at, confirmed_by: linkPerson(keys, link.by) },
      ...{ anchor: sealAnchor(keys, link.anchor, link), protected: link.protectedRecord },
      ...(uprns && { address_keys: [...addressKeysOf(keys, childId, uprns)] }),
    })
    .where('source_id', '=', sourceId)
    .where('record_id', '=', recordId)
    .execute()
  const after = await imageOf(trx, link)
  await writeDown(trx, keys, { ...link, kind: 'CONFIRMED', before, after, at, rationale: link.rationale ?? null })
}
