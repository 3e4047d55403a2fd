// Each part of a reading from the fields it was asked with.
import type { Part, PartValues } from '../../agency.js'
import { identityOf, type ChildFacts } from '../child.js'
import { careStatus, episodeFact, involvement, involvementFact, missingEpisode, newestFirst } from '../records.js'
import { placementFact, responsibility } from '../records.js'
import { day } from '../values.js'
import type { EclipsePart } from './compose.js'
import * as map from './map.js'
import * as people from './people.js'
import type { Reader } from './reader.js'

export interface PartContext {
  readonly child: ChildFacts
  readonly nation: 'wales' | 'england'
  readonly protectedWarnings: ReadonlySet<string>
  /** Today, as an ISO day. */
  readonly on: string
}

type Value<P extends Part> = PartValues[P] | null
type PartReaders = { readonly [P in EclipsePart]: (from: Reader, context: PartContext) => Value<P> | Promise<Value<P>> }

const authorities = (from: Reader) => ({
  responsible: from.take('responsibleLocalAuthority')?.gssCode ?? null,
  host: from.take('hostLocalAuthority')?.gssCode ?? null,
})
const missing = async (from: Reader) => map.episodes(await from.list('missing'))
const workers = async (from: Reader) => (await from.list('involvements')).map(people.worker)

export const PART_READERS: PartReaders = {
  identity: (from, { child }) =>
    identityOf(
      child,
      people.identityFacts(from.person, {
        middleNames: from.take('middleNames'),
        ethnicity: from.take('ethnicity'),
        firstLanguage: from.take('firstLanguage'),
        interpreterRequired: from.take('interpreterRequired'),
      }),
    ),
  contact: (from, { on }) => people.contact(from.take('contactAddresses'), from.take('telephoneContacts'), on),
  family: from => people.family(from.take('personRelationships'), from.take('keyPersonRelationships')),
  professionals: async from => (await workers(from)).map(involvement),
  episodes: async (from, { on }) => ({
    episodes: newestFirst(map.withAlerted(await missing(from), from.take('alertAssignments'), on)).map(missingEpisode),
  }),
  'socialCare.statuses': from =>
    from.take('classificationAssignments').map(one =>
      careStatus({
        kind: one.classification.code,
        from: one.startDateTime,
        until: one.endDateTime,
        endReason: one.endReason,
      }),
    ),
  'socialCare.legalOrders': (from, { nation }) => map.legalOrders(from.take('legalStatuses'), nation),
  'socialCare.protectionPlans': from => map.protectionPlans(from.take('childProtectionPlans')),
  'socialCare.placements': (from, { on }) => {
    const { responsible, host } = authorities(from)
    return {
      placements: map.carePlacements(from.take('placements'), from.take('whereabouts'), on),
      responsibility: responsibility(responsible, host),
    }
  },
  'socialCare.alerts': (from, { protectedWarnings }) =>
    map.careAlerts(from.take('alertAssignments'), from.person, protectedWarnings),
  'socialCare.assessments': from => map.assessments(from.take('assessments')),
  'socialCare.chronology': async from => map.chronology(await from.list('chronology')),
  'socialCare.referrals': from => map.referrals(from.take('referrals')),
  'socialCare.meetings': from => map.meetings(from.take('meetings')),
  'fact.involvements': async from => (await workers(from)).map(involvementFact),
  'fact.placement': (from, { on }) =>
    placementFact(
      from.take('currentPlacements').map(one => ({ urn: one.urn, until: day(one.endDate) })),
      authorities(from),
      on,
    ),
  'fact.area': (from, { on }) => ({ homeAuthority: people.homeAuthority(from.take('homeAreas'), on) }),
  'fact.episodes': async from => newestFirst(await missing(from)).map(episodeFact),
}
