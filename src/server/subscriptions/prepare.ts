// A subscription before its first event: the same limits and the same gate as an operation by POST, since each of its events will
// be one.
import { GraphQLError, OperationTypeNode, getOperationAST, parse } from 'graphql'
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { HafanError } from '../../errors.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Caller } from '../../types/caller.js'
import { MOST_TOKENS } from '../limits.js'
import { checkBody } from '../operation-body.js'
import type { Documents } from '../operation/documents.js'
import { gateOne } from '../operation/gate.js'
import type { GateDeps, Passed } from '../operation/gate.js'

export interface Asked {
  readonly query: string
  readonly operationName?: string | null | undefined
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined
}

export interface Prepared {
  readonly asked: Asked
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** What gate 1 says of it now. Throws a coded error. */
  readonly passes: (caller: Caller) => Passed
}

export interface PrepareDeps extends Omit<GateDeps, 'protocol' | 'live'> {
  readonly documents: Documents
  readonly inForce: () => CompiledProtocol
}

/** Throws what the one funnel of errors words. */
export function prepare(asked: Asked, deps: PrepareDeps): Prepared {
  checkBody(asked)
  const document = documentOf(asked.query)
  deps.documents.check(document, undefined)
  const operation = getOperationAST(document, asked.operationName)
  if (!operation) throw new HafanError('ONE_OPERATION', 'Send one operation in a document.')
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw new HafanError(
      'OPERATION_REFUSED',
      'A connection takes subscriptions. Queries and mutations are sent by POST.',
    )
  const passes = (caller: Caller): Passed =>
    gateOne(document, operation, asked.variables ?? {}, caller, { ...deps, protocol: deps.inForce(), live: true })
  return { asked, document, operation, passes }
}

function documentOf(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MOST_TOKENS })
  } catch (error) {
    const message = error instanceof GraphQLError ? error.message : ''
    throw new GraphQLError(message, { extensions: { code: 'GRAPHQL_PARSE_FAILED' } })
  }
}
