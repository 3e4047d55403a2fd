// What is compared of two records, and in which levels. Level 0 is always "missing on one side" and says nothing.

/** Comparison → its levels, from 1, the most alike first. The order is the order of a pattern; saved models are read by name. */
export const LEVELS = {
  given: ['EXACT', 'VARIANT', 'PART', 'SLIP', 'SOUND', 'CLOSE', 'INITIAL', 'DIFFERENT', 'SWAPPED'],
  middle: ['EXACT', 'ALIKE', 'INITIAL', 'DIFFERENT'],
  family: ['EXACT', 'VARIANT', 'PART', 'SLIP', 'SOUND', 'CLOSE', 'INITIAL', 'DIFFERENT', 'SWAPPED'],
  /** Two days. */
  birth: ['EXACT', 'SWAPPED', 'SLIP', 'TWO_PARTS', 'SAME_YEAR', 'DIFFERENT'],
  /** Where one of them is a span: a month, a year, an estimate. */
  birthSpan: ['WITHIN_MONTHS', 'WITHIN_YEAR', 'WITHIN_YEARS', 'NEAR', 'DIFFERENT'],
  sex: ['EQUAL', 'DIFFERENT'],
  home: ['ADDRESS', 'POSTCODE', 'FORMER', 'SLIP', 'SECTOR', 'DISTRICT', 'DIFFERENT'],
  street: ['EXACT', 'ALIKE', 'DIFFERENT'],
  number: ['EXACT', 'SLIP', 'DIFFERENT'],
  building: ['EXACT', 'ALIKE', 'DIFFERENT'],
  place: ['EXACT', 'ALIKE', 'DIFFERENT'],
  region: ['EQUAL', 'DIFFERENT'],
  phone: ['EQUAL', 'SLIP', 'DIFFERENT'],
  school: ['EQUAL', 'DIFFERENT'],
  nhsNumber: ['EQUAL', 'SLIP', 'DIFFERENT'],
  upn: ['EQUAL', 'DIFFERENT'],
  otherNumber: ['EQUAL', 'SLIP', 'DIFFERENT'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ComparisonName = keyof typeof LEVELS

const isComparison = (name: string): name is ComparisonName => Object.hasOwn(LEVELS, name)
export const COMPARISONS: readonly ComparisonName[] = Object.keys(LEVELS).filter(isComparison)
export const at = (name: ComparisonName): number => COMPARISONS.indexOf(name)

/** Weights lie in one array, STRIDE to a comparison. */
export const STRIDE = 10
