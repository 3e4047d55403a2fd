// Query.sharingDecision: what the protocol decides for anybody, for those who answer for it. No child, no agency, no record.
import { mayAct } from '../../policies/decide/index.js'
import { explainAsked } from '../../policies/explain/question.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Classification } from '../../schema/classification.js'
import type { Caller } from '../../types/caller.js'
import type { Records } from '../../types/index.js'

/** Whether the caller may ask. An application without a person may not. */
export const mayReadDecisions = (protocol: CompiledProtocol, { person }: Caller): boolean =>
  person !== null && mayAct(protocol, 'readDecisions', person.role).outcome === 'YES'

/** The answer under the operation's edition; by the same code as `hafan protocol explain`. */
export function sharingDecisionUnder(
  protocol: CompiledProtocol,
  classification: Classification,
): (question: Records.SharingQuestion) => Records.SharingDecision {
  return question => {
    const { sought, ...explained } = explainAsked(protocol, classification, question)
    return { ...explained, about: sought.name, category: sought.category, needs: sought.level }
  }
}
