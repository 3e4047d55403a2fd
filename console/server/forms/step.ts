// What every form of a step of an episode shares: whose version was seen, its act key, and what a failure of the step comes to.
import { randomUUID } from 'node:crypto'
import { ruleMistake, type Mistake } from './mistakes.js'
import type { Asked } from '../../api/ask.js'
import { go, problem, show, type Shown, type Visit } from '../page.js'

export interface Told {
  readonly mistakes?: readonly Mistake[]
  /** Somebody else recorded a step since the form was begun: what is so now stands beside what was typed. */
  readonly changed?: boolean
}

export const pathOf = ({ params }: Pick<Visit, 'params'>, page: string): string =>
  `/children/${params['id'] ?? ''}/episodes/${encodeURIComponent(params['reference'] ?? '')}/${page}`

/** Notes what was seen and the act's key, where the form has neither yet. */
export function begun(typed: URLSearchParams, version: number | null, { changed = false }: Told): void {
  if (version !== null && (changed || !typed.has('version'))) typed.set('version', String(version))
  if (!typed.has('key')) typed.set('key', randomUUID())
}

export const stepOf = (
  { params }: Pick<Visit, 'params'>,
  form: URLSearchParams,
): { key: string; child: { id: string }; episode: string; version: number } => ({
  ...{ key: form.get('key') ?? '', child: { id: params['id'] ?? '' } },
  ...{ episode: params['reference'] ?? '', version: Number(form.get('version')) },
})

export function formShown({ t }: Visit, view: string, values: object, { mistakes = [], changed = false }: Told): Shown {
  const wrong = mistakes.length > 0
  return show(view, (wrong ? t('titleError') : '') + t('title'), { ...values, mistakes, changed }, wrong ? 422 : 200)
}

/** On where it was recorded; the form again where a rule says no, or nobody is shown. */
export async function stepDone<R>(
  visit: Visit,
  done: Asked<R>,
  to: {
    readonly inputOf: (field: string, rule: string) => string
    readonly again: (told: Told) => Promise<Shown>
    readonly next: string
  },
  typeOf: (data: R) => string,
): Promise<Shown> {
  if (done.kind === 'ANSWERED') return typeOf(done.data) === 'ChildNotShown' ? to.again({}) : go(to.next)
  const refused = ruleMistake(done, visit.language, to.inputOf)
  if (refused === null) return problem(done)
  return to.again({ mistakes: [refused], changed: refused.rule === 'EPISODE_CHANGED_MEANWHILE' })
}
