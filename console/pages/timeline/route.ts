// Everything dated about a child, newest first, a page at a time; which of it is in the address, so that it can be sent on.
import { DateTime } from 'luxon'
import { problem, show, type Page } from '../../server/page.js'
import { purposeOf } from '../children/purpose.js'
import { timelineQuery } from './generated/query.js'
import { timelineWords } from './words.js'

const KINDS = ['MISSING_EPISODE', 'POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR', 'HUB'] as const

/** The first or last moment of a day on London's clocks; null where nothing was said, undefined where it is no day. */
function moment(day: string | null, end: boolean): string | null | undefined {
  if (day === null || day === '') return null
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const read = DateTime.fromISO(day, { zone: 'Europe/London' })
  if (!read.isValid) return undefined
  return (end ? read.endOf('day') : read.startOf('day')).toUTC().toISO()
}

export const timeline: Page = {
  name: 'timeline',
  path: '/children/:id/timeline',
  words: timelineWords,
  async get({ t, params, person, query, ask, label }) {
    const id = params['id'] ?? ''
    const purpose = purposeOf(person.role, query.get('purpose'))
    const kinds = KINDS.filter(kind => query.getAll('kind').includes(kind))
    const [from, until] = [moment(query.get('from'), false), moment(query.get('until'), true)]
    const mistakes = [
      ...(from === undefined ? [{ field: 'from', text: t('mistake.day') }] : []),
      ...(until === undefined ? [{ field: 'until', text: t('mistake.day') }] : []),
      ...(from != null && until != null && from > until ? [{ field: 'until', text: t('mistake.order') }] : []),
    ]
    const path = `/children/${encodeURIComponent(id)}/timeline`
    const values = {
      ...{
        id,
        purpose,
        path,
        mistakes,
        chosen: kinds,
        typed: { from: query.get('from') ?? '', until: query.get('until') ?? '' },
      },
      kinds: KINDS.map(value => ({ value, text: label('TimelineKind', value) })),
    }
    const title = t('title')
    if (mistakes.length > 0) return show('timeline/view.njk', title, { ...values, child: null, list: null }, 422)
    const after = query.get('after')
    const filters = { kinds: kinds.length === 0 ? null : kinds, from: from ?? null, to: until ?? null }
    const answer = await ask(timelineQuery, { id, purpose, after, ...filters })
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { child } = answer.data
    const page = child.__typename === 'Child' ? child.timeline : null
    const kept = new URLSearchParams([
      ['purpose', purpose],
      ...kinds.map((kind): [string, string] => ['kind', kind]),
      ['from', values.typed.from],
      ['until', values.typed.until],
    ])
    const next = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null
    const more = next === null ? null : `${path}?${kept.toString()}&${new URLSearchParams({ after: next }).toString()}`
    const start = after === null ? null : `${path}?${kept.toString()}`
    return show('timeline/view.njk', title, { ...values, child, list: { more, start } })
  },
}
