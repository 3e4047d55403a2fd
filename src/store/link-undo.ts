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
import { heldIn, imageOf, isOvertaken, putBack, type HeldIn, type SaidSince } from './link-image.js'
import { reopenReview } from './link-reopen.js'
import { closeReviews } from './link-review-rows.js'
import { forgetRejection } from './rejections.js'
import { withoutSevered } from './severed.js'
import type { LinkChangeTable, Tables } from './tables.js'

export interface TakingBack {
  /** The unlinking or the rejection. */
  readonly changeId: string
  readonly by: Actor
  readonly tell: AddresseesOf
  /** Of an unlinking, what each record that comes back says by now; null: as when it was taken away. */
  readonly since: (name: RecordName) => SaidSince | null
}

/** What may be taken back, and of whom. */
export interface Decided extends RecordName {
  readonly childId: string
  /** Whether the record was a protected one. */
  readonly protectedRecord: boolean
  /** Whose links come back, and so have to be read first; none where nothing does, or what was decided since forbids it. */
  readonly comesBack: readonly HeldIn[]
}

type Trx = Transaction<Tables>
type Change = Selectable<LinkChangeTable>

export async function decidedBy(db: Kysely<Tables>, keys: Keys, changeId: string): Promise<Decided | null> {
  const change = await changeOf(db, changeId)
  if (!change) return null
  const { source_id: sourceId, record_id: recordId, child_id: childId } = change
  const about = { sourceId, recordId, childId }
  if (change.kind === 'UNLINKED') {
    const held = heldIn(openedBefore(keys, change))
    return { ...about, protectedRecord: held[0].protectedRecord, comesBack: (await isNewest(db, change)) ? held : [] }
  }
  const review = await db
    .selectFrom('link_review')
    .select('protected')
    .where('source_id', '=', sourceId)
    .where('record_id', '=', recordId)
    .where('protected', '=', true)
    .executeTakeFirst()
  return { ...about, protectedRecord: review !== undefined, comesBack: [] }
}

/** Throws LINK_NOT_FOUND, ALREADY_DECIDED, LINKED_ELSEWHERE. */
export async function takeBackIn(
  trx: Trx,
  keys: Keys,
  { changeId, by, tell, since }: TakingBack,
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
  const image = undone.kind === 'UNLINKED' ? await withoutSevered(trx, keys, openedBefore(keys, undone), childId) : '{}'
  if (undone.kind === 'UNLINKED') {
    if ((await linkOf(trx, name)) || (await isOvertaken(trx, image))) elsewhere()
    await putBack(trx, image, childId, since)
    // Whatever was put to wait meanwhile is decided by this.
    await closeReviews(trx, keys, heldIn(image), by)
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
  const told = { childId, at, addressees: tell }
  if (undone.kind === 'UNLINKED') {
    await tellOf(trx, keys, name, { id, ...told })
    const resting = heldIn(image).slice(1)
    for (const other of resting) await relinked(trx, keys, other, { ...told, by })
  } else if (!(await linkOf(trx, name))) {
    // Nobody had been shown anything by a rejection; the record waits again.
    await reopenReview(trx, { ...name, childId })
  }
  return { id, at: at.toISOString(), child: childId }
}

/** A record that rests on the one given back comes back with it, and that is written down and told of it too. */
async function relinked(
  trx: Trx,
  keys: Keys,
  { sourceId, recordId }: RecordName,
  told: { readonly childId: string; readonly at: Date; readonly addressees: AddresseesOf; readonly by: Actor },
): Promise<void> {
  const name = { sourceId, recordId }
  const { childId, at, by } = told
  const changes = trx.selectFrom('link_change').select('id').where('kind', '=', 'UNLINKED')
  const ofRecord = changes.where('source_id', '=', sourceId).where('record_id', '=', recordId)
  const undone = await ofRecord.where('child_id', '=', childId).orderBy('seq', 'desc').executeTakeFirst()
  const { how = null, score = null, model_version: modelVersion = null } = (await linkOf(trx, name)) ?? {}
  const about = { ...name, childId, how, score, modelVersion, by, rationale: null }
  const again = { kind: 'RELINKED', before: '{}', after: await imageOf(trx, name), at } as const
  const id = await writeDown(trx, keys, { ...about, ...again, ...(undone && { undoes: undone.id }) })
  await tellOf(trx, keys, name, { id, ...told })
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
async function isNewest(db: Kysely<Tables>, { seq, kind, source_id, record_id, child_id }: Change): Promise<boolean> {
  const { rows } = await sql<{ overtaken: boolean }>`
    select exists (select from link_change later where later.source_id = ${source_id} and later.record_id = ${record_id}
      and later.seq > ${seq} and case when ${kind === 'UNLINKED'} then later.how is not null
        else later.child_id = ${child_id}::uuid end) as overtaken`.execute(db)
  return rows[0]?.overtaken === false
}
