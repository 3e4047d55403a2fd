import { describe, expect, it } from '@jest/globals'
import { tamper } from './missed.js'
import { TAMPERINGS } from './tamper.js'

describe('the verifier', () => {
  it('finds a thousand tamperings, twenty ways, and names the row', async () => {
    expect(Object.keys(TAMPERINGS)).toHaveLength(20)
    const { missed, times } = await tamper(1_000, 20_261_127)
    expect(missed).toEqual([])
    expect(times).toBe(1_000)
  })
})
