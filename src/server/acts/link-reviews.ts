// Records in doubt, side by side with the children they may be. Both sides are read live; nothing of either is kept for this.
import { performance } from 'node:perf_hooks'
import { sideOf, type Side, type SideDeps } from '../../children/identity/side-by-side.js'
import { describeSource, type SourceView } from '../../children/source-view.js'
import { linkRights } from '../../policies/admission/rights.js'
import { contactOfAgency } from '../../policies/decide/index.js'
import type { LinkReviews } from '../../resolvers/context.js'
import type { LinkReview } from '../../store/link-review-rows.js'
import type { Link } from '../../types/child.js'
import type { Records } from '../../types/index.js'
import { learnFrom } from '../operation/learn.js'
import { ownerCheck } from '../operation/owner-check.js'
import { cursorOf, readerOf, record, recordReading, under } from './register.js'
import type { Reader, RegisterDeps } from './register.js'
import { linkReadings, readRecord, type RecordNow } from './link-record.js'
import { candidatesOf, withinSight, type Sight } from './link-sight.js'

export interface LinkReviewDeps extends RegisterDeps {
  readonly views: readonly SourceView[]
}

const ACT = 'confirmLink'
/** A record that nobody is linked to has no child's id. What it says now is what somebody decides about, whatever it said before. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export const linkOf = ({ sourceId, recordId, madeAt, protectedRecord }: LinkReview): Link => ({
  ...{ childId: NOBODY, sourceId, recordId, how: 'MODEL', confirmedAt: madeAt, confirmedBy: null },
  ...{ protectedRecord, anchor: null },
})

export function createLinkReviews(deps: LinkReviewDeps): LinkReviews {
  const { operation, store, keys } = deps
  return async ({ first, after }) => {
    const { person, own } = readerOf(ACT, deps)
    const { protocol } = deps
    const reader: Reader = { person, own, rights: linkRights(ACT, { protocol, caller: operation.caller, person }) }
    const cursor = cursorOf('link-reviews', operation.caller, deps)
    const place = cursor.open(after)
    const [madeAt = '', id = ''] = place?.split(' ') ?? []
    const found = await store.linkReviews.open(first + 1, place === null ? null : { madeAt, id })
    const page = found.slice(0, first)
    const sight = await withinSight(candidatesOf(page), person, deps)
    recordReading(ACT, reader, deps)
    const sides = sidesFor(reader, deps)
    const asked = Promise.all(page.filter(sight.sees).map(review => shownAs(review, sight, reader, sides, deps)))
    operation.asking.push(asked)
    const edges = (await asked).flatMap(node =>
      node === null ? [] : [{ cursor: cursor.seal(`${String(node.madeAt)} ${node.id}`), node }],
    )
    const last = page.at(-1)
    const endCursor = last ? cursor.seal(`${last.madeAt} ${last.id}`) : null
    return { edges, pageInfo: { hasNextPage: found.length > first, endCursor } }
  }

  async function shownAs(
    review: LinkReview,
    sight: Sight,
    reader: Reader,
    sides: ReturnType<typeof sidesFor>,
    deps: LinkReviewDeps,
  ) {
    const { id, kind, sourceId, madeAt, modelVersion } = review
    const view = deps.views.find(({ source }) => source.description.id === sourceId)
    if (!view) return null
    const link = linkOf(review)
    const now = await readRecord(link, sight, sides.readings, deps)
    // What was read just now may say more than what was known when it came to wait.
    if (!now || now.verdict === 'HIDDEN') return null
    const [record, ...others] = await Promise.all([
      sides.record(link, now),
      ...review.candidates.map(({ childId }) => sides.child(childId, sight.linksOf(childId))),
    ])
    const candidates = review.candidates.map(({ childId, bits, probability, rule, steps }, nth) =>
      under(
        {
          ...{ child: keys.childId.encode(childId), bits, probability, rule },
          steps: steps.map(step => under({ ...step }, reader)),
          identity: asIdentity(others[nth]),
        },
        reader,
      ),
    )
    const said = asIdentity(record)
    // A police system has nominals and no identities: that it cannot say is not that no record is there.
    const cannotSay = {
      source: describeSource(view.source, view.state()),
      status: 'UNAVAILABLE',
      reason: 'NOT_OFFERED',
    } as const
    const identity = view.source.offers.has('identity')
      ? said
      : said.map(one => under({ ...one, ...cannotSay }, reader))
    return { id, kind, source: describeSource(view.source, view.state()), madeAt, modelVersion, identity, candidates } // prettier-ignore
  }
}

/** Envelopes of the identity are of its own answer type by construction. What was not selected was not asked for. */
const asIdentity = (side: Side | null | undefined): readonly Records.IdentityAnswer[] => (side?.identity ?? []) as never

function sidesFor({ rights }: Reader, deps: LinkReviewDeps) {
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
        learn: () => Promise.resolve(),
      }
      const side = await sideOf(NOBODY, [link], { ...answering, pictures })
      return offered ? written(side, null) : side
    },
    async child(childId: string, links: readonly Link[]): Promise<Side | null> {
      if (!requested.has('LinkCandidate.identity')) return null
      const pictures = {
        ...{ ...common, lookup, identifiersAgree: isOwner },
        learn: (link: Link, reading: Parameters<typeof learnFrom>[1]) => learnFrom(link, reading, deps),
      }
      return written(await sideOf(childId, links, { ...answering, pictures }), keys.childId.encode(childId))
    },
  }
}
