// That a child is back: since when, found by whom, and where.
import { codeIn, FINDERS } from '../shared/codes.js'
import { momentIn } from '../../server/forms/moments.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { begun, formShown, pathOf, standingAt, stepDone, stepOf, type Told } from '../../server/forms/step.js'
import { go, problem, type Page, type Shown, type Visit } from '../../server/page.js'
import { recordReturnMutation } from './generated/acts.js'
import { returnOfQuery } from './generated/query.js'
import { returnWords } from './words.js'

async function page(visit: Visit, typed: URLSearchParams, said: Told = {}): Promise<Shown> {
  const { ask, params, person, query, label } = visit
  const { id = '' } = params
  const answer = await forPurpose(person, purpose => ask(returnOfQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const at = child.__typename === 'Child' ? standingAt(visit, 'return', child.missingEpisodes, typed, said) : null
  if (at?.kind === 'GO') return go(at.to)
  const { found, action, told } = at ?? { found: null, action: null, told: said }
  if (found?.kind === 'NONE') return { kind: 'NOT_FOUND' }
  begun(typed, found?.kind === 'FOUND' ? found.version : null, told)
  const values = {
    ...{ child, found, typed, action, path: pathOf(visit, '') },
    recorded: query.get('recorded') === '1' && told.mistakes === undefined,
    finders: FINDERS.map(value => ({ value, text: label('Finder', value) })),
  }
  return formShown(visit, 'return/view.njk', values, told)
}

export const returned: Page = {
  name: 'return',
  path: '/children/:id/episodes/:reference/return',
  words: returnWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const { t, ask } = visit
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const found = momentIn(form, 'found')
    if (found === 'WRONG' || found.at === null)
      return again({ mistakes: [{ field: 'found', text: t(found === 'WRONG' ? 'form.momentWrong' : 'found.empty') }] })
    const foundBy = codeIn(FINDERS, form.get('by'))
    if (foundBy === null) return again({ mistakes: [{ field: 'by', text: t('by.empty') }] })
    const input = { ...stepOf(visit, form), foundAt: found.at, foundBy, place: form.get('place') || null }
    const inputOf = (field: string): string => (field === 'foundBy' ? 'by' : field === 'place' ? 'place' : 'found')
    const next = `${pathOf(visit, 'return')}?recorded=1`
    const done = await ask(recordReturnMutation, { input })
    return stepDone(visit, done, { inputOf, again, next }, data => data.recordReturn.__typename)
  },
}
