// From identifiers to what the hub's store knows: one statement, however many children.
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import type { HubPolicy } from '../../hub/policy.js'
import { standingOfRow } from '../../hub/episode/kept.js'
import { reached } from '../../hub/thresholds/reached.js'
import type { HubFacts } from '../../policies/admission/relationships.js'
import type { KnownChild } from '../../policies/admission/admit.js'
import type { GlassHolder } from '../../store/break-glass.js'
import type { StaffMember } from '../../store/conflicts.js'
import { personOfEpisodes } from '../../store/hub.js'
import type { Kept, KnownAsked } from '../../store/known.js'
import type { Near } from '../../store/near.js'
import type { Store } from '../../store/open.js'
import type { Keys } from '../../store/keys.js'
import { recordKey } from '../../types/child.js'
import { caseUntil } from './hub-case.js'
import type { EpisodeFact } from '../../adapters/agency.js'

const DAY_MS = 24 * 3_600_000

export interface Asker {
  /** Names the person for remembered relationships. */
  readonly caller: string
  readonly holder: GlassHolder
  readonly staff: StaffMember
  readonly budget: KnownAsked['budget']
}

export interface KnownChildren {
  /** One entry an identifier, in order; null for a child nobody knows. */
  readonly children: readonly (KnownChild | null)[]
  readonly near: Near
  /** Whether the caller's budget is used up. */
  readonly spent: boolean
  /** What is kept of the children among them, by the hub's ids, as it was read. */
  readonly facts: ReadonlyMap<string, StoredFacts>
}

export interface KnownDeps {
  readonly store: Pick<Store, 'known'>
  readonly keys: Keys
  readonly policy: HubPolicy
}

export async function knownChildren(
  identifiers: readonly ParsedIdentifier[],
  { caller, holder, staff, budget }: Asker,
  { store: { known }, keys, policy }: KnownDeps,
  now: Date,
): Promise<KnownChildren> {
  const decoded = new Map(identifiers.map(one => [one, one.kind === 'id' ? keys.childId.decode(one.id) : null]))
  const answer = await known.of({
    ids: [...decoded.values()].filter(id => id !== null),
    numbers: identifiers.flatMap((one): KnownAsked['numbers'] => {
      if (one.kind === 'nhsNumber') return [{ scheme: 'NHS_NUMBER', value: one.nhsNumber }]
      return one.kind === 'upn' ? [{ scheme: 'UPN', value: one.upn }] : []
    }),
    records: identifiers.flatMap(one => (one.kind === 'local' ? [{ sourceId: one.source, recordId: one.value }] : [])),
    ...{ caller, holder, staff, budget, at: now },
  })
  const idOf = (one: ParsedIdentifier): string | null => {
    switch (one.kind) {
      case 'id':
        return answer.byId(decoded.get(one) ?? '')
      case 'nhsNumber':
        return answer.byNumber('NHS_NUMBER', one.nhsNumber)
      case 'upn':
        return answer.byNumber('UPN', one.upn)
      case 'local':
        return answer.byRecord({ sourceId: one.source, recordId: one.value })
    }
  }
  const own = personOfEpisodes(keys, holder.person)
  const children = identifiers.map((one): KnownChild | null => {
    const id = idOf(one)
    const kept = id === null ? undefined : answer.children.get(id)
    return id === null || kept === undefined ? null : knownOf(id, kept, own, { policy, now })
  })
  const facts = new Map([...answer.children].map(([id, kept]) => [id, kept.facts]))
  return { children, near: answer.near, spent: answer.spent, facts }
}

interface At {
  readonly policy: HubPolicy
  readonly now: Date
}

function knownOf(id: string, { facts, ...kept }: Kept, own: string, { policy, now }: At): KnownChild {
  const hub: HubFacts = {
    hubCase: caseUntil(facts) >= now.getTime(),
    debriefAssignees: facts.debriefAssignments
      .filter(
        ({ from, until }) => Date.parse(from) <= now.getTime() && (until === null || Date.parse(until) > now.getTime()),
      )
      .map(({ staffRef }) => staffRef),
    episodes: facts.episodes.map(episode => asFact(episode, own)),
    meetingOpen: isMeetingOpen(id, facts, own, { policy, now }),
  }
  return { id, ...kept, hub, provisional: false }
}

type StoredFacts = Kept['facts']

/** What nobody but the caller has said opens no area to them: else whoever has one could open any child (ADR 35). */
function asFact(episode: StoredFacts['episodes'][number], own: string): EpisodeFact {
  const { reference, status, category, reportedAt, endedAt, safeAndWellSettled, soleWord } = episode
  const areas = soleWord === own ? [] : [episode.area, episode.homeAuthority]
  return {
    reference,
    open: status === 'OPEN',
    category,
    reportedAt,
    endedAt,
    safeAndWellSettled,
    areas: areas.flatMap(area => area ?? []),
  }
}

/**
 * Whether agencies still have to meet about the child, for as long as the episodes that were cause for it are counted. A call of the
 * caller's own counts for everybody but the caller: else whoever has an area could keep any child of it open by calling meetings
 * (ADR 48).
 */
function isMeetingOpen(
  childId: string,
  { episodes, calls, lastMeetingAt }: StoredFacts,
  own: string,
  { policy, now }: At,
): boolean {
  const standings = episodes.map(episode => standingOfRow({ ...episode, childId }))
  const days = Math.max(...policy.thresholds.meetings.map(({ withinDays }) => withinDays))
  const from = new Date(now.getTime() - days * DAY_MS).toISOString()
  const causes = [...reached(standings, policy), ...calls.filter(({ by }) => by !== own)]
  return causes.some(({ at }) => at > (lastMeetingAt ?? '') && at >= from)
}

/** The hub's children by identifiers, in order; null for one nobody knows. */
export async function resolveChildren(
  identifiers: readonly ParsedIdentifier[],
  { children }: Pick<Store, 'children'>,
  keys: Keys,
): Promise<(string | null)[]> {
  const own = (kind: ParsedIdentifier['kind']): ParsedIdentifier[] => identifiers.filter(one => one.kind === kind)
  const decoded = new Map(own('id').map(one => [one, one.kind === 'id' ? keys.childId.decode(one.id) : null]))
  const nhs = own('nhsNumber').flatMap(one => (one.kind === 'nhsNumber' ? [one.nhsNumber] : []))
  const upns = own('upn').flatMap(one => (one.kind === 'upn' ? [one.upn] : []))
  const records = own('local').flatMap(one =>
    one.kind === 'local' ? [{ sourceId: one.source, recordId: one.value }] : [],
  )
  const uuids = [...decoded.values()].filter(id => id !== null)
  const empty = Promise.resolve(new Map<string, never>())
  const [byId, byNhs, byUpn, byRecord] = await Promise.all([
    uuids.length > 0 ? children.byId(uuids) : empty,
    nhs.length > 0 ? children.byIdentifier('NHS_NUMBER', nhs) : empty,
    upns.length > 0 ? children.byIdentifier('UPN', upns) : empty,
    records.length > 0 ? children.byRecord(records) : empty,
  ])
  return identifiers.map(one => {
    switch (one.kind) {
      case 'id':
        return byId.get(decoded.get(one) ?? '')?.id ?? null
      case 'nhsNumber':
        return byNhs.get(one.nhsNumber) ?? null
      case 'upn':
        return byUpn.get(one.upn) ?? null
      case 'local':
        return byRecord.get(recordKey({ sourceId: one.source, recordId: one.value })) ?? null
    }
  })
}
