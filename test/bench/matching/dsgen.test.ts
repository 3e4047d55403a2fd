import { describe, expect, it } from '@jest/globals'
import { dsgen, FOURTH, THIRD } from '../../../bench/matching/dsgen/generate.js'
import type { Row } from '../../../bench/matching/dsgen/generate.js'
import { asCsv, truthOfIds } from '../../../bench/matching/dsgen/csv.js'

const small = { ...FOURTH, originals: 300, duplicates: 300 }
const differing = (one: Row, other: Row): number =>
  Object.keys(one).filter(name => name !== 'rec_id' && one[name] !== other[name]).length

describe('a set as FEBRL makes it', () => {
  const { originals, duplicates } = dsgen(7, small)
  const byId = new Map(originals.map(row => [row['rec_id'], row]))
  const pairs = duplicates.map(copy => [byId.get(copy['rec_id']?.replace(/dup-\d+$/, 'org')) ?? {}, copy] as const)

  it('is the same for a seed, and another for another', () => {
    expect(dsgen(7, small)).toEqual({ originals, duplicates })
    expect(dsgen(8, small).originals).not.toEqual(originals)
  })

  it('has no more changed fields in a duplicate than changes, and hardly a duplicate without one', () => {
    const changed = pairs.map(([one, copy]) => differing(one, copy))
    expect(Math.max(...changed)).toBeLessThanOrEqual(4)
    expect(changed.filter(count => count >= 2).length).toBeGreaterThan(250)
  })

  it('has as many duplicates of one as are asked for, and knows who is who', () => {
    const third = dsgen(7, { ...THIRD, originals: 200, duplicates: 300 })
    expect(third.duplicates).toHaveLength(300)
    expect(third.duplicates.every(({ rec_id: id = '' }) => /^rec-\d+-dup-[0-4]$/.test(id))).toBe(true)
    expect(truthOfIds(['rec-1-org', 'rec-2-org'], ['rec-2-dup-0'])).toEqual([['rec-2-org', 'rec-2-dup-0']])
    expect(truthOfIds(['rec-1-org', 'rec-1-dup-0', 'rec-1-dup-1'], null)).toHaveLength(3)
  })

  it('is written with or without its identifier', () => {
    expect(asCsv(originals).split('\n')[0]).toContain('rec_id, given_name, surname')
    expect(asCsv(originals, ['soc_sec_id']).split('\n')[0]).not.toContain('soc_sec_id')
  })
})
