// What the oracle says of an assessment that carries others' records, and of its versions: read only by who may read both.
import type { Entitlement } from './entitled.js'

export interface Carries {
  readonly category: string
  /** The level of it that was needed where it was read first. */
  readonly least: number
  readonly locates: boolean
  /** Fields that are kept back; null: the whole row. */
  readonly fields: readonly string[] | null
}

/** Where an expected row says what it carries. */
export const CARRIES: unique symbol = Symbol('carries')

export const mayReadCarried = ({ category, least, locates }: Carries, { level, blind }: Pick<Entitlement, 'level' | 'blind'>): boolean =>
  level(category, 'HUB') >= least && !(locates && blind) // prettier-ignore

/** What of a row the reader may not have. */
export function keptBack(row: object, of: Entitlement): 'ALL' | readonly string[] {
  const carries = (row as { [CARRIES]?: Carries })[CARRIES]
  if (carries === undefined || mayReadCarried(carries, of)) return []
  return carries.fields ?? 'ALL'
}

/** A value that depends on what the field is asked with, or on who asks. */
export type Worked = (args: Readonly<Record<string, unknown>>, of: Entitlement) => unknown

const SUMMARY = 2
const MAY_BE_CARRIED = [
  'CONTACT', 'LEGAL_STATUS', 'PLACEMENT', 'SOCIAL_ASSESSMENT', 'BEHAVIOUR', 'LEARNING_NEEDS', 'HEALTH_ALERTS', 'HEALTH_RECORD',
  'POLICE_MARKERS', 'POLICE_RECORD', 'MISSING_EPISODES', 'MISSING_DETAIL', 'DEBRIEF_OUTCOME',
] // prettier-ignore
export const notGiven: Worked = (_args, { level }) => MAY_BE_CARRIED.filter(one => level(one, 'HUB') < SUMMARY)

/** Cursors are sealed: wherever one stands, this does. */
const A_CURSOR = 'a cursor'
const LONG_AND_MIXED = /^(?=.*[a-z])(?=.*[A-Z\d])[\w-]{40,}$/
export const withoutCursors = (_key: string, value: unknown): unknown =>
  typeof value === 'string' && LONG_AND_MIXED.test(value) ? A_CURSOR : value

/** Of one version alone: a page of it, and the difference of it and itself. */
export const historyOf = (version: object): object => {
  const versions: Worked = ({ after }) =>
    after == null
      ? { edges: [{ cursor: A_CURSOR, node: version }], pageInfo: { hasNextPage: false, endCursor: A_CURSOR } }
      : null
  const difference: Worked = ({ from, to }) =>
    from === 1 && (to == null || to === 1) ? { from: 1, to: 1, changes: [] } : null
  return { versions, difference }
}
