// How children are read once it is decided on them: every source through loaders of this operation's own.
import { performance } from 'node:perf_hooks'
import type { AgencySource, Reading } from '../../adapters/agency.js'
import type { PictureDeps } from '../../children/picture.js'
import type { HubPolicy } from '../../hub/policy.js'
import { HUB_SOURCE, hubKnowing } from '../../hub/source.js'
import type { Classification } from '../../schema/classification.js'
import type { Store } from '../../store/open.js'
import type { Link } from '../../types/child.js'
import type { Purpose } from '../../types/index.js'
import type { KnownChildren } from './known.js'
import { learnFrom, type Learns } from './learn.js'
import { createReadings } from './loaders.js'
import type { Operation } from './state.js'

export interface PicturesDeps extends Learns {
  readonly classification: Classification
  readonly sources: readonly AgencySource[]
  readonly store: Store
  readonly policy: HubPolicy
  readonly now: () => Date
  readonly onFault: (error: unknown) => void
}

interface DecidedOn {
  readonly isOwner: PictureDeps['identifiersAgree']
  readonly facts: KnownChildren['facts']
}

export function picturesFor(
  purpose: Purpose,
  { isOwner, facts }: DecidedOn,
  operation: Pick<Operation, 'call'>,
  deps: PicturesDeps,
): PictureDeps {
  const readings = createReadings({ ...operation.call, purpose }, deps.onFault)
  // What is kept of these children was read for the decision.
  const knowing = (source: AgencySource): AgencySource =>
    source.description.id === HUB_SOURCE ? hubKnowing(source, facts, deps.store, deps) : source
  return {
    classification: deps.classification,
    sources: deps.sources.map(knowing),
    lookup: (source, recordId, parts) => readings.ask(source, recordId, parts),
    identifiersAgree: isOwner,
    learn: (link: Link, reading: Reading) => learnFrom(link, reading, deps),
    now: deps.now,
    monotonic: () => performance.now(),
  }
}
