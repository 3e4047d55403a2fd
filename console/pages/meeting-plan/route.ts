// The plan of one meeting: what was done of it, and what was not and why.
import { recordActionMutation, type RecordActionMutationVariables } from '../casework/generated/acts.js'
import { caseworkForm } from '../../server/forms/casework-form.js'
import { caseworkAct, caseworkPath, textOf } from '../../server/forms/casework.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { dayFrom, dayIn } from '../../server/forms/moments.js'
import { stepDone, type Told } from '../../server/forms/step.js'
import type { Page, Shown, Visit } from '../../server/page.js'
import { foundOf, planOf, referenceOf, type Child } from './found.js'
import { meetingPlanOfQuery, type MeetingPlanOfQueryVariables } from './generated/query.js'
import { meetingPlanWords } from './words.js'

function page(visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> {
  if (!typed.has('on')) typed.set('on', dayFrom(visit.now, 0))
  const form = {
    ...{ kind: 'ACTION', view: 'meeting-plan/view.njk', page: planOf(visit) },
    ask: (variables: MeetingPlanOfQueryVariables) => visit.ask(meetingPlanOfQuery, variables),
    found: (child: Child) => foundOf(child, referenceOf(visit)),
    values: (found: Extract<ReturnType<typeof foundOf>, { readonly kind: 'FOUND' }> | null) => ({
      recorded: visit.query.get('recorded') === '1' && told.mistakes === undefined ? visit.t('recorded') : null,
      over: found?.open.length === 0,
      open: found?.open.map(one => ({ value: one.action, text: one.what })) ?? [],
      ways: ['done', 'notDone'].map(value => ({ value, text: visit.t(value) })),
      add: caseworkPath(visit, `${planOf(visit)}/action`),
    }),
  }
  return caseworkForm(visit, form, typed, told)
}

type Step = RecordActionMutationVariables['input']['is']
type Said = { readonly is: Step } | { readonly mistakes: readonly Mistake[] }

function settledOf(form: URLSearchParams, { t }: Visit): Said {
  const lacks = (field: string, key: string): Said => ({ mistakes: [{ field, text: t(key) }] })
  const action = textOf(form, 'action')
  if (action === '') return lacks('action', 'which.empty')
  const note = textOf(form, 'note')
  if (form.get('was') === 'notDone')
    return note === '' ? lacks('note', 'note.empty') : { is: { notDone: { action, reason: note } } }
  if (form.get('was') !== 'done') return lacks('was', 'was.empty')
  const on = dayIn(form, 'on')
  if (on === 'WRONG') return lacks('on', 'form.dayWrong')
  return on.on === null ? lacks('on', 'on.empty') : { is: { done: { action, on: on.on, note: note || null } } }
}

const INPUTS: Readonly<Record<string, string>> = { on: 'on', note: 'note', reason: 'note' }

export const meetingPlan: Page = {
  name: 'meeting-plan',
  path: '/children/:id/casework/meetings/:reference',
  words: meetingPlanWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const said = settledOf(form, visit)
    if ('mistakes' in said) return again(said)
    const seen = { meeting: referenceOf(visit), version: Number(form.get('version')) }
    const done = await visit.ask(recordActionMutation, { input: { ...caseworkAct(visit, form), ...seen, is: said.is } })
    const inputOf = (field: string): string => INPUTS[field.split('.').at(-1) ?? ''] ?? 'action'
    const next = caseworkPath(visit, planOf(visit), { recorded: '1' })
    return stepDone(visit, done, { inputOf, again, next }, data => data.recordAction.__typename)
  },
}
