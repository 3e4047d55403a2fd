// Records in doubt, side by side with the children they may be. Both sides are read live; nothing of either is kept for this.
import { probability } from '../../children/identity/matching/score.js'
import type { Side } from '../../children/identity/side-by-side.js'
import { describeSource } from '../../children/source-view.js'
import { linkRights } from '../../policies/admission/rights.js'
import type { LinkReviews } from '../../resolvers/context.js'
import type { LinkCandidate } from '../../types/links.js'
import { openBudget } from '../operation/budget.js'
import { linkOf } from './link-record.js'
import { pageOf, type Visible } from './link-review-page.js'
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
    const { id, kind, madeAt, modelVersion } = review
    const [record, ...others] = await Promise.all([
      sides.record(linkOf(review), found),
      ...review.candidates.map(({ childId }) => sides.child(childId, sight.linksOf(childId))),
    ])
    const isProtected = review.protectedRecord || (found.reading.kind === 'read' && found.reading.protectedRecord)
    const hidesHome = (childId: string, side: Side | null | undefined): boolean =>
      isProtected || side?.isProtected === true || sight.linksOf(childId).some(link => link.protectedRecord)
    const candidates = review.candidates.map((one, nth) => {
      const side = others[nth]
      const { childId, steps, ...score } = hidesHome(one.childId, side) ? withoutHome(one) : one
      const shown = steps.map(step => under({ ...step }, reader))
      const child = keys.childId.encode(childId)
      return under({ child, ...score, steps: shown, identity: asIdentity(side) }, reader)
    })
    const source = describeSource(view.source, view.state())
    // A police system has nominals and no identities: that it cannot say is not that no record is there.
    const cannotSay = { source, status: 'UNAVAILABLE', reason: 'NOT_OFFERED' } as const
    const said = asIdentity(record)
    const identity = view.source.offers.has('identity')
      ? said
      : said.map(one => under({ ...one, ...cannotSay }, reader))
    return { id, kind, source, madeAt, modelVersion, identity, candidates }
  }
}

/** How near they live tells where a protected child lives, and so does the score with it or the order by it. */
function withoutHome(candidate: LinkCandidate): LinkCandidate {
  const home = candidate.steps.filter(({ comparison }) => comparison === 'home')
  const bits = candidate.bits - home.reduce((sum, step) => sum + step.bits, 0)
  const steps = candidate.steps.filter(step => !home.includes(step))
  return { ...candidate, bits, probability: probability(bits), steps }
}
