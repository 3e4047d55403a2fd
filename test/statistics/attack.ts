// Everything given of a cohort, and what two attackers learn from it: one who reads, and one who guesses what is kept back.
import { release } from '../../src/statistics/control/release.js'
import { recovered, type Given } from './attacker.js'
import type { Cohort } from './random.js'

export function tablesOf({ family, months, steps }: Cohort): readonly Given[] {
  const tables = release(family, months, steps)
  return steps.map(({ id, months: own }) => ({ months: own, table: tables.get(id) ?? new Map() }))
}

export function attack(cohort: Cohort): readonly string[] {
  const given = tablesOf(cohort)
  return (['READS', 'GUESSES'] as const).flatMap(knows => recovered(cohort.family, cohort.months, given, knows))
}
