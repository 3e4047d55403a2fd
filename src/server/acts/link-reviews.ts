// Records in doubt, side by side with the children they may be. Both sides are read live; nothing of either is kept for this.
import type { Side } from '../../children/identity/side-by-side.js'
import { describeSource } from '../../children/source-view.js'
import { linkRights } from '../../policies/admission/rights.js'
import type { LinkReviews } from '../../resolvers/context.js'
import { openBudget } from '../operation/budget.js'
import { linkOf } from './link-record.js'
import { pageOf, type Visible } from './link-review-page.js'
import { withoutPlaces } from './link-review-scores.js'
import { ACT, asIdentity, sidesFor, type LinkReviewDeps, type Sides } from './link-review-sides.js'
import { candidatesOf } from './link-sight.js'
import { cursorOf, readerOf, recordReading, under } from './register.js'
import type { Reader } from './register.js'

export function createLinkReviews(deps: LinkReviewDeps): LinkReviews {
  const { operation, keys, now } = deps
  const { caller } = operation
  return async ({ first, after }) => {
    const { person, own } = readerOf(ACT, deps)
    const reader: Reader = { person, own, rights: linkRights(ACT, { protocol: deps.protocol, caller, person }) }
    const cursor = cursorOf('link-reviews', caller, deps)
    const [madeAt = '', id = ''] = cursor.open(after)?.split(' ') ?? []
    const budget = await openBudget(caller, person, now(), deps)
    // None of these children is known to be the caller's own.
    budget.check([null])
    recordReading(ACT, reader, deps)
    const sides = sidesFor(reader, deps)
    const show = (visible: Visible) => shownAs(visible, reader, sides)
    const asked = pageOf(first, id === '' ? null : { madeAt, id }, person, { show, readings: sides.readings }, deps)
    operation.asking.push(asked)
    const { page, end, hasNextPage } = await asked
    await budget.takeShown(candidatesOf(page.map(({ review }) => review)))
    const place = (one: { readonly madeAt: string; readonly id: string }): string =>
      cursor.seal(`${one.madeAt} ${one.id}`)
    const edges = page.map(({ review, node }) => ({ cursor: place(review), node }))
    return { edges, pageInfo: { hasNextPage, endCursor: end && place(end) } }
  }

  async function shownAs({ review, now: found, sight, view }: Visible, reader: Reader, sides: Sides) {
    const { id, madeAt, modelVersion } = review
    const [record, ...others] = await Promise.all([
      sides.record(linkOf(review), found),
      ...review.candidates.map(({ childId }) => sides.child(childId, sight.linksOf(childId))),
    ])
    const isProtected = review.protectedRecord || (found.reading.kind === 'read' && found.reading.protectedRecord)
    const hidesHome = (childId: string, side: Side | null | undefined): boolean =>
      isProtected || side?.isProtected === true || sight.linksOf(childId).some(link => link.protectedRecord)
    const sideOf = new Map(review.candidates.map(({ childId }, nth) => [childId, others[nth]]))
    const hides = new Set([...sideOf].flatMap(([childId, side]) => (hidesHome(childId, side) ? [childId] : [])))
    const shown = withoutPlaces(review, hides)
    const candidates = shown.candidates.map(({ childId, steps, ...score }) => {
      const child = keys.childId.encode(childId)
      const identity = asIdentity(sideOf.get(childId))
      return under({ child, ...score, steps: steps.map(step => under({ ...step }, reader)), identity }, reader)
    })
    const source = describeSource(view.source, view.state())
    // A police system has nominals and no identities: that it cannot say is not that no record is there.
    const cannotSay = { source, status: 'UNAVAILABLE', reason: 'NOT_OFFERED' } as const
    const said = asIdentity(record)
    const identity = view.source.offers.has('identity')
      ? said
      : said.map(one => under({ ...one, ...cannotSay }, reader))
    return { id, kind: shown.kind, source, madeAt, modelVersion, identity, candidates }
  }
}
