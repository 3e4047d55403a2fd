// A fresh context for each operation: its deadline, its loaders, its ledger.
import DataLoader from 'dataloader'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { describeSource } from '../children/source-view.js'
import type { SourceView } from '../children/source-view.js'
import { contactOfAgency, purposesOf } from '../policies/decide/index.js'
import { sharingColumn, sharingMatrix } from '../policies/explain/matrix.js'
import type { Caller } from '../types/caller.js'
import type { CompiledProtocol } from '../policies/protocol/index.js'
import type { Records } from '../types/index.js'
import type { OperationContext } from './context.js'
import type { Team } from './alerts/teams.js'
import { createAlerts } from './acts/alerts.js'
import { createBoard } from './acts/board.js'
import { createDipSample } from './acts/dip-sample.js'
import { createMirafDraft } from './acts/miraf-draft.js'
import { createMirafActs } from './acts/mirafs.js'
import { createBreakGlassAct } from './acts/break-glass.js'
import { createCaseworkActs } from './acts/casework.js'
import { createKeepingActs } from './acts/keeping.js'
import { createConflictActs } from './acts/conflicts.js'
import { createEpisodeActs } from './acts/episodes.js'
import { createSentIncidents } from './acts/incidents-sent.js'
import { createFigures } from './acts/figures.js'
import { createInboxReader } from './acts/inbox.js'
import { createLinkReviews } from './acts/link-reviews.js'
import { createLinkActs, linkName } from './acts/links.js'
import { createDueOf } from './acts/child-due.js'
import { createDueWorkList } from './acts/due-work.js'
import { createReferralsToChase } from './acts/referrals-to-chase.js'
import { createReviews } from './acts/reviews.js'
import { createStatisticsActs } from './acts/statistics.js'
import { callerOfRequest, protocolOfRequest, viewOfRequest } from './http-server.js'
import { createAdmission } from './operation/admission.js'
import type { AdmissionDeps } from './operation/admission.js'
import { createCaseload } from './operation/caseload.js'
import { createFind } from './operation/find.js'
import { createOversight } from './operation/oversight.js'
import { sharingDecisionUnder } from './operation/decision.js'
import type { Operation } from './operation/state.js'
import type { View } from './operation/view.js'

export interface ContextDeps extends Omit<AdmissionDeps, 'protocol' | 'sources'> {
  /** The sources there are under an edition: the hub's own records carry its contact. */
  readonly viewsUnder: (protocol: CompiledProtocol) => readonly SourceView[]
  readonly labels: readonly Records.EnumLabel[]
  readonly deadlineMs: number
  /** Who is told of alerts. */
  readonly teams: readonly Team[]
  /** Milliseconds of the clock that deadlines are on. */
  readonly monotonic: () => number
}

/** What an operation begins with. */
export interface Beginning {
  readonly id: string
  readonly caller: Caller
  readonly protocol: CompiledProtocol
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal
  /** Of a subscription: the place of the event that this operation answers with. */
  readonly event: string | null
  /** The view it is part of, where its caller named one. */
  readonly view: View | null
}

export function beginningOf(request: FastifyRequest, reply: FastifyReply): Beginning {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return {
    id: request.id,
    caller: callerOfRequest(request),
    protocol: protocolOfRequest(request),
    signal: gone.signal,
    event: null,
    view: viewOfRequest(request),
  }
}

export function createContextFactory(deps: ContextDeps): (beginning: Beginning) => OperationContext {
  return beginning => {
    const { caller, protocol } = beginning
    const views = deps.viewsUnder(protocol)
    const operation = operationOf(beginning, deps)
    const deciding = { ...deps, protocol, sources: views.map(({ source }) => source) }
    const admitting = createAdmission(operation, deciding)
    const { admit, ofCaseload, listed, shownAmong } = admitting
    const registers = { ...deciding, operation, shownAmong }
    const cursors = deps.keys.cursor
    return {
      operation,
      caller,
      passedAct: () => operation.passed?.act ?? null,
      acts: {
        breakGlass: createBreakGlassAct(operation, admitting, deciding),
        ...createConflictActs(operation, deciding),
        ...createEpisodeActs(operation, admitting, deciding),
        ...createMirafActs(operation, admitting, deciding),
        ...createCaseworkActs(operation, admitting, deciding),
        ...createKeepingActs(operation, admitting, deciding),
        ...createStatisticsActs(operation, deciding),
      },
      figures: createFigures(operation, deciding),
      oversight: createOversight(operation, deciding),
      reviews: createReviews(registers),
      inbox: createInboxReader(registers),
      links: createLinkActs(registers),
      linkReviews: createLinkReviews({ ...registers, views }),
      linkName: link => linkName(deps.keys, caller, link),
      admit,
      find: createFind(operation, admitting, {
        ...deciding,
        describe: source => describeSource(source, stateOf(source.description.id, views)),
      }),
      mirafDraft: createMirafDraft(operation, deciding),
      dipSample: createDipSample(registers),
      incidents: createSentIncidents(admitting, registers),
      board: createBoard(admitting, registers),
      referralsToChase: createReferralsToChase(admitting, registers),
      dueOf: createDueOf(deps),
      dueWork: createDueWorkList(admitting, registers),
      alerts: createAlerts(admitting, { ...registers, teams: deps.teams }),
      accesses: createAccessLoader(deps),
      caseload: createCaseload({
        ...{ caller, call: operation.call, sources: views, cursors, now: deps.now },
        admit: ofCaseload,
        withoutTooNear: listed,
      }),
      purposes: caller.person ? purposesOf(protocol, caller.person.role) : [],
      sources: views,
      labels: deps.labels,
      sharingDecision: sharingDecisionUnder(protocol, deps.classification),
      sharingMatrix: circumstances => sharingMatrix(protocol, circumstances),
      sharingColumn: (role, circumstances) => sharingColumn(protocol, role, circumstances),
      answers: {
        classification: deps.classification,
        view: ({ source }) => describeSource(source, stateOf(source.description.id, views)),
        contactFor: agency => contactOfAgency(protocol, agency ?? 'HUB'),
      },
      cursors,
      now: deps.now,
    }
  }
}

/** A few children at a time: an access names all that was asked for, and a page of them for hundreds would be held at once. */
function createAccessLoader({ store }: ContextDeps): OperationContext['accesses'] {
  const loader = new DataLoader(
    async (ids: readonly string[]) => {
      const found = await store.accesses.of(ids, LAST)
      return ids.map(id => found.get(id) ?? [])
    },
    { maxBatchSize: 10 },
  )
  return child => loader.load(child.publicId)
}

const LAST = 25

const stateOf = (id: string, views: readonly SourceView[]): Records.SourceState =>
  views.find(({ source }) => source.description.id === id)?.state() ?? 'NOT_ASKED'

function operationOf(
  { id, caller, protocol, signal, event, view }: Beginning,
  { deadlineMs, monotonic }: ContextDeps,
): Operation {
  const { person, subject } = caller
  const actor = {
    staffRef: person?.staffRef ?? subject,
    role: person?.role ?? 'APPLICATION',
    organisation: person?.organisation ?? '',
    policeVetted:
      person !== null &&
      (person.agency === 'POLICE' || person.secondedFrom === 'POLICE' || person.vetting === 'police'),
  }
  return {
    id,
    caller,
    protocol,
    event,
    view,
    call: { correlationId: id, purpose: 'RELATIONSHIP', actor, deadline: monotonic() + deadlineMs, signal },
    passed: null,
    refused: null,
    intent: null,
    ledger: [],
    childrenAsked: 0,
    asking: [],
    writes: [],
  }
}
