// Records in doubt, each beside the children it may be. A decision says why; a rejection can be taken back.
import { randomUUID } from 'node:crypto'
import { go, problem, show, type Page, type Visit } from '../../server/page.js'
import type { Mistake } from '../shared/identifier.js'
import { confirmLinkMutation, type ConfirmLinkMutationVariables } from './generated/acts.js'
import { linkReviewsQuery } from './generated/query.js'
import { ruleKey, stepsOf } from './steps.js'
import { linksWords } from './words.js'

const WHY = { least: 10, most: 500 } as const

async function page(visit: Visit, form: URLSearchParams | null, mistake: string | null = null, status = 200) {
  const { t, ask, query } = visit
  const after = query.get('after')
  const answer = await ask(linkReviewsQuery, { after })
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { edges, pageInfo } = answer.data.linkReviews
  const typed = {
    review: form?.get('review') ?? '',
    child: form?.get('child') ?? '',
    rationale: form?.get('rationale') ?? '',
  }
  const reviews = edges.map(({ node }, nth) => ({
    ...node,
    candidates: node.candidates.map((candidate, mth) => {
      const mine = typed.review === node.id && typed.child === candidate.child
      return {
        ...candidate,
        field: `rationale-${String(nth)}-${String(mth)}`,
        key: (mine ? form?.get('key') : null) ?? randomUUID(),
        rationale: mine ? typed.rationale : '',
        ruleKey: ruleKey(candidate.rule),
        steps: candidate.steps === null ? null : stepsOf(candidate.steps),
      }
    }),
  }))
  const field = reviews
    .find(({ id }) => id === typed.review)
    ?.candidates.find(({ child }) => child === typed.child)?.field
  const mistakes: readonly Mistake[] = mistake === null ? [] : [{ field: field ?? 'typed', text: mistake }]
  const values = {
    ...{ reviews, mistakes, takeBackKey: randomUUID() },
    // What was typed for a record that is no longer in this list is not lost.
    lost: form !== null && field === undefined ? typed.rationale : '',
    rejected: query.get('rejected'),
    done: query.get('done'),
    list: { path: '/links', query: {}, next: pageInfo.hasNextPage ? pageInfo.endCursor : null, first: after === null },
  }
  return show('links/view.njk', t('title'), values, status)
}

export const links: Page = {
  name: 'links',
  path: '/links',
  words: linksWords,
  get: visit => page(visit, visit.kept),
  async post(visit, form) {
    const { t, ask } = visit
    const key = form.get('key') ?? ''
    const takeBack = form.get('takeBack')
    const outcome = form.get('outcome') === 'REJECTED' ? 'REJECTED' : 'CONFIRMED'
    const rationale = (form.get('rationale') ?? '').trim()
    const length = [...rationale].length
    if (takeBack === null && (length < WHY.least || length > WHY.most)) return page(visit, form, t('why.wrong'), 422)
    const input: ConfirmLinkMutationVariables['input'] =
      takeBack === null
        ? { key, review: form.get('review'), child: { id: form.get('child') ?? '' }, outcome, rationale }
        : { key, takeBack }
    const done = await ask(confirmLinkMutation, { input })
    if (done.kind === 'ANSWERED') {
      if (takeBack !== null) return go('/links?done=back')
      const { id } = done.data.confirmLink
      return go(outcome === 'REJECTED' ? `/links?rejected=${encodeURIComponent(id)}` : '/links?done=confirmed')
    }
    if (done.kind === 'UNREACHABLE') return problem(done)
    switch (done.code) {
      case 'ALREADY_DECIDED':
      case 'REVIEW_NOT_FOUND':
      case 'LINK_NOT_FOUND':
      case 'KEY_REUSED':
        return page(visit, form, t('already'), 409)
      case 'LINKED_ELSEWHERE':
        return page(visit, form, t('elsewhere'), 409)
      case 'RECORD_UNAVAILABLE':
        return page(visit, form, t('unavailable'), 503)
      case 'BAD_ARGUMENT':
        return done.field === 'rationale' ? page(visit, form, t('why.plain'), 422) : problem(done)
      default:
        return problem(done)
    }
  },
}
