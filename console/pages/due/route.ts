// What is due of all children, the soonest first: for the hub.
import { problem, show, type Page } from '../../server/page.js'
import { addressOf, askedOf, filtersOf, KINDS, OF } from './filters.js'
import { doneBy } from '../shared/who-does.js'
import { dueAreasQuery } from './generated/areas.js'
import { dueWorkQuery } from './generated/query.js'
import { dueWords } from './words.js'

export const due: Page = {
  name: 'due',
  path: '/due',
  words: dueWords,
  async get({ t, query, now, ask, person }) {
    const filters = filtersOf(query)
    const after = query.get('after')
    const [answer, known] = await Promise.all([
      ask(dueWorkQuery, { purpose: 'ASSESS_RISK', after, ...askedOf(filters, now) }),
      ask(dueAreasQuery, {}),
    ])
    if (answer.kind !== 'ANSWERED') return problem(answer)
    if (known.kind !== 'ANSWERED') return problem(known)
    const { edges, pageInfo, complete } = answer.data.dueWork
    const areas = new Map(
      known.data.sources.flatMap(({ agency, area, name }) =>
        agency === 'SOCIAL_CARE' && area !== null ? [[area, name] as const] : [],
      ),
    )
    const address = addressOf(filters)
    const more = new URLSearchParams(address)
    if (pageInfo.endCursor !== null) more.set('after', pageInfo.endCursor)
    return show('due/view.njk', t('title'), {
      ...{ filters, complete, kinds: KINDS, whose: OF, asOf: now.toISOString(), does: doneBy(person) },
      areas: [...areas].map(([code, name]) => ({ code, name })),
      rows: edges.map(({ node }) => node),
      overdue: edges.filter(({ node }) => node.overdue).length,
      address: `/due?${address.toString()}`,
      next: pageInfo.hasNextPage ? `/due?${more.toString()}` : null,
      first: after === null,
    })
  },
}
