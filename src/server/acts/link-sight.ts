// Which records in doubt a person may be shown: none of a child whom they are too near to, and nothing of a concealed child to
// whom no concealed child is shown. What they may not be shown is not in their list at all.
import type { Subject } from '../../adapters/agency.js'
import { mayReachConcealed, mostOf } from '../../policies/admission/rights.js'
import type { LinkReview } from '../../store/link-review-rows.js'
import type { Decided } from '../../store/link-undo.js'
import type { Person } from '../../types/caller.js'
import type { Link, RecordName } from '../../types/child.js'
import type { RegisterDeps } from './register.js'

export interface Sight {
  readonly person: Person
  readonly sees: (review: LinkReview) => boolean
  /** By what the record says now. */
  readonly seesRecord: (name: RecordName, subject: Subject | null, isProtected: boolean) => boolean
  /** As unlinking asks, of the child as they would be with the record again. */
  readonly seesDecided: (decided: Decided) => boolean
  readonly linksOf: (childId: string) => readonly Link[]
  /** Not one whom the caller is too near to, nor a concealed one to whom none is shown. */
  readonly seesChild: (childId: string) => boolean
}

type SightDeps = Pick<RegisterDeps, 'store' | 'protocol' | 'now' | 'sources' | 'classification' | 'operation'>

/** What in a system says who a record is about; of the police that is part of what they hold, and no identity. */
export const SAY_WHO = ['identity', 'police.nominal'] as const

/** Whom records in doubt were ever about: what they are hidden by. */
export const everAbout = (reviews: readonly LinkReview[]): readonly string[] =>
  reviews.flatMap(review => review.everAbout)

/** The candidates of records in doubt. */
export const candidatesOf = (reviews: readonly LinkReview[]): readonly string[] =>
  reviews.flatMap(({ candidates }) => candidates.map(({ childId }) => childId))

/** That a system has such a record at all is told only to whom something of it could be given (N1: never to education of the police's). */
export function mayKnowOf(
  person: Person,
  {
    protocol,
    sources,
    classification,
    operation,
  }: Pick<SightDeps, 'protocol' | 'sources' | 'classification' | 'operation'>,
): (sourceId: string) => boolean {
  const most = mostOf(protocol, { caller: operation.caller, person })
  return sourceId => {
    const offers = sources.find(({ description }) => description.id === sourceId)?.offers
    const part = SAY_WHO.find(one => offers?.has(one))
    const category = part && classification.parts.get(part)?.category
    return category !== undefined && most(category) > 0
  }
}

export async function withinSight(
  childIds: readonly string[],
  person: Person,
  { store, protocol, now, sources, classification, operation }: SightDeps,
): Promise<Sight> {
  const ids = [...new Set(childIds)]
  const [near, links] = await Promise.all([store.conflicts.near(person, now()), store.children.linksOf(ids)])
  const reaches = mayReachConcealed(protocol, person)
  const linksOf = (childId: string): readonly Link[] => links.get(childId) ?? []
  const conceals = (links: readonly Pick<Link, 'protectedRecord'>[]): boolean =>
    links.length > 0 && links.every(({ protectedRecord }) => protectedRecord)
  const knows = mayKnowOf(person, { protocol, sources, classification, operation })
  const seesChild = (id: string): boolean =>
    near.child({ id, links: linksOf(id) }) === null && (reaches || !conceals(linksOf(id)))
  const mayHear = ({ sourceId, recordId }: RecordName): boolean =>
    knows(sourceId) && near.asked({ kind: 'RECORD', sourceId, recordId }) === null
  return {
    person,
    linksOf,
    seesChild,
    seesDecided: decided => {
      const again = [...linksOf(decided.childId), decided]
      return mayHear(decided) && seesChild(decided.childId) && (reaches || !conceals(again))
    },
    sees: ({ sourceId, recordId, protectedRecord, everAbout: ids }) => {
      if (!mayHear({ sourceId, recordId })) return false
      return (reaches || !protectedRecord) && ids.every(seesChild)
    },
    seesRecord: ({ sourceId, recordId }, subject, isProtected) => {
      if (isProtected && !reaches) return false
      if (subject === null) return true
      const { nhsNumber, upn, uprns = [] } = subject
      return near.record({ sourceId, recordId, nhsNumber, upn, uprns }) === null
    },
  }
}
