// How levels of risk compare.
import type { Records } from '../types/index.js'
import { say, type CodeList } from './words.js'

type RiskLevel = Records.RiskLevel

export const RISK_LEVELS: CodeList<RiskLevel> = {
  VERY_LOW: say('Very low', 'Isel iawn'),
  LOW: say('Low', 'Isel'),
  MEDIUM: say('Medium', 'Canolig'),
  HIGH: say('High', 'Uchel'),
  NOT_GRADED: say('Not graded', 'Heb ei raddio'),
  UNRECOGNISED: say('Unrecognised', 'Heb ei adnabod'),
}

/** A word that nobody knows may mean anything, so it counts as the highest: it is looked at, never passed over. */
const RANK: Readonly<Record<RiskLevel, number>> = {
  NOT_GRADED: 0,
  VERY_LOW: 1,
  LOW: 2,
  MEDIUM: 3,
  HIGH: 4,
  UNRECOGNISED: 5,
}

export const isHigher = (level: RiskLevel, than: RiskLevel): boolean => RANK[level] > RANK[than]
