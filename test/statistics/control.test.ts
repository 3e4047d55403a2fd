import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { release } from '../../src/statistics/control/release.js'
import { given } from '../../src/statistics/control/window.js'
import { recovered, type Given } from './attacker.js'
import { cohorts, type Cohort } from './random.js'

const tablesOf = ({ family, months, steps }: Cohort): readonly Given[] => {
  const released = release(family, months, steps)
  return steps.map(({ id, months: own }) => ({ months: own, table: released.get(id) ?? new Map() }))
}

/** As if small counts alone were kept back, and everything else given as it is. */
const unguarded = ({ months, steps, family }: Cohort): readonly Given[] => {
  const nodes = ['ALL', ...family.partitions.flatMap(({ id, parts }) => parts.map(part => `${id}.${part.id}`))]
  return steps.map(({ months: own }) => ({
    months: own,
    table: new Map(
      nodes.map(node => {
        const count = own.reduce((sum, month) => sum + (months[month]?.[node] ?? 0), 0)
        return [node, count < 5 ? given(count) : { shown: count, window: [count, count] as const }]
      }),
    ),
  }))
}
/** As if rounding alone were enough. */
const onlyRounded = (cohort: Cohort): readonly Given[] =>
  unguarded(cohort).map(({ months, table }) => ({
    months,
    table: new Map([...table].map(([node, { shown }]) => [node, given(shown ?? 0)])),
  }))

const sample = fc.sample(cohorts, { numRuns: 100, seed: 15 })

describe('what is given', () => {
  it('lets nobody who solves all of it learn a count of 1 to 4, whatever they guess of what is kept back', () => {
    const found = sample.flatMap(cohort =>
      (['READS', 'GUESSES'] as const).flatMap(knows =>
        recovered(cohort.family, cohort.months, tablesOf(cohort), knows),
      ),
    )
    expect(found).toEqual([])
  })
  it('would be learnt if small counts alone were kept back, and if everything were only rounded: the attacker is one', () => {
    const from = (tables: (cohort: Cohort) => readonly Given[]): number =>
      sample.slice(0, 40).flatMap(cohort => recovered(cohort.family, cohort.months, tables(cohort), 'GUESSES')).length
    const found = [from(unguarded), from(onlyRounded)]
    console.log(found)
    expect(Math.min(...found)).toBeGreaterThan(0)
  })
})
