// Editions one after the other: which is in force, to the day and the millisecond, and what keeps them from standing together.
import { describe, expect, it } from '@jest/globals'
import { discord, hasBegun, inForceAt, inOrder, ranOut, rewritten } from '../../../src/policies/protocol/index.js'
import type { CompiledProtocol } from '../../../src/policies/protocol/index.js'
import { gwent, mutated, unproved } from './support.js'

const gwent1 = gwent()
const edition = (id: string, from: string, until: string, of = gwent1): CompiledProtocol => ({
  ...of,
  id,
  edition: { ...of.edition, edition: { ...of.edition.edition, id, from, until } },
})
const at = (text: string): Date => new Date(text)
const first = edition('one', '2026-01-10', '2027-01-09')
const second = edition('two', '2027-01-10', '2028-01-09')

describe('the edition in force', () => {
  it('is the last that has begun, from the midnight of its first day', () => {
    expect(inForceAt([first, second], at('2027-01-09T23:59:59.999Z')).id).toBe('one')
    expect(inForceAt([first, second], at('2027-01-10T00:00:00.000Z')).id).toBe('two')
    expect(hasBegun(second, at('2027-01-09T23:59:59.999Z'))).toBe(false)
    expect(hasBegun(second, at('2027-01-10T00:00:00.000Z'))).toBe(true)
  })

  it('is the first where none has begun, and the last where all have run out', () => {
    expect(inForceAt([first, second], at('2020-01-01T00:00:00Z')).id).toBe('one')
    expect(inForceAt([first, second], at('2040-01-01T00:00:00Z')).id).toBe('two')
    expect(() => inForceAt([], at('2027-01-01T00:00:00Z'))).toThrow('there is no edition')
  })

  it('runs out with the end of its last day', () => {
    expect(ranOut(first, at('2027-01-09T23:59:59.999Z'))).toBe(false)
    expect(ranOut(first, at('2027-01-10T00:00:00.000Z'))).toBe(true)
  })

  it('stands in the order of the first days, whatever that of the files', () => {
    expect(inOrder([second, first]).map(({ id }) => id)).toEqual(['one', 'two'])
    expect(inOrder([first, second]).map(({ id }) => id)).toEqual(['one', 'two'])
  })
})

describe('editions', () => {
  it('may follow each other day upon day', () => {
    expect(discord([first, second])).toEqual([])
    expect(discord([])).toEqual([])
  })

  it.each([
    ['a day with two', edition('two', '2027-01-09', '2028-01-09'), 'editions one and two are both in force from 2027-01-09 to 2027-01-09'],
    ['one within the other', edition('two', '2026-05-01', '2026-06-01'), 'editions one and two are both in force from 2026-05-01 to 2026-06-01'],
    ['a day with none', edition('two', '2027-01-11', '2028-01-09'), 'no edition is in force from 2027-01-10 to 2027-01-10, between one and two'],
    ['one id twice', edition('one', '2027-01-10', '2028-01-09'), 'two editions have the id one: each audit row names its edition by it'],
  ])('may not have %s', (_, next, says) => {
    expect(discord([first, next])).toEqual([says])
  }) // prettier-ignore

  it('may not share an id across another', () => {
    expect(discord([first, second, edition('one', '2028-01-10', '2029-01-09')])).toHaveLength(1)
  })
})

describe('an edition that has begun', () => {
  const now = at('2026-06-01T00:00:00Z')
  const other = unproved(mutated(['afterDays: 30', 'afterDays: 31']))
  const says = 'edition one has begun and is rewritten: give the new rules an id and a first day of their own'

  it('keeps its rules under its id', () => {
    expect(rewritten([first], [edition('one', '2026-01-10', '2027-01-09', other)], now)).toEqual([says])
    expect(rewritten([first], [edition('one', '2026-01-11', '2027-01-09')], now)).toEqual([says])
  })

  it('may end at another time, and others may be added or taken away', () => {
    expect(rewritten([first], [edition('one', '2026-01-10', '2026-12-31'), second], now)).toEqual([])
    expect(rewritten([first, second], [first], now)).toEqual([])
    expect(rewritten([second], [edition('two', '2027-01-10', '2028-01-09', other)], now)).toEqual([])
  })
})
