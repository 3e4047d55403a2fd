// Notices to the owners of records, written in the transaction of their cause: whoever can see that something was done can
// be sure that its owners are being told.
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { AgencyKind } from '../types/index.js'
import type { NoticeTable, Tables } from './tables.js'

/** The owner of one system. */
export interface Addressee {
  readonly sourceId: string
  readonly agency: AgencyKind
  readonly organisation: string
}

/** What a notice is about: ids alone. What may be told of them is decided when it is read. */
export interface NoticeOf {
  readonly kind: NoticeTable['kind']
  readonly childId: string | null
  readonly breakGlassId: string | null
  readonly linkChangeId?: string | null
}

/** Queues one notice for each addressee. */
export async function queueNotices(
  trx: Transaction<Tables>,
  to: readonly Addressee[],
  { kind, childId, breakGlassId, linkChangeId = null }: NoticeOf,
  at: Date,
): Promise<void> {
  if (to.length === 0) return
  await trx
    .insertInto('notice')
    .values(
      to.map(({ sourceId, agency, organisation }) => ({
        id: randomUUID(),
        kind,
        agency,
        organisation,
        source_id: sourceId,
        child_id: childId,
        break_glass_id: breakGlassId,
        link_change_id: linkChangeId,
        created_at: at,
      })),
    )
    .execute()
}
