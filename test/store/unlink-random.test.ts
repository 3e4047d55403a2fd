import { expect, it } from '@jest/globals'
import { unmakeAndMake } from '../../bench/links/unlink.js'

it('leaves every row as it was, after links are unmade, made again, confirmed and rejected at random', async () => {
  const { differences, done, midway } = await unmakeAndMake(7, 200, 60)
  expect(differences).toBe(0)
  expect(midway).toBeGreaterThan(0)
  for (const count of Object.values(done)) expect(count).toBeGreaterThan(0)
}, 120_000)
