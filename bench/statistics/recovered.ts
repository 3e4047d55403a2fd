// How many counts of 1 to 4 an attacker learns who solves everything given of a thousand random families.
import fc from 'fast-check'
import { attack, tablesOf } from '../../test/statistics/attack.js'
import { cohorts } from '../../test/statistics/random.js'
import type { Measured } from '../figures.js'

const COHORTS = 1_000

export function measureRecovered(): Measured {
  let recovered = 0
  let cells = 0
  let shown = 0
  for (const cohort of fc.sample(cohorts, { numRuns: COHORTS, seed: 2026 })) {
    recovered += attack(cohort).length
    for (const { table } of tablesOf(cohort)) {
      cells += table.size
      shown += [...table.values()].filter(one => one.shown !== null).length
    }
  }
  const part = Math.round((100 * shown) / cells)
  return { value: recovered, notes: [`${COHORTS} cohorts, ${cells} counts, ${part} % of them given`] }
}
