// Which records are a child's. One that is not is taken away, with a reason and beside what the others say; by its receipt it
// is given back.
import { randomUUID } from 'node:crypto'
import { forPurpose } from '../../server/forms/purpose.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { go, problem, show, type Failure, type Page, type Shown, type Visit } from '../../server/page.js'
import { takeBackUnlinkingMutation, unlinkMutation } from './generated/acts.js'
import { childLinksQuery } from './generated/query.js'
import { childLinksWords } from './words.js'

const WHY = { least: 10, most: 500 } as const
/** What was taken back by a receipt: of the child whose page it was given at, or of another, to whose page it led. */
const BACK = ['here', 'elsewhere'] as const
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Drafts are kept by the path alone: what is kept may be of another record than the one that is looked at. */
const isOfAnother = ({ kept, query }: Visit): boolean =>
  kept !== null && query.has('link') && kept.get('link') !== query.get('link')

async function page(
  visit: Visit,
  typed: URLSearchParams,
  mistake: Mistake | null = null,
  status = 200,
): Promise<Shown> {
  const { t, ask, params, query, person } = visit
  const id = params['id'] ?? ''
  const answer = await forPurpose(person, purpose => ask(childLinksQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const links = child.__typename === 'Child' ? child.links : null
  const identity = child.__typename === 'Child' ? child.identity : []
  const named = typed.has('takeBack') ? null : (typed.get('link') ?? query.get('link'))
  const decides = person.role.startsWith('HUB_')
  const unlinked = query.get('unlinked') ?? ''
  const link = links?.find(one => one.id !== null && one.id === named) ?? null
  const mine = (source: { readonly id: string } | null): boolean => source?.id === link?.source?.id
  if (!typed.has('key')) typed.set('key', randomUUID())
  const values = {
    ...{ child, links, link, typed, childPath: `/children/${encodeURIComponent(id)}` },
    path: `/children/${encodeURIComponent(id)}/links`,
    record: link === null ? [] : identity.filter(({ source }) => mine(source)),
    others: link === null ? [] : identity.filter(({ source }) => !mine(source)),
    // Named, and linked no more: somebody took it away meanwhile. Where links or their names are withheld, nobody can tell.
    gone: named !== null && link === null && links !== null && decides,
    decides,
    setAside: isOfAnother(visit),
    takeBackKey: randomUUID(),
    unlinked: mistake === null && UUID.test(unlinked) ? unlinked : null,
    back: mistake === null ? (BACK.find(which => which === query.get('back')) ?? null) : null,
    mistakes: mistake === null ? [] : [mistake],
  }
  return show('child-links/view.njk', (mistake === null ? '' : t('titleError')) + t('title'), values, status)
}

/** What a refusal is told as, and with which status; null where it is about the whole page. */
function told(
  { t }: Visit,
  failure: Failure,
  field: string,
): { readonly mistake: Mistake; readonly status: number } | null {
  const say = (key: string, status: number) => ({ mistake: { field, text: t(key) }, status })
  if (failure.kind !== 'REFUSED') return null
  switch (failure.code) {
    case 'LINK_NOT_FOUND':
    case 'ALREADY_DECIDED':
      return say('wrong.already', 409)
    case 'KEY_REUSED':
      return say('wrong.again', 409)
    case 'LINKED_ELSEWHERE':
      return say('wrong.elsewhere', 409)
    case 'RECORD_UNAVAILABLE':
      return say('wrong.unavailable', 503)
    case 'BAD_ARGUMENT':
      return failure.field === 'rationale' ? say('wrong.plain', 422) : null
    default:
      return null
  }
}

export const childLinks: Page = {
  name: 'child-links',
  path: '/children/:id/links',
  words: childLinksWords,
  get: visit => page(visit, new URLSearchParams(isOfAnother(visit) ? '' : (visit.kept ?? ''))),
  async post(visit, form) {
    const { t, ask, params } = visit
    const id = params['id'] ?? ''
    const path = `/children/${encodeURIComponent(id)}/links`
    const key = form.get('key') ?? ''
    const takeBack = form.get('takeBack')?.trim().toLowerCase() ?? null
    const failed = (failure: Failure, field: string): Promise<Shown> | Shown => {
      const said = told(visit, failure, field)
      if (said === null) return problem(failure)
      // The next try is an act of its own.
      form.delete('key')
      return page(visit, form, said.mistake, said.status)
    }
    if (takeBack !== null) {
      if (!UUID.test(takeBack)) return page(visit, form, { field: 'takeBack', text: t('takeBack.wrong') }, 422)
      const done = await ask(takeBackUnlinkingMutation, { input: { key, takeBack } })
      if (done.kind !== 'ANSWERED') return failed(done, 'takeBack')
      const { child } = done.data.confirmLink
      return go(`/children/${encodeURIComponent(child)}/links?back=${child === id ? 'here' : 'elsewhere'}`)
    }
    const rationale = (form.get('rationale') ?? '').trim()
    const length = [...rationale].length
    if (length < WHY.least || length > WHY.most)
      return page(visit, form, { field: 'rationale', text: t('why.wrong') }, 422)
    const done = await ask(unlinkMutation, { input: { key, child: { id }, link: form.get('link') ?? '', rationale } })
    if (done.kind !== 'ANSWERED') return failed(done, 'rationale')
    return go(`${path}?unlinked=${encodeURIComponent(done.data.unlink.id)}`)
  },
}
