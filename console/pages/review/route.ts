// The decision on one emergency access. Somebody else's decision in the meantime is said, and what was typed stays.
import { randomUUID } from 'node:crypto'
import { go, problem, show, type Page, type Shown, type Visit } from '../../server/page.js'
import { roleKey } from '../../words/roles.js'
import type { Mistake } from '../shared/identifier.js'
import { reconcileBreakGlassMutation } from './generated/acts.js'
import { reviewsWaitingQuery, type ReviewsWaitingQuery } from './generated/query.js'
import { reviewWords } from './words.js'

const OUTCOMES = ['JUSTIFIED', 'NOT_JUSTIFIED', 'PASSED_ON'] as const
const NOTE = { least: 10, most: 500 } as const
/** Most pages of fifty that are looked through: what waits is due within three days. */
const MOST_PAGES = 8

type Review = NonNullable<ReviewsWaitingQuery['breakGlassReviews']['edges'][number]['node']>
type Found =
  { readonly kind: 'REVIEW'; readonly review: Review | null } | { readonly kind: 'SHOWN'; readonly shown: Shown }

/** The API lists reviews and has no way to ask for one. */
async function find(
  visit: Pick<Visit, 'ask' | 'params'>,
  after: string | null = null,
  left = MOST_PAGES,
): Promise<Found> {
  const answer = await visit.ask(reviewsWaitingQuery, { after })
  if (answer.kind !== 'ANSWERED') return { kind: 'SHOWN', shown: problem(answer) }
  const { edges, pageInfo } = answer.data.breakGlassReviews
  const found = edges.find(({ node }) => node?.id === visit.params['id'])?.node ?? null
  if (found !== null || !pageInfo.hasNextPage || left === 1) return { kind: 'REVIEW', review: found }
  return find(visit, pageInfo.endCursor, left - 1)
}

async function page(visit: Visit, form: URLSearchParams | null, mistakes: readonly Mistake[], status = 200) {
  const found = await find(visit)
  if (found.kind === 'SHOWN') return found.shown
  const { t } = visit
  const review = found.review === null ? null : { ...found.review, roleKey: roleKey(found.review.role) }
  const values = {
    ...{ review, mistakes, outcomes: OUTCOMES, key: form?.get('key') ?? randomUUID() },
    ...{ outcome: form?.get('outcome') ?? '', note: form?.get('note') ?? '' },
  }
  return show('review/view.njk', t('title'), values, review === null ? 409 : status)
}

export const review: Page = {
  name: 'review',
  path: '/reviews/:id',
  words: reviewWords,
  get: visit => page(visit, visit.kept, []),
  async post(visit, form) {
    const { t, ask, params } = visit
    const outcome = OUTCOMES.find(each => each === form.get('outcome'))
    const note = (form.get('note') ?? '').trim()
    const length = [...note].length
    const mistakes = [
      ...(outcome ? [] : [{ field: 'outcome-JUSTIFIED', text: t('outcome.empty') }]),
      ...(length >= NOTE.least && length <= NOTE.most ? [] : [{ field: 'note', text: t('note.wrong') }]),
    ]
    if (!outcome || mistakes.length > 0) return page(visit, form, mistakes, 422)
    const input = { key: form.get('key') ?? '', id: params['id'] ?? '', outcome, note }
    const done = await ask(reconcileBreakGlassMutation, { input })
    if (done.kind === 'ANSWERED') return go('/reviews?done=1')
    if (done.kind === 'UNREACHABLE') return problem(done)
    switch (done.code) {
      case 'ALREADY_RECONCILED':
      case 'REVIEW_NOT_FOUND':
      case 'KEY_REUSED':
        // The page without its review says what to do, and shows what was typed.
        return page(visit, form, [], 409)
      case 'BAD_ARGUMENT':
        return done.field === 'note'
          ? page(visit, form, [{ field: 'note', text: t('note.plain') }], 422)
          : problem(done)
      case 'OPERATION_REFUSED':
        return page(visit, form, [{ field: 'outcome-JUSTIFIED', text: t('own') }], 403)
      default:
        return problem(done)
    }
  },
}
