// Who is missing now: for the hub, and for the police coordinator's areas.
import { problem, show, type Page } from '../../server/page.js'
import { doneBy } from '../shared/who-does.js'
import { boardQuery, type BoardQueryVariables } from './generated/query.js'
import { rowsOf } from './rows.js'
import { boardWords } from './words.js'

/** Whose work is shown, by the word in the address. */
const FILTERS = {
  all: null,
  mine: { mine: true },
  nobody: { nobody: true },
} as const satisfies Readonly<Record<string, BoardQueryVariables['of']>>
type Filter = keyof typeof FILTERS
const isFilter = (text: string): text is Filter => Object.hasOwn(FILTERS, text)

export const board: Page = {
  name: 'board',
  path: '/board',
  words: boardWords,
  async get({ t, query, part, now, ask, person }) {
    const asked = query.get('of') ?? 'all'
    const of = isFilter(asked) ? asked : 'all'
    const after = query.get('after')
    const answer = await ask(boardQuery, { purpose: 'ASSESS_RISK', after, of: FILTERS[of] })
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { edges, pageInfo } = answer.data.board
    const address = `/board?${new URLSearchParams({ of, ...(after === null ? {} : { after }) }).toString()}`
    const values = {
      ...{ rows: rowsOf(edges.map(({ node }) => node)), of, address, filters: Object.keys(FILTERS) },
      ...{ asOf: now.toISOString(), does: doneBy(person) },
      list: {
        path: '/board',
        query: { of },
        next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        first: after === null,
      },
    }
    return show(part ? 'board/rows.njk' : 'board/view.njk', t('title'), values)
  },
}
