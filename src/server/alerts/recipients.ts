// From whom agencies named to the teams that are told, each once; and who stands in where a source is silent or nobody stands
// for whom it named.
import { candidatesOf, type OfHub, type Said } from '../../hub/alerts/candidates.js'
import { escalatesAt } from '../../hub/alerts/escalation.js'
import { STANDS_IN_AS } from '../../hub/alerts/stands.js'
import { dutyInboxOf, teamFor } from '../../hub/alerts/teams.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Telling, Way } from '../../store/alert-telling.js'
import type { AlertKind, StandsAs } from '../../store/tables-alerts.js'
import type { Store } from '../../store/open.js'
import type { AgencyKind } from '../../types/index.js'
import { hasSomebody, isConcealed, entitledAs, type AlertedChild } from './entitled.js'
import type { Post } from './post.js'
import type { Team } from './teams.js'

export interface RecipientDeps {
  readonly protocol: CompiledProtocol
  readonly teams: readonly Team[]
  readonly post: Post
  readonly store: Pick<Store, 'conflicts'>
  /** Who holds return interviews; null where no source does. */
  readonly debriefProvider: string | null
}

export interface FromAgencies {
  readonly said: readonly Said[]
  readonly silent: readonly { readonly id: string; readonly agency: AgencyKind; readonly organisation: string }[]
}

interface Chosen {
  readonly team: Team
  readonly standsAs: StandsAs
  readonly confirmed: boolean
  readonly standsInFor: readonly string[]
}

export async function tellingsFor(
  kind: Exclude<AlertKind, 'SCHOOL_DIGEST'>,
  child: AlertedChild,
  from: FromAgencies,
  hub: OfHub,
  at: Date,
  deps: RecipientDeps,
): Promise<readonly Telling[]> {
  const { protocol, teams, debriefProvider } = deps
  const chosen = new Map<string, Chosen>()
  const choose = async (one: Chosen): Promise<boolean> => {
    const before = chosen.get(one.team.id)
    if (before === undefined && !(await hasSomebody(one.team, child, deps.store, at))) return false
    // Named as one of those who come for it counts for more than standing in.
    const both = [...new Set([...(before?.standsInFor ?? []), ...one.standsInFor])]
    const first = before !== undefined && (before.confirmed || !one.confirmed) ? before : one
    chosen.set(one.team.id, { ...first, standsInFor: first.confirmed ? [] : both })
    return true
  }
  const today = at.toISOString().slice(0, 10)
  for (const { standsAs, named: said } of candidatesOf(from.said, hub, debriefProvider, today)) {
    const role = entitledAs(protocol, kind, standsAs, child)
    if (role === null) continue
    const named = { ...said, role }
    const team = teamFor(named, teams)
    if (team && (await choose({ team, confirmed: true, standsInFor: [], standsAs: leaving(team, standsAs) }))) continue
    // A duty team could be shown no child of whom every record is protected.
    const inbox = isConcealed(child) ? null : dutyInboxOf(named, teams)
    if (inbox) await choose({ team: inbox, standsAs: 'DUTY_INBOX', confirmed: false, standsInFor: [] })
  }
  for (const { id, agency, organisation } of from.silent) {
    // As whoever the source would have named: where none of them may be told, nobody stands in for them.
    const mayBe = STANDS_IN_AS[agency].some(standsAs => entitledAs(protocol, kind, standsAs, child) !== null)
    if (!mayBe || isConcealed(child)) continue
    const inbox = dutyInboxOf({ agency, organisation }, teams)
    if (inbox) await choose({ team: inbox, standsAs: 'DUTY_INBOX', confirmed: false, standsInFor: [id] })
  }
  const told = new Set(chosen.keys())
  return [...chosen.values()].map(({ team, ...one }) => ({
    ...one,
    team: team.id,
    escalateAt: escalatesAt(team, team, 0, told, at),
    ways: waysTo(team, deps.post),
  }))
}

const leaving = (team: Team, standsAs: StandsAs): StandsAs =>
  standsAs === 'ALLOCATED_WORKER' && team.leavingCare ? 'LEAVING_CARE_TEAM' : standsAs

export const waysTo = ({ email, webhook }: Pick<Team, 'email' | 'webhook'>, post: Post): readonly Way[] => [
  ...(email === null ? [] : [{ channel: 'EMAIL' as const, configured: post.mail !== null }]),
  ...(webhook === null ? [] : [{ channel: 'WEBHOOK' as const, configured: post.webhook !== null }]),
]
