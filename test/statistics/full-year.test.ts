// The family there is most of, in a year as a hub has it: attacked as a whole, and still telling something.
import { describe, expect, it } from '@jest/globals'
import { release } from '../../src/statistics/control/release.js'
import { FAMILIES } from '../../src/statistics/families.js'
import { ALL, treeOf, type Counts } from '../../src/statistics/family.js'
import { parsePeriod, upTo } from '../../src/statistics/periods.js'
import { recovered } from './attacker.js'
import { numbers } from './random.js'

const family = FAMILIES.REPORTS
const tree = treeOf(family)

function month(people: number, draw: () => number): Counts {
  const counts: Record<string, number> = {}
  const add = (node: string): void => {
    counts[node] = (counts[node] ?? 0) + 1
    for (const parts of tree.partsOf(node)) {
      const part = parts[Math.floor(draw() ** 2 * parts.length)]
      if (part !== undefined) add(part)
    }
  }
  for (let left = people; left > 0; left -= 1) add(ALL)
  return counts
}

const steps = upTo(parsePeriod('2026') ?? { id: '', year: 0, from: '', to: '', isWhole: true })

describe('a year of reports', () => {
  it('is given as far as no count follows, in the same way each time', () => {
    const draw = numbers(7)
    const months = Array.from({ length: 12 }, () => month(35 + Math.floor(draw() * 15), draw))
    const tables = release(family, months, steps)
    const year = tables.get('2026')
    expect(year?.get(ALL)?.shown).not.toBeNull()
    expect([...(year?.values() ?? [])].filter(({ shown }) => shown !== null).length).toBeGreaterThan(30)
    expect(release(family, months, steps)).toEqual(tables)
    // What was given by March is what was given by December.
    const march = release(family, months.slice(0, 3), steps.slice(0, 4))
    for (const [id, table] of march) expect(tables.get(id)).toEqual(table)
    // Months of one quarter, solved together: the whole year is too much to solve here.
    const quarter = steps
      .slice(0, 4)
      .map(({ id, months: own }) => ({ months: own, table: tables.get(id) ?? new Map() }))
    expect(recovered(family, months.slice(0, 3), quarter, 'GUESSES')).toEqual([])
  }, 120_000)
})
