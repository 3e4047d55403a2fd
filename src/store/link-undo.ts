// What a person decided of a record, taken back: an unlinking, or a rejection. Within a transaction in which the linkers' turn has
// been taken.
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import { HafanError } from '../errors.js'
import type { RecordName } from '../types/child.js'
import type { Actor } from '../types/links.js'
import type { Keys } from './keys.js'
import {
  elsewhere,
  linkOf,
  openedBefore,
  tellOf,
  writeDown,
  type AddresseesOf,
  type ChangeReceipt,
} from './link-change.js'
import { isOvertaken, isProtectedIn, putBack } from './link-image.js'
import { reopenReview } from './link-review-rows.js'
import { forgetRejection } from './rejections.js'
import type { LinkChangeTable, Tables } from './tables.js'

export interface TakingBack {
  /** The unlinking or the rejection. */
  readonly changeId: string
  readonly by: Actor
  readonly tell: AddresseesOf
}

/** What may be taken back, and of whom. */
export interface Decided extends RecordName {
  readonly childId: string
  /** Whether the record was a protected one. */
  readonly protectedRecord: boolean
}

type Trx = Transaction<Tables>
type Change = Selectable<LinkChangeTable>

export async function decidedBy(db: Kysely<Tables>, keys: Keys, changeId: string): Promise<Decided | null> {
  const change = await changeOf(db, changeId)
  if (!change) return null
  const { source_id: sourceId, record_id: recordId, child_id: childId } = change
  const about = { sourceId, recordId, childId }
  if (change.kind === 'UNLINKED') return { ...about, protectedRecord: isProtectedIn(openedBefore(keys, change)) }
  const review = await db
    .selectFrom('link_review')
    .select('protected')
    .where('source_id', '=', sourceId)
    .where('record_id', '=', recordId)
    .where('protected', '=', true)
    .executeTakeFirst()
  return { ...about, protectedRecord: review !== undefined }
}

/** Throws LINK_NOT_FOUND, ALREADY_DECIDED, LINKED_ELSEWHERE. */
export async function takeBackIn(
  trx: Trx,
  keys: Keys,
  { changeId, by, tell }: TakingBack,
  at: Date,
): Promise<ChangeReceipt> {
  const undone = await changeOf(trx, changeId)
  if (!undone)
    throw new HafanError(
      'LINK_NOT_FOUND',
      'No unlinking or rejection of this id is known: take the id from its receipt.',
    )
  if (!(await isNewest(trx, undone)))
    throw new HafanError(
      'ALREADY_DECIDED',
      'Somebody has decided about this record since, or has taken this back already.',
    )
  const { source_id: sourceId, record_id: recordId, child_id: childId } = undone
  const name = { sourceId, recordId }
  const image = undone.kind === 'UNLINKED' ? openedBefore(keys, undone) : '{}'
  if (undone.kind === 'UNLINKED') {
    if ((await linkOf(trx, name)) || (await isOvertaken(trx, image))) elsewhere()
    await putBack(trx, image, childId)
  }
  await forgetRejection(trx, { ...name, childId })
  const { how, score, model_version: modelVersion } = undone
  const about = { ...name, childId, how, score, modelVersion, by, rationale: null }
  const id = await writeDown(trx, keys, {
    ...about,
    kind: 'RELINKED',
    before: '{}',
    after: image,
    at,
    undoes: changeId,
  })
  // Nobody had been shown anything by a rejection; the record waits again.
  if (undone.kind === 'UNLINKED') await tellOf(trx, keys, name, { id, childId, at, addressees: tell })
  else if (!(await linkOf(trx, name))) await reopenReview(trx, { ...name, childId })
  return { id, at: at.toISOString(), child: childId }
}

const changeOf = (db: Kysely<Tables>, changeId: string): Promise<Change | undefined> =>
  db
    .selectFrom('link_change')
    .selectAll()
    .where('id', '=', changeId)
    .where('kind', 'in', ['UNLINKED', 'REJECTED'])
    .executeTakeFirst()

/**
 * An older image would bring back a flag, an anchor or a name of the record that are no longer so. Of an unlinking whatever was
 * done with the record's link since counts, whoever the child; of a rejection what was said of the pair.
 */
async function isNewest(trx: Trx, { seq, kind, source_id, record_id, child_id }: Change): Promise<boolean> {
  const { rows } = await sql<{ overtaken: boolean }>`
    select exists (select from link_change later where later.source_id = ${source_id} and later.record_id = ${record_id}
      and later.seq > ${seq} and case when ${kind === 'UNLINKED'} then later.how is not null
        else later.child_id = ${child_id}::uuid end) as overtaken`.execute(trx)
  return rows[0]?.overtaken === false
}
