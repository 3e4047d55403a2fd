// What was done in an emergency: what waits for a review, what was decided, and what agencies are told of their records.
import { problem, show, type Page, type Shown, type Visit } from '../../server/page.js'
import { roleKey } from '../../words/roles.js'
import { agencyInboxQuery, breakGlassReviewsQuery } from './generated/query.js'
import { reviewsWords } from './words.js'

const VIEWS = ['waiting', 'closed', 'inbox'] as const
type View = (typeof VIEWS)[number]
/** Whom the protocol lets read reviews; others who come here have an inbox alone. */
const REVIEWERS = ['HUB_MANAGER', 'AUDITOR']

interface Ending {
  readonly hasNextPage: boolean
  readonly endCursor: string | null
}

function page({ t, query, person }: Visit, of: View, values: object, { hasNextPage, endCursor }: Ending): Shown {
  const list = {
    ...{ path: '/reviews', query: { of } },
    next: hasNextPage ? endCursor : null,
    first: !query.has('after'),
  }
  const views = REVIEWERS.includes(person.role) ? VIEWS : (['inbox'] as const)
  const done = query.get('done') === '1'
  return show('reviews/view.njk', t('title'), { reviews: [], notices: [], ...values, of, views, list, done })
}

export const reviews: Page = {
  name: 'reviews',
  path: '/reviews',
  words: reviewsWords,
  async get(visit) {
    const { query, person, ask } = visit
    const after = query.get('after')
    const first: View = REVIEWERS.includes(person.role) ? 'waiting' : 'inbox'
    const of = VIEWS.find(each => each === query.get('of')) ?? first
    if (of === 'inbox') {
      const answer = await ask(agencyInboxQuery, { after })
      if (answer.kind !== 'ANSWERED') return problem(answer)
      const { edges, pageInfo } = answer.data.agencyInbox
      const reasonWithheld = answer.beside.some(({ coordinate }) => coordinate === 'Notice.reason')
      const notices = edges.map(({ node }) => ({ ...node, roleKey: roleKey(node.role), fresh: node.readAt === null }))
      return page(visit, of, { notices, reasonWithheld }, pageInfo)
    }
    const answer = await ask(breakGlassReviewsQuery, { after, reconciled: of === 'closed' })
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { edges, pageInfo } = answer.data.breakGlassReviews
    const rows = edges.map(({ node }) => (node === null ? null : { ...node, roleKey: roleKey(node.role) }))
    return page(visit, of, { reviews: rows }, pageInfo)
  },
}
