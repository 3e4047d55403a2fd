import { describe, expect, it } from '@jest/globals'
import { febrlLike } from '../../../../bench/matching/febrl-like.js'
import { evaluateUk } from '../../../../bench/matching/uk-figures.js'
import { eachPair } from '../../../../src/children/identity/matching/blocking.js'
import { DEFAULT_MODEL } from '../../../../src/children/identity/matching/default-model.js'
import { groupsOf, oneToOne } from '../../../../src/children/identity/matching/groups.js'
import { createMatcher, matchAll } from '../../../../src/children/identity/matching/match.js'
import type { Pair } from '../../../../src/children/identity/matching/match.js'
import { BadModel, readModel, writeModel } from '../../../../src/children/identity/matching/model.js'
import type { PersonRecord } from '../../../../src/children/identity/matching/record.js'
import { createTable } from '../../../../src/children/identity/matching/table.js'
import type { Table } from '../../../../src/children/identity/matching/table.js'
import { train } from '../../../../src/children/identity/matching/train.js'
import { born, ffion } from './kit.js'

function tableOf(records: readonly PersonRecord[]): Table {
  const builder = createTable()
  for (const record of records) builder.add(record)
  return builder.done()
}

describe('blocks', () => {
  it('have each pair once, and the same pairs whichever key they share', () => {
    const seen: string[] = []
    eachPair(tableOf([ffion, ffion, { ...ffion, given: 'Rhys' }]), null, (a, b) => seen.push(`${a}-${b}`))
    expect(seen.sort()).toEqual(['0-1', '0-2', '1-2'])
  })

  it('only pair the one file with the other', () => {
    const seen: string[] = []
    eachPair(tableOf([ffion, ffion, ffion, ffion]), 2, (a, b) => seen.push(`${a}-${b}`))
    expect(seen.sort()).toEqual(['0-2', '0-3', '1-2', '1-3'])
  })

  it('of 20,000 rows of one name are bounded, and what is left out is told', () => {
    let compared = 0
    const passes = eachPair(
      tableOf(Array.from({ length: 20_000 }, () => ({ given: 'Ffion', family: 'Prys' }))),
      null,
      () => (compared += 1),
    )
    expect(compared).toBeLessThan(1_000_000)
    expect(passes.reduce((sum, { leftOut }) => sum + leftOut, 0)).toBeGreaterThanOrEqual((20_000 * 19_999) / 2)
  })

  it('that are too large are split by what their rows differ in', () => {
    const days = Array.from({ length: 3_000 }, (_, nth) => ({
      ...born(`20${10 + (nth % 10)}-0${1 + (nth % 9)}-${10 + (nth % 18)}`),
      family: 'Prys',
      given: 'Ffion',
    }))
    const table = tableOf(days)
    let compared = 0
    eachPair(table, null, () => (compared += 1))
    expect(compared).toBeGreaterThan(0)
    expect(compared).toBeLessThan(1_500_000)
  })
})

const pair = (a: number, b: number, bits: number, more: Partial<Pair> = {}): Pair => ({
  a,
  b,
  bits,
  probability: 0.999,
  outcome: 'MATCH',
  rule: null,
  certain: false,
  ...more,
})

describe('one with one', () => {
  const outcomes = (pairs: readonly Pair[]): string[] => oneToOne(pairs).map(({ outcome }) => outcome)
  it('a clear lead is the match, the rest are possible', () => {
    expect(outcomes([pair(0, 5, 30), pair(0, 6, 12)])).toEqual(['MATCH', 'POSSIBLE'])
    expect(outcomes([pair(0, 5, 10, { certain: true }), pair(0, 6, 40)])).toEqual(['MATCH', 'POSSIBLE'])
  })
  it('without one it is MANY, and none is linked', () => {
    expect(outcomes([pair(0, 5, 30), pair(0, 6, 27)])).toEqual(['MANY', 'MANY'])
    expect(outcomes([pair(0, 5, 3, { certain: true }), pair(0, 6, 2, { certain: true })])).toEqual(['MANY', 'MANY'])
  })
})

it('groups do not lead from one twin to the other through a record that could be either', () => {
  const table = tableOf([
    { ...ffion, given: 'Mia' },
    { ...ffion, given: 'M' },
    { ...ffion, given: 'Oliver' },
  ])
  const matcher = createMatcher(table, DEFAULT_MODEL, 1_000)
  const groups = groupsOf(3, [pair(0, 1, 20), pair(1, 2, 20)], matcher, () => true)
  expect([...groups]).toEqual([0, 0, 2])
})

describe('parameters', () => {
  it('are read as they were written, and refused where anything is missing', () => {
    expect(readModel(writeModel(DEFAULT_MODEL))).toEqual(DEFAULT_MODEL)
    expect(() => readModel('{')).toThrow(BadModel)
    expect(() => readModel(JSON.stringify({ ...DEFAULT_MODEL, comparisons: {} }))).toThrow('MODEL_INVALID')
    expect(() => readModel(JSON.stringify({ ...DEFAULT_MODEL, version: 1 }))).toThrow('MODEL_INVALID')
  })

  it('learnt from data without labels are sound, and the same every time', () => {
    const table = tableOf(febrlLike(3, 400, 1).map(({ record }) => record))
    const model = train(table, 400, DEFAULT_MODEL)
    expect(train(table, 400, DEFAULT_MODEL)).toEqual(model)
    expect(readModel(writeModel(model))).toEqual(model)
    expect(model.matchesPerRecord).toBeGreaterThan(0.9)
    expect(
      matchAll(table, 400, createMatcher(table, model, 400)).pairs.filter(({ probability }) => probability > 0.5)
        .length,
    ).toBeGreaterThan(380)
  })
})

it('a small invented region is linked without a twin or sibling', () => {
  const { precision, recall, siblings } = evaluateUk(9, 800)
  expect(siblings).toBe(0)
  expect(precision).toBeGreaterThan(0.998)
  expect(recall).toBeGreaterThan(0.97)
})
