// The rights of one caller on one child: the decision, and who is in the audience of restrained records.
import type { Caller, Person } from '../../types/caller.js'
import type { RelationshipOutcome, Rights } from '../../types/decision.js'
import type { Purpose } from '../../types/index.js'
import { decide, mayLocate } from '../decide/index.js'
import { isTold, mayReceive } from '../protocol/audience.js'
import type { CompiledProtocol } from '../protocol/index.js'
import type { Circumstances } from './circumstances.js'

export interface RightsDeps {
  readonly protocol: CompiledProtocol
  readonly caller: Caller
  readonly person: Person
  readonly purpose: Purpose
}

export function rightsFor(
  _child: object,
  relationships: readonly RelationshipOutcome[],
  circumstances: Circumstances,
  { protocol, caller, person, purpose }: RightsDeps,
): Rights {
  const { role, secondedFrom, vetting, clearance } = person
  const conditions = { secondedFrom, vetting, clearance }
  const decision = decide(protocol, {
    role,
    conditions,
    relationships,
    episodeOpen: circumstances.open,
    recentEpisode: circumstances.recent,
    breakGlass: false,
    purpose,
    ceiling: caller.application.ceiling,
  })
  const holding = relationships.filter(({ outcome }) => outcome === 'HOLDS').map(({ relationship }) => relationship)
  return {
    purpose,
    edition: protocol.id,
    relationships,
    grants: decision.grants,
    hubRecordsOnly: decision.hubRecordsOnly,
    mayReceive: ({ code, audience }) => mayReceive(protocol, code, role, conditions, audience),
    told: isTold(protocol, role),
    mayLocate: mayLocate(protocol, role, conditions, holding),
  }
}

/** Whether the role could be shown a child whose every record is protected, if it held the right relationship. */
export function mayReachConcealed(protocol: CompiledProtocol, { role, secondedFrom, vetting, clearance }: Person): boolean {
  return mayLocate(protocol, role, { secondedFrom, vetting, clearance }, ['ALLOCATED', 'TEAM'])
}
