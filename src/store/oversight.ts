// Notices to those who oversee a member of staff, queued in the outbox in the transaction of their cause. Only auditors of the
// agency read them: whom they are about is not told of them.
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { AgencyKind } from '../types/index.js'
import { StoreError } from './errors.js'
import type { Keys } from './keys.js'
import type { Tables } from './tables.js'

export const OVERSIGHT_KINDS = ['CONFLICT_TRIED', 'GUESSING', 'GUESSES_SPENT', 'SHOWN_SPENT'] as const
export type OversightKind = (typeof OVERSIGHT_KINDS)[number]

const about = z.strictObject({ role: z.string(), organisation: z.string(), staffRef: z.string() })
/** Whom a notice is about. */
export type AboutStaff = z.output<typeof about>

export interface OversightNotice {
  readonly kind: OversightKind
  readonly to: { readonly sourceId: string; readonly agency: AgencyKind; readonly organisation: string }
  readonly about: AboutStaff
  readonly childId: string | null
  readonly conflictId: string | null
}

export async function tellOverseer(
  trx: Transaction<Tables>,
  keys: Keys,
  { kind, to, about: who, childId, conflictId }: OversightNotice,
  at: Date,
): Promise<void> {
  const id = randomUUID()
  await trx
    .insertInto('notice')
    .values({
      id,
      kind,
      agency: to.agency,
      organisation: to.organisation,
      source_id: to.sourceId,
      child_id: childId,
      break_glass_id: null,
      conflict_id: conflictId,
      sealed: keys.conflicts.seal(JSON.stringify(who), id),
      created_at: at,
    })
    .execute()
}

/** Throws STORE_CORRUPT if the row was tampered with or moved. */
export function openAbout(
  keys: Keys,
  { id, sealed }: { readonly id: string; readonly sealed: Buffer | null },
): AboutStaff {
  const text = sealed === null ? null : keys.conflicts.open(sealed, id)
  if (text === null) throw new StoreError('STORE_CORRUPT', `The notice ${id} does not open with its key`)
  return about.parse(JSON.parse(text))
}

/** How many notices one conflict has had since then: somebody who tries all day is not to bury the rest of the inbox. */
export async function noticesSince(trx: Transaction<Tables>, conflictId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from notice where conflict_id = ${conflictId} and created_at > ${since}::timestamptz`.execute(
    trx,
  )
  return Number(rows[0]?.count)
}
