// Figures of speed, taken on the harness of peers that PEERS names.
import type { Figure } from '../figures.js'
import { atMost } from './targets.js'

export const SPEED: readonly Figure[] = [
  {
    name: 'bench-combined-ratio-1',
    unit: '× the limit',
    target: atMost(2.2),
    askedBy: 'speed',
    measure: async () => (await import('../peers/figures.js')).measureRatio('combined', 1),
  },
  {
    name: 'bench-combined-ratio-16',
    unit: '× the limit',
    target: atMost(1.5),
    askedBy: 'speed',
    measure: async () => (await import('../peers/figures.js')).measureRatio('combined', 16),
  },
  {
    name: 'bench-combined-ratio-64',
    unit: '× the limit',
    target: atMost(1.5),
    askedBy: 'speed',
    measure: async () => (await import('../peers/figures.js')).measureRatio('combined', 64),
  },
  {
    name: 'bench-school-ratio',
    unit: '× the limit',
    target: atMost(2),
    askedBy: 'speed',
    measure: async () => (await import('../peers/figures.js')).measureRatio('school', 16),
  },
  {
    name: 'bench-p99-over-p50',
    unit: '× the median',
    target: atMost(3),
    askedBy: 'speed',
    measure: async () => (await import('../peers/figures.js')).measureTail(),
  },
  {
    name: 'ready-seconds-migrated',
    unit: 's',
    target: atMost(1),
    askedBy: 'speed',
    measure: async () => (await import('../peers/figures.js')).measureReady(),
  },
  {
    name: 'ready-seconds-embedded',
    unit: 's',
    target: atMost(3),
    askedBy: 'speed',
    measure: async () => (await import('../peers/figures.js')).measureReadyEmbedded(),
  },
  {
    name: 'idle-rss-megabytes',
    unit: 'MB',
    target: atMost(150),
    askedBy: 'speed',
    measure: async () => (await import('../peers/figures.js')).measureIdle(),
  },
]
