// What the person's own teams were told, and taking note of it.
import { purposeFor } from '../../api/purposes.js'
import { go, problem, show, type Page } from '../../server/page.js'
import { acknowledgeAlertMutation } from './generated/acts.js'
import { alertsQuery } from './generated/query.js'
import { rowsOf } from './rows.js'
import { alertsWords } from './words.js'

const FILTERS = ['unread', 'all'] as const
type Filter = (typeof FILTERS)[number]
const filterOf = (text: string | null): Filter => FILTERS.find(one => one === text) ?? 'unread'

export const alerts: Page = {
  name: 'alerts',
  path: '/alerts',
  words: alertsWords,
  async get({ t, person, query, part, now, kept, ask }) {
    const of = filterOf(query.get('of'))
    const after = query.get('after')
    const open = await purposeFor(ask)
    if (open.kind !== 'PURPOSE') return problem(open)
    const answer = await ask(alertsQuery, { purpose: open.purpose, after, unacknowledged: of === 'unread' })
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { edges, pageInfo } = answer.data.alerts
    const shown = { of, ...(after === null ? {} : { after }) }
    const values = {
      ...{ of, filters: FILTERS, asOf: now.toISOString(), done: query.get('done') !== null },
      rows: rowsOf(
        edges.map(({ node }) => node),
        kept,
      ),
      address: `/alerts?${new URLSearchParams(shown).toString()}`,
      ...{ ofSchool: person.role === 'SCHOOL_LEAD', ofManager: person.role === 'HUB_MANAGER' },
      list: {
        path: '/alerts',
        query: { of },
        next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        first: after === null,
      },
    }
    return show(part ? 'alerts/rows.njk' : 'alerts/view.njk', t('title'), values)
  },
  async post({ ask }, form) {
    // A form that lacks them is refused by the gateway, as whoever sent it would be.
    const done = await ask(acknowledgeAlertMutation, {
      input: { key: form.get('key') ?? '', alert: form.get('alert') ?? '' },
    })
    if (done.kind !== 'ANSWERED') return problem(done)
    return go(`/alerts?${new URLSearchParams({ of: filterOf(form.get('of')), done: '1' }).toString()}`)
  },
}
