// The tables of how long records are kept. Names and columns as in migrations/.
import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './columns.js'

/** What is kept and ended together. */
export type RecordKind = 'EPISODES' | 'MIRAF' | 'CASEWORK'

interface RecordKeyTable {
  child_id: string
  kind: RecordKind
  generation: number
  sealed: Buffer | null
  ended_at: MaybeTime
  ended_by: string | null
}

interface LegalHoldTable {
  id: string
  child_id: string
  placed_at: Time
  by_key: string
  by_role: string
  by_organisation: string
  /** A day; the pool reads it as text, so that no time zone can move it. */
  review_on: string
  sealed: Buffer
  released_at: MaybeTime
  released_by: string | null
  released_role: string | null
  sealed_release: Buffer | null
}

interface RetentionRunTable {
  id: string
  edition: string
  began_at: Time
  done_at: MaybeTime
  looked_at: Generated<number>
  ended: Generated<number>
  held: Generated<number>
  open: Generated<number>
}

export interface RetentionTables {
  record_key: RecordKeyTable
  legal_hold: LegalHoldTable
  retention_run: RetentionRunTable
}
