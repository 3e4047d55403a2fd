// One pupil, as a school may know them: the summary that the hub wrote to be shared and what to do, and nothing else.
import { purposeFor } from '../../api/purposes.js'
import { problem, show, type Page } from '../../server/page.js'
import { pupilSummaryQuery } from './generated/query.js'
import { pupilWords } from './words.js'

export const pupil: Page = {
  name: 'pupil',
  path: '/school/:id',
  words: pupilWords,
  async get({ t, params, now, ask }) {
    const open = await purposeFor(ask, ['SCHOOL_SUPPORT'])
    if (open.kind !== 'PURPOSE') return problem(open)
    const answer = await ask(pupilSummaryQuery, { purpose: open.purpose, id: params['id'] ?? '' })
    if (answer.kind !== 'ANSWERED') return problem(answer)
    return show('pupil/view.njk', t('title'), { child: answer.data.child, asOf: now.toISOString() })
  },
}
