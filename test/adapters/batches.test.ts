import { describe, expect, it } from '@jest/globals'
import type { Ask, Part } from '../../src/adapters/agency.js'
import { batches, createGate } from '../../src/adapters/batches.js'

const ask = (recordId: string, ...parts: Part[]): Ask => ({ recordId, parts: new Set(parts) })

describe('batches', () => {
  it('hold questions for the same parts, however these are ordered', () => {
    const one = ask('1', 'identity', 'contact')
    const two = ask('2', 'family')
    const three = ask('3', 'contact', 'identity')
    expect(batches([one, two, three], 50)).toEqual([[one, three], [two]])
  })

  it('are no larger than the system takes', () => {
    const asks = Array.from({ length: 5 }, (_, index) => ask(String(index), 'identity'))
    expect(batches(asks, 2).map(group => group.length)).toEqual([2, 2, 1])
    expect(batches([], 2)).toEqual([])
  })
})

describe('a gate', () => {
  it('lets no more through at once than it may, and all in the end', async () => {
    const gate = createGate(2)
    let [now, most] = [0, 0]
    const work = async (value: number): Promise<number> => {
      now += 1
      most = Math.max(most, now)
      await new Promise(resolve => setImmediate(resolve))
      now -= 1
      return value
    }
    const done = await Promise.all([1, 2, 3, 4, 5].map(value => gate(() => work(value))))
    expect([done, most]).toEqual([[1, 2, 3, 4, 5], 2])
  })

  it('gives the place of work that failed to the next', async () => {
    const gate = createGate(1)
    const failing = gate(() => Promise.reject(new Error('no')))
    const next = gate(() => Promise.resolve('yes'))
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
