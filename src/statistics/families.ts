// Every family of counts. Figures are views of one: figures/definitions.
import type { Family } from './family.js'
import * as parts from './parts.js'

export const FAMILIES = {
  REPORTS: { id: 'REPORTS', overTime: 'SUM', partitions: parts.REPORT_PARTITIONS },
  INTERVIEWS_HELD: { id: 'INTERVIEWS_HELD', overTime: 'SUM', partitions: parts.HELD_PARTITIONS },
  CHILDREN: { id: 'CHILDREN', overTime: 'EACH', partitions: parts.CHILD_PARTITIONS },
  TRAINING_ATTENDEES: { id: 'TRAINING_ATTENDEES', overTime: 'SUM', partitions: parts.TRAINING_PARTITIONS },
  TRAINING_SESSIONS: { id: 'TRAINING_SESSIONS', overTime: 'SUM', partitions: [] },
  TRAINING_RATINGS: { id: 'TRAINING_RATINGS', overTime: 'SUM', partitions: parts.RATING_PARTITIONS },
  REFERRALS: { id: 'REFERRALS', overTime: 'SUM', partitions: parts.REFERRAL_PARTITIONS },
  MIRAFS: { id: 'MIRAFS', overTime: 'SUM', partitions: parts.MIRAF_PARTITIONS },
  MEETINGS: { id: 'MEETINGS', overTime: 'SUM', partitions: parts.MEETING_PARTITIONS },
  ALERTS: { id: 'ALERTS', overTime: 'SUM', partitions: parts.ALERT_PARTITIONS },
  RECONCILIATION: { id: 'RECONCILIATION', overTime: 'SUM', partitions: parts.RECONCILED_PARTITIONS },
} as const satisfies Readonly<Record<string, Family>>

export type FamilyId = keyof typeof FAMILIES
