// Figures of finding out who a child is.
import type { Figure } from '../figures.js'
import { atLeast, atMost, exactly } from './targets.js'

export const MATCHING: readonly Figure[] = [
  {
    name: 'match-precision',
    unit: 'of links',
    target: atLeast(0.9995),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/uk-figures.js')).measurePrecision(),
  },
  {
    name: 'match-recall',
    unit: 'of pairs',
    target: atLeast(0.97),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/uk-figures.js')).measureRecall(),
  },
  {
    name: 'match-or-possible-recall',
    unit: 'of pairs',
    target: atLeast(0.995),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/uk-figures.js')).measureEither(),
  },
  {
    name: 'twin-sibling-links',
    unit: 'links',
    target: exactly(0),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/uk-figures.js')).measureSiblings(),
  },
  {
    name: 'match-recall-gap-points',
    unit: 'points',
    target: atMost(2),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/uk-figures.js')).measureGap(),
  },
  {
    name: 'febrl-one-to-one-f1',
    unit: 'F1',
    target: atLeast(0.996),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/evaluate.js')).measureOneToOne(),
  },
  {
    name: 'febrl-duplicates-f1',
    unit: 'F1',
    target: atLeast(0.988),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/evaluate.js')).measureDuplicates(),
  },
  {
    name: 'match-pairs-per-second',
    unit: 'pairs',
    target: atLeast(300_000),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/speed.js')).measurePairs(),
  },
  {
    name: 'match-link-seconds',
    unit: 's',
    target: atMost(60),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/speed.js')).measureLink(),
  },
  {
    name: 'unlink-relink-differences',
    unit: 'rows',
    target: exactly(0),
    askedBy: 'who is this child',
    measure: async () => (await import('../links/unlink.js')).measureUnlinking(),
  },
  {
    name: 'find-index-p95-ms',
    unit: 'ms',
    target: atMost(50),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/find-index.js')).measureFindTime(),
  },
  {
    name: 'find-recall-at-5-percent',
    unit: '%',
    target: atLeast(98),
    askedBy: 'who is this child',
    measure: async () => (await import('../matching/find-index.js')).measureFindRecall(),
  },
  {
    name: 'find-not-shown-auc',
    unit: 'AUC',
    target: atMost(0.55),
    askedBy: 'who is this child',
    measure: async () => (await import('../find/not-shown.js')).measure(),
  },
]
