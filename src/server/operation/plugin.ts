// The operation's steps as Apollo's hooks: gate 1 before anything runs, the intent before anybody is asked, the outcome before a
// byte leaves.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server'
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql'
import type { Audit, OutcomeRow } from '../../audit/index.js'
import { ERROR_CODES, HafanError, TryLater } from '../../errors.js'
import type { ErrorCode } from '../../errors.js'
import { asGraphQLError } from '../format-error.js'
import type { ErrorLog } from '../format-error.js'
import type { Metrics } from '../metrics.js'
import type { Traffic } from '../traffic.js'
import type { OperationContext } from '../context.js'
import { answerOf, logFaults } from './answer.js'
import type { AnswerDeps } from './answer.js'
import type { Documents } from './documents.js'
import { gateOne } from './gate.js'
import type { GateDeps, Passed } from './gate.js'
import { HELD_BACK, gateThree } from './gate-three.js'
import type { GateThreeDeps } from './gate-three.js'
import { intentOf, outcomesOf } from './record.js'
import { sentAs } from './sent.js'
import { auditCaller } from './state.js'
import type { Operation } from './state.js'
import { responseErrors } from './withheld.js'

export interface OperationPluginDeps extends Omit<GateDeps, 'protocol' | 'live'>, GateThreeDeps, AnswerDeps {
  readonly audit: Audit
  readonly documents: Documents
  readonly traffic: Pick<Traffic, 'operation'>
  readonly metrics: Pick<Metrics, 'answered' | 'limited' | 'sourceAnswered'>
  readonly log: ErrorLog
}

const UNAVAILABLE = new HafanError(
  'AUDIT_UNAVAILABLE',
  'The audit record could not be written, so nothing is shown. Try again shortly.',
)

export function operationPlugin(deps: OperationPluginDeps): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ document, operation, request, contextValue, queryHash }) {
          const state = contextValue.operation
          if (!operation) throw asGraphQLError(new HafanError('ONE_OPERATION', 'Send one operation in a document.'))
          try {
            deps.documents.check(document, queryHash)
            state.passed = gateOne(document, operation, request.variables ?? {}, state.caller, {
              ...deps,
              protocol: state.protocol,
              live: state.event !== null,
            })
            deps.traffic.operation(state.caller, state.passed.cost)
          } catch (error) {
            if (error instanceof TryLater) state.refused = error
            throw error instanceof HafanError ? asGraphQLError(error) : error
          }
          state.intent = recorded(state, deps.audit)
          if (waitsItself(state.passed)) return
          try {
            await state.intent
          } catch {
            throw asGraphQLError(UNAVAILABLE)
          }
        },
        didEncounterErrors({ errors, contextValue }) {
          logFaults(errors, contextValue, deps)
          return Promise.resolve()
        },
        responseForOperation: resolved => answerOf(resolved, deps),
        willSendResponse: context => finish(context, deps),
      }),
  }
}

/** Rejects with what the caller is told; marked as seen, since an operation can end before anybody waits for it. */
function recorded(state: Operation, audit: Audit): Promise<void> {
  const written = audit
    .intent(() => intentOf(state))
    .catch(() => {
      throw UNAVAILABLE
    })
  written.catch(() => undefined)
  return written
}

/** Children asked for by themselves: admission reads the hub's store while the intent is written, and waits before it asks anybody. */
function waitsItself({ act, requested: { roots } }: Passed): boolean {
  return act === null && roots.every(({ name }) => name.value === 'child' || name.value === 'children')
}

type Finished = GraphQLRequestContextWillSendResponse<OperationContext>

async function finish(
  { response, contextValue, document, operation: node }: Finished,
  deps: OperationPluginDeps,
): Promise<void> {
  const { body, http } = response
  if (body.kind !== 'single') throw new Error('answers are never sent in pieces')
  const { operation } = contextValue
  await answered(operation)
  const { data } = body.singleResult
  const fault = data && document && node ? gateThree({ document, operation: node, data }, operation, deps) : null
  if (fault !== null) {
    deps.log.error(
      { correlationId: operation.id, error: fault },
      'Gate 3 kept back an answer that held what nobody granted.',
    )
    body.singleResult = alone(HELD_BACK, operation.id)
    http.status = ERROR_CODES[HELD_BACK.code]
  }
  const result = body.singleResult
  const errors =
    fault !== null ? (result.errors ?? []) : responseErrors(result.errors ?? [], operation, operation.protocol)
  if (errors.length > 0) result.errors = numbered(errors, result.data == null, operation.id)
  else delete result.errors
  http.headers.set('cache-control', 'no-store')
  const { refused } = operation
  let rows: readonly OutcomeRow[] = []
  if (refused) http.headers.set('retry-after', String(refused.retryAfterSeconds))
  const status = refusedWith(errors)
  if (status !== null && result.data == null) http.status = status
  try {
    if (operation.intent) {
      await operation.intent
      const outcome = deps.audit.outcome(() => {
        rows = outcomesOf(operation, sentAs(result), deps.classification, result.data == null)
        return rows
      })
      await Promise.all([outcome, ...operation.writes])
    } else if (refused?.recorded !== false) await deps.audit.refusal(refusalOf(operation, codeOf(errors[0])))
  } catch {
    body.singleResult = alone(UNAVAILABLE, operation.id)
    http.status = 503
  }
  count(body.singleResult, rows, deps)
}

/** An error in place of the whole answer. */
const alone = ({ code, message }: HafanError, correlationId: string): FormattedExecutionResult => ({
  errors: [{ message, extensions: { code, correlationId } }],
})

/** Where the whole request failed, and where the gateway did, the number to ask by; beside data the header has it. */
function numbered(errors: readonly GraphQLFormattedError[], failed: boolean, id: string): GraphQLFormattedError[] {
  return errors.map(error =>
    failed || codeOf(error) === 'INTERNAL'
      ? { ...error, extensions: { ...error.extensions, correlationId: id } }
      : error,
  )
}

function count(
  { data, errors }: FormattedExecutionResult,
  rows: readonly OutcomeRow[],
  { metrics }: OperationPluginDeps,
): void {
  const code = codeOf(errors?.[0]) as ErrorCode
  metrics.answered(data == null ? code : 'OK')
  if (data == null && code === 'RATE_LIMITED') metrics.limited('caller')
  for (const { sources } of rows) {
    for (const { sourceId, status, ms } of sources) metrics.sourceAnswered(sourceId, status, ms)
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

/** An operation of which nothing is answered, because it was refused once under way, has the status of its refusal. */
function refusedWith(errors: readonly GraphQLFormattedError[]): number | null {
  const statuses: Readonly<Record<string, number>> = ERROR_CODES
  const status = statuses[codeOf(errors[0])] ?? 200
  return errors.length > 0 && status >= 400 && status < 500 ? status : null
}

function codeOf(error: GraphQLFormattedError | undefined): string {
  const code = error?.extensions?.['code']
  return typeof code === 'string' ? code : 'INTERNAL'
}

function refusalOf({ id, caller, passed, protocol }: Operation, code: string): Parameters<Audit['refusal']>[0] {
  return {
    operationId: id,
    caller: auditCaller(caller),
    application: caller.application.id,
    purpose: passed?.purpose ?? null,
    code,
    documentHash: passed?.documentHash ?? null,
    edition: protocol.id,
  }
}
