// The tables as Kysely types them. Names and columns as in migrations/.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { AgencyKind, Relationship } from '../types/index.js'
import type { IdentifierScheme, Link } from '../types/child.js'
import type { LinkChangeKind, LinkDoubt } from '../types/links.js'
import type { MaybeTime, Time } from './columns.js'
import type { CaseworkEventTable, CaseworkTable } from './tables-casework.js'
import type { DueTables } from './tables-due.js'
import type { AlertTables } from './tables-alerts.js'
import type {
  DebriefAssignmentTable,
  EpisodeEventTable,
  IncidentPersonTable,
  IncidentTable,
  EpisodeTable,
  HubCaseTable,
  MirafSummaryTable,
} from './tables-hub.js'
import type { MirafTables } from './tables-miraf.js'
import type { RetentionTables } from './tables-retention.js'
import type { CostCaseTable, FigurePeriodTable, TrainingSessionTable } from './tables-statistics.js'

export interface ChildTable {
  id: string
  created_at: Generated<Date>
}

export interface ChildIdentifierTable {
  scheme: IdentifierScheme
  value_hmac: Buffer
  child_id: string
  current: Generated<boolean>
  stays: Generated<boolean>
  given_at: ColumnType<Date, never, never>
  /** Of the child's past, or of one authority alone. Null as false. */
  secondary: boolean | null
}

/** How often something has changed. */
export interface MovedTable {
  what: 'links' | 'index'
  /** As PostgreSQL gives a bigint. */
  times: string
}

export interface SeveredNumberTable {
  name: string
}

export interface LinkTable {
  source_id: string
  record_id: string
  child_id: string
  how: Link['how']
  confirmed_at: Time
  confirmed_by: string | null
  protected: boolean
  anchor: Buffer | null
  address_keys: Generated<string[]>
  score: number | null
  model_version: string | null
  bears: Generated<Buffer[]>
}

export interface LinkReviewTable {
  id: string
  source_id: string
  record_id: string
  kind: LinkDoubt
  made_at: Generated<Date>
  model_version: string
  anchor: Buffer
  protected: boolean
  candidates: unknown
  status: Generated<'OPEN' | 'CONFIRMED' | 'REJECTED'>
  decided_at: MaybeTime
  decided_by: string | null
}

export interface LinkRejectionTable {
  source_id: string
  record_id: string
  child_id: string
  rejected_at: Time
}

export interface LinkChangeTable {
  id: string
  seq: GeneratedAlways<string>
  at: Time
  kind: LinkChangeKind
  source_id: string
  record_id: string
  child_id: string
  how: Link['how'] | null
  score: number | null
  model_version: string | null
  by_key: string | null
  by_role: string | null
  by_organisation: string | null
  sealed_rationale: Buffer | null
  sealed_before: Buffer
  sealed_after: Buffer
  undoes: string | null
}

export interface LinkingProgressTable {
  source_id: string
  cursor: string | null
  done_at: MaybeTime
}

export interface RelationshipConfirmedTable {
  caller_key: string
  child_id: string
  relationship: Relationship
  confirmed_at: Time
}

export interface EpisodeStateTable {
  child_id: string
  source_id: string
  open: boolean
  since: MaybeTime
  lapses_at: MaybeTime
  confirmed_at: Time
}

export interface ActDoneTable {
  caller_key: string
  key_hash: string
  act: string
  arguments_hash: string
  receipt: Readonly<Record<string, string>> | null
  done_at: Time
}

export interface BreakGlassTable {
  id: string
  person_key: string
  role: string
  agency: AgencyKind
  organisation: string
  child_id: string
  edition: string
  sealed: Buffer
  opened_at: Time
  ends_at: Time
  notified: string[]
  outcome: 'JUSTIFIED' | 'NOT_JUSTIFIED' | 'PASSED_ON' | null
  reconciled_at: MaybeTime
  reconciled_by: string | null
  sealed_note: Buffer | null
}

export interface NoticeTable {
  id: string
  seq: GeneratedAlways<string>
  kind: 'BREAK_GLASS_OPENED' | 'BREAK_GLASS_RECONCILED' | 'LINK_CHANGED'
  agency: AgencyKind
  organisation: string
  source_id: string
  child_id: string | null
  break_glass_id: string | null
  link_change_id: string | null
  created_at: Time
  delivered_at: MaybeTime
  read_at: MaybeTime
}

export interface ConflictTable {
  id: string
  subject_key: string
  agency: AgencyKind
  organisation: string
  child_id: string | null
  sealed: Buffer
  basis: 'CHILD' | 'HOUSEHOLD'
  declared_as: 'SELF' | 'AGENCY'
  declared_by: string
  declared_at: Time
  starts_at: Time
  ends_at: MaybeTime
  withdrawn_at: MaybeTime
  withdrawn_by: string | null
  tries: Generated<number>
  tried_at: MaybeTime
}

export interface BudgetTakenTable {
  caller_key: string
  kind: 'GUESS' | 'SHOWN'
  what_key: string
  taken_at: Time
}

export interface BudgetAlertTable {
  caller_key: string
  kind: string
  alerted_at: Time
}

export interface IdentityIndexTable {
  source_id: string
  record_id: string
  child_id: string
  sealed: Buffer
  digest: string
  tokens: string[]
  seen_at: Time
}

/** Every table the gateway's queries may name; the audit has its own statements. */
export interface Tables extends AlertTables, DueTables, MirafTables, RetentionTables {
  child: ChildTable
  child_identifier: ChildIdentifierTable
  link: LinkTable
  linking_progress: LinkingProgressTable
  link_review: LinkReviewTable
  link_rejection: LinkRejectionTable
  severed_number: SeveredNumberTable
  moved: MovedTable
  link_change: LinkChangeTable
  hub_case: HubCaseTable
  debrief_assignment: DebriefAssignmentTable
  episode: EpisodeTable
  episode_event: EpisodeEventTable
  incident: IncidentTable
  incident_person: IncidentPersonTable
  miraf_summary: MirafSummaryTable
  relationship_confirmed: RelationshipConfirmedTable
  episode_state: EpisodeStateTable
  act_done: ActDoneTable
  break_glass: BreakGlassTable
  notice: NoticeTable
  conflict: ConflictTable
  budget_taken: BudgetTakenTable
  budget_alert: BudgetAlertTable
  identity_index: IdentityIndexTable
  casework: CaseworkTable
  casework_event: CaseworkEventTable
  training_session: TrainingSessionTable
  cost_case: CostCaseTable
  figure_period: FigurePeriodTable
}
