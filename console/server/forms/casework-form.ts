// A page with the one form about a child's casework: for whom it is, whom it is about, what was seen, and where it is sent.
import type { Purpose } from './purpose.js'
import { doneBy } from '../../pages/shared/who-does.js'
import { problem, type Asked, type Shown, type Visit } from '../page.js'
import { caseworkPath, childPath } from './casework.js'
import { forChosen } from './purpose.js'
import { begun, formShown, type Told } from './step.js'

/** What the form is about, as the hub's record was read: `version` where whoever records the next step must have seen it. */
type Found =
  | { readonly kind: 'FOUND'; readonly version: number | null }
  | { readonly kind: 'NOT_READ' | 'WITHHELD'; readonly answer: unknown }
  | { readonly kind: 'NONE' }

interface CaseworkForm<C extends { readonly __typename: string }, F extends Found> {
  /** What it records, as `pages/shared/who-does.ts` has it. */
  readonly kind: string
  readonly view: string
  /** Its address within the child's casework. */
  readonly page: string
  readonly ask: (variables: { readonly id: string; readonly purpose: Purpose }) => Promise<Asked<{ readonly child: C }>>
  readonly found: (child: Extract<C, { readonly __typename: 'Child' }>) => F
  /** What its view needs besides. */
  readonly values: (found: Extract<F, { readonly kind: 'FOUND' }> | null) => object
}

const isShown = <C extends { readonly __typename: string }>(
  child: C,
): child is Extract<C, { readonly __typename: 'Child' }> => child.__typename === 'Child'
const isFound = <F extends Found>(found: F): found is Extract<F, { readonly kind: 'FOUND' }> => found.kind === 'FOUND'

export async function caseworkForm<C extends { readonly __typename: string }, F extends Found>(
  visit: Visit,
  form: CaseworkForm<C, F>,
  typed: URLSearchParams,
  told: Told = {},
): Promise<Shown> {
  const { params, person } = visit
  if (doneBy(person)[form.kind] !== true) return notYours(visit)
  const { id = '' } = params
  const answer = await forChosen(visit, purpose => form.ask({ id, purpose }))
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  const found = isShown(child) ? form.found(child) : null
  if (found?.kind === 'NONE') return { kind: 'NOT_FOUND' }
  const seen = found !== null && isFound(found) ? found : null
  begun(typed, seen?.version ?? null, told)
  const values = {
    ...{ child, found, typed, action: caseworkPath(visit, form.page), back: caseworkPath(visit) },
    ...{ heading: visit.t('title'), sendText: visit.t('send'), ...form.values(seen) },
  }
  return formShown(visit, form.view, values, told)
}

/** The form's page for whom does not record such a thing: the child is not looked at for a form that is not drawn. */
const notYours = (visit: Visit): Shown => ({
  ...{ kind: 'VIEW', view: 'not-yours.njk', title: visit.t('title'), status: 200, keeps: true },
  values: { heading: visit.t('title'), back: childPath(visit) },
})

/** Of a form that needs to have seen nothing of the record. */
export const nothingSeen = () => ({ kind: 'FOUND', version: null }) as const
