// The hub's own records, behind the same port as any agency's: so that its sections answer with the same envelopes.
import type { AgencySource, Ask, Part, PartValues, Reading, SourceDescription } from '../adapters/agency.js'
import type { Casework } from '../store/casework.js'
import type { HeldCasework } from '../store/casework-rows.js'
import type { HeldEpisode } from '../store/episode-rows.js'
import type { Episodes } from '../store/episodes.js'
import type { Hub, HubEpisode, HubFacts } from '../store/hub.js'
import type { MirafSummaries } from '../store/miraf-summaries.js'
import type { Mirafs } from '../store/mirafs.js'
import type { Records } from '../types/index.js'
import { measuresOf, meetingsOf, referralsOf, serafsOf } from './casework/read.js'
import { accountOf, interviewOf } from './episode/interviews.js'
import { detailOf } from './episode/read.js'
import { readMirafs, type MirafParts } from './miraf/lookup.js'
import type { HubPolicy } from './policy.js'

export const HUB_SOURCE = 'hub'

/** What is sealed is opened only for whom one of these was asked for. */
const OF_STEPS = ['episodes', 'episodes.interviews', 'episodes.accounts'] as const
/** Parts that casework is read for. */
const OF_CASEWORK = ['hub.meetings', 'hub.referrals', 'hub.serafs', 'hub.legalMeasures'] as const
const OF_MIRAF = ['hub.mirafSummary', 'hub.miraf', 'hub.mirafHistory'] as const

const OFFERS: ReadonlySet<Part> = new Set<Part>([...OF_STEPS, ...OF_MIRAF, ...OF_CASEWORK])

const OF_KIND = { EPISODES: OF_STEPS, MIRAF: OF_MIRAF, CASEWORK: OF_CASEWORK } as const

/** What is kept no longer is neither there nor nothing; what was recorded since stands beside it. */
const endedParts = ({ ended }: HubFacts, asked: ReadonlySet<Part>): { [P in Part]?: 'RETENTION_ENDED' } =>
  Object.fromEntries(
    ended.flatMap(kind => OF_KIND[kind].filter(part => asked.has(part)).map(part => [part, 'RETENTION_ENDED'])),
  )

export interface HubRecords {
  readonly hub: Pick<Hub, 'factsOf'>
  readonly episodes: Pick<Episodes, 'of' | 'graded'>
  readonly mirafs: Pick<Mirafs, 'of' | 'requests'>
  readonly mirafSummaries: Pick<MirafSummaries, 'drafts' | 'shown'>
  readonly casework: Pick<Casework, 'of'>
}

export interface HubClock {
  readonly now: () => Date
  readonly policy: HubPolicy
}

/** A record id of this source is the child's own UUID. */
export function createHubSource(
  records: HubRecords,
  contact: SourceDescription['contact'],
  { now, policy }: HubClock,
): AgencySource {
  const { hub, episodes, casework } = records
  const lookupMany = async (asks: readonly Ask[]): Promise<readonly Reading[]> => {
    const facts = await hub.factsOf(asks.map(({ recordId }) => recordId))
    const recorded = asks
      .filter(({ parts }) => OF_STEPS.some(part => parts.has(part)))
      .filter(({ recordId }) => facts.get(recordId)?.episodes.some(isRecorded))
      .map(({ recordId }) => recordId)
    const held = recorded.length === 0 ? new Map<string, never>() : await episodes.of(recorded)
    const assessed = await readMirafs(asks, facts, records, policy)
    const worked = asks
      .filter(({ recordId, parts }) => facts.has(recordId) && OF_CASEWORK.some(part => parts.has(part)))
      .map(({ recordId }) => recordId)
    const cases = worked.length === 0 ? new Map<string, never>() : await casework.of(worked)
    const at = { at: now().toISOString(), policy }
    return asks.map(ask => {
      const known = facts.get(ask.recordId)
      const reading = readingOf(ask, known, held.get(ask.recordId) ?? [], { assessed: assessed(ask), policy })
      if (reading.kind !== 'read' || !known) return reading
      return { ...reading, parts: { ...reading.parts, ...caseworkOf(ask, known, cases.get(ask.recordId) ?? [], at) } }
    })
  }
  return {
    description: {
      id: HUB_SOURCE,
      name: 'The hub',
      agency: 'HUB',
      organisation: HUB_SOURCE,
      area: null,
      serves: [],
      contact,
    },
    offers: OFFERS,
    lookup: async ask => (await lookupMany([ask]))[0] ?? { kind: 'nothing' },
    lookupMany,
  }
}

/** The hub's records to an operation that has read what is kept of these children already: it is not read again. */
export function hubKnowing(
  source: AgencySource,
  facts: ReadonlyMap<string, HubFacts>,
  records: HubRecords,
  clock: HubClock,
): AgencySource {
  const { hub, episodes, mirafs, mirafSummaries, casework } = records
  const factsOf: Hub['factsOf'] = async ids => (ids.every(id => facts.has(id)) ? facts : hub.factsOf(ids))
  const knowing = { hub: { factsOf }, episodes, mirafs, mirafSummaries, casework }
  return createHubSource(knowing, source.description.contact, clock)
}

function caseworkOf(
  { recordId: childId, parts }: Ask,
  { episodes }: HubFacts,
  held: readonly HeldCasework[],
  at: { readonly at: string; readonly policy: HubPolicy },
): { [P in Part]?: PartValues[P] | null } {
  const values: { [P in Part]?: PartValues[P] | null } = {}
  if (parts.has('hub.meetings')) values['hub.meetings'] = meetingsOf({ childId, episodes, held }, at)
  if (parts.has('hub.referrals')) values['hub.referrals'] = referralsOf(held, at)
  if (parts.has('hub.serafs')) values['hub.serafs'] = serafsOf(held, at)
  if (parts.has('hub.legalMeasures')) values['hub.legalMeasures'] = measuresOf(held)
  return values
}

const isRecorded = ({ version }: HubEpisode): boolean => version > 0

function readingOf(
  { recordId, parts }: Ask,
  facts: HubFacts | undefined,
  held: readonly HeldEpisode[],
  { assessed, policy }: { readonly assessed: MirafParts; readonly policy: HubPolicy },
): Reading {
  if (!facts) return { kind: 'nothing' }
  const values: { [P in Part]?: PartValues[P] | null } = { ...assessed }
  if (parts.has('episodes')) {
    // A report that was merged is told with the one it was merged into.
    const episodes = facts.episodes.filter(({ mergedInto }) => mergedInto === null)
    const merged = facts.episodes.flatMap(({ reference, mergedInto }) =>
      mergedInto ? [{ reference, mergedInto }] : [],
    )
    values.episodes =
      episodes.length === 0
        ? null
        : { episodes: episodes.map(one => asEpisode(one, held)), merged: merged.length === 0 ? null : merged }
  }
  // Of episodes from before steps were recorded nobody knows what was said: not none.
  const newestFirst = [...held].reverse()
  const known = held.some(isRecorded)
  if (parts.has('episodes.interviews'))
    values['episodes.interviews'] = known ? newestFirst.flatMap(one => interviewOf(one, policy) ?? []) : null
  if (parts.has('episodes.accounts'))
    values['episodes.accounts'] = known ? newestFirst.flatMap(one => accountOf(one) ?? []) : null
  return {
    kind: 'read',
    recordId,
    subject: null,
    asOf: null,
    stale: false,
    parts: values,
    failedParts: endedParts(facts, parts),
    protectedRecord: false,
  }
}

function asEpisode(episode: HubEpisode, held: readonly HeldEpisode[]): Records.MissingEpisode {
  const {
    reference,
    reportedAt,
    lastSeenAt,
    endedAt,
    status,
    category,
    risk,
    missingFrom,
    area,
    homeAuthority,
    version,
  } = episode
  const notKept = {
    riskLabel: null, riskHistory: null, lastSeenPlace: null, foundPlace: null, foundBy: null, companions: null, circumstances: null,
    harm: null, safeAndWell: null, returnInterviewReferredAt: null, returnInterviewOffered: null, returnInterviewAccepted: null,
  } // prettier-ignore
  const own = {
    reference,
    reportedAt,
    lastSeenAt,
    endedAt,
    status,
    category,
    risk,
    missingFrom,
    version,
    hostAuthority: area,
    homeAuthority,
  }
  const recorded = version > 0 ? held.find(one => one.reference === reference) : undefined
  return { ...own, ...notKept, ...(recorded && detailOf(recorded)) }
}
