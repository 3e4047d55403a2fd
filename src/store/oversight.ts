// Notices to those who oversee a member of staff, queued in the outbox in the transaction of their cause. They are addressed to
// the agency and to no system's owner: whom they are about may be among those who read what is sent to an owner.
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { z } from 'zod'
import type { AgencyKind } from '../types/index.js'
import { StoreError } from './errors.js'
import type { Keys } from './keys.js'
import type { Tables } from './tables.js'

export type OversightKind = 'CONFLICT_TRIED' | 'GUESSING' | 'GUESSES_SPENT' | 'SHOWN_SPENT'

const about = z.strictObject({ role: z.string(), organisation: z.string(), staffRef: z.string() })
/** Whom a notice is about. */
export type AboutStaff = z.output<typeof about>

export interface OversightNotice {
  readonly kind: OversightKind
  readonly to: { readonly agency: AgencyKind; readonly organisation: string }
  readonly about: AboutStaff
  readonly childId: string | null
  readonly conflictId: string | null
}

/** A notice as an auditor reads it. */
export interface OversightRow extends AboutStaff {
  readonly id: string
  readonly kind: OversightKind
  readonly at: Date
  readonly childId: string | null
  readonly conflictId: string | null
}

export interface Oversight {
  /** The newest, without any about the auditor who asks. */
  noticesTo(
    to: OversightNotice['to'],
    auditor: Omit<AboutStaff, 'role'>,
    most: number,
  ): Promise<readonly OversightRow[]>
  /** Somebody has these in an answer. The first time counts. */
  read(ids: readonly string[], at: Date): Promise<void>
}

export function createOversight(db: Kysely<Tables>, keys: Keys): Oversight {
  return {
    async noticesTo({ agency, organisation }, auditor, most) {
      const { rows } = await sql<Row>`
        select id, kind, created_at, conflict_id, about, 
          case when exists (select from conflict c where c.id = notice.conflict_id and c.basis = 'CHILD')
            then (${namedOf('notice.child_id')}) end as child_id
        from notice
        where agency = ${agency} and organisation = ${organisation} and about is not null
        order by seq desc limit ${most}`.execute(db)
      return rows
        .map(row => ({
          ...open(keys, row),
          id: row.id,
          kind: row.kind,
          at: row.created_at,
          childId: row.child_id,
          conflictId: row.conflict_id,
        }))
        .filter(one => one.organisation !== auditor.organisation || one.staffRef !== auditor.staffRef)
    },

    async read(ids, at) {
      await sql`update notice set read_at = ${at}::timestamptz where id = any(${[...ids]}::uuid[]) and read_at is null`.execute(
        db,
      )
    },
  }
}

/**
 * A child's id for an auditor, who may be shown any child but a concealed one; and none of a household, which would tell where
 * the child lives.
 */
export const namedOf = (column: 'notice.child_id' | 'conflict.child_id'): ReturnType<typeof sql<string | null>> => sql`
  select child.id from child where child.id = ${sql.ref(column)}
    and (not exists (select from link where link.child_id = child.id)
      or exists (select from link where link.child_id = child.id and not link.protected))`

interface Row {
  readonly id: string
  readonly kind: OversightKind
  readonly created_at: Date
  readonly child_id: string | null
  readonly conflict_id: string | null
  readonly about: Buffer
}

export async function tellOverseer(
  trx: Transaction<Tables>,
  keys: Keys,
  { kind, to, about: who, childId, conflictId }: OversightNotice,
  at: Date,
): Promise<void> {
  const id = randomUUID()
  await sql`
    insert into notice (id, kind, agency, organisation, child_id, conflict_id, about, created_at)
    values (${id}, ${kind}, ${to.agency}, ${to.organisation}, ${childId}, ${conflictId},
      ${keys.conflicts.seal(JSON.stringify(who), id)}, ${at}::timestamptz)`.execute(trx)
}

/** Throws STORE_CORRUPT if the row was tampered with or moved. */
function open(keys: Keys, row: Row): AboutStaff {
  const text = keys.conflicts.open(row.about, row.id)
  if (text === null) throw new StoreError('STORE_CORRUPT', `The notice ${row.id} does not open with its key`)
  return about.parse(JSON.parse(text))
}

/** How many notices one conflict has had since then: somebody who tries all day is not to bury the rest. */
export async function noticesSince(trx: Transaction<Tables>, conflictId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from notice where conflict_id = ${conflictId} and created_at > ${since}::timestamptz`.execute(
    trx,
  )
  return Number(rows[0]?.count)
}
