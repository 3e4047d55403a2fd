// Figures of the gateway under load, before systems that are slow, fail or hang; on the harness of peers that PEERS names.
import type { Figure } from '../figures.js'
import { atMost } from './targets.js'

export const UNDER_LOAD: readonly Figure[] = [
  {
    name: 'enforcement-cpu-percent',
    unit: '%',
    target: atMost(20),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/enforcement.js')).measureEnforcement(),
  },
  {
    name: 'added-ms-p50',
    unit: 'ms',
    target: atMost(2),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/waiting.js')).measureAddedMedian(),
  },
  {
    name: 'added-ms-p99',
    unit: 'ms',
    target: atMost(10),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/waiting.js')).measureAddedTail(),
  },
  {
    name: 'hanging-p99-ratio',
    unit: '×',
    target: atMost(1.1),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/waiting.js')).measureHanging(),
  },
  {
    name: 'caseload-cpu-ratio',
    unit: '×',
    target: atMost(1),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/several.js')).measureCaseload(),
  },
  {
    name: 'in-flight-megabytes',
    unit: 'MB',
    target: atMost(2),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/several.js')).measureInFlight(),
  },
  {
    name: 'soak-heap-megabytes',
    unit: 'MB',
    target: atMost(2),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/soak.js')).measureHeap(),
  },
  {
    name: 'soak-p99-drift-percent',
    unit: '%',
    target: atMost(10),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/soak.js')).measureDrift(),
  },
  {
    name: 'soak-lag-ms',
    unit: 'ms',
    target: atMost(50),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/soak.js')).measureLag(),
  },
  {
    name: 'soak-descriptors-grown',
    unit: 'descriptors',
    target: atMost(2),
    askedBy: 'speed',
    measure: async () => (await import('../under-load/soak.js')).measureDescriptors(),
  },
]
