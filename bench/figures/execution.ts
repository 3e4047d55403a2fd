// Figures of execution: what execution costs, and what a memory of documents holds.
import type { Figure } from '../figures.js'
import { atMost, exactly } from './targets.js'

export const EXECUTION: readonly Figure[] = [
  {
    name: 'compiled-differences',
    unit: 'operations',
    target: exactly(0),
    askedBy: 'speed',
    measure: async () => (await import('../compiled/differences.js')).measureDifferences(),
  },
  {
    name: 'compiled-cpu-percent',
    unit: '%',
    target: atMost(35),
    askedBy: 'speed',
    measure: async () => (await import('../compiled/cpu.js')).measureCpu(),
  },
  {
    name: 'documents-once-megabytes',
    unit: 'MB',
    target: atMost(5),
    askedBy: 'speed',
    measure: async () => (await import('../compiled/documents.js')).measureMegabytes(),
  },
  {
    name: 'documents-once-ratio',
    unit: '×',
    target: atMost(1.2),
    askedBy: 'speed',
    measure: async () => (await import('../compiled/documents.js')).measureRatio(),
  },
]
