// Every figure the project promises, by name: what it is measured in, what it must reach, and how it is measured.
// A new figure is one entry in figures/; its measuring lives in a folder of its own and is loaded only when it is asked for.
import { CONSOLE } from './figures/console.js'
import { HUB } from './figures/hub.js'
import { MAIN_JOB } from './figures/main-job.js'
import { MATCHING } from './figures/matching.js'
import { EXECUTION } from './figures/execution.js'
import { SPEED } from './figures/speed.js'
import { TRUST } from './figures/trust.js'
import { UNDER_LOAD } from './figures/under-load.js'

export interface Measured {
  readonly value: number
  /** Sentences printed under the figure: the parts it is made of, the conditions it was taken in. */
  readonly notes?: readonly string[]
}

export interface Figure {
  readonly name: string
  readonly unit: string
  readonly target: { readonly text: string; readonly met: (value: number) => boolean }
  /** The piece of work that promised it. */
  readonly askedBy: string
  readonly measure: () => Promise<Measured>
}

export const FIGURES: readonly Figure[] = [
  ...MAIN_JOB,
  ...TRUST,
  ...MATCHING,
  ...HUB,
  ...EXECUTION,
  ...SPEED,
  ...UNDER_LOAD,
  ...CONSOLE,
]
