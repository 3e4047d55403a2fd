// A fresh context for each operation: its deadline, its loaders, its ledger.
import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { describeSource } from '../children/source-view.js'
import type { SourceView } from '../children/source-view.js'
import { contactOfAgency, purposesOf } from '../policies/decide/index.js'
import type { Caller } from '../types/caller.js'
import type { Records } from '../types/index.js'
import type { OperationContext } from './context.js'
import { callerOfRequest } from './http-server.js'
import { createAdmission } from './operation/admission.js'
import type { AdmissionDeps } from './operation/admission.js'
import { createCaseload } from './operation/caseload.js'
import type { Operation } from './operation/state.js'

export interface ContextDeps extends AdmissionDeps {
  readonly views: readonly SourceView[]
  readonly labels: readonly Records.EnumLabel[]
  readonly deadlineMs: number
  /** Milliseconds of the clock that deadlines are on. */
  readonly monotonic: () => number
}

export function createContextFactory(
  deps: ContextDeps,
): (request: FastifyRequest, reply: FastifyReply) => OperationContext {
  return (request, reply) => {
    const caller = callerOfRequest(request)
    const gone = new AbortController()
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) gone.abort()
    })
    const operation = operationOf(caller, gone.signal, deps)
    const admit = createAdmission(operation, deps)
    const cursors = deps.keys.cursor
    return {
      operation,
      caller,
      admit,
      caseload: createCaseload({ caller, call: operation.call, sources: deps.views, admit, cursors, now: deps.now }),
      purposes: caller.person ? purposesOf(deps.protocol, caller.person.role) : [],
      sources: deps.views,
      labels: deps.labels,
      answers: {
        classification: deps.classification,
        view: ({ source }) => describeSource(source, stateOf(source.description.id, deps)),
        contactFor: agency => contactOfAgency(deps.protocol, agency ?? 'HUB'),
      },
      cursors,
      now: deps.now,
    }
  }
}

const stateOf = (id: string, { views }: ContextDeps): Records.SourceState =>
  views.find(({ source }) => source.description.id === id)?.state() ?? 'NOT_ASKED'

function operationOf(caller: Caller, signal: AbortSignal, { deadlineMs, monotonic }: ContextDeps): Operation {
  const { person, subject } = caller
  const actor = {
    staffRef: person?.staffRef ?? subject,
    role: person?.role ?? 'APPLICATION',
    organisation: person?.organisation ?? '',
    policeVetted:
      person !== null &&
      (person.agency === 'POLICE' || person.secondedFrom === 'POLICE' || person.vetting === 'police'),
  }
  const id = randomUUID()
  return {
    id,
    caller,
    call: { correlationId: id, purpose: 'RELATIONSHIP', actor, deadline: monotonic() + deadlineMs, signal },
    passed: null,
    intended: false,
    ledger: [],
    childrenAsked: 0,
    asking: [],
    writes: [],
  }
}
