// When gate 3 looks at an answer, and what becomes of one that holds what nobody granted.
import { OperationTypeNode } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { HafanError } from '../../errors.js'
import type { Classification } from '../../schema/classification.js'
import { shapeOf } from './answer-shape.js'
import type { Operation } from './state.js'
import { notGranted } from './walk-response.js'

export const GATE_THREE = ['ALWAYS', 'MUTATIONS_AND_BREAK_GLASS'] as const
/** Which answers are looked at: all of them, or those of acts and of broken glass. */
export type GateThree = (typeof GATE_THREE)[number]

export interface GateThreeDeps {
  readonly gateThree: GateThree
  readonly schema: GraphQLSchema
  readonly classification: Classification
}

interface Answered {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly data: Readonly<Record<string, unknown>>
}

export const HELD_BACK = new HafanError(
  'INTERNAL',
  'Something went wrong here, and it has been noted. Nothing is shown.',
)

/** The coordinate of what may not leave; null where the answer may. A fault while looking is a reason to keep it back as well. */
export function gateThree(
  { document, operation, data }: Answered,
  { ledger }: Pick<Operation, 'ledger'>,
  { gateThree: when, schema, classification }: GateThreeDeps,
): string | null {
  const looked =
    when === 'ALWAYS' ||
    operation.operation === OperationTypeNode.MUTATION ||
    ledger.some(({ handle }) => handle !== null && handle.rights.breakGlassUntil !== null)
  if (!looked) return null
  try {
    return notGranted(shapeOf(schema, document, operation, classification), data, ledger)
  } catch {
    return 'the answer could not be looked through'
  }
}
