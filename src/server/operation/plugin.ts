// The operation's steps as Apollo's hooks: gate 1 and the intent before anything runs, the outcome before a byte leaves.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server'
import type { GraphQLFormattedError } from 'graphql'
import type { Audit } from '../../audit/index.js'
import { HafanError } from '../../errors.js'
import { asGraphQLError } from '../format-error.js'
import type { OperationContext } from '../context.js'
import { gateOne } from './gate.js'
import type { GateDeps } from './gate.js'
import { intentOf, outcomesOf } from './record.js'
import { sentAs } from './sent.js'
import { auditCaller } from './state.js'
import type { Operation } from './state.js'
import { responseErrors } from './withheld.js'

export interface OperationPluginDeps extends GateDeps {
  readonly audit: Audit
}

const UNAVAILABLE = new HafanError(
  'AUDIT_UNAVAILABLE',
  'The audit record could not be written, so nothing is shown. Try again shortly.',
)

export function operationPlugin(deps: OperationPluginDeps): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ document, operation, request, contextValue }) {
          const state = contextValue.operation
          if (!operation) throw asGraphQLError(new HafanError('ONE_OPERATION', 'Send one operation in a document.'))
          try {
            state.passed = gateOne(document, operation, request.variables ?? {}, state.caller, deps)
          } catch (error) {
            throw error instanceof HafanError ? asGraphQLError(error) : error
          }
          try {
            await deps.audit.intent(intentOf(state, deps.protocol.id))
          } catch {
            throw asGraphQLError(UNAVAILABLE)
          }
          state.intended = true
        },
        willSendResponse: context => finish(context, deps),
      }),
  }
}

type Finished = GraphQLRequestContextWillSendResponse<OperationContext>

async function finish({ response, contextValue }: Finished, deps: OperationPluginDeps): Promise<void> {
  const { body, http } = response
  if (body.kind !== 'single') throw new Error('answers are never sent in pieces')
  const { operation } = contextValue
  await answered(operation)
  const result = body.singleResult
  const errors = responseErrors(result.errors ?? [], operation, deps.protocol)
  if (errors.length > 0) result.errors = errors
  else delete result.errors
  http.headers.set('cache-control', 'no-store')
  try {
    if (operation.intended)
      await Promise.all([
        deps.audit.outcome(outcomesOf(operation, sentAs(result), deps.classification)),
        ...operation.writes,
      ])
    else await deps.audit.refusal(refusalOf(operation, codeOf(errors[0]), deps))
  } catch {
    body.singleResult = { errors: [{ message: UNAVAILABLE.message, extensions: { code: UNAVAILABLE.code } }] }
    http.status = 503
  }
}

/** Waits for everything that is still being asked: the audit says of each agency that it was asked, and what became of it. */
async function answered({ asking }: Operation): Promise<void> {
  let seen = 0
  while (seen < asking.length) {
    const out = asking.slice(seen)
    seen = asking.length
    await Promise.allSettled(out)
    // Whoever is admitted may be asked about next.
    await nextTurn()
  }
}

function codeOf(error: GraphQLFormattedError | undefined): string {
  const code = error?.extensions?.['code']
  return typeof code === 'string' ? code : 'INTERNAL'
}

function refusalOf(
  { id, caller, passed }: Operation,
  code: string,
  deps: OperationPluginDeps,
): Parameters<Audit['refusal']>[0] {
  return {
    operationId: id,
    caller: auditCaller(caller),
    application: caller.application.id,
    purpose: passed?.purpose ?? null,
    code,
    documentHash: passed?.documentHash ?? null,
    edition: deps.protocol.id,
  }
}
