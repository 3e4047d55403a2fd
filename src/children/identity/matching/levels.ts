// The levels of a pair of rows: what the model weighs.
import { BIRTH, birthLevel, isDigitSlip } from './birth.js'
import { COMPARISONS, at } from './comparisons.js'
import { isOneSlip, likeness } from './distances.js'
import { ALIKE, createNameLevels } from './name-levels.js'
import { COLUMN, WIDTH } from './table.js'
import type { Column, Table } from './table.js'
import { isUkPostcode } from './text.js'

/** Fills `out` with the level of every comparison of two rows. The same for (a, b) and (b, a). */
export type LevelsOf = (a: number, b: number, out: Uint8Array) => void

const SWAPPED = 9
const [GIVEN, MIDDLE, FAMILY, BORN, SEX, HOME, STREET, NUMBER, PLACE, REGION, PHONE, SCHOOL, NHS, UPN, OTHER] =
  COMPARISONS.map(at) as [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number]
