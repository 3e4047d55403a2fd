import { describe, expect, it } from '@jest/globals'
import { eachPair } from '../../../../src/children/identity/matching/blocking.js'
import type { PersonRecord } from '../../../../src/children/identity/matching/record.js'
import { createTable } from '../../../../src/children/identity/matching/table.js'
import type { Table } from '../../../../src/children/identity/matching/table.js'
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

  it.each([
    ['one file', null],
    ['two files', 30_000],
  ])('by a number that hundreds have are bounded in all, and each is still joined: %s', (_, split) => {
    const bearers = 200
    const numbers = Array.from({ length: 60_000 / bearers }, (_one, nth) => `A${String(nth).padStart(12, '0')}`)
    const records = Array.from({ length: 60_000 }, (_one, row) => ({
      authorityId: { authority: 'W06000022', id: numbers[row % numbers.length] ?? '' },
    }))
    const leader = Array.from(records, (_one, row) => row)
    const leaderOf = (row: number): number => {
      let at = row
      while (leader[at] !== at) at = leader[at] ?? 0
      return at
    }
    let compared = 0
    const seen = new Set<number>()
    const passes = eachPair(tableOf(records), split, (a, b) => {
      compared += 1
      seen.add(a * 60_000 + b)
      const [one, other] = [leaderOf(a), leaderOf(b)]
      leader[Math.max(one, other)] = Math.min(one, other)
    })
    expect(compared).toBeLessThan(2_100_000)
    expect(seen.size).toBe(compared)
    expect(new Set(records.map((_one, row) => leaderOf(row))).size).toBe(numbers.length)
    expect(passes.reduce((sum, { leftOut }) => sum + leftOut, 0)).toBeGreaterThan(500_000)
  })

  it('that are too large are split by what their rows differ in', () => {
    const days = Array.from({ length: 6_000 }, (_, nth) => ({
      ...born(`20${10 + (nth % 10)}-0${1 + (nth % 9)}-${10 + (nth % 18)}`),
      family: 'Prys',
      given: 'Ffion',
    }))
    let compared = 0
    eachPair(tableOf(days), null, () => (compared += 1))
    expect(compared).toBeGreaterThan(0)
    expect(compared).toBeLessThan(3_000_000)
  })

  it('of few pairs come first: a common value crowds out no rare one', () => {
    const crowd = Array.from({ length: 8_000 }, () => ({ family: 'Jones', address: { place: 'Newport' } }))
    const rare = [
      { family: 'Prys', address: { place: 'Bala' } },
      { family: 'Prys', address: { place: 'Corris' } },
    ]
    const seen: string[] = []
    let compared = 0
    eachPair(tableOf([...crowd, ...rare]), null, (a, b) => {
      compared += 1
      if (a >= 8_000) seen.push(`${a}-${b}`)
    })
    expect(seen).toEqual(['8000-8001'])
    expect(compared).toBeLessThan(3_000_000)
  })

  it('find a child of whom most is mistyped, by one field that is not', () => {
    const one = {
      given: 'Ffion',
      family: 'Prys',
      ...born('2010-04-07'),
      address: { street: 'Heol y Bryn', number: '8' },
    }
    const other = {
      given: 'Bethan',
      family: 'Walker',
      ...born('1999-11-23'),
      address: { street: 'Heol y Bryn', number: '31' },
    }
    let compared = 0
    eachPair(tableOf([one, other]), 1, () => (compared += 1))
    expect(compared).toBe(1)
  })
})
