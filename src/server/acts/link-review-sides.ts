// Both sides of a record in doubt, asked of the systems that hold them and answered as a child's own identity is.
import { performance } from 'node:perf_hooks'
import { sideOf, type Side, type SideDeps } from '../../children/identity/side-by-side.js'
import { describeSource, type SourceView } from '../../children/source-view.js'
import { contactOfAgency } from '../../policies/decide/index.js'
import type { Link } from '../../types/child.js'
import type { Records } from '../../types/index.js'
import { learnFrom } from '../operation/learn.js'
import { ownerCheck } from '../operation/owner-check.js'
import { linkReadings, NOBODY, type RecordNow } from './link-record.js'
import { record, type Reader, type RegisterDeps } from './register.js'

export interface LinkReviewDeps extends RegisterDeps {
  readonly views: readonly SourceView[]
}

export const ACT = 'confirmLink'

/** Envelopes of the identity are of its own answer type by construction. What was not selected was not asked for. */
export const asIdentity = (side: Side | null | undefined): readonly Records.IdentityAnswer[] =>
  (side?.identity ?? []) as never

export type Sides = ReturnType<typeof sidesFor>

export function sidesFor({ rights }: Reader, deps: LinkReviewDeps) {
  const { operation, protocol, classification, store, sources, now, keys, views } = deps
  const requested = new Set(operation.passed?.requested.coordinates.keys())
  const readings = linkReadings(deps)
  const isOwner = ownerCheck(store.children)
  const common = { ...{ classification, sources, now }, monotonic: () => performance.now() }
  const lookup: SideDeps['pictures']['lookup'] = (source, recordId, parts) => readings.ask(source, recordId, parts)
  const answering: Omit<SideDeps, 'pictures'> = {
    ...{ classification, requested, rights },
    view: ({ source }) => describeSource(source, views.find(view => view.source === source)?.state() ?? 'NOT_ASKED'),
    contactFor: agency => contactOfAgency(protocol, agency ?? 'HUB'),
  }
  const written = (side: Side, child: string | null): Side => {
    record(operation, child, [`act.${ACT}`], side.withheld, undefined, { picture: side.picture, rights })
    return side
  }
  return {
    readings,
    async record(link: Link, { picture }: RecordNow): Promise<Side | null> {
      const offered = sources.some(
        ({ description, offers }) => description.id === link.sourceId && offers.has('identity'),
      )
      const selected = requested.has('LinkReview.identity')
      if (!selected || !offered) record(operation, null, [`act.${ACT}`], [], undefined, { picture, rights })
      if (!selected) return null
      const pictures = {
        ...common,
        lookup,
        identifiersAgree: () => Promise.resolve(null),
        learn: () => Promise.resolve(true),
      }
      const side = await sideOf(NOBODY, [link], { ...answering, pictures })
      return offered ? written(side, null) : side
    },
    async child(childId: string, links: readonly Link[]): Promise<Side | null> {
      const publicId = keys.childId.encode(childId)
      if (!requested.has('LinkCandidate.identity')) {
        // The id, and how like the record they are, tell of the child as well.
        const picture = { asked: [], hideLocation: true }
        record(operation, publicId, [`act.${ACT}`], [], undefined, { picture, rights })
        return null
      }
      const pictures = {
        ...{ ...common, lookup, identifiersAgree: isOwner },
        learn: (link: Link, reading: Parameters<typeof learnFrom>[1]) => learnFrom(link, reading, deps),
      }
      return written(await sideOf(childId, links, { ...answering, pictures }), publicId)
    },
  }
}
