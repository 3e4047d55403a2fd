// One thing of the hub's own record of a child, as a form about it finds it: read, not read, or kept back from its reader. Nothing
// recorded is told of only where all of it was read.
import type { Visit } from '../page.js'
import { asChosen } from './purpose.js'

export interface CaseworkAnswer<R> {
  readonly status: string
  readonly missing: readonly { readonly part: string }[]
  readonly recordedOnly: readonly { readonly part: string }[]
  readonly withheld: readonly { readonly category: string }[]
  readonly record: R | null
}

/** The part that is read, and the category that gives it. */
export interface CaseworkPart {
  readonly part: string
  readonly category: string
}

export const MEETINGS: CaseworkPart = { part: 'hub.meetings', category: 'MEETINGS' }
export const REFERRALS: CaseworkPart = { part: 'hub.referrals', category: 'REFERRALS' }

export type ReadCasework<T, A> =
  /** `value` null: nothing is recorded. */
  | { readonly kind: 'READ'; readonly value: T | null }
  /** The hub's record did not come, or this part of it. */
  | { readonly kind: 'NOT_READ'; readonly answer: A | null }
  /** Its reader may not have it, or not as much of it as whoever records the next step must have seen. */
  | { readonly kind: 'WITHHELD'; readonly answer: A }

const READ = new Set(['FOUND', 'NOTHING_RECORDED'])
const KEPT_BACK = new Set(['WITHHELD', 'RECORDED'])

export function readCasework<R, A extends CaseworkAnswer<R>, T>(
  answers: readonly (A & CaseworkAnswer<R>)[],
  { part, category }: CaseworkPart,
  of: (record: R) => T | null,
): ReadCasework<T, A> {
  const answer = answers[0] ?? null
  if (answer === null) return { kind: 'NOT_READ', answer }
  if (answer.missing.some(one => one.part === part)) return { kind: 'NOT_READ', answer }
  const value = answer.record === null ? null : of(answer.record)
  if (value !== null) return { kind: 'READ', value }
  if (KEPT_BACK.has(answer.status)) return { kind: 'WITHHELD', answer }
  if (!READ.has(answer.status)) return { kind: 'NOT_READ', answer }
  const kept =
    answer.recordedOnly.some(one => one.part === part) || answer.withheld.some(one => one.category === category)
  return kept ? { kind: 'WITHHELD', answer } : { kind: 'READ', value: null }
}

type Where = Pick<Visit, 'params' | 'person' | 'query'>

/** Where a page of a child's casework is, looked at for what was chosen; the casework itself where none is named. */
export const caseworkPath = (visit: Where, page = '', says: Readonly<Record<string, string>> = {}): string =>
  asChosen(visit, `${childOf(visit)}/casework${page === '' ? '' : `/${page}`}`, says)

/** Where the child's own page is. */
export const childPath = (visit: Where): string => asChosen(visit, childOf(visit))

const childOf = ({ params }: Where): string => `/children/${encodeURIComponent(params['id'] ?? '')}`

export const caseworkAct = (
  { params }: Pick<Visit, 'params'>,
  form: URLSearchParams,
): { key: string; child: { id: string } } => ({
  ...{ key: form.get('key') ?? '', child: { id: params['id'] ?? '' } },
})

export const textOf = (form: URLSearchParams, name: string): string => (form.get(name) ?? '').trim()
