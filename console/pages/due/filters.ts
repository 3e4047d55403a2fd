// How what is due is narrowed, as the address has it. What an address says otherwise is as though it said nothing.
import type { DueWorkQuery, DueWorkQueryVariables } from './generated/query.js'

type Kind = DueWorkQuery['dueWork']['edges'][number]['node']['kind']
export const KINDS = [
  ...(['TRIAGE', 'ABSENT_REVIEW', 'CHECK', 'INTERVIEW', 'MIRAF'] as const),
  ...(['MEETING', 'ACTION', 'REFERRAL', 'SERAF'] as const),
] satisfies readonly Kind[]
export const OF = ['all', 'mine', 'nobody'] as const

export interface Filters {
  readonly kinds: readonly Kind[]
  readonly areas: readonly string[]
  readonly overdue: boolean
  readonly of: (typeof OF)[number]
}

const MOST_AREAS = 25

export const filtersOf = (query: URLSearchParams): Filters => ({
  kinds: KINDS.filter(kind => query.getAll('kind').includes(kind)),
  areas: [...new Set(query.getAll('area').filter(code => /^[EWNS]\d{8}$/.test(code)))].slice(0, MOST_AREAS),
  overdue: query.get('overdue') === '1',
  of: OF.find(one => one === query.get('of')) ?? 'all',
})

/** Back into an address. */
export function addressOf({ kinds, areas, overdue, of }: Filters): URLSearchParams {
  const address = new URLSearchParams()
  for (const kind of kinds) address.append('kind', kind)
  for (const area of areas) address.append('area', area)
  if (overdue) address.set('overdue', '1')
  address.set('of', of)
  return address
}

/** As the API has them. */
export const askedOf = (
  { kinds, areas, overdue, of }: Filters,
  now: Date,
): Pick<DueWorkQueryVariables, 'kinds' | 'areas' | 'dueBefore' | 'of'> => ({
  kinds: kinds.length === 0 ? null : [...kinds],
  areas: areas.length === 0 ? null : [...areas],
  dueBefore: overdue ? now.toISOString() : null,
  of: of === 'all' ? null : of === 'mine' ? { mine: true } : { nobody: true },
})
