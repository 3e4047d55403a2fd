// What a report comes to: missing with a risk, absent with a time of review, or nothing further with a reason.
import { GRADED, NO_FURTHER_ACTION } from '../shared/codes.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { begun, formShown, pathOf, standingAt, stepDone, stepOf, type Told } from '../../server/forms/step.js'
import { go, problem, type Page, type Shown, type Visit } from '../../server/page.js'
import { triageEpisodeMutation } from './generated/acts.js'
import { triageQuery } from './generated/query.js'
import { outcomeOf, inputOf } from './outcome.js'
import { triageWords } from './words.js'

async function page(visit: Visit, typed: URLSearchParams, said: Told = {}): Promise<Shown> {
  const { ask, params, person, query, label, t } = visit
  const { id = '' } = params
  const answer = await forPurpose(person, purpose => ask(triageQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const at = child.__typename === 'Child' ? standingAt(visit, 'triage', child.missingEpisodes, typed, said) : null
  if (at?.kind === 'GO') return go(at.to)
  const { found, action, told } = at ?? { found: null, action: null, told: said }
  if (found?.kind === 'NONE') return { kind: 'NOT_FOUND' }
  begun(typed, found?.kind === 'FOUND' ? found.version : null, told)
  const values = {
    ...{ child, found, typed, action, path: `/children/${id}`, episodePath: pathOf(visit, '') },
    recorded: query.get('recorded') === '1' && told.mistakes === undefined,
    reported: query.get('reported') === '1' && told.mistakes === undefined,
    writes: person.role.startsWith('HUB_'),
    kinds: ['missing', 'absent', 'none'].map(value => ({ value, text: t(value), hint: t(`${value}Hint`) })),
    risks: GRADED.map(value => ({ value, text: label('RiskLevel', value) })),
    reasons: NO_FURTHER_ACTION.map(value => ({ value, text: label('NoFurtherActionReason', value) })),
  }
  return formShown(visit, 'triage/view.njk', values, told)
}

export const triage: Page = {
  name: 'triage',
  path: '/children/:id/episodes/:reference/triage',
  words: triageWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const is = outcomeOf(form, visit.t)
    if (is.kind === 'WRONG') return again({ mistakes: is.mistakes })
    const input = { ...stepOf(visit, form), is: is.outcome, reason: form.get('reason') || null }
    const done = await visit.ask(triageEpisodeMutation, { input })
    const next = `${pathOf(visit, 'triage')}?recorded=1`
    return stepDone(visit, done, { inputOf, again, next }, data => data.triage.__typename)
  },
}
