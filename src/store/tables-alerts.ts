// The tables of alerts. Names and columns as in migrations/.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { MaybeTime, Time } from './columns.js'

export type AlertKind =
  | 'NEW_EPISODE'
  | 'RISK_RAISED'
  | 'MIRAF_VERSION'
  | 'RETURN'
  | 'INTERVIEW_OVERDUE'
  | 'THRESHOLD'
  | 'REFERRAL_SILENT'
  | 'RELATIONSHIP_CHANGED'
  | 'SCHOOL_DIGEST'

/** As what a team is told. */
export type StandsAs =
  | 'ALLOCATED_WORKER'
  | 'LEAVING_CARE_TEAM'
  | 'REVIEWING_OFFICER'
  | 'CP_CHAIR'
  | 'SCHOOL_LEAD'
  | 'SAFEGUARDING_NURSE'
  | 'HOST_AUTHORITY'
  | 'HOME_AUTHORITY'
  | 'DEBRIEF_WORKER'
  | 'HUB'
  | 'DUTY_INBOX'
  | 'DEPUTY'
  | 'MANAGER'

export type AlertStepKind = 'TOLD' | 'CONFIRMED' | 'ESCALATED' | 'ACKNOWLEDGED' | 'TRIES_USED_UP'
export type DeliveryChannel = 'EMAIL' | 'WEBHOOK'
export type DeliveryState = 'QUEUED' | 'SENT' | 'REFUSED' | 'GIVEN_UP' | 'NOT_CONFIGURED'

export interface AlertTable {
  id: string
  seq: GeneratedAlways<string>
  kind: AlertKind
  child_id: string | null
  reference: string | null
  cause_key: string
  created_at: Time
  routed_at: MaybeTime
  attempts: Generated<number>
  resolve_at: MaybeTime
}

export interface AlertDigestChildTable {
  alert_id: string
  child_id: string
  reference: string
}

export interface AlertRecipientTable {
  id: string
  seq: GeneratedAlways<string>
  alert_id: string
  team: string
  stands_as: StandsAs
  confirmed: boolean
  stands_in_for: Generated<string[]>
  escalated_from: string | null
  chain: string
  step: Generated<number>
  created_at: Time
  escalate_at: MaybeTime
  acknowledged_at: MaybeTime
  acknowledged_by: string | null
  acknowledged_role: string | null
}

export interface AlertStepTable {
  alert_id: string
  seq: GeneratedAlways<string>
  kind: AlertStepKind
  team: string | null
  to_team: string | null
  at: Time
}

export interface AlertDeliveryTable {
  id: string
  alert_id: string
  recipient_id: string
  team: string
  channel: DeliveryChannel
  state: DeliveryState
  attempts: Generated<number>
  next_at: MaybeTime
  last_error_code: string | null
  created_at: Time
  sent_at: MaybeTime
}

export interface WorksWithTable {
  child_id: string
  /** By source. */
  marks: ColumnType<Readonly<Record<string, string>>, string, string>
  asked_at: Time
  look_at: MaybeTime
}

export interface AlertTables {
  alert: AlertTable
  alert_digest_child: AlertDigestChildTable
  alert_recipient: AlertRecipientTable
  alert_step: AlertStepTable
  alert_delivery: AlertDeliveryTable
  works_with: WorksWithTable
}
