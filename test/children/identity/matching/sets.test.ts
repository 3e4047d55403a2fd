import { describe, expect, it } from '@jest/globals'
import { evaluateSet, readSet } from '../../../../bench/matching/dsgen/evaluate.js'
import { FOURTH, THIRD } from '../../../../bench/matching/dsgen/generate.js'
import { evaluateUk } from '../../../../bench/matching/uk-figures.js'
import { DEFAULT_MODEL } from '../../../../src/children/identity/matching/default-model.js'
import { assigned, groupsOf, oneToOne } from '../../../../src/children/identity/matching/groups.js'
import { createMatcher } from '../../../../src/children/identity/matching/match.js'
import type { Pair } from '../../../../src/children/identity/matching/match.js'
import { BadModel, readModel, writeModel } from '../../../../src/children/identity/matching/model.js'
import type { PersonRecord } from '../../../../src/children/identity/matching/record.js'
import { createTable } from '../../../../src/children/identity/matching/table.js'
import type { Table } from '../../../../src/children/identity/matching/table.js'
import { train } from '../../../../src/children/identity/matching/train.js'
import { ffion } from './kit.js'

function tableOf(records: readonly PersonRecord[]): Table {
  const builder = createTable()
  for (const record of records) builder.add(record)
  return builder.done()
}

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
  it('where somebody measures, the likeliest that is left', () => {
    const pairs = [pair(0, 5, 30), pair(0, 6, 29), pair(1, 5, 28), pair(1, 6, 20), pair(2, 7, 1)]
    expect(assigned(pairs, ({ bits }) => bits > 5)).toEqual([pairs[0], pairs[3]])
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

  it('learnt from data without labels are sound, and the same every time', async () => {
    const { table, split } = await readSet(3, { ...FOURTH, originals: 400, duplicates: 400 })
    const model = train(table, split, DEFAULT_MODEL)
    expect(train(table, split, DEFAULT_MODEL)).toEqual(model)
    expect(readModel(writeModel(model))).toEqual(model)
    expect(model.matchesPerRecord).toBeGreaterThan(0.9)
  })
})

describe('small sets as FEBRL makes them, without an identifier', () => {
  it('one to one are linked, and no true pair is lost to blocks', async () => {
    const { rows, lost } = evaluateSet(await readSet(4, { ...FOURTH, originals: 400, duplicates: 400 }))
    expect(lost).toBe(0)
    const even = rows.find(({ least }) => least === 0.5)
    expect(even?.precision).toBe(1)
    expect(even?.f1).toBeGreaterThan(0.99)
  })

  it('with several duplicates of one, too', async () => {
    const { rows } = evaluateSet(await readSet(5, { ...THIRD, originals: 300, duplicates: 450 }))
    expect(rows.find(({ least }) => least === 0.5)?.f1).toBeGreaterThan(0.975)
  })
})

it('a small invented region is linked without a twin or sibling', () => {
  const { precision, recall, siblings } = evaluateUk(9, 800)
  expect(siblings).toBe(0)
  expect(precision).toBeGreaterThan(0.998)
  expect(recall).toBeGreaterThan(0.97)
})
