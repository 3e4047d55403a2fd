// The safe and well check: how it went, or why it was not done and who decided.
import { codeIn, codesIn, HARMS, NOT_CHECKED } from '../shared/codes.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { momentIn } from '../../server/forms/moments.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { begun, formShown, pathOf, standingAt, stepDone, stepOf, type Told } from '../../server/forms/step.js'
import { go, problem, type Page, type Shown, type Visit } from '../../server/page.js'
import { recordSafeAndWellMutation, type RecordSafeAndWellMutationVariables } from './generated/acts.js'
import { checkOfQuery } from './generated/query.js'
import { safeAndWellWords } from './words.js'

async function page(visit: Visit, typed: URLSearchParams, said: Told = {}): Promise<Shown> {
  const { t, ask, params, person, query, label } = visit
  const { id = '' } = params
  const answer = await forPurpose(person, purpose => ask(checkOfQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const at =
    child.__typename === 'Child' ? standingAt(visit, 'safe-and-well', child.missingEpisodes, typed, said) : null
  if (at?.kind === 'GO') return go(at.to)
  const { found, action, told } = at ?? { found: null, action: null, told: said }
  if (found?.kind === 'NONE') return { kind: 'NOT_FOUND' }
  begun(typed, found?.kind === 'FOUND' ? found.version : null, told)
  const values = {
    ...{ child, found, typed, action, path: pathOf(visit, '') },
    recorded: query.get('recorded') === '1' && told.mistakes === undefined,
    kinds: ['done', 'notDone'].map(value => ({ value, text: t(value) })),
    harms: HARMS.map(value => ({ value, text: label('HarmKind', value) })),
    reasons: NOT_CHECKED.map(value => ({ value, text: label('CheckNotDoneReason', value) })),
  }
  return formShown(visit, 'safe-and-well/view.njk', values, told)
}

type Outcome = { readonly check: RecordSafeAndWellMutationVariables['input']['check'] } | { readonly mistake: Mistake }

function outcomeOf(form: URLSearchParams, { t }: Visit): Outcome {
  const lacks = (field: string, text: string): Outcome => ({ mistake: { field, text: t(text) } })
  const text = (name: string): string => (form.get(name) ?? '').trim()
  if (form.get('was') === 'done') {
    const at = momentIn(form, 'at')
    if (at === 'WRONG') return lacks('at', 'form.momentWrong')
    if (at.at === null) return lacks('at', 'at.empty')
    if (text('officer') === '') return lacks('officer', 'officer.empty')
    const harm = codesIn(HARMS, form.getAll('harm'))
    return { check: { done: { at: at.at, officer: text('officer'), harm, summary: text('summary') || null } } }
  }
  if (form.get('was') !== 'notDone') return lacks('was', 'was.empty')
  const reason = codeIn(NOT_CHECKED, form.get('reason'))
  if (reason === null) return lacks('reason', 'reason.empty')
  if (text('decidedBy') === '') return lacks('decidedBy', 'decidedBy.empty')
  return { check: { notDone: { reason, note: text('note') || null, decidedBy: text('decidedBy') } } }
}

/** The input that a rule is shown at: those of a moment name no field, and a reason in words is named by the rule alone. */
const inputOf =
  (form: URLSearchParams) =>
  (field: string, rule: string): string => {
    if (rule === 'REASON_REQUIRED') return 'note'
    if (rule === 'EPISODE_CHANGED_MEANWHILE') return 'was'
    const steps = field.split('.')
    const own = ['officer', 'harm', 'summary', 'note', 'decidedBy'].find(name => steps.includes(name))
    return own ?? (form.get('was') === 'done' ? 'at' : 'reason')
  }

export const safeAndWell: Page = {
  name: 'safe-and-well',
  path: '/children/:id/episodes/:reference/safe-and-well',
  words: safeAndWellWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const is = outcomeOf(form, visit)
    if ('mistake' in is) return again({ mistakes: [is.mistake] })
    const done = await visit.ask(recordSafeAndWellMutation, { input: { ...stepOf(visit, form), check: is.check } })
    const next = `${pathOf(visit, 'safe-and-well')}?recorded=1`
    return stepDone(visit, done, { inputOf: inputOf(form), again, next }, data => data.recordSafeAndWell.__typename)
  },
}
