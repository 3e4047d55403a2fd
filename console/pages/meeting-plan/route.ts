// The plan of one meeting: what was done of it, what was not and why, and what is added.
import { recordActionMutation, type RecordActionMutationVariables } from '../casework/generated/acts.js'
import { caseworkAct, caseworkPath, notYours, MEETINGS, readCasework, textOf } from '../../server/forms/casework.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { dayFrom, dayIn } from '../../server/forms/moments.js'
import { forPurpose } from '../../server/forms/purpose.js'
import { begun, formShown, stepDone, type Told } from '../../server/forms/step.js'
import { problem, type Page, type Shown, type Visit } from '../../server/page.js'
import { doneBy } from '../shared/who-does.js'
import { meetingPlanOfQuery, type MeetingPlanOfQuery } from './generated/query.js'
import { meetingPlanWords } from './words.js'

type Child = Extract<MeetingPlanOfQuery['child'], { readonly __typename: 'Child' }>

const referenceOf = ({ params }: Visit): string => params['reference'] ?? ''
const pathOf = (visit: Visit): string => caseworkPath(visit, `meetings/${encodeURIComponent(referenceOf(visit))}`)

function foundOf({ hub }: Child, reference: string) {
  const read = readCasework(hub, MEETINGS, record => record.meetings)
  if (read.kind !== 'READ') return read
  const held = read.value === null ? [] : read.value.held
  // Of meetings that are given in summary nobody can tell which one this is.
  if (held === null || held.some(one => one.reference === null))
    return { kind: 'WITHHELD', answer: hub[0] ?? null } as const
  const meeting = held.find(one => one.reference === reference)
  if (meeting === undefined) return { kind: 'NONE' } as const
  const { version, actions } = meeting
  if (version === null || actions === null) return { kind: 'WITHHELD', answer: hub[0] ?? null } as const
  return { kind: 'FOUND', version, meeting, open: actions.filter(({ state }) => state === 'OPEN') } as const
}

async function page(visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> {
  const { ask, params, person, query, now, t } = visit
  if (doneBy(person)['ACTION'] !== true) return notYours(visit)
  const { id = '' } = params
  const answer = await forPurpose(person, purpose => ask(meetingPlanOfQuery, { id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const found = child.__typename === 'Child' ? foundOf(child, referenceOf(visit)) : null
  if (found?.kind === 'NONE') return { kind: 'NOT_FOUND' }
  begun(typed, found?.kind === 'FOUND' ? found.version : null, told)
  if (!typed.has('on')) typed.set('on', dayFrom(now, 0))
  const values = {
    ...{ child, found, typed, action: pathOf(visit), back: caseworkPath(visit) },
    recorded: query.get('recorded') === '1' && told.mistakes === undefined,
    open: found?.kind === 'FOUND' ? found.open.map(one => ({ value: one.action, text: one.what })) : [],
    ways: ['done', 'notDone'].map(value => ({ value, text: t(value) })),
  }
  return formShown(visit, 'meeting-plan/view.njk', values, told)
}

type Step = RecordActionMutationVariables['input']['is']
type Said = { readonly is: Step } | { readonly mistakes: readonly Mistake[] }

function addedOf(form: URLSearchParams, { t }: Visit): Said {
  const [what, measure, owner] = [textOf(form, 'what'), textOf(form, 'measure'), textOf(form, 'owner')]
  const due = dayIn(form, 'due')
  const lacking = Object.entries({ what, measure, owner })
    .filter(([, text]) => text === '')
    .map(([field]) => ({ field, text: t(`lacks.${field}`) }))
  if (due === 'WRONG') return { mistakes: [...lacking, { field: 'due', text: t('form.dayWrong') }] }
  if (due.on === null) return { mistakes: [...lacking, { field: 'due', text: t('lacks.due') }] }
  return lacking.length > 0 ? { mistakes: lacking } : { is: { added: { what, measure, owner, due: due.on } } }
}

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

const INPUTS: Readonly<Record<string, string>> = {
  ...{ what: 'what', measure: 'measure', owner: 'owner', due: 'due', action: 'action', on: 'on' },
  ...{ note: 'note', reason: 'note' },
}

export const meetingPlan: Page = {
  name: 'meeting-plan',
  path: '/children/:id/casework/meetings/:reference',
  words: meetingPlanWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const adds = form.get('step') === 'add'
    const said = adds ? addedOf(form, visit) : settledOf(form, visit)
    if ('mistakes' in said) return again(said)
    const seen = { meeting: referenceOf(visit), version: Number(form.get('version')) }
    const done = await visit.ask(recordActionMutation, { input: { ...caseworkAct(visit, form), ...seen, is: said.is } })
    const inputOf = (field: string): string => INPUTS[field.split('.').at(-1) ?? ''] ?? (adds ? 'what' : 'action')
    const next = `${pathOf(visit)}?recorded=1`
    return stepDone(visit, done, { inputOf, again, next }, data => data.recordAction.__typename)
  },
}
