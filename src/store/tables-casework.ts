// The tables of what the hub does for a child besides episodes. Names and columns as in migrations/.
import type { Generated } from 'kysely'
import type { Time } from './columns.js'

export type CaseworkKind = 'CALL' | 'MEETING' | 'REFERRAL' | 'SERAF' | 'MEASURE'

export interface CaseworkTable {
  child_id: string
  reference: string
  kind: CaseworkKind
  code: string
  state: string
  outcome: string | null
  happened_at: Time
  last_at: Time
  sessions: Generated<number>
  version: number
  sealed: Buffer
}

export interface CaseworkEventTable {
  child_id: string
  reference: string
  seq: number
  kind: string
  happened_at: Time
  recorded_at: Time
  by_key: string
  by_role: string
  by_organisation: string
  sealed: Buffer
}
