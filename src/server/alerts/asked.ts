// Agencies asked about one child by the system actor ALERT_ROUTING, audited before anybody is asked and before anything is done
// with what they say. What they say of who works with the child is compared with what they said last.
import { createHash, randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { AgencySource, Call } from '../../adapters/agency.js'
import type { Audit } from '../../audit/index.js'
import { workingBySource } from '../../hub/alerts/working.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { HubFacts } from '../../store/hub.js'
import type { Keys } from '../../store/keys.js'
import type { Store } from '../../store/open.js'
import { ACTOR, askAgencies, type Answered } from './ask.js'
import type { AlertedChild } from './entitled.js'

export interface AskingDeps {
  readonly inForce: () => CompiledProtocol
  readonly sources: () => readonly AgencySource[]
  readonly store: Store
  readonly keys: Keys
  readonly audit: Audit
  readonly now: () => Date
  readonly onFault: (error: unknown) => void
  /** Ends what is under way when the gateway closes. */
  readonly signal: AbortSignal
}

export interface AskedOf {
  readonly protocol: CompiledProtocol
  readonly sources: readonly AgencySource[]
  readonly child: AlertedChild
  readonly facts: HubFacts | null
  readonly answered: Answered
  /** Puts on record what comes of it. Nobody is told before. */
  readonly outcome: (what: unknown) => Promise<void>
}

const WITHIN_MS = 10_000
const HAFAN = { staffRef: 'hafan', role: ACTOR, organisation: 'hub' }
const DAY_MS = 24 * 3_600_000

/** Who works with the child is asked again each day, as long as the hub has an episode of theirs that is not closed. */
const lookAgain = (facts: HubFacts | null, at: Date): Date | null =>
  facts?.episodes.some(({ status }) => status !== 'CLOSED') === true ? new Date(at.getTime() + DAY_MS) : null

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export async function askedAbout(childId: string, deps: AskingDeps): Promise<AskedOf> {
  const { store, now, audit, keys } = deps
  const operationId = randomUUID()
  const protocol = deps.inForce()
  await audit.intent(intentRow(operationId, childId, protocol, deps))
  const links = (await store.children.linksOf([childId])).get(childId) ?? []
  const call: Call = {
    ...{ correlationId: operationId, purpose: 'RELATIONSHIP', actor: HAFAN, deadline: performance.now() + WITHIN_MS },
    signal: AbortSignal.any([deps.signal, AbortSignal.timeout(WITHIN_MS)]),
  }
  const sources = deps.sources()
  const askedAt = now()
  const answered = await askAgencies(childId, links, call, { ...deps, protocol, sources })
  const facts = (await store.hub.factsOf([childId])).get(childId) ?? null
  return {
    ...{ protocol, sources, answered, facts },
    child: { id: childId, links: withFlags(links, answered.flagged) },
    async outcome(what) {
      await audit.outcome([
        {
          ...{ operationId, handleId: keys.childId.encode(childId), relationships: [], withheld: [] },
          ...{ given: [], kinds: answered.kinds, sources: answered.sources },
          clauses: [protocol.edition.systemActors[ACTOR].clause],
          responseHash: hashOf(JSON.stringify(what)),
        },
      ])
      const silent = new Set(answered.silent.map(({ description }) => description.id))
      const said = workingBySource(answered.said, silent, askedAt.toISOString().slice(0, 10))
      await store.worksWith.note({ childId, said, askedAt, lookAt: lookAgain(facts, askedAt) }, now())
    },
  }
}

/** The job that asks about a child of whom nothing happened: whoever works with them may have changed. */
export async function lookAtChild(childId: string, deps: AskingDeps): Promise<void> {
  const asked = await askedAbout(childId, deps)
  await asked.outcome(null)
}

const withFlags = (links: AlertedChild['links'], flagged: AlertedChild['links']): AlertedChild['links'] =>
  links.map(link => (flagged.includes(link) ? { ...link, protectedRecord: true } : link))

function intentRow(operationId: string, childId: string, protocol: CompiledProtocol, { keys }: AskingDeps) {
  return {
    ...{ operationId, application: 'hafan', purpose: null, coordinates: [], edition: protocol.id },
    caller: { issuer: 'hafan', subject: ACTOR, role: ACTOR, agency: 'HUB', organisation: 'hub' },
    identifiers: [{ scheme: 'ID', value: keys.childId.encode(childId) }],
    documentHash: hashOf(ACTOR),
  }
}
