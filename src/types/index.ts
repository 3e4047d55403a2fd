// The words the whole house shares. Record shapes are generated from the SDL, so that the schema is the domain model.
import type * as Records from './generated/records.js'

export type {
  AgencyKind,
  AnswerReason,
  AnswerStatus,
  Bilingual,
  Category,
  Coded,
  Level,
  Purpose,
  Relationship,
  Sex,
} from './generated/records.js'
export type { Records }

/** Levels in order; the index is the strength. */
export const LEVELS = ['NONE', 'EXISTS', 'SUMMARY', 'FULL'] as const satisfies readonly Records.Level[]
