// Figures of the practitioners' pages.
import type { Figure } from '../figures.js'
import { atMost, exactly } from './targets.js'

export const CONSOLE: readonly Figure[] = [
  {
    name: 'console-server-ms',
    unit: 'ms',
    target: atMost(15),
    askedBy: 'the console',
    measure: async () => (await import('../console/child-page.js')).measureServerMs(),
  },
  {
    name: 'child-page-kilobytes',
    unit: 'kB',
    target: atMost(150),
    askedBy: 'the console',
    measure: async () => (await import('../console/child-page.js')).measureKilobytes(),
  },
  {
    name: 'first-content-ms',
    unit: 'ms',
    target: atMost(2_000),
    askedBy: 'the console',
    measure: async () => (await import('../console/child-page.js')).measureFirstContent(),
  },
  {
    name: 'page-findings',
    unit: 'findings',
    target: exactly(0),
    askedBy: 'the console',
    measure: async () => (await import('../console/every-page.js')).measureEveryPage(),
  },
]
