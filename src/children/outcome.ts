// From what a source did to what a reader is told of it. The one place where a Reading becomes a status.
import type { Demographics, Part, PartValues, Reading } from '../adapters/agency.js'
import { unreachable } from '../errors.js'
import type { AnswerReason, AnswerStatus } from '../types/index.js'
import { sameChild } from './identity/same-child.js'

export interface Outcome {
  readonly status: Exclude<AnswerStatus, 'RECORDED'>
  readonly reason: AnswerReason | null
}

/** Whether a part's value holds anything. Null and empty lists are "nothing recorded". */
export function holdsSomething(value: unknown): boolean {
  if (value === null || value === undefined) return false
  if (typeof value !== 'object') return true
  if (Array.isArray(value)) return value.length > 0
  return Object.values(value).some(field => field !== null && !(Array.isArray(field) && field.length === 0))
}

/** Whether a part's value holds what the part is named for: that an authority answers for a child is no placement. */
export function holdsPart(part: Part, value: unknown): boolean {
  return holdsSomething(part === 'socialCare.placements' ? (value as Placements | null)?.placements : value)
}

type Placements = PartValues['socialCare.placements']

/** Status and reason of one reading, given what the source said of the child when the record was linked. */
export function outcomeOf(reading: Reading, anchor: Demographics | null): Outcome {
  const same = reading.kind !== 'read' || sameChild(anchor, reading.subject, null)
  return outcomeOfChecked(reading, same, reading.kind === 'read' ? Object.values(reading.parts) : [])
}

/** The same where the check has been made and the values trimmed: an answer without a removed row is one without that row. */
export function outcomeOfChecked(reading: Reading, same: boolean, values: readonly unknown[]): Outcome {
  switch (reading.kind) {
    case 'nothing':
      return { status: 'NOTHING_RECORDED', reason: null }
    case 'locked':
      return { status: 'WITHHELD', reason: 'LOCKED_BY_OWNER' }
    case 'many':
      return { status: 'UNVERIFIED', reason: 'MORE_THAN_ONE' }
    case 'failed':
      return { status: 'UNAVAILABLE', reason: reading.reason }
    case 'read': {
      if (!same) return { status: 'UNVERIFIED', reason: 'SUBJECT_MISMATCH' }
      if (values.some(holdsSomething)) return { status: 'FOUND', reason: null }
      // Nothing came and something failed: that is not "nothing recorded".
      const failure = Object.values(reading.failedParts)[0]
      if (failure !== undefined) return { status: 'UNAVAILABLE', reason: failure }
      return { status: 'NOTHING_RECORDED', reason: null }
    }
    default:
      return unreachable(reading)
  }
}
