// The form as the act takes it; what a hazard lacks is a mistake at that hazard.
import * as codes from '../shared/codes.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { idsIn } from './facts.js'
import type { WriteMirafMutationVariables } from './generated/acts.js'

type Input = WriteMirafMutationVariables['input']

const linesOf = (form: URLSearchParams, name: string): readonly string[] =>
  (form.get(name) ?? '').split(/\r?\n/).map(line => line.trim()).filter(line => line !== '') // prettier-ignore
const textOf = (form: URLSearchParams, name: string): string | null => (form.get(name) ?? '').trim() || null

export function hazardsIn(form: URLSearchParams): {
  readonly hazards: NonNullable<Input['hazards']>
  /** Weighed by half. */
  readonly half: readonly string[]
} {
  const all = codes.HAZARDS.map(code => ({
    code,
    likelihood: codes.codeIn(codes.LIKELIHOODS, form.get(`hazard-${code}-likelihood`)),
    impact: codes.codeIn(codes.IMPACTS, form.get(`hazard-${code}-impact`)),
    note: textOf(form, `hazard-${code}-note`),
  }))
  return {
    hazards: all.flatMap(({ code, likelihood, impact, note }) =>
      likelihood === null || impact === null ? [] : [{ code, likelihood, impact, note }],
    ),
    half: all
      .filter(({ likelihood, impact, note }) => {
        const given = [likelihood, impact].filter(one => one !== null).length
        return given === 1 || (given === 0 && note !== null)
      })
      .map(({ code }) => code),
  }
}

const contributionsIn = (form: URLSearchParams): NonNullable<Input['contributions']> =>
  codes.CONTRIBUTORS.flatMap(agency => {
    const state = codes.codeIn(codes.CONTRIBUTION_STATES, form.get(`gave-${agency}-state`))
    const category = codes.codeIn(codes.CATEGORIES, form.get(`gave-${agency}-category`))
    return state === null ? [] : [{ agency, state, text: textOf(form, `gave-${agency}-text`), category }]
  })

export function inputOf(form: URLSearchParams, id: string): Input {
  const level = codes.codeIn(codes.GRADED, form.get('judged-level'))
  return {
    ...{ key: form.get('key') ?? '', child: { id }, version: Number(form.get('version')) },
    ...{ reason: form.get('reason') ?? '', hazards: hazardsIn(form).hazards },
    judged: level === null ? null : { level, reason: form.get('judged-reason') ?? '' },
    push: codes.codesIn(codes.PUSH, form.getAll('push')),
    pull: codes.codesIn(codes.PULL, form.getAll('pull')),
    protective: codes.codesIn(codes.PROTECTIVE, form.getAll('protective')),
    ...{ places: linesOf(form, 'places'), companions: linesOf(form, 'companions') },
    ...{ contacts: linesOf(form, 'contacts'), transport: textOf(form, 'transport'), phone: textOf(form, 'phone') },
    ...{ response: textOf(form, 'response'), contributions: contributionsIn(form), facts: idsIn(form) },
    reviewOn: form.get('reviewOn') ?? '',
  }
}

/** The input that a rule's field is shown at. */
export function fieldOf(field: string, form: URLSearchParams): string {
  const [first = '', nth = '', last = 'likelihood'] = field.split('.')
  if (first === 'hazards') {
    const hazard = hazardsIn(form).hazards[Number(nth)]
    // A rule of a whole hazard is about what it rests on.
    return hazard
      ? `hazard-${hazard.code}-${last === 'likelihood' && field.split('.').length < 3 ? 'note' : last}`
      : 'hazards'
  }
  if (first === 'contributions') {
    const gave = contributionsIn(form)[Number(nth)]
    return gave ? `gave-${gave.agency}-${last === 'text' ? 'text' : 'state'}` : 'contributions'
  }
  if (first === 'judged') return nth === 'reason' ? 'judged-reason' : 'judged-level'
  const own = ['reason', 'push', 'pull', 'protective', 'places', 'companions', 'transport', 'phone', 'response', 'contacts', 'reviewOn'] // prettier-ignore
  return own.includes(first) ? first : first === 'facts' ? 'facts' : 'reason'
}

/** What the form itself can tell before anybody is asked. */
export function mistakesIn(
  form: URLSearchParams,
  text: { readonly half: string; readonly judged: string },
): readonly Mistake[] {
  const half = hazardsIn(form).half.map(code => ({
    field: `hazard-${code}-${form.get(`hazard-${code}-likelihood`) ? 'impact' : 'likelihood'}`,
    text: text.half,
  }))
  const unjudged = !form.get('judged-level') && textOf(form, 'judged-reason') !== null
  return [...half, ...(unjudged ? [{ field: 'judged-level', text: text.judged }] : [])]
}
