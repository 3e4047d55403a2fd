// Two worlds that differ only in what the caller may not see are told apart by nobody; nor are children who are not shown.
import { describe, expect, it } from '@jest/globals'
import { compareNotShown } from './not-shown.js'
import { compareWorlds } from './worlds.js'

describe('two worlds that differ only in what the caller may not see', () => {
  it('have the same answers, byte for byte', async () => {
    const { differences, operations, changed, leftOut } = await compareWorlds({ ops: 280, seed: 2 })
    expect(differences).toEqual([])
    expect(operations + leftOut).toBe(280)
    expect(operations).toBeGreaterThan(140)
    // Otherwise the two would be one world, and their likeness no wonder.
    expect(changed).toBeGreaterThan(50)
  }, 600_000)
})

describe('a child nobody knows, one who is not the caller’s, and one whose every record is protected', () => {
  it('have the same answers, byte for byte, in every role', async () => {
    const { differences, compared } = await compareNotShown(20)
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(200)
  }, 600_000)
})
