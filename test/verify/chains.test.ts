// Where a tail without a checkpoint begins to count, to the row and the millisecond.
import { describe, expect, it } from '@jest/globals'
import { readChains } from '../../src/verify/chains.js'
import type { Finding } from '../../src/verify/format.js'
import type { Witnessed } from '../../src/verify/witnessed.js'
import { newKey, writeWorld } from './ledger.js'

const ROWS = 10
const CHAIN = 'cccccccc-0000-4000-8000-000000000001'
const { rows, heads } = writeWorld(1, ROWS, 4, newKey())
const hashOf = (seq: number): string => rows[seq - 1]?.hash ?? ''
const timeOf = (seq: number): number => Date.parse(rows[seq - 1]?.at ?? '')
const TWO_MINUTES = 120_000

/** What is found where checkpoints say this of the chain. */
function found(witness: Partial<Witnessed> | null, taken = rows): string[] {
  const said: Finding[] = []
  const whole: Witnessed = { points: new Map([[4, hashOf(4)]]), last: 4, lastAt: timeOf(4), final: null, own: true, ...witness }
  const reader = readChains(heads, witness && new Map([[CHAIN, whole]]), finding => void said.push(finding))
  for (const row of taken) reader.take(row)
  reader.finish()
  return said.map(({ kind, from, to }) => `${kind} ${from} ${to}`)
} // prettier-ignore

describe('rows after the last checkpoint', () => {
  it('are waited for two minutes', () => {
    expect(found({})).toEqual([])
    expect(found({ last: 9, lastAt: timeOf(10) - TWO_MINUTES })).toEqual([])
    expect(found({ last: 9, lastAt: timeOf(10) - TWO_MINUTES - 1 })).toEqual(['UNWITNESSED 10 10'])
  })

  it('are told from the first that is too late', () => {
    expect(found({ last: 4, lastAt: timeOf(7) - TWO_MINUTES - 1 })).toEqual(['UNWITNESSED 7 10'])
  })

  it('are none where the last row is signed, however long ago that was', () => {
    expect(found({ last: 10, lastAt: 0 })).toEqual([])
  })

  it('do not belong to a chain whose process said that it was done', () => {
    expect(found({ last: 4, final: 10 })).toEqual([])
    expect(found({ last: 4, final: 9 })).toEqual(['UNWITNESSED 10 10'])
  })
})

describe('a chain', () => {
  it('whose own process signed nothing is told whole, signed by others or not', () => {
    expect(found({ own: false })).toEqual(['UNWITNESSED 1 10'])
    const said: Finding[] = []
    const reader = readChains(heads, new Map(), finding => void said.push(finding))
    rows.forEach(row => reader.take(row))
    reader.finish()
    expect(said.map(({ kind, from, to }) => [kind, from, to])).toEqual([['UNWITNESSED', 1, 10]])
  })

  it('is checked against no checkpoint where none is given', () => {
    expect(found(null)).toEqual([])
  })

  it('that ends before what was signed is cut off after the last row that agrees', () => {
    const head = heads[0]
    if (!head) throw new Error('no chain')
    const points = new Map([4, 8, 10].map(seq => [seq, hashOf(seq)]))
    expect(found({ points, last: 10 }, rows.slice(0, 9))).toEqual(['TRUNCATED 10 10', 'TRUNCATED 9 10'])
    expect(found({ points, last: 10 }, rows.slice(0, 8))).toEqual(['TRUNCATED 9 10', 'TRUNCATED 9 10'])
  })

  it('with rows rewritten is told from after the last that agreed', () => {
    const points = new Map([[4, hashOf(4)], [8, 'f'.repeat(64)]]) // prettier-ignore
    expect(found({ points, last: 8, lastAt: timeOf(8) })).toEqual(['REWRITTEN 5 8'])
  })
})
