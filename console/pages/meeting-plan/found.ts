// The meeting that an address names, and what of its plan is still open.
import { MEETINGS, readCasework } from '../../server/forms/casework.js'
import type { Visit } from '../../server/page.js'
import type { MeetingPlanOfQuery } from './generated/query.js'

export type Child = Extract<MeetingPlanOfQuery['child'], { readonly __typename: 'Child' }>

export const referenceOf = ({ params }: Visit): string => params['reference'] ?? ''
/** Its page within the child's casework. */
export const planOf = (visit: Visit): string => `meetings/${encodeURIComponent(referenceOf(visit))}`

export function foundOf({ hub }: Child, reference: string) {
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
