// From identifiers to what the hub's store knows: a handful of queries, however many children.
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import type { HubFacts } from '../../policies/admission/relationships.js'
import type { KnownChild } from '../../policies/admission/admit.js'
import type { GlassHolder } from '../../store/break-glass.js'
import { personOfEpisodes } from '../../store/hub.js'
import type { Store } from '../../store/open.js'
import type { Keys } from '../../store/keys.js'
import { recordKey } from '../../types/child.js'
import type { EpisodeFact } from '../../adapters/agency.js'

type Stored = Pick<Store, 'children' | 'hub' | 'confirmations' | 'episodeStates' | 'breakGlass'>

const YEAR_MS = 365 * 24 * 3_600_000

export interface Asker {
  /** Names the person for remembered relationships. */
  readonly caller: string
  readonly holder: GlassHolder
}

/** One entry an identifier, in order; null for a child nobody knows. */
export async function knownChildren(
  identifiers: readonly ParsedIdentifier[],
  { caller, holder }: Asker,
  store: Stored,
  keys: Keys,
  now: Date,
): Promise<readonly (KnownChild | null)[]> {
  const ids = await resolveChildren(identifiers, store, keys)
  const found = [...new Set(ids.filter(id => id !== null))]
  if (found.length === 0) return ids.map(() => null)
  const own = personOfEpisodes(keys, holder.person)
  const [links, facts, confirmed, states, glass] = await Promise.all([
    store.children.linksOf(found),
    store.hub.factsOf(found),
    store.confirmations.ofCaller(caller, found),
    store.episodeStates.of(found),
    store.breakGlass.inForce(holder, found, now),
  ])
  return ids.map(id => {
    const stored = id === null ? undefined : facts.get(id)
    if (id === null || !stored) return null
    const hub: HubFacts = {
      hubCase: isCurrentCase(stored, now),
      debriefAssignees: stored.debriefAssignments
        .filter(
          ({ from, until }) =>
            Date.parse(from) <= now.getTime() && (until === null || Date.parse(until) > now.getTime()),
        )
        .map(({ staffRef }) => staffRef),
      episodes: stored.episodes.map(episode => asFact(episode, own)),
    }
    return {
      id,
      links: links.get(id) ?? [],
      hub,
      confirmed: confirmed.get(id) ?? [],
      episodeStates: states.get(id) ?? [],
      breakGlass: glass.get(id) ?? null,
      provisional: false,
    }
  })
}

type StoredFacts =
  Awaited<ReturnType<Stored['hub']['factsOf']>> extends ReadonlyMap<string, infer Facts> ? Facts : never

/** An episode or an open referral at the hub, or a case opened or still open, in the last twelve months. */
function isCurrentCase({ hubCase, episodes, openReferralAt }: StoredFacts, now: Date): boolean {
  const since = now.getTime() - YEAR_MS
  if (hubCase && (hubCase.closedAt === null || Date.parse(hubCase.closedAt) >= since)) return true
  if (openReferralAt !== null && Date.parse(openReferralAt) >= since) return true
  return episodes.some(({ reportedAt }) => Date.parse(reportedAt) >= since)
}

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

/** The hub's children by identifiers, in order; null for one nobody knows. */
export async function resolveChildren(
  identifiers: readonly ParsedIdentifier[],
  { children }: Pick<Stored, 'children'>,
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
