// One change of a link, within a transaction in which the linkers' turn has been taken.
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { HafanError } from '../errors.js'
import type { RecordName } from '../types/child.js'
import type { Actor, LinkChangeKind, LinkResult, NewLink } from '../types/links.js'
import { addressKeysOf } from './addresses.js'
import { sealAnchor } from './anchors.js'
import { StoreError } from './errors.js'
import type { Keys } from './keys.js'
import { dependantsOf } from './link-dependants.js'
import { imageOf, imageWith, takeAway } from './link-image.js'
import { queueNotices, type Addressee } from './outbox.js'
import { whoRelied, type Relied } from './reliance.js'
import { reopenConfirmed } from './link-reopen.js'
import { forgetRejection, isRejected, reject } from './rejections.js'
import type { LinkChangeTable, Tables } from './tables.js'

/** Whom to tell of a change: those who relied on it, and the owner of the record. */
export type AddresseesOf = (sourceId: string, relied: readonly Relied[]) => readonly Addressee[]

export interface Unlinking extends RecordName {
  readonly childId: string
  readonly by: Actor
  readonly rationale: string
  readonly tell: AddresseesOf
}

export interface ChangeReceipt extends Readonly<Record<string, string>> {
  readonly id: string
  /** ISO time. */
  readonly at: string
  readonly child: string
}

type Trx = Transaction<Tables>

/** A person's lasting name among those who change links. */
export const linkPerson = (keys: Pick<Keys, 'pseudonym'>, by: Actor): string | null =>
  by && keys.pseudonym('link-person', by.person)

export const elsewhere = (): never => {
  throw new HafanError('LINKED_ELSEWHERE', 'The record is linked to another child now. Unlink it there first.')
}

export async function linkIn(trx: Trx, keys: Keys, link: NewLink, at: Date): Promise<LinkResult> {
  const { sourceId, recordId, childId, how, by } = link
  const standing = await linkOf(trx, link)
  if (standing) return standing.child_id === childId ? 'ALREADY' : 'OTHER_CHILD'
  if (how !== 'PERSON' && (await isRejected(trx, link))) return 'REJECTED_BEFORE'
  await forgetRejection(trx, link)
  await trx
    .insertInto('link')
    .values({
      ...{ source_id: sourceId, record_id: recordId, child_id: childId, how, confirmed_at: at },
      ...{ confirmed_by: linkPerson(keys, by), protected: link.protectedRecord },
      anchor: sealAnchor(keys, link.anchor, link),
      address_keys: [...addressKeysOf(keys, childId, link.uprns ?? [])],
      score: link.score,
      model_version: link.modelVersion,
    })
    .execute()
  const after = await imageOf(trx, link)
  const kind = how === 'PERSON' ? 'CONFIRMED' : 'LINKED'
  await writeDown(trx, keys, { ...link, kind, before: '{}', after, at, rationale: link.rationale ?? null })
  return 'LINKED'
}

/** Throws LINK_NOT_FOUND. The pair is not linked again but by a person. */
export async function unlinkIn(trx: Trx, keys: Keys, unlinking: Unlinking, at: Date): Promise<ChangeReceipt> {
  const { childId, by, rationale } = unlinking
  const standing = await linkOf(trx, unlinking)
  if (standing?.child_id !== childId)
    throw new HafanError('LINK_NOT_FOUND', 'This record is not linked to this child any more: read the child again.')
  const resting = await dependantsOf(trx, unlinking)
  const before = await imageWith(trx, unlinking, resting)
  const others = await Promise.all(
    resting.map(async name => ({ name, link: await linkOf(trx, name), before: await imageOf(trx, name) })),
  )
  const all = [{ name: unlinking as RecordName, link: standing, before }, ...others]
  for (const { name } of all) await takeAway(trx, name)
  await reject(trx, unlinking, at)
  if (standing.how === 'PERSON') await reopenConfirmed(trx, unlinking, { by: linkPerson(keys, by) ?? 'gateway', at })
  const ids: string[] = []
  // Whoever was shown a record that rested on this one has as much been told wrongly.
  for (const { name, link, before: image } of all) {
    const { how = null, score = null, model_version: modelVersion = null } = link ?? {}
    const about = { ...name, childId, how, score, modelVersion, by, rationale }
    const id = await writeDown(trx, keys, { ...about, kind: 'UNLINKED', before: image, after: '{}', at })
    await tellOf(trx, keys, name, { id, childId, at, addressees: unlinking.tell })
    ids.push(id)
  }
  return { id: ids[0] ?? '', at: at.toISOString(), child: childId }
}

interface Change extends RecordName {
  readonly kind: LinkChangeKind
  readonly childId: string
  readonly how: LinkChangeTable['how']
  readonly score: number | null
  readonly modelVersion: string | null
  readonly by: Actor
  readonly rationale: string | null
  readonly before: string
  readonly after: string
  readonly at: Date
  readonly undoes?: string
}

export async function writeDown(trx: Trx, keys: Keys, change: Change): Promise<string> {
  const { sourceId, recordId, childId, kind, how, score, modelVersion, by, rationale, at } = change
  const id = randomUUID()
  await trx
    .insertInto('link_change')
    .values({
      ...{ id, at, kind, source_id: sourceId, record_id: recordId, child_id: childId },
      ...{ how, score, model_version: modelVersion },
      ...{ by_key: linkPerson(keys, by), by_role: by?.role ?? null, by_organisation: by?.organisation ?? null },
      sealed_rationale: rationale === null ? null : keys.reasons.seal(rationale, `link ${id}`),
      sealed_before: keys.links.seal(change.before, `before ${id}`),
      sealed_after: keys.links.seal(change.after, `after ${id}`),
      undoes: change.undoes ?? null,
    })
    .execute()
  return id
}

export function openedBefore(keys: Keys, { id, sealed_before: sealed }: { id: string; sealed_before: Buffer }): string {
  const image = keys.links.open(sealed, `before ${id}`)
  if (image === null) throw new StoreError('STORE_CORRUPT', `The change ${id} does not open with its key`)
  return image
}

interface Told {
  readonly id: string
  readonly childId: string
  readonly at: Date
  readonly addressees: AddresseesOf
}

export async function tellOf(
  trx: Trx,
  keys: Keys,
  { sourceId }: RecordName,
  { id, childId, at, addressees }: Told,
): Promise<void> {
  const relied = await whoRelied(trx, keys.childId.encode(childId), sourceId, at)
  const about = { kind: 'LINK_CHANGED', childId, breakGlassId: null, linkChangeId: id } as const
  await queueNotices(trx, addressees(sourceId, relied), about, at)
}

export function linkOf(trx: Trx, { sourceId, recordId }: RecordName) {
  return trx
    .selectFrom('link')
    .select(['child_id', 'how', 'score', 'model_version'])
    .where('source_id', '=', sourceId)
    .where('record_id', '=', recordId)
    .executeTakeFirst()
}
