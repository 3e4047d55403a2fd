// Who may do what to the hub's records.
import type { Category, Level } from '../../types/index.js'
import { roleOf } from '../protocol/compile.js'
import type { Act, CompiledProtocol, SystemActor, Verdict } from '../protocol/index.js'
import type { RelationshipFact } from '../protocol/levels.js'
import { openedBy } from '../protocol/levels.js'

/** What an act's rule may ask about the caller. What is left out counts against the caller. */
export interface ActFacts {
  readonly relationships?: readonly RelationshipFact[]
  /** Whether the caller wrote what is to be approved. */
  readonly isAuthor?: boolean
  /** Whether the alert went to a team the caller is in today. */
  readonly inAlertedTeam?: boolean
  /** Whether the caller's agency owns the records that were opened. */
  readonly ofOwnersAgency?: boolean
  /** Whether somebody else is spoken of than the caller. */
  readonly ofAnother?: boolean
}
export interface ActVerdict {
  readonly outcome: Verdict
  /** `act.<name>`: the line of the table that decided. */
  readonly clause: string
}

/** Whether a role may do an act. UNDECIDED where only a relationship that could not be looked up would tell. */
export function mayAct(protocol: CompiledProtocol, act: Act, roleName: string, facts: ActFacts = {}): ActVerdict {
  const rule = protocol.edition.acts[act]
  const role = roleOf(protocol, roleName)
  const answer = (outcome: Verdict): ActVerdict => ({ outcome, clause: `act.${act}` })
  if (role === undefined || !rule.roles.includes(role.code)) return answer('NO')
  if (rule.notTheAuthor.includes(role.code) && facts.isAuthor !== false) return answer('NO')
  if (rule.onlyTheAlertedTeam && facts.inAlertedTeam !== true) return answer('NO')
  if (rule.onlyTheOwnersAgency.includes(role.code) && facts.ofOwnersAgency !== true) return answer('NO')
  if (rule.ofOthers && !rule.ofOthers.includes(role.code) && facts.ofAnother !== false) return answer('NO')
  return answer(rule.relationship === 'NOT_NEEDED' ? 'YES' : openedBy(role, facts.relationships ?? []))
}

/** Whether the role could ever do the act, before anything else about the caller is known: gate 1. */
export const mayEverAct = (protocol: CompiledProtocol, act: Act, roleName: string): boolean => {
  const role = roleOf(protocol, roleName)
  return role !== undefined && protocol.edition.acts[act].roles.includes(role.code)
}

/** What the gateway may read of itself, for this actor, from this kind of source. Not to be used for a person's request. */
export function systemLevel(
  protocol: CompiledProtocol,
  actor: SystemActor,
  category: Category,
  sourceKind: string,
): Level {
  const rule = protocol.edition.systemActors[actor]
  if (category === 'OPERATIONAL' || category === 'DERIVED') return 'FULL'
  return rule.neverSources.includes(sourceKind) ? 'NONE' : (rule.gives[category] ?? 'NONE')
}
