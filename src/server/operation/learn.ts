// What answering teaches: relationships and episode states for the grace, protection flags and new record ids for links.
import type { Reading } from '../../adapters/agency.js'
import { proposeMerged } from '../../children/identity/merged.js'
import type { KnownChild, Learnt } from '../../policies/admission/admit.js'
import type { Store } from '../../store/open.js'
import type { Link } from '../../types/child.js'
import type { IndexRefresh } from './refresh-index.js'

type Remembers = Pick<Store, 'confirmations' | 'episodeStates' | 'linking'>

/** A relationship confirmed so lately is not written again: the grace it is for is hours, and a page asks for a child many times. */
const JUST_CONFIRMED_MS = 60_000

/** `known` is what the store knew of these children when the operation began. */
export async function rememberAll(
  caller: string,
  learnt: readonly Learnt[],
  store: Remembers,
  now: Date,
  known: readonly (Pick<KnownChild, 'id' | 'confirmed'> | null)[],
): Promise<void> {
  const since = now.getTime() - JUST_CONFIRMED_MS
  const fresh = new Set(
    known.flatMap(child =>
      child === null
        ? []
        : child.confirmed
            .filter(({ confirmedAt }) => Date.parse(confirmedAt) > since)
            .map(({ relationship }) => `${child.id}\n${relationship}`),
    ),
  )
  const related = (of: 'held' | 'ended') =>
    learnt.flatMap(one => one[of].map(relationship => ({ childId: one.childId, relationship })))
  const held = related('held').filter(({ childId, relationship }) => !fresh.has(`${childId}\n${relationship}`))
  const states = learnt.flatMap(({ childId, episodes }) => episodes.map(state => ({ childId, ...state })))
  const overtaken = learnt.flatMap(({ childId, overtaken: ids }) => ids.map(sourceId => ({ childId, sourceId })))
  await Promise.all([
    store.confirmations.remember(caller, held, now),
    store.confirmations.forget(caller, related('ended')),
    store.episodeStates.remember(states, now),
    store.episodeStates.lapse(overtaken, now),
    ...learnt.flatMap(({ flagged }) => flagged.map(link => store.linking.protect(link.sourceId, link.recordId))),
  ])
}

export interface Learns {
  readonly store: Pick<Store, 'linking' | 'children' | 'linkReviews'>
  /** Where what a record says of its child goes, for searching. */
  readonly refreshIndex: Pick<IndexRefresh, 'note'>
}

/**
 * A flag once seen limits what every other source tells, also while this one is down; a merged record keeps its link. False where
 * what it was merged into is another child's, or a person has said that it is not this one's: then nothing else is learnt.
 */
export async function learnFrom(link: Link, reading: Reading, { store, refreshIndex }: Learns): Promise<boolean> {
  if (reading.kind === 'locked') refreshIndex.note(link, reading)
  if (reading.kind !== 'read') return true
  const { linking } = store
  if (reading.recordId !== link.recordId) {
    const became = await linking.relink(link.sourceId, link.recordId, reading.recordId)
    if (became === 'OTHER_CHILD' && reading.subject) {
      const said = { anchor: reading.subject.demographics, protectedRecord: reading.protectedRecord }
      await proposeMerged(link, { sourceId: link.sourceId, recordId: reading.recordId }, said, store)
    }
    if (became === 'OTHER_CHILD' || became === 'REJECTED_BEFORE') return false
  }
  const uprns = reading.subject?.uprns
  if (uprns !== undefined) await linking.livesAt({ ...link, recordId: reading.recordId }, uprns)
  if (reading.protectedRecord && !link.protectedRecord) await linking.protect(link.sourceId, reading.recordId)
  refreshIndex.note(link, reading)
  return true
}
