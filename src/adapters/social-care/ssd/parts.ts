// Each part of a reading from the collections it needs, and which those are.
import type { Part, PartValues } from '../../agency.js'
import { identityOf, type ChildFacts } from '../child.js'
import { careStatus, episodeFact, involvement, involvementFact, missingEpisode, newestFirst } from '../records.js'
import { placementFact, responsibility } from '../records.js'
import { day } from '../values.js'
import * as map from './map.js'
import type { ChildItem, CollectionName, Row } from './upstream.js'

/** Which collections each part is read from; the child itself is always asked for. */
export const PART_COLLECTIONS = {
  identity: [],
  contact: ['addresses', 'telephones'],
  family: ['relationships'],
  professionals: ['involvements'],
  episodes: ['missing-episodes'],
  'socialCare.statuses': ['episodes'],
  'socialCare.legalOrders': ['legal-statuses'],
  'socialCare.protectionPlans': ['cp-plans'],
  'socialCare.placements': ['placements'],
  'socialCare.alerts': ['alerts'],
  'socialCare.assessments': ['assessments'],
  'socialCare.chronology': ['chronology'],
  'socialCare.referrals': ['contacts'],
  'socialCare.meetings': ['meetings'],
  'fact.involvements': ['involvements'],
  'fact.placement': ['placements'],
  'fact.area': ['addresses'],
  'fact.episodes': ['missing-episodes'],
} as const satisfies { readonly [P in Part]?: readonly CollectionName[] }

export type SsdPart = keyof typeof PART_COLLECTIONS

export const isOffered = (part: Part): part is SsdPart => part in PART_COLLECTIONS

export interface PartContext {
  readonly item: ChildItem
  readonly child: ChildFacts
  /** The child's own rows of a collection; rejects where that collection failed. */
  rows<C extends CollectionName>(collection: C): Promise<readonly Row<C>[]>
  readonly nation: 'wales' | 'england'
  /** Today, as an ISO day. */
  readonly on: string
}

type PartReaders = { readonly [P in SsdPart]: (from: PartContext) => Promise<PartValues[P] | null> }

const missing = async (from: PartContext) => newestFirst((await from.rows('missing-episodes')).map(map.episode))
const workers = async (from: PartContext) => (await from.rows('involvements')).map(map.worker)

export const PART_READERS: PartReaders = {
  identity: async ({ item, child }) => identityOf(child, map.identityFacts(item)),
  contact: async from => {
    const [addresses, phones] = await Promise.all([from.rows('addresses'), from.rows('telephones')])
    return map.contact(addresses, phones, from.on)
  },
  family: async from => map.family(await from.rows('relationships')),
  professionals: async from => (await workers(from)).map(involvement),
  episodes: async from => ({ episodes: (await missing(from)).map(missingEpisode) }),
  'socialCare.statuses': async from =>
    (await from.rows('episodes')).map(one =>
      careStatus({
        kind: one.epis_kind,
        from: one.epis_start_date,
        until: one.epis_end_date,
        endReason: one.epis_end_reason,
      }),
    ),
  'socialCare.legalOrders': async from => map.legalOrders(await from.rows('legal-statuses'), from.nation),
  'socialCare.protectionPlans': async from => map.protectionPlans(await from.rows('cp-plans')),
  'socialCare.placements': async from => ({
    placements: map.carePlacements(await from.rows('placements'), from.on),
    responsibility: responsibility(from.item.responsible_la, from.item.host_la),
  }),
  'socialCare.alerts': async from => map.careAlerts(await from.rows('alerts')),
  'socialCare.assessments': async from => map.assessments(await from.rows('assessments')),
  'socialCare.chronology': async from => map.chronology(await from.rows('chronology')),
  'socialCare.referrals': async from => map.referrals(await from.rows('contacts')),
  'socialCare.meetings': async from => map.meetings(await from.rows('meetings')),
  'fact.involvements': async from => (await workers(from)).map(involvementFact),
  'fact.placement': async from =>
    placementFact(
      (await from.rows('placements')).map(one => ({
        urn: one.clap_cla_placement_urn,
        until: day(one.clap_cla_placement_end_date),
      })),
      { responsible: from.item.responsible_la, host: from.item.host_la },
      from.on,
    ),
  'fact.area': async from => ({ homeAuthority: map.homeAuthority(await from.rows('addresses'), from.on) }),
  'fact.episodes': async from => (await missing(from)).map(episodeFact),
}
