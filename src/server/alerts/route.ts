// The job that finds out to whom an alert goes, and tells them. Who it is that agencies cannot say just now is looked for again;
// their duty inbox has it meanwhile.
import { createHash, randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { AgencySource, Call } from '../../adapters/agency.js'
import type { Audit } from '../../audit/index.js'
import { lookAgainAt } from '../../hub/alerts/again.js'
import type { OfHub } from '../../hub/alerts/candidates.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Keys } from '../../store/keys.js'
import type { Store } from '../../store/open.js'
import { ACTOR, askAgencies } from './ask.js'
import type { AlertedChild } from './entitled.js'
import type { Post } from './post.js'
import { tellingsFor } from './recipients.js'
import type { Team } from './teams.js'

export interface AlertDeps {
  readonly inForce: () => CompiledProtocol
  readonly sources: () => readonly AgencySource[]
  readonly store: Store
  readonly policy: HubPolicy
  readonly keys: Keys
  readonly audit: Audit
  readonly teams: readonly Team[]
  readonly digestAt: string
  readonly post: Post
  readonly now: () => Date
  readonly onFault: (error: unknown) => void
  /** Ends what is under way when the gateway closes. */
  readonly signal: AbortSignal
}

const WITHIN_MS = 10_000
const HAFAN = { staffRef: 'hafan', role: ACTOR, organisation: 'hub' }

/** Throws where it could not be done, to be done again: nobody has been told then. */
export async function routeAlert(id: string, deps: AlertDeps): Promise<void> {
  const { store, now } = deps
  const alert = await store.alertRoutes.open(id)
  if (alert === null || alert.childId === null || alert.kind === 'SCHOOL_DIGEST') return
  const protocol = deps.inForce()
  const operationId = randomUUID()
  const links = (await store.children.linksOf([alert.childId])).get(alert.childId) ?? []
  await deps.audit.intent(intentRow(operationId, alert.childId, protocol, deps))
  const call: Call = {
    ...{ correlationId: operationId, purpose: 'RELATIONSHIP', actor: HAFAN, signal: deps.signal },
    deadline: performance.now() + WITHIN_MS,
  }
  const sources = deps.sources()
  const answered = await askAgencies(alert.childId, links, call, { ...deps, protocol, sources })
  const child: AlertedChild = { id: alert.childId, links: withFlags(links, answered.flagged) }
  const at = now()
  const from = { said: answered.said, silent: answered.silent.map(({ description }) => description) }
  const recipients = { ...deps, protocol, debriefProvider: providerOf(sources) }
  const tellings = await tellingsFor(alert.kind, child, from, await hubOf(alert.childId, deps), at, recipients)
  // Told only once it is on record what was asked for it.
  await deps.audit.outcome([
    {
      ...{ operationId, handleId: deps.keys.childId.encode(alert.childId), relationships: [], withheld: [] },
      ...{ given: [], kinds: answered.kinds, sources: answered.sources },
      clauses: [protocol.edition.systemActors[ACTOR].clause],
      responseHash: createHash('sha256').update(JSON.stringify(tellings)).digest('hex'),
    },
  ])
  const isSilent = answered.silent.length > 0
  const resolveAt = isSilent ? lookAgainAt(alert.attempts, at) : null
  await store.alertRoutes.tell(id, { tellings, resolveAt, usedUp: isSilent && resolveAt === null }, at)
}

const withFlags = (links: AlertedChild['links'], flagged: AlertedChild['links']): AlertedChild['links'] =>
  links.map(link => (flagged.includes(link) ? { ...link, protectedRecord: true } : link))

const providerOf = (sources: readonly AgencySource[]): string | null =>
  sources.find(({ description }) => description.agency === 'THIRD_SECTOR')?.description.organisation ?? null

async function hubOf(childId: string, { store, now }: AlertDeps): Promise<OfHub> {
  const facts = (await store.hub.factsOf([childId])).get(childId)
  const at = now().getTime()
  return {
    debriefAssignees: (facts?.debriefAssignments ?? [])
      .filter(({ from, until }) => Date.parse(from) <= at && (until === null || Date.parse(until) > at))
      .map(({ staffRef }) => staffRef),
    areas: (facts?.episodes ?? []).flatMap(({ status, area }) => (status === 'OPEN' && area !== null ? [area] : [])),
  }
}

function intentRow(operationId: string, childId: string, protocol: CompiledProtocol, { keys }: AlertDeps) {
  return {
    ...{ operationId, application: 'hafan', purpose: null, coordinates: [], edition: protocol.id },
    caller: { issuer: 'hafan', subject: ACTOR, role: ACTOR, agency: 'HUB', organisation: 'hub' },
    identifiers: [{ scheme: 'ID', value: keys.childId.encode(childId) }],
    documentHash: createHash('sha256').update(ACTOR).digest('hex'),
  }
}
