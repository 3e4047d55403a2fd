// The job that finds out to whom an alert goes, and tells them. Who it is that agencies cannot say just now is looked for again;
// their duty inbox has it meanwhile.
import type { AgencySource } from '../../adapters/agency.js'
import { lookAgainAt } from '../../hub/alerts/again.js'
import type { OfHub } from '../../hub/alerts/candidates.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { HubFacts } from '../../store/hub.js'
import { askedAbout, type AskingDeps } from './asked.js'
import type { Post } from './post.js'
import { tellingsFor } from './recipients.js'
import type { Team } from './teams.js'

export interface AlertDeps extends AskingDeps {
  readonly policy: HubPolicy
  readonly teams: readonly Team[]
  readonly digestAt: string
  readonly post: Post
}

/** Throws where it could not be done, to be done again: nobody has been told then. */
export async function routeAlert(id: string, deps: AlertDeps): Promise<void> {
  const { store, now } = deps
  const alert = await store.alertRoutes.open(id)
  if (alert === null || alert.childId === null || alert.kind === 'SCHOOL_DIGEST') return
  const { protocol, sources, child, facts, answered, outcome } = await askedAbout(alert.childId, deps)
  const at = now()
  const from = { said: answered.said, silent: answered.silent.map(({ description }) => description) }
  const recipients = { ...deps, protocol, debriefProvider: providerOf(sources) }
  const tellings = await tellingsFor(alert.kind, child, from, hubOf(facts, at), at, recipients)
  // Told only once it is on record what was asked for it.
  await outcome(tellings)
  const isSilent = answered.silent.length > 0
  const resolveAt = isSilent ? lookAgainAt(alert.attempts, at) : null
  await store.alertRoutes.tell(id, { tellings, resolveAt, usedUp: isSilent && resolveAt === null }, at)
}

const providerOf = (sources: readonly AgencySource[]): string | null =>
  sources.find(({ description }) => description.agency === 'THIRD_SECTOR')?.description.organisation ?? null

function hubOf(facts: HubFacts | null, now: Date): OfHub {
  const at = now.getTime()
  return {
    debriefAssignees: (facts?.debriefAssignments ?? [])
      .filter(({ from, until }) => Date.parse(from) <= at && (until === null || Date.parse(until) > at))
      .map(({ staffRef }) => staffRef),
    areas: (facts?.episodes ?? []).flatMap(({ status, area }) => (status === 'OPEN' && area !== null ? [area] : [])),
  }
}
