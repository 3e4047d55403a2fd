// How late something is, in bands for a list: each from its lower bound on.
import { say, type Words } from '../words.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Band extends Words {
  readonly code: string
  /** Late by at least so many milliseconds. */
  readonly from: number
}

export const AGEING = [
  { code: 'IN_TIME', from: -Infinity, ...say('In time', 'Mewn pryd') },
  { code: 'LATE_UNDER_1_DAY', from: 1, ...say('Up to a day late', 'Hyd at ddiwrnod yn hwyr') },
  { code: 'LATE_1_TO_7_DAYS', from: DAY, ...say('One to seven days late', 'Un i saith niwrnod yn hwyr') },
  { code: 'LATE_7_TO_28_DAYS', from: 7 * DAY, ...say('One to four weeks late', 'Un i bedair wythnos yn hwyr') },
  { code: 'LATE_OVER_28_DAYS', from: 28 * DAY, ...say('Over four weeks late', 'Dros bedair wythnos yn hwyr') },
] as const satisfies readonly Band[]

export type AgeCode = (typeof AGEING)[number]['code']

export const ageOf = (dueAt: string, at: string): AgeCode =>
  AGEING.findLast(({ from }) => Date.parse(at) - Date.parse(dueAt) >= from)?.code ?? 'IN_TIME'
