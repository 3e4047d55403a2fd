// Why something is due, in the words of the schema.
import type { DueKind } from '../../hub/due/kinds.js'
import type { Records } from '../../types/index.js'

/** By kind, as the rules name their reasons. */
const REASONS: Readonly<Partial<Record<DueKind, Readonly<Record<string, Records.DueBecause>>>>> = {
  INTERVIEW: {
    NOT_OFFERED: 'INTERVIEW_NOT_OFFERED',
    NONE_YET: 'INTERVIEW_NOT_ANSWERED',
    ACCEPTED: 'INTERVIEW_NOT_HELD',
    // Declined for a time, and asked again.
    DECLINED: 'INTERVIEW_NOT_ANSWERED',
  },
  MIRAF: {
    NONE_YET: 'NO_ASSESSMENT',
    EPISODES: 'EPISODES_SINCE',
    RISK_ROSE: 'RISK_ROSE',
    REQUESTED: 'REVIEW_REQUESTED',
    DATE: 'REVIEW_DATE',
  },
  MEETING: { CALLED: 'MEETING_CALLED' },
}

/** A meeting names the number that was reached, or that it was called. */
export const becauseOf = (kind: DueKind, codes: readonly string[]): readonly Records.DueBecause[] =>
  codes.flatMap(code => REASONS[kind]?.[code] ?? (kind === 'MEETING' ? ['NUMBER_REACHED' as const] : []))
