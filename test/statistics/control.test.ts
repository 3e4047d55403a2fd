import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { release } from '../../src/statistics/control/release.js'
import { given } from '../../src/statistics/control/window.js'
import type { Counts } from '../../src/statistics/family.js'
import { attack, tablesOf } from './attack.js'
import { recovered, type Given } from './attacker.js'
import { cohorts, type Cohort } from './random.js'

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

const CI = 100
const sample = fc.sample(cohorts, { numRuns: CI, seed: 15 })
const found = (tables: (cohort: Cohort) => readonly Given[], all: readonly Cohort[]): number =>
  all.flatMap(one => recovered(one.family, one.months, tables(one), 'GUESSES')).length

const words = { en: '', cy: '' }
const of = (ids: readonly string[], months: readonly Counts[]): Cohort => ({
  family: {
    id: 'F',
    overTime: 'SUM',
    partitions: [{ id: 'P', of: 'ALL', words, parts: ids.map(id => ({ id, words })) }],
  },
  ...{ months, steps: months.map((_, month) => ({ id: `M${month}`, months: [month] })) },
})
/** 8 is given as 10, and two counts under 5 that come to 8 or more are 4 and 4. */
const CORNER = of(['a', 'b'], [{ ALL: 8, 'P.a': 4, 'P.b': 4 }])

describe('what is given', () => {
  it('lets nobody who solves all of it learn a count of 1 to 4, whatever they guess of what is kept back', () => {
    expect(sample.flatMap(cohort => attack(cohort))).toEqual([])
  })

  it('is something: whole families are not kept back to that end', () => {
    const given = sample.flatMap(cohort => tablesOf(cohort).flatMap(({ table }) => [...table.values()]))
    expect(given.filter(({ shown }) => shown !== null).length / given.length).toBeGreaterThan(0.25)
  })

  it('would be learnt if small counts alone were kept back, and at corners if everything were only rounded', () => {
    expect(found(unguarded, sample.slice(0, 40))).toBeGreaterThan(50)
    expect(found(onlyRounded, [CORNER])).toBe(2)
    expect(attack(CORNER)).toEqual([])
  })

  it('keeps back a second count where a single one would follow from the total', () => {
    // 18 is given as 20, so at least 18; 7 as 5, so at most 7: what is left of 18 is 4.
    const tight = of(['a', 'b', 'c'], [{ ALL: 18, 'P.a': 4, 'P.b': 7, 'P.c': 7 }])
    expect(found(onlyRounded, [tight])).toBe(1)
    const table = release(...argumentsOf(tight)).get('M0')
    expect([...(table ?? [])].map(([node, { shown }]) => [node, shown])).toEqual([
      ['ALL', 20],
      ['P.a', null],
      ['P.b', null],
      ['P.c', 5],
    ])
    expect(attack(tight)).toEqual([])
  })

  it('keeps back more of a quarter than of its months, where a month would follow from it', () => {
    const months = [0, 1, 2].map(month => ({ ALL: 14, 'P.a': month === 0 ? 4 : 7, 'P.b': month === 0 ? 10 : 7 }))
    const quarter = { id: 'Q', months: [0, 1, 2] }
    const cohort = { ...of(['a', 'b'], months) }
    const whole = { ...cohort, steps: [...cohort.steps, quarter] }
    expect(found(onlyRounded, [whole])).toBeGreaterThan(0)
    expect(
      release(...argumentsOf(whole))
        .get('Q')
        ?.get('P.a')?.shown,
    ).toBeNull()
    expect(attack(whole)).toEqual([])
  })

  it('shows no nought, and parts nothing under ten', () => {
    const table = release(...argumentsOf(of(['a', 'b'], [{ ALL: 9, 'P.a': 9 }]))).get('M0')
    expect([...(table?.values() ?? [])].map(({ shown }) => shown)).toEqual([10, null, null])
  })
})

const argumentsOf = ({ family, months, steps }: Cohort): Parameters<typeof release> => [family, months, steps]
