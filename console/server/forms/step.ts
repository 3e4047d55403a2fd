// What every form of a step shares, of an episode or of casework: whose version was seen, its act key, and what a failure of the step comes to.
import { randomUUID } from 'node:crypto'
import { hubEpisode, type Answered, type FoundEpisode } from './episode.js'
import { ruleMistake, type Mistake } from './mistakes.js'
import type { Asked } from '../../api/ask.js'
import { go, problem, type Shown, type Visit } from '../page.js'

export interface Told {
  readonly mistakes?: readonly Mistake[]
  /** Somebody else recorded a step since the form was begun: what is so now stands beside what was typed. */
  readonly changed?: boolean
  /** The form's key was spent on something else that was typed: it is sent under another. */
  readonly newKey?: boolean
}

export const pathOf = ({ params }: Pick<Visit, 'params'>, page: string): string =>
  `/children/${params['id'] ?? ''}/episodes/${encodeURIComponent(params['reference'] ?? '')}/${page}`

type Standing<E, A> =
  | { readonly kind: 'GO'; readonly to: string }
  | {
      readonly kind: 'HERE'
      readonly found: Exclude<FoundEpisode<E, A>, { readonly kind: 'MERGED' }>
      /** Where a form about it is sent. */
      readonly action: string
      readonly told: Told
    }

/**
 * The episode that an address names. Where it was merged, the one that remains: the page goes on there; but what somebody typed about
 * the other is shown here, beside what is so now, and sent there when they send it again.
 */
export function standingAt<
  E extends { readonly reference: string | null; readonly version: number | null },
  A extends Answered<E>,
>(
  { params }: Pick<Visit, 'params'>,
  page: string,
  answers: readonly A[],
  typed: URLSearchParams,
  told: Told,
): Standing<E, A> {
  let reference = params['reference'] ?? ''
  let found = hubEpisode<E, A>(answers, reference)
  while (found.kind === 'MERGED') {
    reference = found.into
    found = hubEpisode<E, A>(answers, reference)
  }
  const action = pathOf({ params: { ...params, reference } }, page)
  if (reference === params['reference']) return { kind: 'HERE', found, action, told }
  if (!typed.has('key')) return { kind: 'GO', to: action }
  // Another act than the one that was refused.
  for (const name of ['key', 'version']) typed.delete(name)
  return { kind: 'HERE', found, action, told: { ...told, changed: true } }
}

/** Notes what was seen and the act's key, where the form has neither yet. */
export function begun(typed: URLSearchParams, version: number | null, { changed = false, newKey = false }: Told): void {
  if (version !== null && (changed || !typed.has('version'))) typed.set('version', String(version))
  if (newKey || !typed.has('key')) typed.set('key', randomUUID())
}

export const stepOf = (
  { params }: Pick<Visit, 'params'>,
  form: URLSearchParams,
): { key: string; child: { id: string }; episode: string; version: number } => ({
  ...{ key: form.get('key') ?? '', child: { id: params['id'] ?? '' } },
  ...{ episode: params['reference'] ?? '', version: Number(form.get('version')) },
})

/** Where the episode was not found or read, or nobody is shown, the view draws no form. */
export function formShown(
  { t }: Visit,
  view: string,
  values: { readonly [name: string]: unknown; readonly found?: { readonly kind: string } | null },
  { mistakes = [], changed = false }: Told,
): Shown {
  const wrong = mistakes.length > 0
  const title = (wrong ? t('titleError') : '') + t('title')
  return {
    ...{ kind: 'VIEW', view, title, values: { ...values, mistakes, changed }, status: wrong ? 422 : 200 },
    keeps: values.found !== undefined && values.found?.kind !== 'FOUND',
  }
}

/** Somebody else recorded a step of the same thing first. */
const CHANGED: ReadonlySet<string> = new Set(['EPISODE_CHANGED_MEANWHILE', 'CASEWORK_CHANGED_MEANWHILE'])

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
  // The first of the two may be recorded, its answer lost: what is so now stands beside what was typed.
  if (done.kind === 'REFUSED' && done.code === 'KEY_REUSED')
    return to.again({ mistakes: [{ field: 'main-content', text: visit.t('form.twice') }], changed: true, newKey: true })
  const refused = ruleMistake(done, visit.language, to.inputOf)
  if (refused === null) return problem(done)
  return to.again({ mistakes: [refused], changed: CHANGED.has(refused.rule ?? '') })
}
