// The parameters shipped. Agreement between records of one person (m) is set from what linkage studies of British administrative
// data and FEBRL's documentation describe; between strangers (u) from the shares of names and dates in invented populations.
// None is fitted to the sets that figures are measured on; `hafan match --train` learns those of the data at hand.
import { COMPARISONS, LEVELS } from './comparisons.js'
import type { ComparisonName } from './comparisons.js'
import type { Model } from './model.js'

type Shares = Readonly<Record<'m' | 'u' | 'h', readonly number[]>>

/** In the order of LEVELS. Two children of a household mostly share family name, home, phone, and sometimes a birthday (twins). */
const SHARES: Readonly<Record<ComparisonName, Shares>> = {
  given: {
    m: [0.83, 0.04, 0.025, 0.035, 0.012, 0.018, 0.01, 0.012, 0.018],
    u: [0.004, 0.002, 0.001, 0.003, 0.003, 0.006, 0.002, 0.978, 0.0002],
    h: [0.0002, 0.0005, 0.001, 0.003, 0.002, 0.008, 0.002, 0.983, 0.0002],
  },
  middle: { m: [0.8, 0.08, 0.08, 0.04], u: [0.012, 0.012, 0.05, 0.926], h: [0.02, 0.012, 0.05, 0.918] },
  family: {
    m: [0.86, 0.025, 0.025, 0.03, 0.01, 0.012, 0.002, 0.018, 0.018],
    u: [0.006, 0.002, 0.001, 0.003, 0.003, 0.006, 0.0005, 0.978, 0.0002],
    h: [0.84, 0.025, 0.04, 0.02, 0.01, 0.01, 0.002, 0.053, 0.0002],
  },
  birth: {
    m: [0.952, 0.012, 0.02, 0.006, 0.005, 0.005],
    u: [0.00016, 0.0001, 0.002, 0.005, 0.05, 0.94274],
    h: [0.04, 0.0005, 0.003, 0.006, 0.02, 0.9305],
  },
  birthSpan: {
    m: [0.3, 0.4, 0.22, 0.05, 0.03],
    u: [0.004, 0.06, 0.12, 0.06, 0.756],
    h: [0.03, 0.1, 0.2, 0.1, 0.57],
  },
  sex: { m: [0.99, 0.01], u: [0.5, 0.5], h: [0.5, 0.5] },
  home: {
    m: [0.42, 0.3, 0.05, 0.02, 0.03, 0.05, 0.13],
    u: [0.00005, 0.0003, 0.0006, 0.0008, 0.005, 0.02, 0.97325],
    h: [0.45, 0.35, 0.05, 0.02, 0.03, 0.04, 0.06],
  },
  street: { m: [0.8, 0.12, 0.08], u: [0.002, 0.004, 0.994], h: [0.85, 0.1, 0.05] },
  number: { m: [0.86, 0.08, 0.06], u: [0.02, 0.12, 0.86], h: [0.88, 0.07, 0.05] },
  building: { m: [0.75, 0.13, 0.12], u: [0.002, 0.004, 0.994], h: [0.85, 0.1, 0.05] },
  place: { m: [0.82, 0.12, 0.06], u: [0.004, 0.004, 0.992], h: [0.86, 0.1, 0.04] },
  region: { m: [0.93, 0.07], u: [0.25, 0.75], h: [0.96, 0.04] },
  phone: { m: [0.75, 0.03, 0.22], u: [0.0001, 0.0003, 0.9996], h: [0.7, 0.03, 0.27] },
  school: { m: [0.85, 0.15], u: [0.01, 0.99], h: [0.45, 0.55] },
  nhsNumber: { m: [0.97, 0.015, 0.015], u: [0.000001, 0.00001, 0.999989], h: [0.0005, 0.0005, 0.999] },
  upn: { m: [0.95, 0.05], u: [0.000001, 0.999999], h: [0.0005, 0.9995] },
  otherNumber: { m: [0.88, 0.08, 0.04], u: [0.00001, 0.00002, 0.99997], h: [0.0002, 0.0002, 0.9996] },
}

const levelsOf = (name: ComparisonName): Model['comparisons'][string] =>
  Object.fromEntries(
    LEVELS[name].map((level, nth) => {
      const { m, u, h } = SHARES[name]
      return [level, { m: m[nth] ?? 0, u: u[nth] ?? 0, h: h[nth] ?? 0 }]
    }),
  )

export const DEFAULT_MODEL: Model = {
  format: 'hafan-matching-model',
  version: 2,
  name: 'hafan-2026-11',
  from: 'set by hand from what linkage studies report; see docs/matching.md',
  matchesPerRecord: 0.8,
  householdPerRecord: 0.8,
  comparisons: Object.fromEntries(COMPARISONS.map(name => [name, levelsOf(name)])),
}
