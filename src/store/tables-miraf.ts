// The tables of the risk assessment. Names and columns as in migrations/.
import type { Records } from '../types/index.js'
import type { Time } from './columns.js'

/** A keyed name of the person, and their post. */
interface Written {
  by_key: string
  by_role: string
  by_organisation: string
}

export interface MirafTable extends Written {
  child_id: string
  version: number
  made_at: Time
  level: Records.RiskLevel
  /** A day; the pool reads it as text, so that no time zone can move it. */
  review_on: string
  sealed: Buffer
}

export interface MirafRequestTable extends Written {
  id: string
  child_id: string
  requested_at: Time
  sealed_reason: Buffer
}

export interface MirafSummaryDraftTable extends Written {
  child_id: string
  version: number
  drafted_at: Time
  risk: Records.RiskLevel
  review_due: string
  sealed: Buffer
}

export interface MirafSummaryApprovalTable extends Written {
  child_id: string
  version: number
  approved_at: Time
}

export interface MirafMarkTable extends Written {
  child_id: string
  version: number
  marked_at: Time
  sealed: Buffer
}

/** For the tables as a whole. */
export interface MirafTables {
  miraf: MirafTable
  miraf_request: MirafRequestTable
  miraf_summary_draft: MirafSummaryDraftTable
  miraf_summary_approval: MirafSummaryApprovalTable
  miraf_mark: MirafMarkTable
}
