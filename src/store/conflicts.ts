// Conflicts of interest: which member of staff is too near to which child. Read at each operation, so that one declared in the
// middle of somebody's work counts from their next question on, on every replica.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { HafanError } from '../errors.js'
import { recordKey } from '../types/child.js'
import type { AgencyKind } from '../types/index.js'
import type { Children } from './children.js'
import { openConflict, sealConflict } from './conflict-target.js'
import type { ConflictTarget } from './conflict-target.js'
import type { Keys } from './keys.js'
import { nearOf } from './near.js'
import type { ConflictInForce, Near } from './near.js'
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
  /** Issuer and subject of whoever declares it. */
  readonly declaredBy: string
  readonly from: Date
  readonly until: Date | null
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
  /** Its id. */
  declare(trx: Transaction<Tables>, conflict: NewConflict, at: Date): Promise<string>
  /** Whether it is withdrawn: not where it is another agency's, or about whoever asks. */
  withdraw(trx: Transaction<Tables>, id: string, by: StaffMember & { readonly person: string }, at: Date): Promise<boolean>
  /** Newest first, without any about the auditor who asks. */
  overseenBy(auditor: StaffMember, most: number): Promise<readonly Conflict[]>
  /** Counts a try, and says how many there have been. */
  tried(trx: Transaction<Tables>, id: string, at: Date): Promise<number>
}

/** Nobody has more children too near; declared in bulk, they would be a way to shut somebody out. */
const MOST_OF_ONE = 200

export function createConflicts(db: Kysely<Tables>, keys: Keys, children: Pick<Children, 'byRecord'>): Conflicts {
  const subjectOf = ({ agency, organisation, staffRef }: StaffMember): string =>
    keys.pseudonym('conflict-subject', [agency, organisation, staffRef].join('\n'))
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
      if (rows.length === 0) return nearOf([], keys)
      const conflicts = rows.map((row): ConflictInForce => {
        return { id: row.id, childId: row.child_id, target: openConflict(keys, row).target }
      })
      const childOf = await found(conflicts.filter(({ childId }) => childId === null).map(({ target }) => target))
      return nearOf(
        conflicts.map(one => ({ ...one, childId: one.childId ?? childOf(one.target) })),
        keys,
      )
    },

    async declare(trx, { who, overseer, childId, target, declaredAs, declaredBy, from, until }, at) {
      const id = randomUUID()
      const subject = subjectOf(who)
      await sql`select pg_advisory_xact_lock(hashtextextended(${`conflict ${subject}`}, 0))`.execute(trx)
      const counted = await trx
        .selectFrom('conflict')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('subject_key', '=', subject)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (Number(counted.count) >= MOST_OF_ONE) throw new HafanError('TOO_MANY', `A member of staff has at most ${MOST_OF_ONE} conflicts of interest.`)
      await trx
        .insertInto('conflict')
        .values({
          id,
          subject_key: subject,
          ...overseer,
          child_id: childId,
          sealed: sealConflict(keys, id, { staffRef: who.staffRef, target }),
          basis: target.kind === 'HOUSEHOLD' ? 'HOUSEHOLD' : 'CHILD',
          declared_as: declaredAs,
          declared_by: personOf(declaredBy),
          declared_at: at,
          starts_at: from,
          ends_at: until,
          withdrawn_at: null,
          withdrawn_by: null,
          tried_at: null,
        })
        .execute()
      return id
    },

    async withdraw(trx, id, by, at) {
      const done = await trx
        .updateTable('conflict')
        .set({ withdrawn_at: at, withdrawn_by: personOf(by.person) })
        .where('id', '=', id)
        .where('agency', '=', by.agency)
        .where('organisation', '=', by.organisation)
        .where('subject_key', '<>', subjectOf(by))
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst()
      return done.numUpdatedRows === 1n
    },

    async overseenBy(auditor, most) {
      const rows = await db
        .selectFrom('conflict')
        .selectAll()
        .where('agency', '=', auditor.agency)
        .where('organisation', '=', auditor.organisation)
        .where('subject_key', '<>', subjectOf(auditor))
        .orderBy('declared_at', 'desc')
        .orderBy('id')
        .limit(most)
        .execute()
      return rows.map(row => ({
        id: row.id,
        staffRef: openConflict(keys, row).staffRef,
        childId: row.child_id,
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

    async tried(trx, id, at) {
      const { tries } = await trx
        .updateTable('conflict')
        .set(eb => ({ tries: eb('tries', '+', 1), tried_at: at }))
        .where('id', '=', id)
        .returning('tries')
        .executeTakeFirstOrThrow()
      return tries
    },
  }
}

