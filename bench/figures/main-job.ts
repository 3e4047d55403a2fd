// Figures of the main job, and of the house itself.
import type { Figure } from '../figures.js'
import { atMost, exactly } from './targets.js'

export const MAIN_JOB: readonly Figure[] = [
  {
    name: 'never-clauses-broken',
    unit: 'clauses',
    target: exactly(0),
    askedBy: 'the main job',
    measure: async () => (await import('../protocol/prove.js')).measure(),
  },
  {
    name: 'start-seconds',
    unit: 's',
    target: atMost(60),
    askedBy: 'the main job',
    measure: async () => (await import('../start/measure.js')).measure(),
  },
  {
    name: 'picture-ms-beyond-calls',
    unit: 'ms',
    target: atMost(10),
    askedBy: 'the main job',
    measure: async () => (await import('../latency/combined.js')).measureCombined(),
  },
  {
    name: 'picture-chain',
    unit: 'calls',
    target: atMost(3),
    askedBy: 'the main job',
    measure: async () => (await import('../latency/combined.js')).measureChain(),
  },
  {
    name: 'combinations-down-equal',
    unit: 'combinations',
    target: exactly(32),
    askedBy: 'the main job',
    measure: async () => (await import('../combinations/down.js')).measureCombinations(),
  },
  {
    name: 'hang-ms-beyond-deadline',
    unit: 'ms',
    target: atMost(50),
    askedBy: 'the main job',
    measure: async () => (await import('../combinations/hang.js')).measureHang(),
  },
  {
    name: 'caseload-sources-growing',
    unit: 'sources',
    target: exactly(0),
    askedBy: 'the main job',
    measure: async () => (await import('../caseload/calls.js')).measureCaseload(),
  },
  {
    name: 'production-dependencies',
    unit: 'packages',
    target: atMost(40),
    askedBy: 'the house',
    measure: async () => (await import('../house/packages.js')).measure(),
  },
]
