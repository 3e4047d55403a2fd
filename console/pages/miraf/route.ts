// The risk assessment as it is: its newest version or any other, what is due of it, and the way to the rest of its work.
import { randomUUID } from 'node:crypto'
import { ruleMistake, type Mistake } from '../../server/forms/mistakes.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { go, problem, show, type Page, type Shown, type Visit } from '../../server/page.js'
import { requestMirafReviewMutation } from './generated/acts.js'
import { mirafReadQuery } from './generated/query.js'
import { mirafPageWords } from './words.js'

async function page(visit: Visit, typed: URLSearchParams, mistakes: readonly Mistake[] = []): Promise<Shown> {
  const { t, ask, params, person, query, now } = visit
  const { id = '' } = params
  const after = query.get('after')
  const answer = await forPurpose(person, purpose => ask(mirafReadQuery, { id, purpose, after }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const hub = child.__typename === 'Child' ? (child.hub[0] ?? null) : null
  const newest = hub?.record?.miraf ?? null
  const list = hub?.record?.mirafHistory?.versions ?? null
  const versions = (list?.edges ?? []).flatMap(({ node }) => node ?? [])
  const wanted = Number(query.get('version') ?? newest?.version ?? 0)
  const miraf = wanted === newest?.version ? newest : (versions.find(({ version }) => version === wanted) ?? null)
  if (!typed.has('key')) typed.set('key', randomUUID())
  const path = `/children/${id}/miraf`
  const values = {
    ...{ child, hub, newest, miraf, wanted, typed, mistakes, path },
    said: mistakes.length > 0 ? null : (['saved', 'asked'].find(one => query.get(one) === '1') ?? null),
    versions: versions.map(({ version, at, level }) => ({ version, at, level })),
    writes: person.role === 'HUB_PRACTITIONER' || person.role === 'HUB_MANAGER',
    printedAt: now.toISOString(),
    isDue: (newest?.review?.dueAt ?? null) !== null && Date.parse(newest?.review?.dueAt ?? '') <= now.getTime(),
    list: {
      path,
      query: null,
      next: list?.pageInfo?.hasNextPage ? list.pageInfo.endCursor : null,
      first: after === null,
    },
  }
  const title = mistakes.length > 0 ? t('titleError') + t('title') : t('title')
  return show('miraf/view.njk', title, values, mistakes.length > 0 ? 422 : 200)
}

export const miraf: Page = {
  name: 'miraf',
  path: '/children/:id/miraf',
  words: mirafPageWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const { t, ask, params, language } = visit
    const { id = '' } = params
    const reason = (form.get('reason') ?? '').trim()
    if (reason === '') return page(visit, form, [{ field: 'reason', text: t('request.empty') }])
    const input = { key: form.get('key') ?? '', child: { id }, reason }
    const done = await ask(requestMirafReviewMutation, { input })
    const refused = done.kind === 'ANSWERED' ? null : ruleMistake(done, language, () => 'reason')
    if (refused !== null) return page(visit, form, [refused])
    if (done.kind !== 'ANSWERED') return problem(done)
    return done.data.requestMirafReview.__typename === 'ChildNotShown'
      ? page(visit, form)
      : go(`/children/${id}/miraf?asked=1`)
  },
}
