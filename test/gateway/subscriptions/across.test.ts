import { expect, it, jest } from '@jest/globals'
import { across } from './across.js'

jest.setTimeout(180_000)

it('subscriptions at either of two busy gateways have what was caused at both, each once, and no job is done twice', async () => {
  const { seconds, wrong } = await across({ events: 12, readers: 2 })
  expect(wrong).toEqual([])
  expect(seconds).toHaveLength(24)
})
