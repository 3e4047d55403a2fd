// Broken glass: who, for which child, until when. What is in force is asked of the database at each operation, so that it
// holds and ends on every replica alike.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { HafanError } from '../errors.js'
import type { AgencyKind } from '../types/index.js'
import type { Keys } from './keys.js'
import { once } from './once.js'
import type { SentAct } from './once.js'
import { personKey, reconcileIn, reviewsOf } from './glass-reviews.js'
import { queueNotices } from './outbox.js'
import type { Addressee } from './outbox.js'
import type { BreakGlassTable, Tables } from './tables.js'

/** The person in the post they broke the glass in: in another post it opens nothing. */
export interface GlassHolder {
  /** Issuer and subject. */
  readonly person: string
  readonly role: string
  readonly organisation: string
}

export interface OpenGlass extends GlassHolder {
  readonly agency: AgencyKind
  readonly staffRef: string
  readonly childId: string
  readonly reason: string
  readonly endsAt: Date
  readonly edition: string
  /** The owners of every record the child has, told in the same transaction. */
  readonly owners: readonly Addressee[]
}

export interface GlassReceipt extends Readonly<Record<string, string>> {
  readonly id: string
  /** ISO time. */
  readonly until: string
}

/** Glass that is in force. */
export interface GlassInForce {
  readonly id: string
  /** ISO time. */
  readonly until: string
  /** The sources whose owners have been told. */
  readonly notified: readonly string[]
}

/** Glass under review. Times are ISO. */
export interface GlassReview {
  readonly id: string
  readonly childId: string
  readonly role: string
  readonly agency: AgencyKind
  readonly organisation: string
  readonly reason: string
  readonly staffRef: string
  readonly openedAt: string
  readonly until: string
  readonly outcome: Outcome | null
  readonly reconciledAt: string | null
  readonly note: string | null
}

export type Outcome = NonNullable<BreakGlassTable['outcome']>

export interface ReviewsAsked {
  /** Only what concerns the owners of one of these; null for all. */
  readonly sources: readonly string[] | null
  readonly reconciled: boolean
  readonly first: number
  /** The last of the page before. */
  readonly after: { readonly openedAt: string; readonly id: string } | null
}

export interface Reconciling {
  readonly id: string
  /** Who reviews: issuer and subject. */
  readonly person: string
  /** The same in their agency's own system: one person may sign in by two names. */
  readonly staff: { readonly organisation: string; readonly staffRef: string }
  readonly outcome: Outcome
  readonly note: string
  readonly sources: readonly string[] | null
  /** Every owner there is: those who were told of the opening are told of the outcome. */
  readonly owners: readonly Addressee[]
}

export interface BreakGlass {
  /** Oldest first. */
  reviews(asked: ReviewsAsked): Promise<readonly GlassReview[]>
  /** Throws KEY_REUSED, REVIEW_NOT_FOUND, ALREADY_RECONCILED, and OPERATION_REFUSED for whoever broke the glass themselves. */
  reconcile(review: Reconciling, sent: SentAct): Promise<{ readonly id: string; readonly reconciledAt: string }>
  /** Throws KEY_REUSED, BREAK_GLASS_LIMIT. */
  open(glass: OpenGlass, sent: SentAct): Promise<GlassReceipt>
  /** By child; only children for whom the holder's glass is broken at that moment are in the Map. */
  inForce(holder: GlassHolder, childIds: readonly string[], at: Date): Promise<ReadonlyMap<string, GlassInForce>>
  /** Tells further owners, of records that were linked since. What they hold may be shown once this is done. */
  tell(id: string, owners: readonly Addressee[], at: Date): Promise<void>
}

/** Most at once, and most within a day, of one person. */
const MOST_AT_ONCE = 3
const MOST_A_DAY = 10
const DAY_MS = 24 * 3_600_000

export function createBreakGlass(db: Kysely<Tables>, keys: Keys): BreakGlass {
  const keyOf = (person: string): string => personKey(keys, person)

  return {
    open: (glass, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          const person = keyOf(glass.person)
          await checkLimits(trx, person, sent.at)
          const id = randomUUID()
          const { role, agency, organisation, childId, edition, endsAt, owners, reason, staffRef } = glass
          await trx
            .insertInto('break_glass')
            .values({
              id,
              person_key: person,
              ...{ role, agency, organisation, edition },
              child_id: childId,
              sealed: keys.reasons.seal(JSON.stringify({ reason, staffRef }), id),
              opened_at: sent.at,
              ends_at: endsAt,
              notified: owners.map(({ sourceId }) => sourceId),
            })
            .execute()
          await queueNotices(trx, owners, { kind: 'BREAK_GLASS_OPENED', childId, breakGlassId: id }, sent.at)
          return { id, until: endsAt.toISOString() }
        }),
      ),

    async inForce({ person, role, organisation }, childIds, at) {
      const rows = await db
        .selectFrom('break_glass')
        .select(['id', 'child_id', 'ends_at', 'notified'])
        .where('person_key', '=', keyOf(person))
        .where('role', '=', role)
        .where('organisation', '=', organisation)
        .where(sql<boolean>`child_id = any(${[...childIds]}::uuid[])`)
        .where('opened_at', '<=', at)
        .where('ends_at', '>', at)
        .orderBy('ends_at')
        .execute()
      // The one that ends last counts.
      return new Map(
        rows.map(row => [row.child_id, { id: row.id, until: row.ends_at.toISOString(), notified: row.notified }]),
      )
    },

    reviews: asked => reviewsOf(db, keys, asked),

    reconcile: (review, sent) =>
      db.transaction().execute(trx => once(trx, keys, sent, () => reconcileIn(trx, keys, review, sent.at))),

    async tell(id, owners, at) {
      await db.transaction().execute(async trx => {
        const told = await trx
          .selectFrom('break_glass')
          .select(['child_id', 'notified'])
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirstOrThrow()
        const due = owners.filter(({ sourceId }) => !told.notified.includes(sourceId))
        const notified = [...told.notified, ...due.map(({ sourceId }) => sourceId)]
        await trx.updateTable('break_glass').set({ notified }).where('id', '=', id).execute()
        const about = { kind: 'BREAK_GLASS_OPENED', childId: told.child_id, breakGlassId: id } as const
        await queueNotices(trx, due, about, at)
      })
    },
  }
}

/** One person's acts take turns here: two at once would each find room for one more. */
async function checkLimits(trx: Transaction<Tables>, person: string, at: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`break-glass ${person}`}, 0))`.execute(trx)
  const { rows } = await sql<{ open: string; day: string }>`
    select count(*) filter (where ends_at > ${at}::timestamptz) as open, count(*) as day from break_glass
    where person_key = ${person} and opened_at > ${new Date(at.getTime() - DAY_MS)}::timestamptz`.execute(trx)
  if (Number(rows[0]?.open) >= MOST_AT_ONCE || Number(rows[0]?.day) >= MOST_A_DAY) {
    throw new HafanError(
      'BREAK_GLASS_LIMIT',
      `The glass may be broken for ${MOST_AT_ONCE} children at once and ${MOST_A_DAY} times a day. Ring the agency that holds the record.`,
    )
  }
}
