// Figures of the hub's own work.
import type { Figure } from '../figures.js'
import { atMost, exactly } from './targets.js'

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
    name: 'hub-lists-p95-ms',
    unit: 'ms',
    target: atMost(50),
    askedBy: "the hub's own work",
    measure: async () => (await import('../hub/large/measure.js')).measureLargest(),
  },
  {
    name: 'hub-lists-growth',
    unit: '× the time at a hundredth of the size',
    target: atMost(1.5),
    askedBy: "the hub's own work",
    measure: async () => (await import('../hub/large/measure.js')).measureGrowth(),
  },
  {
    name: 'alert-crash-differences',
    unit: 'differences',
    target: exactly(0),
    askedBy: "the hub's own work",
    measure: async () => (await import('../alerts/crash.js')).measureCrash(),
  },
  {
    name: 'subscription-seconds-across-gateways',
    unit: 's',
    target: atMost(1),
    askedBy: "the hub's own work",
    measure: async () => (await import('../alerts/across.js')).measureAcross(),
  },
  {
    name: 'statistics-recovered-individuals',
    unit: 'counts',
    target: exactly(0),
    askedBy: "the hub's own work",
    measure: async () => (await import('../statistics/recovered.js')).measureRecovered(),
  },
]
