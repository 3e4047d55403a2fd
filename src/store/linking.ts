// Writing who is who. A page of records is one transaction and a handful of statements, however many records it has.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Link, RecordName } from '../types/child.js'
import { addressKeysOf, livingAt, writeAddresses } from './addresses.js'
import { sealAnchor } from './anchors.js'
import { asHashes, bearsMore, hashesOf } from './bears.js'
import type { IsOneName } from './demographics.js'
import type { Keys } from './keys.js'
import { closeReviews } from './link-review-rows.js'
import { whatIsKnown } from './linking-known.js'
import { planLinks, type LinkConflict, type Plan } from './linking-plan.js'
import { bytes, type HashedIdentifier, type Known, type LinkableRecord, type PageEntry } from './linking-records.js'
import { takeTurn } from './moved.js'
import { carryRejections } from './rejections.js'
import { dropFrom, sever, severPast } from './severed.js'
import type { Tables } from './tables.js'

/** What became of a page. */
export interface LinkingResult {
  readonly childrenMade: number
  readonly linksMade: number
  /** From `recordKey` to the child, for every record that is linked now and in no doubt. */
  readonly childOf: ReadonlyMap<string, string>
  /** Records without a verified identifier: only a person can link them. */
  readonly unidentified: readonly RecordName[]
  readonly conflicts: readonly LinkConflict[]
  /** By child, what linked records say of those whom the page came upon. */
  readonly anchors: Plan['anchors']
}

/** RELINKED, or why not: nothing is linked under the old id; the new id is another child's; a person said it is not this one's. */
export type RelinkResult = 'RELINKED' | 'NOT_LINKED' | 'OTHER_CHILD' | 'REJECTED_BEFORE'

/** The linking repository. */
export interface Linking {
  /** One page, one transaction. Doing it again writes nothing. Pages of 100 to 500 are quickest. */
  apply(records: readonly LinkableRecord[]): Promise<LinkingResult>
  /** What `apply` would do with a page, and nothing of it done. */
  foresee(records: readonly LinkableRecord[]): Promise<LinkingResult>
  /** The source answers under a new id: a merge or a superseded number. */
  relink(sourceId: string, oldRecordId: string, newRecordId: string): Promise<RelinkResult>
  /** A protection flag was seen on the record. Only a linking pass, which reads the whole record, takes one away. */
  protect(sourceId: string, recordId: string): Promise<void>
  /** Where the record says the child lives now. Writes nothing where that is known, or where it names no property. */
  livesAt(
    link: Pick<Link, 'childId' | 'sourceId' | 'recordId' | 'addressKeys'>,
    uprns: readonly string[],
  ): Promise<void>
}

/** The linking repository. */
export function createLinking(db: Kysely<Tables>, keys: Keys, isOneName?: IsOneName): Linking {
  return {
    async apply(records) {
      const page = hashed(keys, records)
      const plan = await db.transaction().execute(async trx => {
        await takeTurn(trx)
        const known = await whatIsKnown(trx, keys, page)
        const made = planLinks(page, known, randomUUID, isOneName)
        await write(trx, keys, made, known.isSevered)
        await bearsMore(trx, made.bears)
        await severPast(trx, keys, [...made.protectedNow])
        await closeReviews(
          trx,
          keys,
          made.links.map(one => one.record),
          null,
        )
        await writeAddresses(trx, keys, livingAt(records, made.childOf))
        return made
      })
      return resultOf(plan)
    },

    async foresee(records) {
      const page = hashed(keys, records)
      return resultOf(
        await db
          .transaction()
          .execute(async trx => planLinks(page, await whatIsKnown(trx, keys, page), randomUUID, isOneName)),
      )
    },

    async relink(sourceId, oldRecordId, newRecordId) {
      return db.transaction().execute(async trx => {
        await takeTurn(trx)
        const names = trx.selectFrom('link').select(['record_id', 'child_id']).where('source_id', '=', sourceId)
        const rows = await names.where('record_id', 'in', [oldRecordId, newRecordId]).execute()
        const old = rows.find(row => row.record_id === oldRecordId)
        const already = rows.find(row => row.record_id === newRecordId)
        if (already !== undefined && old !== undefined && already.child_id !== old.child_id) return 'OTHER_CHILD'
        if (old === undefined || oldRecordId === newRecordId) return already === undefined ? 'NOT_LINKED' : 'RELINKED'
        if (await carryRejections(trx, sourceId, old, newRecordId)) return 'REJECTED_BEFORE'
        await closeReviews(trx, keys, [{ sourceId, recordId: newRecordId }], null)
        if (already === undefined) {
          const renamed = trx.updateTable('link').set({ record_id: newRecordId, confirmed_at: sql`now()` })
          await renamed.where('source_id', '=', sourceId).where('record_id', '=', oldRecordId).execute()
        } else {
          // What the old one gave the child, the one that is left gives now.
          await sql`
            update link set bears = link.bears || array(select unnest(old.bears) except select unnest(link.bears)) from link old
            where link.source_id = ${sourceId} and link.record_id = ${newRecordId}
              and old.source_id = ${sourceId} and old.record_id = ${oldRecordId}`.execute(trx)
          await trx.deleteFrom('link').where('source_id', '=', sourceId).where('record_id', '=', oldRecordId).execute()
        }
        return 'RELINKED'
      })
    },

    async protect(sourceId, recordId) {
      await db.transaction().execute(async trx => {
        await takeTurn(trx)
        const flagged = trx.updateTable('link').set({ protected: true }).where('source_id', '=', sourceId)
        const rows = await flagged.where('record_id', '=', recordId).returning('child_id').execute()
        await severPast(
          trx,
          keys,
          rows.map(row => row.child_id),
        )
      })
    },

    async livesAt({ childId, sourceId, recordId, addressKeys = [] }, uprns) {
      if (uprns.length === 0) return
      const now = addressKeysOf(keys, childId, uprns)
      if (now.length === addressKeys.length && now.every(key => addressKeys.includes(key))) return
      await db
        .updateTable('link')
        .set({ address_keys: [...now] })
        .where('source_id', '=', sourceId)
        .where('record_id', '=', recordId)
        .where('child_id', '=', childId)
        .execute()
    },
  }
}

const hashed = (keys: Keys, records: readonly LinkableRecord[]): PageEntry[] =>
  records.map(record => ({
    record,
    hashed: hashIdentifiers(keys, record.identifiers),
    secondary: (record.secondary ?? []).map(({ scheme, value }) => ({
      scheme,
      hash: keys.identifierHmac(scheme, value).toString('hex'),
    })),
  }))

const resultOf = ({ children, links, childOf, unidentified, conflicts, anchors }: Plan): LinkingResult => ({
  ...{ childrenMade: children.length, linksMade: links.length, childOf, unidentified, conflicts, anchors },
})

/** Identifiers by their keyed hashes. */
export function hashIdentifiers(keys: Keys, { nhsNumber, upn }: LinkableRecord['identifiers']): HashedIdentifier[] {
  const hash = (scheme: HashedIdentifier['scheme'], value: string | null): HashedIdentifier[] =>
    value === null ? [] : [{ scheme, hash: keys.identifierHmac(scheme, value).toString('hex') }]
  return [...hash('NHS_NUMBER', nhsNumber), ...hash('UPN', upn)]
}

async function write(trx: Transaction<Tables>, keys: Keys, plan: Plan, isSevered: Known['isSevered']): Promise<void> {
  await insertChildren(trx, plan.children)
  const reclaimed = plan.reclaimed.map(one => ({ ...one, whose: one.childId, ofChild: true }))
  await dropFrom(trx, reclaimed)
  await sever(trx, keys, plan.severed)
  await dropFrom(trx, plan.severed)
  await insertIdentifiers(trx, isSevered, plan.identifiers)
  if (plan.links.length > 0) {
    const sealed = plan.links.map(({ record, childId }) =>
      sealAnchor(keys, record.anchor, { childId, sourceId: record.sourceId }),
    )
    await sql`
      insert into link (source_id, record_id, child_id, how, confirmed_at, protected, anchor, bears)
      select source_id, record_id, child_id, how, now(), protected, anchor, ${asHashes('bears')} from unnest(
        ${plan.links.map(one => one.record.sourceId)}::text[], ${plan.links.map(one => one.record.recordId)}::text[],
        ${plan.links.map(one => one.childId)}::uuid[], ${plan.links.map(one => one.record.how)}::text[],
        ${plan.links.map(one => one.record.protectedRecord)}::boolean[], ${sealed}::bytea[],
        ${plan.links.map(one => hashesOf(one.hashed))}::text[]
      ) as made (source_id, record_id, child_id, how, protected, anchor, bears)`.execute(trx)
  }
  if (plan.renewals.length > 0) {
    const sealed = plan.renewals.map(({ record, childId, anchor }) =>
      anchor === null ? null : sealAnchor(keys, anchor, { childId, sourceId: record.sourceId }),
    )
    await sql`
      update link set protected = renewed.protected, anchor = coalesce(renewed.anchor, link.anchor),
        confirmed_at = case when renewed.anchor is null then confirmed_at else now() end
      from unnest(
        ${plan.renewals.map(one => one.record.sourceId)}::text[], ${plan.renewals.map(one => one.record.recordId)}::text[],
        ${plan.renewals.map(one => one.protectedRecord)}::boolean[], ${sealed}::bytea[]
      ) as renewed (source_id, record_id, protected, anchor)
      where link.source_id = renewed.source_id and link.record_id = renewed.record_id`.execute(trx)
  }
}

/** New children, by ids made by the caller. */
export async function insertChildren(trx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`insert into child (id) select unnest(${[...ids]}::uuid[])`.execute(trx)
}

/**
 * New identifiers, but those that lead to the child no more, whoever brings them. A child that had another of the scheme keeps it as an
 * earlier one; one of the past or of one authority is never the current one. Those that stay rest on no link.
 */
export async function insertIdentifiers(
  trx: Transaction<Tables>,
  isSevered: Known['isSevered'],
  given: Plan['identifiers'],
  stays = false,
): Promise<void> {
  const all = given.filter(one => !isSevered(one.childId, one))
  if (all.length === 0) return
  const later = all.filter(one => !one.childIsNew && one.secondary !== true)
  if (later.length > 0) {
    await sql`
      update child_identifier set current = false
      from unnest(${later.map(one => one.scheme)}::text[], ${later.map(one => one.childId)}::uuid[]) as given (scheme, child_id)
      where child_identifier.scheme = given.scheme and child_identifier.child_id = given.child_id and current`.execute(
      trx,
    )
  }
  await sql`
    insert into child_identifier (scheme, value_hmac, child_id, secondary, current, stays)
    select *, secondary is not true, ${stays} from unnest(
      ${all.map(one => one.scheme)}::text[], ${bytes(all)}::bytea[], ${all.map(one => one.childId)}::uuid[],
      ${all.map(one => one.secondary ?? null)}::boolean[]) as given (scheme, value_hmac, child_id, secondary)`.execute(
    trx,
  )
}
