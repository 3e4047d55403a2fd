// What is stated of figures is the same wherever it stands: in the code, in the schema and in docs/statistics.md.
import { describe, expect, it } from '@jest/globals'
import { buildSchema, isEnumType } from 'graphql'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/paths.js'
import { loadTypeDefs } from '../../src/schema/load.js'
import { COST_SIDES, UNIT_COSTS } from '../../src/statistics/costs.js'
import { FIGURE_IDS, definitionOf } from '../../src/statistics/definitions.js'
import { FAMILIES } from '../../src/statistics/families.js'
import { treeOf } from '../../src/statistics/family.js'
import { AGENCIES_TRAINED, RATINGS } from '../../src/statistics/parts.js'
import { TARGETS } from '../../src/statistics/targets.js'
import { figureTable, unitTable } from './doc-tables.js'

const schema = buildSchema(loadTypeDefs())
const valuesOf = (name: string): readonly string[] => {
  const type = schema.getType(name)
  return isEnumType(type) ? type.getValues().map(value => value.name) : []
}
const all = FIGURE_IDS.map(id => ({ id, ...definitionOf(id) }))
const partitions = Object.values(FAMILIES).flatMap(family => [...family.partitions])

describe('every figure', () => {
  it('is in the schema, with its ways to be parted and the codes that are recorded for it', () => {
    expect(valuesOf('FigureId')).toEqual(FIGURE_IDS)
    expect(valuesOf('FigureBy')).toEqual([...new Set(partitions.map(({ id }) => id)), 'SIDE'])
    expect(valuesOf('TrainedAgency')).toEqual(Object.keys(AGENCIES_TRAINED))
    expect(valuesOf('TrainingRating')).toEqual(Object.keys(RATINGS))
    expect(valuesOf('CostSide')).toEqual(Object.keys(COST_SIDES))
    expect(valuesOf('CostUnit')).toEqual(Object.keys(UNIT_COSTS))
  })

  it('has its name, unit and method in both languages, and they differ', () => {
    for (const { id, name, unit, method } of all)
      for (const { en, cy } of [name, unit, method])
        expect([id, en.trim() !== '' && cy.trim() !== '' && en !== cy]).toEqual([id, true])
  })

  it('is of a node of its family, and parted by partitions of that node', () => {
    for (const { id, family, of, by } of all) {
      if (family === 'COSTS') continue
      expect(treeOf(FAMILIES[family]).nodes).toContain(of)
      for (const one of by) {
        const partition = [...FAMILIES[family].partitions].find(each => each.id === one)
        expect([id, partition?.of]).toEqual([id, of])
      }
    }
  })

  it('is held against a target only by parts that it has', () => {
    for (const { figure, by, parts } of TARGETS) {
      expect(definitionOf(figure).by).toContain(by)
      const own = partitions.find(({ id }) => id === by)?.parts.map(({ id }) => id)
      for (const part of parts) expect(own).toContain(part)
    }
  })

  it('stands in docs/statistics.md with its method, as do the unit costs', () => {
    const text = readFileSync(join(projectRoot, 'docs/statistics.md'), 'utf8')
    for (const line of [...figureTable(), ...unitTable()]) expect(text).toContain(line)
  })
})

describe('a family', () => {
  it('is a tree: what is not one is refused', () => {
    const words = { en: 'x', cy: 'x' }
    const part = { id: 'a', words }
    const partition = (id: string, of: string) => ({ id, of, words, parts: [part] })
    const family = (...all: ReturnType<typeof partition>[]) => ({ id: 'F', overTime: 'SUM' as const, partitions: all })
    expect(() => treeOf(family(partition('A', 'NOWHERE')))).toThrow('no tree at A')
    expect(() => treeOf(family(partition('A', 'ALL'), partition('A', 'ALL')))).toThrow('no tree at A')
  })
})
