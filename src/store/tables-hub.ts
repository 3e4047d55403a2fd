// The tables of the hub's own records. Names and columns as in migrations/.
import type { Generated, GeneratedAlways } from 'kysely'
import type { Records } from '../types/index.js'
import type { MaybeTime, Time } from './columns.js'

export interface HubCaseTable {
  child_id: string
  opened_at: Time
  closed_at: MaybeTime
}

export interface DebriefAssignmentTable {
  child_id: string
  staff_ref: string
  assigned_at: Time
  ended_at: MaybeTime
  episode: string | null
  by_key: string | null
  by_role: string | null
  ended_by: string | null
  ended_role: string | null
}

export interface EpisodeTable {
  child_id: string
  reference: string
  reported_at: Time
  last_seen_at: MaybeTime
  ended_at: MaybeTime
  status: Records.EpisodeStatus
  category: Records.EpisodeCategory
  risk: Records.RiskLevel
  missing_from: Records.MissingFrom | null
  area: string | null
  home_authority: string | null
  safe_and_well_settled: boolean
  version: Generated<number>
  review_at: MaybeTime
  interview_settled: Generated<boolean>
  merged_into: string | null
  assigned_person: string | null
  assigned_team: string | null
  sole_word: string | null
  sealed: Buffer | null
  rank: GeneratedAlways<number>
  placement: string | null
  nfa_reason: string | null
  check_outcome: 'DONE' | 'NOT_DONE' | null
  check_reason: string | null
  interview_answer: 'NONE_YET' | 'ACCEPTED' | 'DECLINED' | null
  interview_declined: string | null
  interview_held_at: MaybeTime
  age_band: string | null
  sex: 'FEMALE' | 'MALE' | null
}

export interface EpisodeEventTable {
  child_id: string
  reference: string
  seq: number
  kind: string
  happened_at: Time
  recorded_at: Time
  by_key: string | null
  by_role: string | null
  by_organisation: string | null
  sealed: Buffer
}

export interface MirafSummaryTable {
  child_id: string
  risk: Records.RiskLevel
  text_en: string
  text_cy: string
  what_to_do_en: string
  what_to_do_cy: string
  approved_at: Time
  /** A day; the pool reads it as text, so that no time zone can move it. */
  review_due: string
}

export interface IncidentTable {
  id: string
  source: string
  reference_key: string
  content_key: string
  received_at: Time
  sealed: Buffer
}

export interface IncidentPersonTable {
  incident: string
  seq: number
  state: 'WAITING' | 'REPORTED'
  child_id: string | null
  episode: string | null
  settled_at: MaybeTime
  sealed: Buffer
}
