// For a school's safeguarding lead: the morning's digest, and the way to the summary of any pupil on the roll.
import { purposeFor } from '../../api/purposes.js'
import { go, problem, show, type Page, type Shown, type Visit } from '../../server/page.js'
import { pupilByNumberQuery, schoolAlertsQuery, schoolPupilsQuery, schoolRollQuery } from './generated/query.js'
import { morningOf, sinceWhen, type Morning } from './morning.js'
import { pupilRowsOf, type PupilRow } from './rows.js'
import { schoolWords } from './words.js'

type Purpose = Parameters<typeof purposeFor>[1] extends readonly [infer P, ...unknown[]] | undefined ? P : never
type Failure = Exclude<Awaited<ReturnType<typeof purposeFor>>, { readonly kind: 'PURPOSE' }>
interface Digest extends Pick<Morning, 'unchecked'> {
  readonly kind: 'DIGEST'
  readonly rows: readonly PupilRow[]
  readonly since: Date
  /** There are more alerts than one page holds: some of the night may be among them. */
  readonly more: boolean
}

async function digestOf({ ask, now }: Visit, purpose: Purpose): Promise<Digest | Failure> {
  const told = await ask(schoolAlertsQuery, { purpose })
  if (told.kind !== 'ANSWERED') return told
  const since = sinceWhen(now)
  const { edges, pageInfo } = told.data.alerts
  const alerts = edges.map(({ node }) => node)
  const { pupils, unchecked } = morningOf(alerts, since)
  const more = pageInfo.hasNextPage && alerts.every(({ at }) => Date.parse(at) >= since.getTime())
  if (pupils.length === 0) return { kind: 'DIGEST', rows: [], unchecked, since, more }
  const asked = await ask(schoolPupilsQuery, { purpose, by: pupils.map(id => ({ id })) })
  if (asked.kind !== 'ANSWERED') return asked
  return { kind: 'DIGEST', rows: pupilRowsOf(asked.data.children, since), unchecked, since, more }
}

interface Typed {
  readonly upn: string
  readonly mistakes: readonly { readonly field: string; readonly text: string }[]
}

async function page(visit: Visit, typed: Typed, status = 200): Promise<Shown> {
  const { t, query, now, ask } = visit
  const open = await purposeFor(ask, ['SCHOOL_SUPPORT'])
  if (open.kind !== 'PURPOSE') return problem(open)
  const after = query.get('after')
  const first = after === null
  const [digest, roll] = await Promise.all([
    digestOf(visit, open.purpose),
    ask(schoolRollQuery, { purpose: open.purpose, after }),
  ])
  if (digest.kind !== 'DIGEST') return problem(digest)
  if (roll.kind !== 'ANSWERED') return problem(roll)
  const { edges, pageInfo, lists } = roll.data.viewer.caseload
  return show(
    'school/view.njk',
    t('title'),
    {
      ...{ digest, lists, first, ...typed, since: digest.since.toISOString(), asOf: now.toISOString() },
      pupils: edges.map(({ node }) => node),
      list: { path: '/school', query: {}, next: pageInfo.hasNextPage ? pageInfo.endCursor : null, first },
    },
    status,
  )
}

export const school: Page = {
  name: 'school',
  path: '/school',
  words: schoolWords,
  get: visit => page(visit, { upn: visit.kept?.get('upn') ?? '', mistakes: [] }),
  /** By the pupil's number: typed into a form, because an address is kept in too many places. */
  async post(visit, form) {
    const { t, ask } = visit
    const upn = (form.get('upn') ?? '').trim().toUpperCase()
    const wrong = (text: string): Promise<Shown> => page(visit, { upn, mistakes: [{ field: 'upn', text }] }, 422)
    if (upn === '') return wrong(t('find.empty'))
    const open = await purposeFor(ask, ['SCHOOL_SUPPORT'])
    if (open.kind !== 'PURPOSE') return problem(open)
    const found = await ask(pupilByNumberQuery, { purpose: open.purpose, upn })
    if (found.kind === 'REFUSED' && found.code === 'BAD_IDENTIFIER') return wrong(t('find.wrong'))
    if (found.kind !== 'ANSWERED') return problem(found)
    const { child } = found.data
    return child.__typename === 'Child' ? go(`/school/${encodeURIComponent(child.id)}`) : wrong(t('find.nobody'))
  },
}
