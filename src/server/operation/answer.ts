// The answer of an operation that gate 1 let pass, given to the server in place of its own execution: the schema it holds has no
// resolvers, so that whatever came by another way would have nothing to give.
import { HeaderMap } from '@apollo/server'
import type { GraphQLRequestContextResponseForOperation, GraphQLResponse } from '@apollo/server'
import { GraphQLError, OperationTypeNode, execute } from 'graphql'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import type { OperationContext } from '../context.js'
import { faultIn, formatted } from '../format-error.js'
import type { ErrorLog } from '../format-error.js'
import type { Execute } from './compiled/execute.js'

export interface AnswerDeps {
  readonly execute: Execute
  /** With every rule on it, for the events of subscriptions. */
  readonly guarded: GraphQLSchema
  readonly log: Pick<ErrorLog, 'error'>
}

type Resolved = Pick<
  GraphQLRequestContextResponseForOperation<OperationContext>,
  'document' | 'operation' | 'contextValue' | 'request'
>

export async function answerOf(resolved: Resolved, deps: AnswerDeps): Promise<GraphQLResponse> {
  const { data, errors = [] } = await executed(resolved, deps).catch(failed)
  logFaults(errors, resolved.contextValue, deps)
  return {
    body: {
      kind: 'single',
      singleResult: { ...(errors.length > 0 && { errors: errors.map(formatted) }), data: data ?? null },
    },
    http: { headers: new HeaderMap() },
  }
}

async function executed(
  { document, operation, contextValue, request }: Resolved,
  deps: AnswerDeps,
): Promise<ExecutionResult> {
  const { passed } = contextValue.operation
  if (!passed) throw new Error('an operation that did not pass gate 1 is not run')
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    return deps.execute({ document, operation, variables: passed.variables, context: contextValue })
  return execute({
    schema: deps.guarded,
    document,
    contextValue,
    variableValues: request.variables ?? null,
    operationName: request.operationName ?? null,
  })
}

/** A plan that could not be made, above all: for want of a rule nothing of the operation is run. */
const failed = (error: unknown): ExecutionResult => {
  const originalError = error instanceof Error ? error : new Error(typeof error)
  return { data: null, errors: [new GraphQLError('', { originalError })] }
}

export function logFaults(
  errors: readonly GraphQLError[],
  { operation }: OperationContext,
  { log }: Pick<AnswerDeps, 'log'>,
): void {
  for (const error of errors) {
    const fault = faultIn(error)
    if (fault === null) continue
    log.error({ correlationId: operation.id, error: fault }, 'An operation failed because of a fault in the gateway.')
  }
}
