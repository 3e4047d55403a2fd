// What the hub recorded of a child besides episodes and assessments: meetings with their plans, referrals, SERAF, legal measures.
import { caseworkPath, childPath, MEETINGS, REFERRALS } from '../../server/forms/casework.js'
import { asChosen, forChosen } from '../../server/forms/purpose.js'
import { problem, show, type Page } from '../../server/page.js'
import { isHad, lacksOf } from '../children/lacks.js'
import { doneBy } from '../shared/who-does.js'
import { caseworkQuery } from './generated/query.js'
import { byGroup, sectionOf } from './sections.js'
import { caseworkPageWords } from './words.js'

const SERAFS = { part: 'hub.serafs', category: 'EXPLOITATION_RISK' }
const MEASURES = { part: 'hub.legalMeasures', category: 'LEGAL_MEASURES' }
/** What was recorded just now, as the form's way on has it in the address. */
const RECORDED = ['call', 'meeting', 'sent', 'step', 'seraf'] as const

export const casework: Page = {
  name: 'casework',
  path: '/children/:id/casework',
  words: caseworkPageWords,
  async get(visit) {
    const { t, ask, params, person, query, now } = visit
    const id = params['id'] ?? ''
    const answer = await forChosen(visit, purpose => ask(caseworkQuery, { id, purpose }))
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { child } = answer.data
    const [head = null] = child.__typename === 'Child' ? child.hub : []
    const record = head?.record ?? null
    const serafs =
      record?.serafs?.map(one => ({
        ...{ ...one, groups: one.components && byGroup(one.components) },
        late: one.againBy !== null && Date.parse(one.againBy) < now.getTime(),
      })) ?? null
    return show('casework/view.njk', t('title'), {
      ...{ child, head, path: caseworkPath({ ...visit, query: new URLSearchParams() }), chosen: asChosen(visit, '') },
      childPath: childPath(visit),
      // Where all of it is not to be had, that is said once.
      whole: head === null || isHad(head) ? [] : lacksOf(visit, head),
      sections:
        head === null
          ? null
          : {
              meetings: sectionOf(visit, head, MEETINGS, record?.meetings ?? null),
              referrals: sectionOf(visit, head, REFERRALS, record?.referrals ?? null),
              serafs: sectionOf(visit, head, SERAFS, serafs),
              measures: sectionOf(visit, head, MEASURES, record?.legalMeasures ?? null),
            },
      keptBack: head?.withheld.map(({ coordinate }) => coordinate) ?? [],
      recorded: RECORDED.find(one => one === query.get('recorded')) ?? null,
      does: doneBy(person),
    })
  },
}
