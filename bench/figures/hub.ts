// Figures of the hub's own work.
import type { Figure } from '../figures.js'
import { exactly } from './targets.js'

export const HUB: readonly Figure[] = [
  {
    name: 'episode-steps-wrong',
    unit: 'steps',
    target: exactly(0),
    askedBy: "the hub's own work",
    measure: async () => (await import('../hub/random.js')).measureSteps(),
  },
  {
    name: 'threshold-differences',
    unit: 'histories',
    target: exactly(0),
    askedBy: "the hub's own work",
    measure: async () => (await import('../hub/random.js')).measureThresholds(),
  },
  {
    name: 'due-differences',
    unit: 'children',
    target: exactly(0),
    askedBy: "the hub's own work",
    measure: async () => (await import('../hub/random.js')).measureDue(),
  },
  {
    name: 'statistics-recovered-individuals',
    unit: 'counts',
    target: exactly(0),
    askedBy: "the hub's own work",
    measure: async () => (await import('../statistics/recovered.js')).measureRecovered(),
  },
]
