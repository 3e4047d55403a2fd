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
export function holdsSomething(value: PartValues[Part] | null | undefined): boolean {
  if (value === null || value === undefined) return false
  if (Array.isArray(value)) return value.length > 0
  return Object.values(value).some(field => field !== null && !(Array.isArray(field) && field.length === 0))
}

/** Status and reason of one reading, given what the source said of the child when the record was linked. */
export function outcomeOf(reading: Reading, anchor: Demographics | null): Outcome {
  switch (reading.kind) {
    case 'nothing':
      return { status: 'NOTHING_RECORDED', reason: null }
    case 'locked':
      return { status: 'WITHHELD', reason: 'LOCKED_BY_OWNER' }
    case 'many':
      return { status: 'UNVERIFIED', reason: 'MORE_THAN_ONE' }
    case 'failed':
      return { status: 'UNAVAILABLE', reason: reading.reason }
    case 'read':
      return outcomeOfRead(reading, anchor)
    default:
      return unreachable(reading)
  }
}

function outcomeOfRead(reading: Extract<Reading, { kind: 'read' }>, anchor: Demographics | null): Outcome {
  if (!sameChild(anchor, reading.subject)) return { status: 'UNVERIFIED', reason: 'SUBJECT_MISMATCH' }
  const values = Object.values(reading.parts) as (PartValues[Part] | null)[]
  if (values.some(holdsSomething)) return { status: 'FOUND', reason: null }
  const failures = Object.values(reading.failedParts)
  // Nothing came and something failed: that is not "nothing recorded".
  if (failures.length > 0) return { status: 'UNAVAILABLE', reason: failures[0] ?? 'SOURCE_ERROR' }
  return { status: 'NOTHING_RECORDED', reason: null }
}
