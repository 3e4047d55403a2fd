// What is given of one count, and what whoever is given it can tell from that alone.

/** Counts under this are not given, none among them: that nobody is in a cell is told no more than that somebody is. */
export const LEAST_COUNT = 5
/** Less than this is not parted. */
export const LEAST_COHORT = 10
/** What is given is given to the nearest of these. */
const BASE = 5

/** From and to, both included. */
export type Window = readonly [from: number, to: number]

const ANYTHING: Window = [0, Infinity]
const SMALL: Window = [0, LEAST_COUNT - 1]
const NOT_SMALL: Window = [LEAST_COUNT, Infinity]

export interface Given {
  /** Null: not given. Why is not told, but the window is that of a reader who guessed it. */
  readonly shown: number | null
  readonly window: Window
}

/** 5 to 7 are given as 5, 8 to 12 as 10. */
export function given(count: number): Given {
  if (count < LEAST_COUNT) return { shown: null, window: SMALL }
  const shown = Math.round(count / BASE) * BASE
  return { shown, window: [Math.max(LEAST_COUNT, shown - 2), shown + 2] }
}

/** Kept back since another would follow from it. */
export const KEPT_BACK: Given = { shown: null, window: NOT_SMALL }
/** Kept back with all that stands beside it, whatever it is. */
export const WITHHELD: Given = { shown: null, window: ANYTHING }
