// The person's own children: who of them is missing now, and what is due.
import { purposeFor } from '../../api/purposes.js'
import { problem, show, type Page } from '../../server/page.js'
import { doneBy } from '../shared/who-does.js'
import { caseloadQuery } from './generated/query.js'
import { rowsOf } from './rows.js'
import { caseloadWords } from './words.js'

export const caseload: Page = {
  name: 'caseload',
  path: '/caseload',
  words: caseloadWords,
  async get({ t, query, part, now, ask, person }) {
    const after = query.get('after')
    const open = await purposeFor(ask)
    if (open.kind !== 'PURPOSE') return problem(open)
    const answer = await ask(caseloadQuery, { purpose: open.purpose, after })
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { edges, pageInfo, lists } = answer.data.viewer.caseload
    const rows = rowsOf(
      edges.map(({ node }) => node),
      now,
    )
    const first = after === null
    const values = {
      ...{ rows, lists, asOf: now.toISOString(), parted: pageInfo.hasNextPage || !first },
      does: doneBy(person),
      away: rows.filter(row => row.away !== null && row.away.open.length > 0).length,
      unsaid: rows.filter(row => row.away === null || (row.away.open.length === 0 && row.away.unsaid.length > 0))
        .length,
      overdue: rows.filter(row => row.due.some(({ overdue }) => overdue)).length,
      address: first ? '/caseload' : `/caseload?${new URLSearchParams({ after }).toString()}`,
      list: { path: '/caseload', query: {}, next: pageInfo.hasNextPage ? pageInfo.endCursor : null, first },
    }
    return show(part ? 'caseload/rows.njk' : 'caseload/view.njk', t('title'), values)
  },
}
