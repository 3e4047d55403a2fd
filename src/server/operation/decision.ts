// Query.sharingDecision and Query.sharingMatrix: what the protocol decides for anybody, for those who answer for it. No child, no agency, no record.
import { mayAct } from '../../policies/decide/index.js'
import { HafanError } from '../../errors.js'
import { explainAsked } from '../../policies/explain/question.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { RequestedOperation } from '../../policies/requested.js'
import type { Classification } from '../../schema/classification.js'
import type { Caller } from '../../types/caller.js'
import type { Records } from '../../types/index.js'

const ABOUT_OTHERS = ['Query.sharingDecision', 'Query.sharingMatrix']

/** Throws OPERATION_REFUSED for who may not ask. An application without a person may not. */
export function checkReaderOfDecisions(
  coordinates: RequestedOperation['coordinates'],
  { person }: Caller,
  protocol: CompiledProtocol,
): void {
  if (!ABOUT_OTHERS.some(name => coordinates.has(name))) return
  if (person !== null && mayAct(protocol, 'readDecisions', person.role).outcome === 'YES') return
  throw new HafanError(
    'OPERATION_REFUSED',
    'What the protocol decides for others is asked by auditors and hub managers.',
  )
}

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
