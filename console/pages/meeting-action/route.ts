// An action that is added to the plan of a meeting: a page of its own, so that no other form's words are lost when it is refused.
import { recordActionMutation, type RecordActionMutationVariables } from '../casework/generated/acts.js'
import { foundOf, planOf, referenceOf, type Child } from '../meeting-plan/found.js'
import { meetingPlanOfQuery, type MeetingPlanOfQueryVariables } from '../meeting-plan/generated/query.js'
import { caseworkForm } from '../../server/forms/casework-form.js'
import { caseworkAct, caseworkPath, textOf } from '../../server/forms/casework.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { dayIn } from '../../server/forms/moments.js'
import { stepDone, type Told } from '../../server/forms/step.js'
import type { Page, Shown, Visit } from '../../server/page.js'
import { meetingActionWords } from './words.js'

const page = (visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> =>
  caseworkForm(
    visit,
    {
      ...{ kind: 'ACTION', view: 'meeting-action/view.njk', page: `${planOf(visit)}/action` },
      ask: (variables: MeetingPlanOfQueryVariables) => visit.ask(meetingPlanOfQuery, variables),
      found: (child: Child) => foundOf(child, referenceOf(visit)),
      values: () => ({ plan: caseworkPath(visit, planOf(visit)) }),
    },
    typed,
    told,
  )

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

const INPUTS: readonly string[] = ['what', 'measure', 'owner', 'due']

export const meetingAction: Page = {
  name: 'meeting-action',
  path: '/children/:id/casework/meetings/:reference/action',
  words: meetingActionWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const said = addedOf(form, visit)
    if ('mistakes' in said) return again(said)
    const seen = { meeting: referenceOf(visit), version: Number(form.get('version')) }
    const done = await visit.ask(recordActionMutation, { input: { ...caseworkAct(visit, form), ...seen, is: said.is } })
    const inputOf = (field: string): string => INPUTS.find(one => one === field.split('.').at(-1)) ?? 'what'
    const next = caseworkPath(visit, planOf(visit), { recorded: '1' })
    return stepDone(visit, done, { inputOf, again, next }, data => data.recordAction.__typename)
  },
}
