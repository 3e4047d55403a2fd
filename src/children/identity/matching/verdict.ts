// What a pair is: by its numbers where they decide, else by its score; and what no score may do by itself.
import { BIRTH, SPAN } from './birth.js'
import { at } from './comparisons.js'
import { ALIKE } from './name-levels.js'
import { probability } from './score.js'
import { COLUMN, WIDTH } from './table.js'
import type { Table } from './table.js'

export type Outcome = 'MATCH' | 'POSSIBLE' | 'NONE' | 'MANY'
/** Why a pair is not what its score alone would make it. */
export type Rule =
  | 'NHS_NUMBER'
  | 'UPN'
  | 'AUTHORITY_ID'
  | 'NUMBER_DEMOGRAPHICS_DISAGREE'
  | 'NUMBERS_CONTRADICT'
  | 'GIVEN_NAME_UNKNOWN'
  | 'ANOTHER_GIVEN_NAME'
  | 'TWO_NAMES_ALIKE'
  | 'TOO_LITTLE_SAID'
  | 'ADOPTED'

export interface Thresholds {
  readonly match: number
  readonly possible: number
}
/** Probabilities. Fixed on the training seed of the invented set (docs/matching.md). */
const THRESHOLDS: Thresholds = { match: 0.995, possible: 0.02 }

export interface Verdict {
  readonly outcome: 'MATCH' | 'POSSIBLE' | 'NONE'
  readonly rule: Rule | null
  /** A number decided, not a score. */
  readonly certain: boolean
  readonly probability: number
}

const [GIVEN, FAMILY, BORN, BORN_WITHIN] = [at('given'), at('family'), at('birth'), at('birthSpan')]
const [SEX, NHS] = [at('sex'), at('nhsNumber')]
const LIKELY = 0.5
/** For records of one home and birthday with two given names: twins, until the rest says otherwise this plainly. */
const PLAIN = 0.9

export type Judge = (levels: Uint8Array, bits: number, a: number, b: number) => Verdict

export function createJudge({ cells }: Table, thresholds: Thresholds = THRESHOLDS): Judge {
  const get = (row: number, column: number): number => cells[row * WIDTH + column] ?? 0
  const both = (a: number, b: number, column: number): number =>
    get(a, column) === get(b, column) ? get(a, column) : 0

  function deterministic(a: number, b: number): Rule | null {
    if (both(a, b, COLUMN.nhs) !== 0 && both(a, b, COLUMN.nhsVerified) === 1) return 'NHS_NUMBER'
    if (both(a, b, COLUMN.upn) !== 0) return 'UPN'
    return both(a, b, COLUMN.authority) !== 0 ? 'AUTHORITY_ID' : null
  }

  function guard(levels: Uint8Array, a: number, b: number): Rule | null {
    const given = levels[GIVEN] ?? 0
    const verified = get(a, COLUMN.nhsVerified) === 1 && get(b, COLUMN.nhsVerified) === 1
    if (verified && (levels[NHS] ?? 0) >= 2) return 'NUMBERS_CONTRADICT'
    if (given === 0 || given === ALIKE.INITIAL) return 'GIVEN_NAME_UNKNOWN'
    if (given === ALIKE.DIFFERENT) return 'ANOTHER_GIVEN_NAME'
    // Twins are called Jayden and Kayden, Mohammed and Mohammed Hamza, and agree on everything else: whether a name that is
    // nearly the same is a slip cannot be told from two records.
    if (given >= ALIKE.PART && given <= ALIKE.CLOSE) return 'TWO_NAMES_ALIKE'
    if ((levels[BORN] ?? 0) + (levels[BORN_WITHIN] ?? 0) === 0 || levels[FAMILY] === 0) return 'TOO_LITTLE_SAID'
    return null
  }

  return (levels, bits, a, b) => {
    const chance = probability(bits)
    const number = deterministic(a, b)
    if (number !== null) {
      const wrong = disagreements(levels)
      const anotherChild = number !== 'NHS_NUMBER' && levels[GIVEN] === ALIKE.DIFFERENT
      if (wrong >= 2 || anotherChild)
        return {
          outcome: 'POSSIBLE',
          rule: 'NUMBER_DEMOGRAPHICS_DISAGREE',
          certain: false,
          probability: Math.min(chance, 0.5),
        }
      return { outcome: 'MATCH', rule: number, certain: true, probability: Math.max(chance, 0.9999) }
    }
    const adopted = get(a, COLUMN.adopted) + get(b, COLUMN.adopted) > 0
    if (adopted && (levels[FAMILY] ?? 0) >= ALIKE.INITIAL)
      return { outcome: 'NONE', rule: 'ADOPTED', certain: false, probability: 0 }
    if (chance < thresholds.possible) return { outcome: 'NONE', rule: null, certain: false, probability: chance }
    const rule = guard(levels, a, b)
    const outcome = chance >= thresholds.match && rule === null ? 'MATCH' : 'POSSIBLE'
    return { outcome, rule, certain: false, probability: chance }
  }
}

/** Demographics that both records have and that cannot be the same. */
function disagreements(levels: Uint8Array): number {
  const born = levels[BORN] ?? 0
  return (
    Number(levels[GIVEN] === ALIKE.DIFFERENT) +
    Number(levels[FAMILY] === ALIKE.DIFFERENT) +
    Number(born === BIRTH.DIFFERENT || born === BIRTH.SAME_YEAR || levels[BORN_WITHIN] === SPAN.DIFFERENT) +
    Number(levels[SEX] === 2)
  )
}

/** Whether two rows are two people for certain. */
export const excludes = ({ certain, rule }: Verdict): boolean =>
  !certain && (rule === 'NUMBERS_CONTRADICT' || rule === 'ADOPTED')

/** Whether two rows are better taken for two people, whatever others between them say: used where groups are joined. */
export const contradicts = (levels: Uint8Array, verdict: Verdict): boolean => {
  const { certain, rule, probability: chance } = verdict
  const anotherName = rule === 'ANOTHER_GIVEN_NAME' || rule === 'TWO_NAMES_ALIKE'
  return (
    excludes(verdict) ||
    (!certain && ((anotherName && chance < PLAIN) || (disagreements(levels) >= 2 && chance < LIKELY)))
  )
}
