// Conflicts of interest: which member of staff is too near to which child. Read at each operation, so that one declared in the
// middle of somebody's work counts from their next question on, on every replica.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Selectable } from 'kysely'
import { HafanError } from '../errors.js'
import { recordKey } from '../types/child.js'
import type { AgencyKind } from '../types/index.js'
import type { Children } from './children.js'
import { openConflict, sealConflict } from './conflict-target.js'
import type { ConflictTarget } from './conflict-target.js'
import type { Keys } from './keys.js'
import { nearOf } from './near.js'
import type { ConflictInForce, Near } from './near.js'
import { once } from './once.js'
import type { SentAct } from './once.js'
import { namedOf, noticesSince, tellOverseer } from './oversight.js'
import type { OversightNotice } from './oversight.js'
import type { ConflictTable, Tables } from './tables.js'

/** A member of staff, as their own agency names them. The same reference at another organisation is somebody else. */
export interface StaffMember {
  readonly agency: AgencyKind
  readonly organisation: string
  readonly staffRef: string
}

/** Whose auditors oversee it. */
export interface Overseer {
  readonly agency: AgencyKind
  readonly organisation: string
}

export interface NewConflict {
  readonly who: StaffMember
  readonly overseer: Overseer
  readonly childId: string | null
  readonly target: ConflictTarget
  readonly declaredAs: ConflictTable['declared_as']
  readonly from: Date
  readonly until: Date | null
}

export interface ConflictReceipt extends Readonly<Record<string, string>> {
  readonly id: string
  /** ISO time. */
  readonly at: string
}

/** As its overseers read it. */
export interface Conflict {
  readonly id: string
  readonly staffRef: string
  readonly childId: string | null
  readonly basis: ConflictTable['basis']
  readonly declaredAs: ConflictTable['declared_as']
  readonly declaredAt: Date
  readonly from: Date
  readonly until: Date | null
  readonly withdrawnAt: Date | null
  readonly tries: number
  readonly triedAt: Date | null
}

export interface Conflicts {
  /** Most callers have none, and cost one query. */
  near(who: StaffMember, at: Date): Promise<Near>
  /** The same of conflicts that have been read already: those of one member of staff in force, in the order they were declared. */
  nearAmong(held: readonly HeldConflict[]): Promise<Near>
  /** Throws KEY_REUSED, TOO_MANY. */
  declare(conflict: NewConflict, sent: SentAct): Promise<ConflictReceipt>
  /** Changes nothing where it is another agency's, or about whoever asks. Throws KEY_REUSED. */
  withdraw(id: string, by: StaffMember & { readonly overseer: Overseer }, sent: SentAct): Promise<ConflictReceipt>
  /** Newest first, without any about the auditor who asks. `after` is the last of the page before. */
  overseenBy(
    overseer: Overseer,
    auditor: StaffMember,
    most: number,
    after: Pick<Conflict, 'declaredAt' | 'id'> | null,
  ): Promise<readonly Conflict[]>
  /** Counts a try, and tells whoever oversees the one who tried: at most so often a day. */
  tried(notice: OversightNotice & { readonly conflictId: string }, mostADay: number, at: Date): Promise<void>
}

/** Nobody has more children too near; declared in bulk, they would be a way to shut somebody out. */
const MOST_OF_ONE = 200
const DAY_MS = 24 * 3_600_000

/** What a member of staff is kept by. */
export const subjectKey = (keys: Keys, { agency, organisation, staffRef }: StaffMember): string =>
  keys.pseudonym('conflict-subject', [agency, organisation, staffRef].join('\n'))

/** A conflict in force, as it is kept. */
export type HeldConflict = Pick<Selectable<ConflictTable>, 'id' | 'child_id' | 'sealed'>

export function createConflicts(db: Kysely<Tables>, keys: Keys, children: Pick<Children, 'byRecord'>): Conflicts {
  const subjectOf = (who: StaffMember): string => subjectKey(keys, who)
  const personOf = (person: string): string => keys.pseudonym('conflict-declared-by', person)

  /** Children whom nobody knew when the conflict was declared, and who are known now. */
  async function found(targets: readonly ConflictTarget[]): Promise<(target: ConflictTarget) => string | null> {
    const records = targets.flatMap(one => (one.kind === 'RECORD' ? [one] : []))
    const numbers = targets.flatMap(one => (one.kind === 'NUMBER' ? [one] : []))
    const byRecord = records.length === 0 ? new Map<string, string>() : await children.byRecord(records)
    const byNumber = new Map<string, string>()
    if (numbers.length > 0) {
      const hashes = numbers.map(({ hash }) => Buffer.from(hash, 'hex'))
      const { rows } = await sql<{ scheme: string; hash: string; child_id: string }>`
        select held.scheme, encode(held.value_hmac, 'hex') as hash, held.child_id from child_identifier held
        join unnest(${numbers.map(({ scheme }) => scheme)}::text[], ${hashes}::bytea[]) as declared (scheme, value_hmac)
          using (scheme, value_hmac)`.execute(db)
      for (const row of rows) byNumber.set(`${row.scheme}\n${row.hash}`, row.child_id)
    }
    return one =>
      (one.kind === 'RECORD' ? byRecord.get(recordKey(one)) : undefined) ??
      (one.kind === 'NUMBER' ? byNumber.get(`${one.scheme}\n${one.hash}`) : undefined) ??
      null
  }

  async function nearAmong(held: readonly HeldConflict[]): Promise<Near> {
    if (held.length === 0) return nearOf([], keys)
    const conflicts = held.map((row): ConflictInForce => {
      return { id: row.id, childId: row.child_id, target: openConflict(keys, row).target }
    })
    const childOf = await found(conflicts.filter(({ childId }) => childId === null).map(({ target }) => target))
    return nearOf(
      conflicts.map(one => ({ ...one, childId: one.childId ?? childOf(one.target) })),
      keys,
    )
  }

  return {
    async near(who, at) {
      const rows = await db
        .selectFrom('conflict')
        .select(['id', 'child_id', 'sealed'])
        .where('subject_key', '=', subjectOf(who))
        .where('withdrawn_at', 'is', null)
        .where('starts_at', '<=', at)
        .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', at)]))
        .orderBy('declared_at')
        .execute()
      return nearAmong(rows)
    },

    nearAmong,

    declare: ({ who, overseer, childId, target, declaredAs, from, until }, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          const id = randomUUID()
          const subject = subjectOf(who)
          await sql`select pg_advisory_xact_lock(hashtextextended(${`conflict ${subject}`}, 0))`.execute(trx)
          const counted = await trx
            .selectFrom('conflict')
            .select(({ fn }) => fn.countAll<string>().as('count'))
            .where('subject_key', '=', subject)
            .where('withdrawn_at', 'is', null)
            .executeTakeFirstOrThrow()
          if (Number(counted.count) >= MOST_OF_ONE)
            throw new HafanError('TOO_MANY', `A member of staff has at most ${MOST_OF_ONE} conflicts of interest.`)
          await trx
            .insertInto('conflict')
            .values({
              id,
              subject_key: subject,
              agency: overseer.agency,
              organisation: overseer.organisation,
              child_id: childId,
              sealed: sealConflict(keys, id, { staffRef: who.staffRef, target }),
              basis: target.kind === 'HOUSEHOLD' ? 'HOUSEHOLD' : 'CHILD',
              declared_as: declaredAs,
              declared_by: personOf(sent.caller),
              declared_at: sent.at,
              starts_at: from,
              ends_at: until,
              withdrawn_at: null,
              withdrawn_by: null,
              tried_at: null,
            })
            .execute()
          return { id, at: sent.at.toISOString() }
        }),
      ),

    withdraw: (id, { overseer, ...who }, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          await trx
            .updateTable('conflict')
            .set({ withdrawn_at: sent.at, withdrawn_by: personOf(sent.caller) })
            .where('id', '=', id)
            .where('agency', '=', overseer.agency)
            .where('organisation', '=', overseer.organisation)
            .where('subject_key', '<>', subjectOf(who))
            .where('withdrawn_at', 'is', null)
            .execute()
          return { id, at: sent.at.toISOString() }
        }),
      ),

    async overseenBy(overseer, auditor, most, after) {
      const { declaredAt = null, id = null } = after ?? {}
      const rows = await db
        .selectFrom('conflict')
        .selectAll()
        .select(sql<string | null>`(${namedOf('conflict.child_id')})`.as('named'))
        .where('agency', '=', overseer.agency)
        .where('organisation', '=', overseer.organisation)
        .where('subject_key', '<>', subjectOf(auditor))
        // Those of one moment stand in the order of their ids.
        .where(
          sql<boolean>`(${id}::uuid is null or declared_at < ${declaredAt}::timestamptz
            or (declared_at = ${declaredAt}::timestamptz and id > ${id}::uuid))`,
        )
        .orderBy('declared_at', 'desc')
        .orderBy('id')
        .limit(most)
        .execute()
      return rows.map(row => ({
        id: row.id,
        staffRef: openConflict(keys, row).staffRef,
        childId: row.named,
        basis: row.basis,
        declaredAs: row.declared_as,
        declaredAt: row.declared_at,
        from: row.starts_at,
        until: row.ends_at,
        withdrawnAt: row.withdrawn_at,
        tries: row.tries,
        triedAt: row.tried_at,
      }))
    },

    tried: (notice, mostADay, at) =>
      db.transaction().execute(async trx => {
        const { conflictId } = notice
        await trx
          .updateTable('conflict')
          .set(eb => ({ tries: eb('tries', '+', 1), tried_at: at }))
          .where('id', '=', conflictId)
          .execute()
        const told = await noticesSince(trx, conflictId, new Date(at.getTime() - DAY_MS))
        if (told < mostADay) await tellOverseer(trx, keys, notice, at)
      }),
  }
}
