// A page of records in doubt that the caller may see. What they may not see is read past: a gap on a page, or a page more, would
// tell that it is there.
import type { SourceView } from '../../children/source-view.js'
import type { LinkReview } from '../../store/link-review-rows.js'
import type { Person } from '../../types/caller.js'
import type { Readings } from '../operation/loaders.js'
import { linkOf, readRecord, type RecordNow } from './link-record.js'
import type { LinkReviewDeps } from './link-review-sides.js'
import { everAbout, withinSight, type Sight } from './link-sight.js'

export interface Visible {
  readonly review: LinkReview
  readonly now: RecordNow
  readonly sight: Sight
  readonly view: SourceView
}
type Place = Pick<LinkReview, 'madeAt' | 'id'>

interface Page<Node> {
  readonly page: readonly { readonly review: LinkReview; readonly node: Node }[]
  /** Where the next page starts. */
  readonly end: Place | null
  readonly hasNextPage: boolean
}

/** Rows that one page may read past. Beyond that the page ends early and says that there may be more. */
const MOST_READ = 200

interface Showing<Node> {
  readonly show: (visible: Visible) => Promise<Node>
  readonly readings: Readings
}

export async function pageOf<Node>(
  first: number,
  after: Place | null,
  person: Person,
  { show, readings }: Showing<Node>,
  deps: LinkReviewDeps,
): Promise<Page<Node>> {
  const page: { review: LinkReview; node: Node }[] = []
  let end = after
  for (let read = 0; read < MOST_READ;) {
    // One more than the page still wants, to know whether there is a next.
    const wanted = first + 1 - page.length
    const rows = await deps.store.linkReviews.open(wanted, end)
    const visible = await visibleOf(rows, person, readings, deps)
    const shown = visible.slice(0, first - page.length)
    const nodes = await Promise.all(shown.map(async one => ({ review: one.review, node: await show(one) })))
    page.push(...(await stillVisible(nodes, person, deps)))
    const next = visible[shown.length]
    // What is next is left for the next page; everything before it has been read.
    end = next ? placeBefore(next.review, rows, end) : (placeOf(rows.at(-1)) ?? end)
    if (page.length === first && next) return { page, end, hasNextPage: true }
    if (rows.length < wanted) return { page, end, hasNextPage: false }
    read += rows.length
  }
  return { page, end, hasNextPage: true }
}

async function visibleOf(
  rows: readonly LinkReview[],
  person: Person,
  readings: Readings,
  deps: LinkReviewDeps,
): Promise<readonly Visible[]> {
  const sight = await withinSight(everAbout(rows), person, deps)
  const all = rows.filter(sight.sees).map(async (review): Promise<Visible[]> => {
    const view = deps.views.find(({ source }) => source.description.id === review.sourceId)
    const now = view ? await readRecord(linkOf(review), sight, readings, deps) : null
    // What was read just now may say more than what was known when it came to wait.
    return view && now && now.verdict !== 'HIDDEN' ? [{ review, now, sight, view }] : []
  })
  return (await Promise.all(all)).flat()
}

/** What reading the children has taught of them counts at once. */
async function stillVisible<T extends { readonly review: LinkReview }>(
  nodes: readonly T[],
  person: Person,
  deps: LinkReviewDeps,
): Promise<readonly T[]> {
  if (nodes.length === 0) return []
  const sight = await withinSight(everAbout(nodes.map(({ review }) => review)), person, deps)
  return nodes.filter(({ review }) => sight.sees(review))
}

const placeOf = (review: LinkReview | undefined): Place | null =>
  review ? { madeAt: review.madeAt, id: review.id } : null

const placeBefore = (next: LinkReview, rows: readonly LinkReview[], before: Place | null): Place | null =>
  placeOf(rows[rows.indexOf(next) - 1]) ?? before
