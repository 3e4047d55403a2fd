// Which relationships hold, after grace: one confirmed lately still holds while its source cannot be asked (protocol.md §2).
import type { Person } from '../../types/caller.js'
import type { RelationshipOutcome } from '../../types/decision.js'
import type { Relationship } from '../../types/index.js'
import type { Confirmed } from '../../store/confirmations.js'
import { stillCounts } from '../protocol/grace.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { relationshipHolds } from './relationships.js'
import type { FactAnswer, HubFacts } from './relationships.js'

export interface Settled {
  /** Those that hold or could not be decided; one that does not hold is not here. */
  readonly relationships: readonly RelationshipOutcome[]
  /** Held, as their source says now. */
  readonly confirmed: readonly Relationship[]
  /** Remembered, and their source says now that they hold no more. */
  readonly ended: readonly Relationship[]
  readonly undecided: boolean
}

export interface SettleDeps {
  readonly protocol: CompiledProtocol
  readonly person: Person
  readonly now: Date
}

export function settle(
  needed: { readonly relationships: readonly Relationship[] },
  child: { readonly hub: HubFacts; readonly confirmed: readonly Confirmed[] },
  answers: readonly FactAnswer[],
  { protocol, person, now }: SettleDeps,
): Settled {
  const relationships: RelationshipOutcome[] = []
  const confirmed: Relationship[] = []
  const ended: Relationship[] = []
  for (const relationship of needed.relationships) {
    const held = relationshipHolds(relationship, person, answers, child.hub, now)
    const before = child.confirmed.find(one => one.relationship === relationship)
    if (held === 'HOLDS') {
      confirmed.push(relationship)
      relationships.push({ relationship, outcome: 'HOLDS', confirmedAt: now.toISOString(), inGrace: false })
    } else if (held === 'UNDECIDED') {
      const inGrace =
        before !== undefined && stillCounts(protocol, relationship, Date.parse(before.confirmedAt), now.getTime())
      const confirmedAt = before?.confirmedAt ?? now.toISOString()
      relationships.push({ relationship, outcome: inGrace ? 'HOLDS' : 'UNDECIDED', confirmedAt, inGrace })
    } else if (before) ended.push(relationship)
  }
  return { relationships, confirmed, ended, undecided: relationships.some(({ outcome }) => outcome === 'UNDECIDED') }
}
