import { expect, it, jest } from '@jest/globals'
import { stopAtRandomPoints } from './points.js'

jest.setTimeout(120_000)

it('delivers no value without its row, with the database stopped at 50 random points of operations under way', async () => {
  const { leaks, mixed, answered, unavailable } = await stopAtRandomPoints(50, 20_261_127)
  expect([leaks, mixed]).toEqual([0, []])
  // Some had been answered by then, and some were refused: otherwise nothing was tried.
  expect(answered).toBeGreaterThan(0)
  expect(unavailable).toBeGreaterThan(0)
})
