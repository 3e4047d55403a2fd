// Every figure the project promises, by name: what it is measured in, what it must reach, and how it is measured.
// A new figure is one entry here; its measuring lives in a folder of its own and is loaded only when it is asked for.

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

const atMost = (limit: number): Figure['target'] => ({ text: `≤ ${limit}`, met: value => value <= limit })
const atLeast = (limit: number): Figure['target'] => ({ text: `≥ ${limit}`, met: value => value >= limit })
const exactly = (wanted: number): Figure['target'] => ({ text: `= ${wanted}`, met: value => value === wanted })

export const FIGURES: readonly Figure[] = [
  {
    name: 'never-clauses-broken',
    unit: 'clauses',
    target: exactly(0),
    askedBy: 'the main job',
    measure: async () => (await import('./protocol/prove.js')).measure(),
  },
  {
    name: 'reference-differences',
    unit: 'differences',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./reference/differences.js')).measure(),
  },
  {
    name: 'edition-swaps-mixed',
    unit: 'answers',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./editions/swaps.js')).measure(),
  },
  {
    name: 'start-seconds',
    unit: 's',
    target: atMost(60),
    askedBy: 'the main job',
    measure: async () => (await import('./start/measure.js')).measure(),
  },
  {
    name: 'picture-ms-beyond-calls',
    unit: 'ms',
    target: atMost(10),
    askedBy: 'the main job',
    measure: async () => (await import('./latency/combined.js')).measureCombined(),
  },
  {
    name: 'picture-chain',
    unit: 'calls',
    target: atMost(3),
    askedBy: 'the main job',
    measure: async () => (await import('./latency/combined.js')).measureChain(),
  },
  {
    name: 'combinations-down-equal',
    unit: 'combinations',
    target: exactly(32),
    askedBy: 'the main job',
    measure: async () => (await import('./combinations/down.js')).measureCombinations(),
  },
  {
    name: 'hang-ms-beyond-deadline',
    unit: 'ms',
    target: atMost(50),
    askedBy: 'the main job',
    measure: async () => (await import('./combinations/hang.js')).measureHang(),
  },
  {
    name: 'caseload-sources-growing',
    unit: 'sources',
    target: exactly(0),
    askedBy: 'the main job',
    measure: async () => (await import('./caseload/calls.js')).measureCaseload(),
  },
  {
    name: 'crawl-guesses-answered',
    unit: 'identifiers',
    target: atMost(50),
    askedBy: 'trust',
    measure: async () => (await import('./proportion/crawl.js')).measureCrawl(),
  },
  {
    name: 'caseload-hindered',
    unit: 'operations',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./proportion/week.js')).measureWeek(),
  },
  {
    name: 'forged-tokens-accepted',
    unit: 'tokens',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./tokens/forged.js')).measureForged(),
  },
  {
    name: 'key-fetches-in-30-s',
    unit: 'fetches',
    target: atMost(2),
    askedBy: 'trust',
    measure: async () => (await import('./tokens/forged.js')).measureKeyFetches(),
  },
  {
    name: 'audit-tamperings-missed',
    unit: 'tamperings',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./audit/tamperings.js')).measureTamperings(),
  },
  {
    name: 'audit-kills-lost-rows',
    unit: 'answers',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./audit/kills.js')).measureKills(),
  },
  {
    name: 'audit-stopped-store-leaks',
    unit: 'answers',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./audit/stopped.js')).measureStopped(),
  },
  {
    name: 'audit-verify-rows-per-second',
    unit: 'rows',
    target: atLeast(50_000),
    askedBy: 'trust',
    measure: async () => (await import('./audit/verify-rows.js')).measureVerify(),
  },
  {
    name: 'audit-cpu-percent',
    unit: '%',
    target: atMost(15),
    askedBy: 'trust',
    measure: async () => (await import('./audit/cost.js')).measureCpu(),
  },
  {
    name: 'audit-ms-at-p50',
    unit: 'ms',
    target: atMost(3),
    askedBy: 'trust',
    measure: async () => (await import('./audit/cost.js')).measureTime(),
  },
  {
    name: 'gate-three-cpu-percent',
    unit: '%',
    target: atMost(3),
    askedBy: 'trust',
    measure: async () => (await import('./gate-three/cpu.js')).measure(),
  },
  {
    name: 'canary-tokens-leaked',
    unit: 'canaries',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./canary/measure.js')).measureLeaked(),
  },
  {
    name: 'canary-tokens-shown-percent',
    unit: '%',
    target: atLeast(99),
    askedBy: 'trust',
    measure: async () => (await import('./canary/measure.js')).measureShown(),
  },
  {
    name: 'canary-pairs-exercised-percent',
    unit: '%',
    target: atLeast(95),
    askedBy: 'trust',
    measure: async () => (await import('./canary/measure.js')).measurePairs(),
  },
  {
    name: 'seeded-faults-missed',
    unit: 'faults',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./canary/faults.js')).measureFaults(),
  },
  {
    name: 'mutants-killed-percent',
    unit: '%',
    target: atLeast(90),
    askedBy: 'trust',
    measure: async () => (await import('./mutation/measure.js')).measureMutants(),
  },
  {
    name: 'two-worlds-differences',
    unit: 'answers',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./canary/measure.js')).measureWorlds(),
  },
  {
    name: 'not-shown-auc',
    unit: 'AUC',
    target: atMost(0.55),
    askedBy: 'trust',
    measure: async () => (await import('./canary/measure.js')).measureNotShown(),
  },
  {
    name: 'production-dependencies',
    unit: 'packages',
    target: atMost(40),
    askedBy: 'the house',
    measure: async () => (await import('./house/packages.js')).measure(),
  },
  {
    name: 'attack-cpu-ms',
    unit: 'ms',
    target: atMost(10),
    askedBy: 'trust',
    measure: async () => (await import('./attacks/measure.js')).measureCpu(),
  },
  {
    name: 'attack-megabytes',
    unit: 'MB',
    target: atMost(10),
    askedBy: 'trust',
    measure: async () => (await import('./attacks/measure.js')).measureMemory(),
  },
  {
    name: 'http-audit-errors',
    unit: 'audits',
    target: exactly(0),
    askedBy: 'trust',
    measure: async () => (await import('./http-audits/measure.js')).measure(),
  },
  {
    name: 'drip-p99-percent',
    unit: '%',
    target: atMost(10),
    askedBy: 'trust',
    measure: async () => (await import('./drip/measure.js')).measure(),
  },
  {
    name: 'match-precision',
    unit: 'of links',
    target: atLeast(0.9995),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/uk-figures.js')).measurePrecision(),
  },
  {
    name: 'match-recall',
    unit: 'of pairs',
    target: atLeast(0.97),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/uk-figures.js')).measureRecall(),
  },
  {
    name: 'match-or-possible-recall',
    unit: 'of pairs',
    target: atLeast(0.995),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/uk-figures.js')).measureEither(),
  },
  {
    name: 'twin-sibling-links',
    unit: 'links',
    target: exactly(0),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/uk-figures.js')).measureSiblings(),
  },
  {
    name: 'match-recall-gap-points',
    unit: 'points',
    target: atMost(2),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/uk-figures.js')).measureGap(),
  },
  {
    name: 'febrl-one-to-one-f1',
    unit: 'F1',
    target: atLeast(0.996),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/evaluate.js')).measureOneToOne(),
  },
  {
    name: 'febrl-duplicates-f1',
    unit: 'F1',
    target: atLeast(0.988),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/evaluate.js')).measureDuplicates(),
  },
  {
    name: 'match-pairs-per-second',
    unit: 'pairs',
    target: atLeast(300_000),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/speed.js')).measurePairs(),
  },
  {
    name: 'match-link-seconds',
    unit: 's',
    target: atMost(60),
    askedBy: 'who is this child',
    measure: async () => (await import('./matching/speed.js')).measureLink(),
  },
]
