// The hub's own records, behind the same port as any agency's: so that its sections answer with the same envelopes.
import type { AgencySource, Ask, Part, PartValues, Reading, SourceDescription } from '../adapters/agency.js'
import type { Hub, HubEpisode, HubFacts } from '../store/hub.js'
import type { Records } from '../types/index.js'

export const HUB_SOURCE = 'hub'

const OFFERS: ReadonlySet<Part> = new Set<Part>(['episodes', 'hub.mirafSummary'])

/** A record id of this source is the child's own UUID. */
export function createHubSource(hub: Pick<Hub, 'factsOf'>, contact: SourceDescription['contact']): AgencySource {
  const lookupMany = async (asks: readonly Ask[]): Promise<readonly Reading[]> => {
    const facts = await hub.factsOf(asks.map(({ recordId }) => recordId))
    return asks.map(ask => readingOf(ask, facts.get(ask.recordId)))
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

function readingOf({ recordId, parts }: Ask, facts: HubFacts | undefined): Reading {
  if (!facts) return { kind: 'nothing' }
  const values: { [P in Part]?: PartValues[P] | null } = {}
  if (parts.has('episodes'))
    values.episodes = facts.episodes.length === 0 ? null : { episodes: facts.episodes.map(asEpisode) }
  if (parts.has('hub.mirafSummary')) values['hub.mirafSummary'] = facts.summary
  return {
    kind: 'read',
    recordId,
    subject: null,
    asOf: null,
    stale: false,
    parts: values,
    failedParts: {},
    protectedRecord: false,
  }
}

function asEpisode(episode: HubEpisode): Records.MissingEpisode {
  const { reference, reportedAt, lastSeenAt, endedAt, status, category, risk, missingFrom } = episode
  const notKept = {
    riskLabel: null, riskHistory: null, lastSeenPlace: null, foundPlace: null, foundBy: null, companions: null, circumstances: null,
    harm: null, safeAndWell: null, returnInterviewReferredAt: null, returnInterviewOffered: null, returnInterviewAccepted: null,
  } // prettier-ignore
  return { reference, reportedAt, lastSeenAt, endedAt, status, category, risk, missingFrom, ...notKept }
}
