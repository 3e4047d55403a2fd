// The tables of what is due of every child. Names and columns as in migrations/.
import type { Generated } from 'kysely'
import type { Time } from './columns.js'

export interface DueWorkTable {
  child_id: string
  kind: string
  reference: string
  nth: number
  due_at: Time
  because: string[]
  area: string | null
  home_authority: string | null
  assigned_person: string | null
  assigned_team: string | null
  case_until: Time
}

export interface DueChangedTable {
  child_id: string
  /** As PostgreSQL gives a bigint. */
  times: Generated<string>
}

export interface DueRulesTable {
  one: Generated<boolean>
  mark: string
}

/** For the tables as a whole. */
export interface DueTables {
  due_work: DueWorkTable
  due_changed: DueChangedTable
  due_rules: DueRulesTable
}
