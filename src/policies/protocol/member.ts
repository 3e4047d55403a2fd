// "HP if police-cleared", "SW with ALLOCATED": a role, and what must be true of its holder.
import type { AgencyKind } from '../../types/index.js'

/** What a caller's token says beside the role. Unknown words mean nothing. */
export interface Conditions {
  readonly secondedFrom: AgencyKind | null
  readonly vetting: string | null
  readonly clearance: readonly string[]
}
/** Facts of which one is enough. */
export interface Condition {
  readonly secondedFrom: readonly AgencyKind[]
  readonly vetting: readonly string[]
  readonly clearance: readonly string[]
}
export interface Member {
  readonly role: string
  /** The condition's name after `if`, or the relationship after `with`; null where neither is written. */
  readonly qualifier: string | null
}

/** Reads `ROLE` or `ROLE <link> qualifier`. */
export function readMember(text: string, link: 'if' | 'with'): Member {
  const [role = '', rest] = text.split(` ${link} `, 2)
  return { role: role.trim(), qualifier: rest === undefined ? null : rest.trim() }
}

/** Whether what the token says meets the condition. */
export const meets = (condition: Condition, conditions: Conditions): boolean =>
  (conditions.secondedFrom !== null && condition.secondedFrom.includes(conditions.secondedFrom)) ||
  (conditions.vetting !== null && condition.vetting.includes(conditions.vetting)) ||
  condition.clearance.some(each => conditions.clearance.includes(each))
